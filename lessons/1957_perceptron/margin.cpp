#include "margin.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace epochs::inline EPOCHS_PRECISION::perceptron {
namespace {

constexpr std::size_t kMostSteps = 20'000, kMostWork = 40'000'000;   // steps × points: a fraction of a second
constexpr double kPrecision = 1e-6;

using Point = std::array<double, 3>;

double dot(const Point& a, const Point& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

Point along(const Point& from, const Point& direction, double t) {
  return {from[0] + t * direction[0], from[1] + t * direction[1], from[2] + t * direction[2]};
}

}  // namespace

Margin widest_margin(const std::vector<Review>& reviews) {
  Margin margin;
  if (reviews.empty()) return margin;
  std::vector<Point> hull;     // v = y·(x1, x2, 1)
  for (const Review& r : reviews) {
    const double y = r.y;
    hull.push_back({y * static_cast<double>(r.x1), y * static_cast<double>(r.x2), y});
    margin.radius = std::max(margin.radius, std::sqrt(dot(hull.back(), hull.back())));
  }
  std::vector<double> share(hull.size(), 0);   // p = Σ share·v, the point of the hull nearest to the origin so far
  share[0] = 1;
  Point p = hull[0];
  const std::size_t steps = std::min(kMostSteps, kMostWork / hull.size());
  for (std::size_t step = 0; step < steps; ++step) {
    std::size_t least = 0, most = hull.size();
    for (std::size_t i = 0; i < hull.size(); ++i) {
      if (dot(p, hull[i]) < dot(p, hull[least])) least = i;
      if (share[i] > 0 && (most == hull.size() || dot(p, hull[i]) > dot(p, hull[most]))) most = i;
    }
    const double length = std::sqrt(dot(p, p)), reached = dot(p, hull[least]) / std::max(length, 1e-300);
    margin.gamma = std::max(margin.gamma, reached);
    if (length < 1e-9 * margin.radius || length - reached <= kPrecision * length) break;
    const Point direction = along(hull[least], hull[most], -1);   // move share from `most` to `least`
    const double t = std::min(share[most], -dot(p, direction) / dot(direction, direction));
    share[most] -= t;
    share[least] += t;
    p = along(p, direction, t);
  }
  margin.separable = margin.gamma > 1e-6 * margin.radius;
  if (!margin.separable) margin.gamma = 0;
  return margin;
}

}  // namespace epochs::inline EPOCHS_PRECISION::perceptron
