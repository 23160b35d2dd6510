#include "core/discrete.hpp"

#include <cmath>

#include "core/check.hpp"

namespace epochs {

DiscreteSampler::DiscreteSampler(std::span<const double> weights) {
  double sum = 0;
  for (const double weight : weights) {
    EPOCHS_CHECK(weight >= 0 && std::isfinite(weight), "DiscreteSampler: a weight is negative or not finite");
    sum += weight;
  }
  EPOCHS_CHECK(sum > 0 && std::isfinite(sum) && weights.size() < 0xffffffffu, "DiscreteSampler: there is nothing to draw");
  std::vector<std::uint32_t> small, large;
  for (const double weight : weights) {
    probability_.push_back(weight / sum);
    keep_.push_back(probability_.back() * static_cast<double>(weights.size()));
    alias_.push_back(static_cast<std::uint32_t>(alias_.size()));
    (keep_.back() < 1 ? small : large).push_back(alias_.back());
  }
  while (!small.empty() && !large.empty()) {               // a column with room left is filled from one that overflows
    const std::uint32_t low = small.back(), high = large.back();
    small.pop_back();
    alias_[low] = high;
    keep_[high] -= 1 - keep_[low];
    if (keep_[high] >= 1) continue;
    large.pop_back();
    small.push_back(high);
  }
  for (const std::uint32_t rest : small) keep_[rest] = 1;  // left over by rounding: full but for that, so never one without weight
}

int DiscreteSampler::draw(Random& random) const {
  const std::uint32_t column = random.below(static_cast<std::uint32_t>(keep_.size()));
  return static_cast<int>(random.uniform() < keep_[column] ? column : alias_[column]);
}

}  // namespace epochs
