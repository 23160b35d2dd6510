#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "viz/decimate.hpp"
#include "viz/line_chart.hpp"

namespace epochs::viz {
namespace {

TEST(Decimate, KeepsPeaksAndEndsAndInventsNothing) {
  std::vector<ui::Vec2> points;
  for (int i = 0; i < 20000; ++i) points.push_back({static_cast<float>(i) * 0.02f, i == 7777 ? 99.0f : i == 12345 ? -99.0f : std::sin(static_cast<float>(i))});
  const auto line = decimate(points);
  EXPECT_LE(line.size(), 4u * 401);
  EXPECT_EQ(line.front(), points.front());
  EXPECT_EQ(line.back(), points.back());
  bool high = false, low = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    high = high || line[i] == points[7777];
    low = low || line[i] == points[12345];
    if (i > 0) { EXPECT_GT(line[i].x, line[i - 1].x); }
  }
  EXPECT_TRUE(high && low);
}

TEST(Decimate, LeavesAShortLineAsItIs) {
  const std::vector<ui::Vec2> points = {{0, 1}, {5, 2}, {11, 0}};
  EXPECT_EQ(decimate(points), points);
  EXPECT_TRUE(decimate({}).empty());
}

TEST(LogTicks, AreDecadesNeverMoreThanAsked) {
  const auto values = log_ticks({0.004, 30});
  ASSERT_EQ(values.size(), 4u);
  EXPECT_NEAR(values[0], 0.01, 1e-12);
  EXPECT_NEAR(values[3], 10, 1e-9);
  EXPECT_LE(log_ticks({1e-30, 1e30}).size(), 6u);
  EXPECT_TRUE(log_ticks({-1, 3}).empty());
  EXPECT_FALSE(log_ticks({2, 7}).empty());   // less than a decade still has ticks
}

}  // namespace
}  // namespace epochs::viz
