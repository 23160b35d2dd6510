#include "core/discrete.hpp"

#include <algorithm>
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
  std::vector<std::uint32_t> small, large, alias;
  std::vector<double> keep;                                // how much of column i is i itself
  for (const double weight : weights) {
    probability_.push_back(weight / sum);
    keep.push_back(probability_.back() * static_cast<double>(weights.size()));
    alias.push_back(static_cast<std::uint32_t>(alias.size()));
    (keep.back() < 1 ? small : large).push_back(alias.back());
  }
  while (!small.empty() && !large.empty()) {               // a column with room left is filled from one that overflows
    const std::uint32_t low = small.back(), high = large.back();
    small.pop_back();
    alias[low] = high;
    keep[high] -= 1 - keep[low];
    if (keep[high] >= 1) continue;
    large.pop_back();
    small.push_back(high);
  }
  for (const std::uint32_t rest : small) keep[rest] = 1;   // left over by rounding: full but for that, so never one without weight
  constexpr double kWhole = 4294967296.0;                  // 2³²
  for (std::size_t i = 0; i < keep.size(); ++i) columns_.push_back({static_cast<std::uint32_t>(std::min(keep[i] * kWhole, kWhole - 1)), alias[i]});
}

}  // namespace epochs
