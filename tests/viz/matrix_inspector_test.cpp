#include <gtest/gtest.h>

#include <functional>
#include <limits>

#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "ui/screen.hpp"
#include "viz/matrix_inspector.hpp"

namespace epochs::viz {
namespace {

using ui::Key;
using ui::Ui;

class Inspector : public ::testing::Test {
 protected:
  Inspector() {
    style.on_select = [this](GridCell cell) { told.push_back(cell); };
  }
  void key(Key k, bool shift = false, bool control = false) { screen.interface.put_key(k, shift, control), screen.settle(draw); }
  // Cells are where the picture says they are, in a window whose scale is 1.
  ui::Vec2 place(int row, int column) const { return view.cell(row, column).center(); }

  ui::Screen screen;
  const ui::Rect area{20, 20, 500, 400};
  Matrix values = Matrix::Random(64, 64);
  MatrixInspectorState state;
  MatrixInspectorStyle style;
  MatrixInspectorResult last;
  MatrixView view;
  std::vector<GridCell> told;
  std::function<void(Ui&)> draw = [this](Ui& ui) {
    last = matrix_inspector(ui, "matrix", area, values, state, style);
    view = matrix_view(ui, area, values, state, style);
  };
};

TEST_F(Inspector, ShowsAllAtFirstAndNumbersWhenZoomed) {
  screen.frame(draw);
  EXPECT_EQ(view.first_column(), 0);
  EXPECT_EQ(view.last_column(), 63);
  EXPECT_FALSE(view.shows_values());
  screen.interface.put_pointer(place(20, 30));
  screen.interface.put_wheel(20);
  screen.settle(draw);
  EXPECT_TRUE(view.shows_values());
  EXPECT_EQ(last.hovered, (GridCell{20, 30})) << "what is under the pointer stays under it";
  screen.interface.put_wheel(-40);
  screen.settle(draw);
  EXPECT_FLOAT_EQ(state.zoom, 1);
  EXPECT_EQ(view.last_row(), 63);
}

TEST_F(Inspector, AClickSelectsAndADragMoves) {
  state.zoom = 8;
  screen.frame(draw);
  screen.click(place(1, 2), draw);
  EXPECT_EQ(told, (std::vector<GridCell>{{1, 2}}));
  EXPECT_EQ(state.selected, (GridCell{1, 2}));
  const ui::Vec2 from = view.cells.center();
  screen.interface.put_pointer(from), screen.interface.put_button(true);
  for (int i = 1; i <= 4; ++i) screen.interface.put_pointer({from.x - 30 * static_cast<float>(i), from.y - 10 * static_cast<float>(i)});
  screen.interface.put_button(false);
  screen.settle(draw);
  EXPECT_FLOAT_EQ(state.offset.x, 120);
  EXPECT_FLOAT_EQ(state.offset.y, 40);
  EXPECT_EQ(told.size(), 1u) << "a drag selects nothing";
}

TEST_F(Inspector, TheKeyboardGoesEverywhereAndTheViewFollows) {
  state.zoom = 20;
  screen.frame(draw);
  key(Key::Tab);
  EXPECT_EQ(last.hovered, (GridCell{0, 0}));
  key(Key::End, false, true);
  EXPECT_EQ(last.hovered, (GridCell{63, 63}));
  EXPECT_TRUE(view.cells.contains(place(63, 63)));
  key(Key::Home);
  EXPECT_EQ(last.hovered, (GridCell{63, 0}));
  key(Key::PageUp);
  EXPECT_LT(last.hovered.row, 60);
  EXPECT_TRUE(view.cells.contains(place(last.hovered.row, 0)));
  key(Key::Enter);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0], last.hovered);
  const float before = state.zoom;
  key(Key::Down, false, true);
  EXPECT_LT(state.zoom, before);
  EXPECT_EQ(told[0], last.hovered) << "zooming moves no cursor";
}

TEST_F(Inspector, AnyShapeAndAnyNumberIsDrawn) {
  for (const auto& [rows, columns] : {std::pair{1, 1}, {1, 700}, {700, 1}, {0, 0}, {3, 5}}) {
    values = Matrix::Constant(rows, columns, 0.5f);
    if (rows > 0) values(rows - 1, columns - 1) = std::numeric_limits<Real>::quiet_NaN();
    for (const float zoom : {1.0f, 5.0f, 1000.0f}) {
      state.zoom = zoom;
      screen.interface.put_pointer({area.center().x, area.center().y});
      screen.settle(draw);
    }
    key(Key::End, false, true);
  }
  SUCCEED();
}

TEST(CellTexture, WithoutOpenGlSaysSo) {
  CellTexture texture;
  EXPECT_FALSE(texture.update(ui::theme(ui::Brightness::Dark, ui::Palette::Standard), Matrix::Random(4, 4), {}));
  EXPECT_EQ(texture.uploads(), 0);
}

}  // namespace
}  // namespace epochs::viz
