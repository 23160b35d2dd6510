#include "viz/axes.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "viz/scatter.hpp"

namespace epochs::viz {
namespace {

TEST(Ticks, AreMultiplesOfOneTwoOrFive) {
  EXPECT_EQ(ticks({-2.2, 2.2}), (std::vector<double>{-2, -1, 0, 1, 2}));
  EXPECT_EQ(ticks({0, 1}, 3), (std::vector<double>{0, 0.5, 1}));
}

TEST(Ticks, NeverMoreThanAskedAndNeverOutside) {
  for (double low = -7.3; low < 5; low += 0.77)
    for (double span = 0.003; span < 1e6; span *= 3.7) {
      const auto values = ticks({low, low + span});
      EXPECT_LE(values.size(), 6u);
      EXPECT_GE(values.size(), 1u) << low << " " << span;
      for (const double v : values) EXPECT_TRUE(v >= low - 1e-9 * span && v <= low + span * (1 + 1e-9));
    }
}

TEST(Ticks, AnEmptyOrEndlessRangeHasNone) {
  EXPECT_TRUE(ticks({1, 1}).empty());
  EXPECT_TRUE(ticks({0, std::numeric_limits<double>::infinity()}).empty());
}

TEST(Plane, GoesThereAndBack) {
  const Plane plane = square_plane({100, 50, 440, 300}, 1.5);
  EXPECT_FLOAT_EQ(plane.to_x(0), 320);
  EXPECT_FLOAT_EQ(plane.to_y(1.5), 50);
  EXPECT_NEAR(plane.from_x(plane.to_x(0.7)), 0.7, 1e-5);
  EXPECT_NEAR(plane.from_y(plane.to_y(-0.4)), -0.4, 1e-5);
}

TEST(Scatter, FindsTheNearestDotWithinReach) {
  const Plane plane = square_plane({0, 0, 300, 300}, 1.5);
  const Dot dots[] = {{0, 0}, {0.2, 0}, {1, 1}};
  EXPECT_EQ(nearest_dot(plane, dots, plane.to_units(0.14, 0), 14), 1);
  EXPECT_EQ(nearest_dot(plane, dots, plane.to_units(-1, -1), 14), -1);
}

}  // namespace
}  // namespace epochs::viz
