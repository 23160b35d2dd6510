#include "viz/label_place.hpp"

#include <gtest/gtest.h>

#include <array>

namespace epochs::viz {
namespace {

constexpr ui::Rect kPlot{0, 0, 200, 200};
const std::array<ui::Rect, 3> kPlaces{{{20, 20, 40, 20}, {120, 20, 40, 20}, {190, 20, 40, 20}}};

TEST(LabelPlace, TakesTheFirstOfEquals) { EXPECT_EQ(quietest_place(kPlaces, {{}, {}, kPlot}), 0); }

TEST(LabelPlace, AvoidsPoints) {
  const std::array<ui::Vec2, 1> points{{{40, 30}}};
  EXPECT_EQ(quietest_place(kPlaces, {points, {}, kPlot}), 1);
}

TEST(LabelPlace, CoversPointsRatherThanWordsAndNeverLeavesThePlotForThem) {
  const std::array<ui::Vec2, 3> points{{{130, 30}, {140, 30}, {150, 30}}};
  const std::array<ui::Rect, 1> words{{{30, 25, 10, 10}}};
  EXPECT_EQ(quietest_place(kPlaces, {points, words, kPlot}), 1);
}

TEST(LabelPlace, SaysWhenThereIsNoPlace) { EXPECT_EQ(quietest_place({}, {{}, {}, kPlot}), -1); }

}  // namespace
}  // namespace epochs::viz
