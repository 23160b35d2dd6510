// Nearest neighbours, exact, by matrix products.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/matrix.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

struct Neighbour {
  int row = 0;
  double cosine = 0;               // −1 … 1; 0 when one of the two is a zero vector
};

// Which rows of a table point the same way: cos(a, b) = a·b / (|a| |b|).
class CosineIndex {
 public:
  explicit CosineIndex(ConstMatrix table);     // V×D; keeps its own, normalised copy
  // The `count` rows nearest to the query (1×D), nearest first, of equal ones the first row first; `without` are left out.
  std::vector<Neighbour> nearest(ConstMatrix query, Index count, std::span<const int> without = {}) const;
  double cosine(int a, int b) const;           // of two rows of the table

 private:
  Matrix directions_;
};

// For each of N points its k nearest others by Euclidean distance (k ≤ N − 1), nearest first: numbers i·k … i·k + k − 1.
struct NearestPoints {
  Index k = 0;
  std::vector<std::int32_t> points;
  std::vector<double> squared_distances;
};
NearestPoints nearest_points(ConstMatrix points, Index k);

}  // namespace epochs::inline EPOCHS_PRECISION::nn
