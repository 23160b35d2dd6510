// How much every point wants to be near every other: p_ij of t-SNE (van der Maaten & Hinton 2008, eq. 1; restricted to the nearest
// 3 · perplexity points as in van der Maaten 2014, section 3).
#pragma once

#include <cstdint>
#include <vector>

#include "core/matrix.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// Sparse and symmetric, Σ p_ij = 1. Row i is numbers first[i] … first[i + 1] − 1; each row is filled up to a multiple of kLanes with p = 0.
struct Affinities {
  static constexpr Index kLanes = 16;
  std::vector<std::int32_t> first, other;
  std::vector<Real> p;
};

// perplexity: the effective number of neighbours, at most (N − 1) / 3. points N×C with N ≥ 2.
Affinities affinities(ConstMatrix points, double perplexity);

// p_j|i of one point from the squared distances to its neighbours: a normal distribution about it, as wide as the perplexity asks.
void conditional_affinities(const double* squared_distances, Index count, double perplexity, double* p);

}  // namespace epochs::inline EPOCHS_PRECISION::nn
