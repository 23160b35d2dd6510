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

NearestPoints nearest_points(ConstMatrix points, Index k) {
  const Index n = points.rows();
  EPOCHS_CHECK(k >= 0 && k < std::max<Index>(n, 1), "nearest_points: a point has N − 1 others");
  EPOCHS_CHECK(points.allFinite(), "nearest_points: a number is not finite");
  NearestPoints out{k, {}, {}};
  out.points.reserve(static_cast<std::size_t>(n * k)), out.squared_distances.reserve(static_cast<std::size_t>(n * k));
  const Matrix centred = points.rowwise() - points.colwise().mean();       // small numbers, so that the difference below keeps its digits
  const Matrix lengths = centred.rowwise().squaredNorm();
  Matrix products(std::min(kBlock, n), n);
  std::vector<std::uint64_t> row(static_cast<std::size_t>(n));
  std::vector<std::pair<double, std::int32_t>> nearest;
  for (Index first = 0; first < n; first += kBlock) {
    const Index count = std::min(kBlock, n - first);
    product(centred.middleRows(first, count), Transpose::No, centred, Transpose::Yes, products.topRows(count));
    for (Index i = 0; i < count; ++i) {
      for (Index j = 0; j < n; ++j) row[static_cast<std::size_t>(j)] = pack(static_cast<float>(lengths(first + i, 0) + lengths(j, 0) - 2 * products(i, j)), j);
      row[static_cast<std::size_t>(first + i)] = ~std::uint64_t{0};        // itself: last
      std::nth_element(row.begin(), row.begin() + k, row.end());
      nearest.clear();
      for (Index j = 0; j < k; ++j) {
        const auto other = static_cast<std::int32_t>(row[static_cast<std::size_t>(j)] & 0xffffffffu);
        nearest.emplace_back(squared_distance(centred, first + i, other), other);
      }
      std::sort(nearest.begin(), nearest.end());
      for (const auto& [distance, other] : nearest) out.points.push_back(other), out.squared_distances.push_back(distance);
    }
  }
  return out;
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
