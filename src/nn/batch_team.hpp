// One update on a batch that a team shares: each member runs forward and backward on its part of the batch with a tape of its
// own; then the members add up the gradients and update, each for some of the cells. The parts are added in their order, so one
// seed and one number of threads give the same bits, whoever was faster.
#pragma once

#include <deque>

#include "core/team.hpp"
#include "nn/optimizer.hpp"
#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// What a member's forward gives back: the loss of its part, and that part's share of the whole (the shares add up to 1).
struct PartLoss {
  Value loss;
  Real share = 1;
};

class BatchTeam {
 public:
  explicit BatchTeam(int members);
  int members() const { return team_.members(); }

  // forward(tape, part) records part 0 … members − 1 on that tape and returns a PartLoss. Returns the loss of the whole batch.
  template <class Forward>
  Real step(Optimizer& optimizer, Forward&& forward) {
    team_.run([&](int part) {
      Tape& tape = tapes_[static_cast<std::size_t>(part)];
      tape.begin();
      const PartLoss result = forward(tape, part);
      backward(tape, part, result);
    });
    return update(optimizer);
  }

 private:
  void backward(Tape& tape, int part, PartLoss result);
  Real update(Optimizer& optimizer);
  void add_up(int part);

  Team team_;
  std::deque<Tape> tapes_;
  std::vector<Matrix> seeds_;    // share of each part, 1×1
  std::vector<Real> losses_;     // share · loss of each part
};

}  // namespace epochs::inline EPOCHS_PRECISION::nn
