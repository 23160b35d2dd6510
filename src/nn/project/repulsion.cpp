#include "nn/project/repulsion.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/kernel.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

constexpr Index kLanes = 16;
constexpr std::int32_t kLeaf = 8, kGroup = 24;     // most points of a leaf; most points that share a list
constexpr int kLevels = 16;                        // bits of a place on each axis

// Sum over `count` sources (a multiple of kLanes) of what they do to a point: mass·q, and mass·q²·(difference).
EPOCHS_KERNEL void act_on(const Real px, const Real py, const Real* EPOCHS_RESTRICT x, const Real* EPOCHS_RESTRICT y, const Real* EPOCHS_RESTRICT mass, Index count,
                          Real* EPOCHS_RESTRICT out) {
  Real z[kLanes] = {}, fx[kLanes] = {}, fy[kLanes] = {};
  for (Index i = 0; i < count; i += kLanes)
    for (Index k = 0; k < kLanes; ++k) {
      const Real dx = px - x[i + k], dy = py - y[i + k];
      const Real q = 1 / (1 + dx * dx + dy * dy), push = mass[i + k] * q;
      z[k] += push;
      fx[k] += push * q * dx;
      fy[k] += push * q * dy;
    }
  out[0] = out[1] = out[2] = 0;
  for (Index k = 0; k < kLanes; ++k) out[0] += z[k], out[1] += fx[k], out[2] += fy[k];
}

// Bits of v with gaps between them: abcd → 0a0b0c0d.
std::uint32_t spread(std::uint32_t v) {
  v = (v | v << 8u) & 0x00ff00ffu;
  v = (v | v << 4u) & 0x0f0f0f0fu;
  v = (v | v << 2u) & 0x33333333u;
  return (v | v << 1u) & 0x55555555u;
}

// Sorts codes with their points, 11 bits at a time.
void radix_sort(std::vector<std::uint32_t>& codes, std::vector<std::int32_t>& order, std::vector<std::uint32_t>& other_codes, std::vector<std::int32_t>& other_order) {
  other_codes.resize(codes.size()), other_order.resize(order.size());
  for (unsigned shift = 0; shift < 33; shift += 11) {
    std::array<std::uint32_t, 2049> starts{};
    for (const std::uint32_t code : codes) ++starts[(code >> shift & 2047u) + 1];
    for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
    for (std::size_t i = 0; i < codes.size(); ++i) {
      const std::uint32_t to = starts[codes[i] >> shift & 2047u]++;
      other_codes[to] = codes[i], other_order[to] = order[i];
    }
    codes.swap(other_codes), order.swap(other_order);
  }
}

}  // namespace

Real Repulsion::Box::squared_distance(Real x, Real y) const {
  const Real dx = std::max({left - x, x - right, Real(0)}), dy = std::max({low - y, y - high, Real(0)});
  return dx * dx + dy * dy;
}

void Repulsion::sort_along_curve(const std::vector<Real>& x, const std::vector<Real>& y) {
  const std::size_t n = x.size();
  const auto [left, right] = std::minmax_element(x.begin(), x.end());
  const auto [low, high] = std::minmax_element(y.begin(), y.end());
  side_ = std::max({static_cast<double>(*right - *left), static_cast<double>(*high - *low), 1e-30});
  const double scale = 65535 / side_, x0 = static_cast<double>(*left), y0 = static_cast<double>(*low);
  codes_.resize(n), order_.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    const auto column = static_cast<std::uint32_t>(scale * (static_cast<double>(x[i]) - x0)), row = static_cast<std::uint32_t>(scale * (static_cast<double>(y[i]) - y0));
    codes_[i] = spread(std::min(column, 65535u)) | spread(std::min(row, 65535u)) << 1u;
    order_[i] = static_cast<std::int32_t>(i);
  }
  radix_sort(codes_, order_, other_codes_, other_order_);
  x_.resize(n), y_.resize(n);
  for (std::size_t i = 0; i < n; ++i) x_[i] = x[static_cast<std::size_t>(order_[i])], y_[i] = y[static_cast<std::size_t>(order_[i])];
}

void Repulsion::build() {
  cells_.clear(), groups_.clear();
  cells_.push_back({.begin = 0, .end = static_cast<std::int32_t>(x_.size()), .x = 0, .y = 0, .squared_side = static_cast<Real>(side_ * side_)});
  split(0, kLevels);
}

// Cells are runs of the curve; the next two bits of the code say which quarter a point is in.
void Repulsion::split(std::int32_t index, int level) {
  Cell cell = cells_[static_cast<std::size_t>(index)];
  const std::int32_t count = cell.end - cell.begin;
  const bool leaf = count <= kLeaf || level == 0;
  double x = 0, y = 0;
  if (leaf) {
    for (auto i = static_cast<std::size_t>(cell.begin); i < static_cast<std::size_t>(cell.end); ++i) x += static_cast<double>(x_[i]), y += static_cast<double>(y_[i]);
  } else {
    const auto shift = static_cast<unsigned>(2 * (level - 1));
    cell.child = static_cast<std::int32_t>(cells_.size());
    for (std::int32_t begin = cell.begin; begin < cell.end;) {
      const std::uint32_t quarter = codes_[static_cast<std::size_t>(begin)] >> shift;
      std::int32_t end = begin + 1;
      while (end < cell.end && codes_[static_cast<std::size_t>(end)] >> shift == quarter) ++end;
      cells_.push_back({.begin = begin, .end = end, .x = 0, .y = 0, .squared_side = cell.squared_side / 4});
      ++cell.children;
      begin = end;
    }
    for (std::int32_t child = cell.child; child < cell.child + cell.children; ++child) {
      split(child, level - 1);
      const Cell& below = cells_[static_cast<std::size_t>(child)];
      x += static_cast<double>(below.size() * below.x), y += static_cast<double>(below.size() * below.y);
    }
  }
  cell.x = static_cast<Real>(x / count), cell.y = static_cast<Real>(y / count);
  cells_[static_cast<std::size_t>(index)] = cell;
}

void Repulsion::add_source(Real x, Real y, Real mass) { source_x_.push_back(x), source_y_.push_back(y), source_mass_.push_back(mass); }

void Repulsion::list_sources(const Box& box, Real squared_angle) {
  source_x_.clear(), source_y_.clear(), source_mass_.clear();
  stack_.assign(1, 0);
  while (!stack_.empty()) {
    const Cell& cell = cells_[static_cast<std::size_t>(stack_.back())];
    stack_.pop_back();
    if (cell.squared_side < squared_angle * box.squared_distance(cell.x, cell.y)) {
      add_source(cell.x, cell.y, cell.size());
    } else if (cell.children > 0) {
      for (std::int32_t child = cell.child; child < cell.child + cell.children; ++child) stack_.push_back(child);
    } else {
      for (auto i = static_cast<std::size_t>(cell.begin); i < static_cast<std::size_t>(cell.end); ++i) add_source(x_[i], y_[i], 1);
    }
  }
  while (source_x_.size() % kLanes != 0) add_source(0, 0, 0);
}

void Repulsion::begin(const std::vector<Real>& x, const std::vector<Real>& y, double angle) {
  sort_along_curve(x, y);
  build();
  squared_angle_ = static_cast<Real>(angle * angle);
  z_ = 0;
  groups_.assign(1, 0);
}

bool Repulsion::act(std::vector<Real>& fx, std::vector<Real>& fy, std::int64_t& pairs) {
  fx.resize(x_.size()), fy.resize(y_.size());
  while (!groups_.empty() && pairs > 0) {
    const Cell cell = cells_[static_cast<std::size_t>(groups_.back())];
    groups_.pop_back();
    if (cell.end - cell.begin > kGroup && cell.children > 0) {
      for (std::int32_t child = cell.child; child < cell.child + cell.children; ++child) groups_.push_back(child);
      continue;
    }
    const auto [left, right] = std::minmax_element(x_.begin() + cell.begin, x_.begin() + cell.end);
    const auto [low, high] = std::minmax_element(y_.begin() + cell.begin, y_.begin() + cell.end);
    list_sources({*left, *right, *low, *high}, squared_angle_);
    for (auto i = static_cast<std::size_t>(cell.begin); i < static_cast<std::size_t>(cell.end); ++i) {
      Real sums[3];
      act_on(x_[i], y_[i], source_x_.data(), source_y_.data(), source_mass_.data(), static_cast<Index>(source_x_.size()), sums);
      const auto point = static_cast<std::size_t>(order_[i]);
      z_ += static_cast<double>(sums[0]) - 1;            // it is a source itself, with q = 1 and no push
      fx[point] = sums[1], fy[point] = sums[2];
    }
    pairs -= static_cast<std::int64_t>(source_x_.size()) * (cell.end - cell.begin);
  }
  return groups_.empty();
}

double Repulsion::forces(const std::vector<Real>& x, const std::vector<Real>& y, double angle, std::vector<Real>& fx, std::vector<Real>& fy) {
  begin(x, y, angle);
  std::int64_t all = std::numeric_limits<std::int64_t>::max();
  act(fx, fy, all);
  return z_;
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
