// Nearest neighbours, exact, by matrix products.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
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

// The same a few points at a time, for who has other things to do between.
class NearestSearch {
 public:
  NearestSearch(ConstMatrix points, Index k);  // keeps its own, centred copy
  bool find(Index count);                      // of so many points more; true: of all
  Index found_of() const { return next_; }     // points whose neighbours are known
  NearestPoints found;

 private:
  Matrix centred_, lengths_, products_;
  std::vector<std::uint64_t> row_;
  std::vector<std::pair<double, std::int32_t>> nearest_;
  Index next_ = 0;
};
NearestPoints nearest_points(ConstMatrix points, Index k);

}  // namespace epochs::inline EPOCHS_PRECISION::nn
