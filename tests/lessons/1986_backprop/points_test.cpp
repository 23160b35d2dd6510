#include "lessons/1986_backprop/points.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace epochs::backprop {
namespace {

using testing::HasSubstr;

TEST(BackpropPoints, AreBalancedAndRepeatable) {
  for (Dataset dataset : {Dataset::Xor, Dataset::Circles, Dataset::Spiral}) {
    const std::vector<Point> points = make_points(dataset, Part::Train, 101);
    std::size_t ones = 0;
    for (const Point& point : points) ones += static_cast<std::size_t>(point.y);
    EXPECT_EQ(2 * ones, points.size());
    EXPECT_EQ(points, make_points(dataset, Part::Train, 101));
    if (dataset != Dataset::Xor) {
      EXPECT_NE(points, make_points(dataset, Part::Test, 101));
      EXPECT_NE(points, make_points(dataset, Part::Train, 102));
    }
  }
}

TEST(BackpropPoints, AreReadFromATable) {
  const Result<std::vector<Point>> read = parse_points("x1,x2,y\n0.5,-1.25,1\n-2,3,-1\n", "mine.csv");
  ASSERT_TRUE(read.ok()) << read.error();
  EXPECT_EQ(read.value(), (std::vector<Point>{{Real(0.5), Real(-1.25), 1}, {-2, 3, 0}}));
  EXPECT_THAT(parse_points("1,2,1\n1,2\n", "mine.csv").error(), HasSubstr("mine.csv:2"));
}

}  // namespace
}  // namespace epochs::backprop
