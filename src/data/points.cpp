#include "data/points.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/check.hpp"
#include "core/random.hpp"

namespace epochs::data {
namespace {

constexpr double kRadius = 2;

// One stream of random numbers per world, so that two of them with one seed do not mirror each other.
enum Stream : std::uint64_t { kSeparable = 11, kNoise, kXor, kCircles, kSpirals };

PointSet two_classes(int count) {
  EPOCHS_CHECK(count >= 0, "the number of points cannot be negative");
  PointSet set{{}, {"0", "1"}};
  set.points.reserve(static_cast<std::size_t>(count));
  return set;
}

Point on_circle(double radius, double angle, int label) { return {radius * std::cos(angle), radius * std::sin(angle), label}; }

void jitter(Point& point, double deviation, Random& random) {
  point.x += deviation * random.normal();
  point.y += deviation * random.normal();
}

}  // namespace

PointSet separable_points(int count, double margin, std::uint64_t seed) {
  EPOCHS_CHECK(margin >= 0 && margin <= 1, "a margin is 0 … 1");
  PointSet set = two_classes(count);
  Random random(seed, kSeparable);
  const double angle = random.uniform(0, 2 * std::numbers::pi), offset = random.uniform(-0.5, 0.5);
  while (static_cast<int>(set.points.size()) < count) {
    const Point point = on_circle(kRadius * std::sqrt(random.uniform()), random.uniform(0, 2 * std::numbers::pi), 0);
    const double distance = std::cos(angle) * point.x + std::sin(angle) * point.y - offset;
    if (std::abs(distance) >= margin) set.points.push_back({point.x, point.y, distance > 0 ? 1 : 0});
  }
  return set;
}

PointSet noisy_points(int count, double share, std::uint64_t seed) {
  PointSet set = separable_points(count, 0, seed);
  Random random(seed, kNoise);
  for (Point& point : set.points)
    if (random.chance(share)) point.label = 1 - point.label;
  return set;
}

PointSet xor_points(int count, double spread, std::uint64_t seed) {
  PointSet set = two_classes(count);
  Random random(seed, kXor);
  for (int i = 0; i < count; ++i) {
    const int right = i % 2, up = i / 2 % 2;
    Point point{right ? 1.0 : -1.0, up ? 1.0 : -1.0, right != up};
    jitter(point, spread, random);
    set.points.push_back(point);
  }
  return set;
}

PointSet circle_points(int count, double noise, std::uint64_t seed) {
  PointSet set = two_classes(count);
  Random random(seed, kCircles);
  for (int i = 0; i < count; ++i) {
    const bool inside = i % 2 == 1;
    const double radius = inside ? 0.8 * std::sqrt(random.uniform()) : random.uniform(1.2, kRadius);
    Point point = on_circle(radius, random.uniform(0, 2 * std::numbers::pi), inside);
    jitter(point, noise, random);
    set.points.push_back(point);
  }
  return set;
}

PointSet spiral_points(int count, double noise, std::uint64_t seed) {
  constexpr double kTurns = 1.75;
  PointSet set = two_classes(count);
  Random random(seed, kSpirals);
  for (int i = 0; i < count; ++i) {
    const double along = std::sqrt(random.uniform(0.02, 1));   // equal areas: the points lie evenly along the arm
    Point point = on_circle(kRadius * along, 2 * std::numbers::pi * kTurns * along + (i % 2) * std::numbers::pi, i % 2);
    jitter(point, noise, random);
    set.points.push_back(point);
  }
  return set;
}

}  // namespace epochs::data
