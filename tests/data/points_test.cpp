#include "data/points.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace epochs {
namespace {

using data::Point;
using data::PointSet;

long ones(const PointSet& set) {
  return std::count_if(set.points.begin(), set.points.end(), [](const Point& point) { return point.label == 1; });
}

TEST(Points, SameSeedSamePointsOtherSeedOthers) {
  for (const auto make : {data::spiral_points, data::circle_points, data::xor_points, data::noisy_points, data::separable_points}) {
    EXPECT_EQ(make(50, 0.1, 3).points, make(50, 0.1, 3).points);
    EXPECT_NE(make(50, 0.1, 3).points, make(50, 0.1, 4).points);
    EXPECT_EQ(make(50, 0.1, 3).points.size(), 50u);
    EXPECT_TRUE(make(0, 0.1, 3).points.empty());
  }
}

// Some line has all points of one class on one side, with twice the margin between the classes: search its direction.
TEST(Points, SeparableHasItsMargin) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const PointSet set = data::separable_points(200, 0.2, seed);
    double widest = -10;
    for (int degree = 0; degree < 3600; ++degree) {
      const double angle = degree * 3.14159265358979 / 1800, c = std::cos(angle), s = std::sin(angle);
      double low_one = 10, high_zero = -10;
      for (const Point& p : set.points) p.label == 1 ? low_one = std::min(low_one, c * p.x + s * p.y) : high_zero = std::max(high_zero, c * p.x + s * p.y);
      widest = std::max(widest, low_one - high_zero);
    }
    EXPECT_GE(widest, 0.39) << seed;
    EXPECT_GT(ones(set), 20) << seed;
    EXPECT_LT(ones(set), 180) << seed;
  }
}

TEST(Points, NoisyTurnsAboutTheShare) {
  const PointSet clean = data::separable_points(2000, 0, 8), noisy = data::noisy_points(2000, 0.1, 8);
  int turned = 0;
  for (std::size_t i = 0; i < clean.points.size(); ++i) turned += clean.points[i].label != noisy.points[i].label;
  EXPECT_NEAR(turned, 200, 50);
}

TEST(Points, FourPointsAreXorItself) {
  const PointSet set = data::xor_points(4, 0, 1);
  for (const Point& p : set.points) EXPECT_EQ(p.label == 1, p.x * p.y < 0);
  EXPECT_EQ(ones(set), 2);
}

TEST(Points, CirclesAreToldApartByTheirRadius) {
  const PointSet set = data::circle_points(400, 0, 2);
  for (const Point& p : set.points) EXPECT_EQ(p.label == 1, std::hypot(p.x, p.y) < 1);
  EXPECT_EQ(ones(set), 200);
}

TEST(Points, SpiralArmsAreHalfATurnApart) {
  const PointSet set = data::spiral_points(400, 0, 2);
  for (const Point& p : set.points) {
    const double turn = std::atan2(p.y, p.x) / 6.283185307179586 - 1.75 * std::hypot(p.x, p.y) / 2 + 4;
    const double place = turn - std::floor(turn);   // 0 on the first arm, ½ on the second
    EXPECT_NEAR(p.label == 1 ? place : std::min(place, 1 - place), p.label == 1 ? 0.5 : 0, 1e-9);
  }
}

}  // namespace
}  // namespace epochs
