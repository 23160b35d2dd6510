// A claim is an experiment: run from a seed, it measures a figure and says whether it holds. An id is the lesson's subject, a dot, what is claimed.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/text.hpp"

namespace epochs::claim {

enum class Status { Holds, Fails, NoData };

struct Measured {
  std::string name;            // "test_accuracy"
  double value = 0;
  LocalizedText label = {};    // as a learner reads it; empty: the name
};

struct Outcome {
  Status status = Status::Fails;
  std::vector<Measured> measured;   // chance is printed beside every accuracy
  std::string threshold;            // "test_accuracy ≥ 0.95 and logistic ≤ 0.70"
  long updates = 0;
  LocalizedText asks_for = {};      // the threshold as a learner reads it; empty: as it is
};

// Scale of the budget: 1 is the claim; the ordinary tests run a tiny fraction to see that the code runs and reports, which is never the claim.
struct Budget {
  double scale = 1;
  std::function<void(double)> progress;   // 0 … 1; may be empty
  std::function<bool()> cancelled;        // may be empty
};

struct Claim {
  std::string id;              // "perceptron.converges"
  Localized statement;         // one sentence for the learner
  double seconds = 1;          // what it should take on two ordinary cores
  std::function<Outcome(std::uint64_t seed, const Budget&)> run;
};

}  // namespace epochs::claim
