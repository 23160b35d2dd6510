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

  // i with probability weights[i] / Σ weights, to 2⁻³². From one random number of 32 bits: its product with the number of columns says
  // which column, and how far into it.
  int draw(Random& random) const {
    const std::uint64_t product = std::uint64_t{random.bits()} * columns_.size();
    const auto index = static_cast<std::uint32_t>(product >> 32u);
    const Column& column = columns_[index];
    const auto itself = std::uint32_t{0} - static_cast<std::uint32_t>(static_cast<std::uint32_t>(product) < column.keep);   // all bits or none: no branch to guess
    return static_cast<int>((index & itself) | (column.alias & ~itself));
  }
  double probability(int i) const { return probability_.at(static_cast<std::size_t>(i)); }
  std::size_t size() const { return probability_.size(); }

 private:
  struct Column { std::uint32_t keep, alias; };            // the first keep / 2³² of the column is itself, the rest its alias
  std::vector<double> probability_;
  std::vector<Column> columns_;
};

}  // namespace epochs
