// Runs of a claim, one after the other, with one bar of progress for all of them.
#pragma once

#include "claim/claim.hpp"
#include "model.hpp"

namespace epochs::recurrent {

class Course {
 public:
  // `updates`: of all runs together, in the claim's own measure of cost. `budget` is borrowed.
  Course(const claim::Budget& budget, double updates);

  long scaled(long updates) const;                 // where only the code is tried, fewer
  // `cost`: of one of its updates beside the claim's others.
  void train(Reader& reader, long updates, double cost = 1);
  void settle(Reader& reader, long updates, double cost = 1);      // the last third at a tenth of the rate
  void finish() const;
  long updates() const { return updates_; }        // that were made

 private:
  void tell(double now) const;

  const claim::Budget& budget_;
  double scale_, total_, done_ = 0;
  long updates_ = 0;
};

}  // namespace epochs::recurrent
