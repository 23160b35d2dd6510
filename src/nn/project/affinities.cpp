#include "nn/project/affinities.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/check.hpp"
#include "nn/project/neighbours.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

using Entry = std::pair<std::int32_t, double>;
using Rows = std::vector<std::vector<Entry>>;

// p_ij = (p_j|i + p_i|j) / 2N. Both lists are sorted by j.
void append_sum(const std::vector<Entry>& a, const std::vector<Entry>& b, std::int32_t self, double scale, Affinities& out) {
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    const bool from_a = j == b.size() || (i < a.size() && a[i].first <= b[j].first), from_b = i == a.size() || (j < b.size() && b[j].first <= a[i].first);
    out.other.push_back(from_a ? a[i].first : b[j].first);
    out.p.push_back(static_cast<Real>(scale * ((from_a ? a[i].second : 0) + (from_b ? b[j].second : 0))));
    i += from_a, j += from_b;
  }
  while (out.other.size() % Affinities::kLanes != 0) out.other.push_back(self), out.p.push_back(0);
}

}  // namespace

// Halves the interval of β = 1 / 2σ² until the entropy of p is log(perplexity).
void conditional_affinities(const double* squared_distances, Index count, double perplexity, double* p) {
  const double wanted = std::log(perplexity), nearest = squared_distances[0];
  double beta = 1, low = 0, high = HUGE_VAL;
  for (int trial = 0; trial < 64; ++trial) {
    double sum = 0, weighted = 0;
    for (Index j = 0; j < count; ++j) {
      const double distance = squared_distances[j] - nearest;              // a common factor of all p
      p[j] = std::exp(-beta * distance);
      sum += p[j];
      weighted += p[j] * distance;
    }
    for (Index j = 0; j < count; ++j) p[j] /= sum;
    const double excess = std::log(sum) + beta * weighted / sum - wanted;
    if (std::abs(excess) < 1e-5) return;
    (excess > 0 ? low : high) = beta;
    beta = std::isinf(high) ? 2 * beta : 0.5 * (low + high);
  }
}

Affinities affinities(ConstMatrix points, double perplexity) {
  const Index n = points.rows();
  EPOCHS_CHECK(n >= 2, "affinities: at least two points");
  EPOCHS_CHECK(perplexity > 0, "affinities: the perplexity is a positive number");
  const double effective = std::max(1.0, std::min(perplexity, static_cast<double>(n - 1) / 3));
  const NearestPoints nearest = nearest_points(points, std::min<Index>(n - 1, static_cast<Index>(3 * effective)));
  Rows rows(static_cast<std::size_t>(n)), columns(static_cast<std::size_t>(n));
  std::vector<double> p(static_cast<std::size_t>(nearest.k));
  for (Index i = 0; i < n; ++i) {
    const auto begin = static_cast<std::size_t>(i * nearest.k);
    conditional_affinities(nearest.squared_distances.data() + begin, nearest.k, effective, p.data());
    std::vector<Entry>& row = rows[static_cast<std::size_t>(i)];
    for (std::size_t j = 0; j < p.size(); ++j) row.emplace_back(nearest.points[begin + j], p[j]);
    std::sort(row.begin(), row.end());
    for (const auto& [other, value] : row) columns[static_cast<std::size_t>(other)].emplace_back(static_cast<std::int32_t>(i), value);
  }
  Affinities out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    out.first.push_back(static_cast<std::int32_t>(out.p.size()));
    append_sum(rows[i], columns[i], static_cast<std::int32_t>(i), 0.5 / static_cast<double>(n), out);
  }
  out.first.push_back(static_cast<std::int32_t>(out.p.size()));
  return out;
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
