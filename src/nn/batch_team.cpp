#include "nn/batch_team.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

BatchTeam::BatchTeam(int members) : team_(members), seeds_(static_cast<std::size_t>(members), Matrix(1, 1)), losses_(static_cast<std::size_t>(members)) {
  for (int member = 0; member < members; ++member) tapes_.emplace_back();
}

void BatchTeam::backward(Tape& tape, int part, PartLoss result) {
  Matrix& seed = seeds_[static_cast<std::size_t>(part)];
  seed(0, 0) = result.share;
  tape.backward(result.loss, seed);
  losses_[static_cast<std::size_t>(part)] = result.share * tape.scalar(result.loss);
}

void BatchTeam::add_up(int part) {
  for (std::size_t other = 1; other < tapes_.size(); ++other) tapes_[0].add_part(tapes_[other], part, members());
}

Real BatchTeam::update(Optimizer& optimizer) {
  for (std::size_t other = 1; other < tapes_.size(); ++other) tapes_[0].make_room_for(tapes_[other]);
  if (members() > 1) team_.run([&](int part) { add_up(part); });
  optimizer.begin(tapes_[0]);
  team_.run([&](int part) { optimizer.update_part(part, members()); });   // not in one with the sums: it may cut the cells in another way
  Real total = 0;
  for (const Real loss : losses_) total += loss;
  return total;
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
