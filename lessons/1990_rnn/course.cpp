#include "course.hpp"

#include <algorithm>

namespace epochs::recurrent {
namespace {

constexpr long kToldEvery = 20;                  // updates between which progress is told

}  // namespace

Course::Course(const claim::Budget& budget, double updates) : budget_(budget), scale_(std::min(1.0, budget.scale)), total_(updates) {}

long Course::scaled(long updates) const { return std::max(10L, static_cast<long>(static_cast<double>(updates) * scale_)); }

void Course::train(Reader& reader, long updates, double cost) {
  const long all = scaled(updates);
  for (long update = 0; update < all && !(budget_.cancelled && budget_.cancelled()); ++update) {
    reader.advance();
    if (update % kToldEvery == 0) tell(cost * static_cast<double>(update) / static_cast<double>(all) * static_cast<double>(updates));
  }
  done_ += cost * static_cast<double>(updates), updates_ += all;
  tell(0);
}

void Course::settle(Reader& reader, long updates, double cost) {
  train(reader, updates - updates / 3, cost);
  reader.apply(SetRate{reader.settings().rate / 10});
  train(reader, updates / 3, cost);
}

void Course::finish() const {
  if (budget_.progress) budget_.progress(1);
}

void Course::tell(double now) const {
  if (budget_.progress) budget_.progress(std::min(1.0, (done_ + now) / total_));
}

}  // namespace epochs::recurrent
