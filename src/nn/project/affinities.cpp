#include "nn/project/affinities.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

using Entry = std::pair<std::int32_t, double>;

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

namespace {

double effective(ConstMatrix points, double perplexity) {
  EPOCHS_CHECK(points.rows() >= 2, "affinities: at least two points");
  EPOCHS_CHECK(perplexity > 0, "affinities: the perplexity is a positive number");
  return std::max(1.0, std::min(perplexity, static_cast<double>(points.rows() - 1) / 3));
}

}  // namespace

AffinitySearch::AffinitySearch(ConstMatrix points, double perplexity)
    : perplexity_(effective(points, perplexity)), nearest_(points, std::min<Index>(points.rows() - 1, static_cast<Index>(3 * perplexity_))),
      rows_(static_cast<std::size_t>(points.rows())), columns_(rows_.size()), p_(static_cast<std::size_t>(nearest_.found.k)) {}

void AffinitySearch::weigh(Index point) {
  const auto begin = static_cast<std::size_t>(point * nearest_.found.k);
  conditional_affinities(nearest_.found.squared_distances.data() + begin, nearest_.found.k, perplexity_, p_.data());
  std::vector<Entry>& row = rows_[static_cast<std::size_t>(point)];
  for (std::size_t j = 0; j < p_.size(); ++j) row.emplace_back(nearest_.found.points[begin + j], p_[j]);
  std::sort(row.begin(), row.end());
  for (const auto& [other, value] : row) columns_[static_cast<std::size_t>(other)].emplace_back(static_cast<std::int32_t>(point), value);
}

bool AffinitySearch::work(Index count) {
  if (weighed_ < rows_.size()) {
    nearest_.find(count);
    for (; weighed_ < static_cast<std::size_t>(nearest_.found_of()); ++weighed_) weigh(static_cast<Index>(weighed_));
    return false;
  }
  constexpr std::size_t kCheaper = 8;          // adding two lists is so many times less work than finding one
  for (const std::size_t end = std::min(rows_.size(), summed_ + kCheaper * static_cast<std::size_t>(count)); summed_ < end; ++summed_) {
    found.first.push_back(static_cast<std::int32_t>(found.p.size()));
    append_sum(rows_[summed_], columns_[summed_], static_cast<std::int32_t>(summed_), 0.5 / static_cast<double>(rows_.size()), found);
  }
  if (summed_ < rows_.size()) return false;
  if (found.first.size() == rows_.size()) found.first.push_back(static_cast<std::int32_t>(found.p.size()));
  return true;
}

double AffinitySearch::share() const { return (static_cast<double>(weighed_) + 0.1 * static_cast<double>(summed_)) / (1.1 * static_cast<double>(rows_.size())); }

Affinities affinities(ConstMatrix points, double perplexity) {
  AffinitySearch search(points, perplexity);
  while (!search.work(points.rows())) {}
  return std::move(search.found);
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
