#include "viz/contour.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "core/check.hpp"

namespace epochs::viz {
namespace {

TEST(Contour, OfAPlaneIsItsStraightLine) {
  std::vector<float> values;
  for (int row = 0; row < 5; ++row)
    for (int column = 0; column < 7; ++column) values.push_back(static_cast<float>(column) - 2.5f);
  const auto segments = contour(values, 7, 5, 0);
  EXPECT_EQ(segments.size(), 4u);
  for (const Segment& s : segments) {
    EXPECT_FLOAT_EQ(s.from.x, 2.5f);
    EXPECT_FLOAT_EQ(s.to.x, 2.5f);
  }
}

TEST(Contour, OfADistanceIsACircle) {
  constexpr int kSide = 41;
  std::vector<float> values;
  for (int row = 0; row < kSide; ++row)
    for (int column = 0; column < kSide; ++column) values.push_back(std::hypot(static_cast<float>(column - 20), static_cast<float>(row - 20)));
  double length = 0;
  for (const Segment& s : contour(values, kSide, kSide, 12)) {
    EXPECT_NEAR(std::hypot(s.from.x - 20, s.from.y - 20), 12, 0.02);
    length += static_cast<double>(std::hypot(s.from.x - s.to.x, s.from.y - s.to.y));
  }
  EXPECT_NEAR(length, 2 * 3.14159265 * 12, 0.3);
}

TEST(Contour, ASaddleIsPartedByItsMiddle) {
  EXPECT_EQ(contour(std::vector<float>{1, -1, -1, 1}, 2, 2, 0).size(), 2u);
  const auto low = contour(std::vector<float>{1, -3, -3, 1}, 2, 2, 0);   // the middle is below: each corner is cut off by itself
  ASSERT_EQ(low.size(), 2u);
  for (const Segment& s : low) EXPECT_LT(std::hypot(s.from.x - s.to.x, s.from.y - s.to.y), 0.5f);
}

TEST(Contour, LeavesOutWhatIsNotFinite) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  EXPECT_TRUE(contour(std::vector<float>{1, nan, -1, 1}, 2, 2, 0).empty());
  EXPECT_THROW(contour(std::vector<float>{1}, 2, 2, 0), CheckFailed);
}

}  // namespace
}  // namespace epochs::viz
