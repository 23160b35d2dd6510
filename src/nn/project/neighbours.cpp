#include "nn/project/neighbours.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/check.hpp"
#include "core/product.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

constexpr Index kBlock = 128;      // rows of the distance matrix at a time

// The point's row and index in one number that sorts by distance first (of floats ≥ 0 the bits rise with the value).
std::uint64_t pack(float squared, Index point) {
  return static_cast<std::uint64_t>(std::bit_cast<std::uint32_t>(std::max(squared, 0.0f))) << 32u | static_cast<std::uint32_t>(point);
}

double squared_distance(ConstMatrix points, Index a, Index b) { return static_cast<double>((points.row(a) - points.row(b)).squaredNorm()); }

}  // namespace

CosineIndex::CosineIndex(ConstMatrix table) : directions_(table) {
  for (Index row = 0; row < directions_.rows(); ++row) {
    const Real length = directions_.row(row).stableNorm();
    if (length > 0) directions_.row(row) /= length;
  }
}

std::vector<Neighbour> CosineIndex::nearest(ConstMatrix query, Index count, std::span<const int> without) const {
  EPOCHS_CHECK(query.rows() == 1 && query.cols() == directions_.cols(), "CosineIndex: the query is no row of the table's width");
  const Real length = query.stableNorm();
  Matrix cosines(directions_.rows(), 1);
  product(directions_, Transpose::No, query, Transpose::Yes, cosines);
  if (length > 0) cosines /= length;
  std::vector<Neighbour> all;
  for (int row = 0; row < static_cast<int>(directions_.rows()); ++row)
    if (std::find(without.begin(), without.end(), row) == without.end()) all.push_back({row, static_cast<double>(cosines(row, 0))});
  const auto kept = static_cast<std::ptrdiff_t>(std::min(static_cast<std::size_t>(std::max<Index>(count, 0)), all.size()));
  const auto nearer = [](const Neighbour& a, const Neighbour& b) { return a.cosine != b.cosine ? a.cosine > b.cosine : a.row < b.row; };
  std::partial_sort(all.begin(), all.begin() + kept, all.end(), nearer);
  all.resize(static_cast<std::size_t>(kept));
  return all;
}

double CosineIndex::cosine(int a, int b) const { return static_cast<double>(directions_.row(a).dot(directions_.row(b))); }

NearestSearch::NearestSearch(ConstMatrix points, Index k) : found{k, {}, {}} {
  const Index n = points.rows();
  EPOCHS_CHECK(k >= 0 && k < std::max<Index>(n, 1), "nearest_points: a point has N − 1 others");
  EPOCHS_CHECK(points.allFinite(), "nearest_points: a number is not finite");
  found.points.reserve(static_cast<std::size_t>(n * k)), found.squared_distances.reserve(static_cast<std::size_t>(n * k));
  centred_ = points.rowwise() - points.colwise().mean();                   // small numbers, so that the difference below keeps its digits
  lengths_ = centred_.rowwise().squaredNorm();
  row_.resize(static_cast<std::size_t>(n));
}

bool NearestSearch::find(Index wanted) {
  const Index n = centred_.rows(), k = found.k, end = std::min(n, next_ + wanted);
  while (next_ < end) {
    const Index count = std::min(kBlock, end - next_);
    products_.resize(count, n);
    product(centred_.middleRows(next_, count), Transpose::No, centred_, Transpose::Yes, products_);
    for (Index i = 0; i < count; ++i) {
      for (Index j = 0; j < n; ++j) row_[static_cast<std::size_t>(j)] = pack(static_cast<float>(lengths_(next_ + i, 0) + lengths_(j, 0) - 2 * products_(i, j)), j);
      row_[static_cast<std::size_t>(next_ + i)] = ~std::uint64_t{0};       // itself: last
      std::nth_element(row_.begin(), row_.begin() + k, row_.end());
      nearest_.clear();
      for (Index j = 0; j < k; ++j) {
        const auto other = static_cast<std::int32_t>(row_[static_cast<std::size_t>(j)] & 0xffffffffu);
        nearest_.emplace_back(squared_distance(centred_, next_ + i, other), other);
      }
      std::sort(nearest_.begin(), nearest_.end());
      for (const auto& [distance, other] : nearest_) found.points.push_back(other), found.squared_distances.push_back(distance);
    }
    next_ += count;
  }
  return next_ == n;
}

NearestPoints nearest_points(ConstMatrix points, Index k) {
  NearestSearch search(points, k);
  search.find(points.rows());
  return std::move(search.found);
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
