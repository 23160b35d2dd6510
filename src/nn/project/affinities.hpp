// How much every point wants to be near every other: p_ij of t-SNE (van der Maaten & Hinton 2008, eq. 1; restricted to the nearest
// 3 · perplexity points as in van der Maaten 2014, section 3).
#pragma once

#include <cstdint>
#include <vector>

#include "core/matrix.hpp"
#include "nn/project/neighbours.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// Sparse and symmetric, Σ p_ij = 1. Row i is numbers first[i] … first[i + 1] − 1; each row is filled up to a multiple of kLanes with p = 0.
struct Affinities {
  static constexpr Index kLanes = 16;
  std::vector<std::int32_t> first, other;
  std::vector<Real> p;
};

// perplexity: the effective number of neighbours, at most (N − 1) / 3. points N×C with N ≥ 2.
Affinities affinities(ConstMatrix points, double perplexity);

// The same a few points at a time, for who has other things to do between.
class AffinitySearch {
 public:
  AffinitySearch(ConstMatrix points, double perplexity);
  bool work(Index count);              // of so many points more; true: done, and `found` is whole
  double share() const;                // of the way, 0 … 1
  Affinities found;

 private:
  using Entry = std::pair<std::int32_t, double>;
  void weigh(Index point);

  double perplexity_;
  NearestSearch nearest_;
  std::vector<std::vector<Entry>> rows_, columns_;       // p_j|i by i, and by j
  std::vector<double> p_;
  std::size_t weighed_ = 0, summed_ = 0;
};

// p_j|i of one point from the squared distances to its neighbours: a normal distribution about it, as wide as the perplexity asks.
void conditional_affinities(const double* squared_distances, Index count, double perplexity, double* p);

}  // namespace epochs::inline EPOCHS_PRECISION::nn
