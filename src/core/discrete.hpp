// Drawing from a fixed list of weights in constant time: the alias method (Walker 1977, as Vose 1991 builds it).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/random.hpp"

namespace epochs {

class DiscreteSampler {
 public:
  DiscreteSampler() = default;
  // Weights ≥ 0, finite, at least one above 0; at most 2³² − 1 of them. Throws CheckFailed otherwise.
  explicit DiscreteSampler(std::span<const double> weights);

  int draw(Random& random) const;                          // i with probability weights[i] / Σ weights
  double probability(int i) const { return probability_.at(static_cast<std::size_t>(i)); }
  std::size_t size() const { return probability_.size(); }

 private:
  std::vector<double> probability_, keep_;                 // keep_[i]: how much of column i is i itself
  std::vector<std::uint32_t> alias_;                       // and what the rest of it is
};

}  // namespace epochs
