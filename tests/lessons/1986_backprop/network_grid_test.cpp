#include "lessons/1986_backprop/network_grid.hpp"

#include <gtest/gtest.h>

namespace epochs::backprop_view {
namespace {

bool apart(ui::Rect a, ui::Rect b, float by) { return a.right() + by <= b.x || b.right() + by <= a.x || a.bottom() + by <= b.y || b.bottom() + by <= a.y; }

// Every shape that the lesson allows, in panels from the lowest to a large one: squares keep apart and inside.
TEST(NetworkGrid, UnitsNeitherTouchNorLeaveThePanel) {
  const std::vector<std::vector<int>> shapes = {{2, 1}, {2, 1, 1}, {2, 2, 1}, {2, 4, 1}, {2, 8, 1}, {2, 16, 1}, {2, 4, 4, 1}, {2, 12, 12, 1}, {2, 16, 16, 16, 16, 1}, {2, 1, 16, 3, 8, 1}};
  for (const ui::Rect panel : {ui::Rect{10, 20, 560, 84}, {0, 0, 560, 150}, {0, 0, 640, 260}, {0, 0, 640, 600}, {0, 0, 1300, 560}})
    for (const std::vector<int>& units : shapes) {
      const NetworkGrid grid(units, panel);
      std::vector<ui::Rect> boxes;
      for (int column = 0; column < grid.columns(); ++column)
        for (int unit = 0; unit < grid.units(column); ++unit) {
          const ui::Rect box = grid.box(column, unit);
          EXPECT_GE(box.w, 4);
          EXPECT_GE(box.y - 4, panel.y) << column << "/" << unit << " of " << units.size() << " in " << panel.h;
          EXPECT_LE(box.bottom() + (grid.has_value(column) ? NetworkGrid::kValue : 4), panel.bottom()) << column << "/" << unit << " of " << units.size() << " in " << panel.h;
          EXPECT_GE(box.x, panel.x);
          EXPECT_LE(box.right(), panel.right());
          for (const ui::Rect& other : boxes) EXPECT_TRUE(apart(box, other, 2.9f)) << column << "/" << unit << " of " << units.size() << " in " << panel.h;
          boxes.push_back(box);
        }
    }
}

TEST(NetworkGrid, SquaresAreReadableWherePanelsAllowIt) {
  EXPECT_GE(NetworkGrid({2, 4, 1}, {0, 0, 640, 110}).box(1, 0).w, 30);
  EXPECT_GE(NetworkGrid({2, 16, 16, 16, 16, 1}, {0, 0, 590, 150}).box(1, 0).w, 13);
  EXPECT_GE(NetworkGrid({2, 16, 16, 16, 16, 1}, {0, 0, 590, 600}).box(1, 0).w, 28);
}

}  // namespace
}  // namespace epochs::backprop_view
