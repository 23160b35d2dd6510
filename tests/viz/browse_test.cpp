// The keyboard inside pictures: Tab reaches them, arrows move a visible place, Enter clicks it, and the rest of the program hears nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>

#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "support/ledger_canvas.hpp"
#include "ui/canvas_svg.hpp"
#include "ui/screen.hpp"
#include "viz/attention_map.hpp"
#include "viz/heatmap.hpp"
#include "viz/line_chart.hpp"
#include "viz/scatter.hpp"
#include "viz/scatter3d.hpp"

namespace epochs::viz {
namespace {

using ui::Key;
using ui::Ui;

class Browse : public ::testing::Test {
 protected:
  void start(std::function<void(Ui&)> with) {
    picture = std::move(with);
    screen.frame(draw);
    key(Key::Tab);
  }
  void key(Key k, bool shift = false, bool control = false) { screen.interface.put_key(k, shift, control), screen.settle(draw); }

  ui::Screen screen;
  const ui::Rect area{20, 20, 400, 300};
  std::function<void(Ui&)> picture;
  int heard = 0;                       // arrows and Page keys that came through to the program
  std::function<void(Ui&)> draw = [this](Ui& ui) {
    picture(ui);
    for (const ui::KeyPress& press : ui.keys) heard += press.key >= Key::Left && press.key <= Key::End;
  };
};

TEST_F(Browse, AHeatmapHasACursor) {
  const Matrix values = Matrix::Random(5, 7);
  HeatmapState state;
  GridCell hovered, clicked;
  start([&](Ui& ui) {
    const HeatmapResult result = heatmap(ui, "map", area, values, state);
    hovered = result.hovered;
    if (result.clicked.exists()) clicked = result.clicked;
  });
  EXPECT_EQ(hovered, (GridCell{0, 0}));
  key(Key::Right), key(Key::Right), key(Key::Down);
  EXPECT_EQ(hovered, (GridCell{1, 2}));
  key(Key::Up), key(Key::Up);
  EXPECT_EQ(hovered, (GridCell{0, 2})) << "it stops at the edge";
  key(Key::End);
  EXPECT_EQ(hovered, (GridCell{0, 6}));
  key(Key::PageDown);
  EXPECT_EQ(hovered, (GridCell{4, 6}));
  EXPECT_FALSE(clicked.exists());
  key(Key::Enter);
  EXPECT_EQ(clicked, (GridCell{4, 6}));
  key(Key::Home, false, true);
  EXPECT_EQ(hovered, (GridCell{0, 0}));
  EXPECT_EQ(heard, 0);
  key(Key::Tab);
  key(Key::Right);
  EXPECT_EQ(heard, 1) << "outside of it the arrows belong to the program again";
}

TEST_F(Browse, ACausalHeatmapStaysBelowItsDiagonal) {
  const Matrix values = Matrix::Random(4, 4);
  HeatmapState state;
  HeatmapStyle style;
  style.causal = true;
  GridCell hovered;
  start([&](Ui& ui) { hovered = heatmap(ui, "map", area, values, state, style).hovered; });
  key(Key::Down);
  for (int i = 0; i < 3; ++i) key(Key::Right);
  EXPECT_EQ(hovered, (GridCell{1, 1}));
}

TEST_F(Browse, AMatrixThatShrinksKeepsItsCursorInside) {
  Matrix values = Matrix::Random(6, 6);
  HeatmapState state;
  GridCell hovered;
  start([&](Ui& ui) { hovered = heatmap(ui, "map", area, values, state).hovered; });
  key(Key::End, false, true);
  values = Matrix::Random(3, 2);
  screen.settle(draw);
  EXPECT_EQ(hovered, (GridCell{2, 1}));
}

AttentionMapStyle map_style(int rows, int columns) {
  static constexpr std::array<const char*, 7> kDown{"我们", "昨天", "看见", "的", "那只", "垫子", "睡觉"}, kAlong{"the", "cat", "that", "we", "saw", "yesterday", "dangerous"};
  AttentionMapStyle style;
  for (int i = 0; i < rows; ++i) style.rows.emplace_back(kDown[static_cast<std::size_t>(i % 7)]);
  for (int i = 0; i < columns; ++i) style.columns.emplace_back(kAlong[static_cast<std::size_t>(i % 7)]);
  return style;
}

TEST_F(Browse, AnAttentionMapHasACursorThatBeginsAtItsRow) {
  const Matrix weights = Matrix::Constant(6, 10, Real(0.1));
  AttentionMapState state;
  AttentionMapStyle style = map_style(6, 10);
  style.selected_row = 3;
  GridCell hovered, clicked;
  start([&](Ui& ui) {
    const HeatmapResult result = attention_map(ui, "map", area, weights, state, style);
    hovered = result.hovered;
    if (result.clicked.exists()) clicked = result.clicked;
  });
  EXPECT_EQ(hovered, (GridCell{3, 0}));
  key(Key::Right), key(Key::Up);
  EXPECT_EQ(hovered, (GridCell{2, 1}));
  EXPECT_FALSE(clicked.exists());
  key(Key::Enter);
  EXPECT_EQ(clicked, (GridCell{2, 1}));
  EXPECT_EQ(heard, 0);
}

TEST_F(Browse, ACellOfAnAttentionMapIsClicked) {
  const Matrix weights = Matrix::Constant(6, 10, Real(0.1));
  AttentionMapState state;
  GridCell clicked;
  const std::function<void(Ui&)> map = [&](Ui& ui) {
    const HeatmapResult result = attention_map(ui, "map", area, weights, state, map_style(6, 10));
    if (result.clicked.exists()) clicked = result.clicked;
  };
  screen.frame(map);
  const auto cells = screen.interface.anchors().find("map.cells");
  ASSERT_TRUE(cells);
  screen.click({cells->x + cells->w * 0.75f, cells->y + cells->h * 0.25f}, map);
  EXPECT_EQ(clicked, (GridCell{1, 7}));
}

// Words along the top are never cut and never lie over each other; down the side as many as have room, always that of the chosen row.
TEST(AttentionMap, ItsWordsAreReadableUpToForty) {
  ui::Screen screen;
  struct Case {
    int words;
    float wide, high;
  };
  for (const Case each : {Case{10, 420, 260}, {10, 460, 150}, {40, 660, 560}, {40, 900, 300}}) {
    const int words = each.words;
    const float wide = each.wide, high = each.high;
    const ui::Rect area{20, 40, wide, high};
    const Matrix weights = Matrix::Constant(words, words, Real(0.02));
    AttentionMapStyle style = map_style(words, words);
    style.selected_row = words - 1;
    screen.frame([&](Ui& ui) {
      testing::LedgerCanvas ledger(ui.canvas);
      Ui other = ui::with_canvas(ui, ledger);
      AttentionMapState state;
      attention_map(other, "map", area, weights, state, style);
      testing::expect_tidy(ledger, area, 0, std::to_string(words) + " words in " + std::to_string(wide) + " × " + std::to_string(high));
      const auto count = [&](const std::string& text) { return std::count_if(ledger.words.begin(), ledger.words.end(), [&](const auto& word) { return word.text == text; }); };
      for (const std::string& word : style.columns) EXPECT_EQ(count(word), std::count(style.columns.begin(), style.columns.end(), word)) << word;
      EXPECT_GE(count(style.rows.back()), 1);
      if (high < 140.f + 9.f * static_cast<float>(words)) return;      // else every word down the side as well, in two lanes
      for (const std::string& word : style.rows) EXPECT_EQ(count(word), std::count(style.rows.begin(), style.rows.end(), word)) << word;
      for (const auto& word : ledger.words) EXPECT_GE(word.size, ui::kTick) << word.text;
    });
  }
}

TEST(AttentionMap, RowsThatAreNotComputedYetAreEmpty) {
  ui::Screen screen;
  const Matrix weights = Matrix::Constant(4, 4, Real(0.25));
  AttentionMapStyle style = map_style(4, 4);
  style.shown_rows = 2;
  screen.frame([&](Ui& ui) {
    testing::LedgerCanvas ledger(ui.canvas);
    Ui other = ui::with_canvas(ui, ledger);
    AttentionMapState state;
    attention_map(other, "map", {20, 40, 420, 260}, weights, state, style);
    EXPECT_EQ(std::count_if(ledger.words.begin(), ledger.words.end(), [](const auto& word) { return word.text == ".25"; }), 8);
  });
}

TEST_F(Browse, AScatterLeadsFromPointToPoint) {
  const Plane plane{area, {-1, 1}, {-1, 1}};
  const std::vector<Dot> dots = {{0, 0}, {0.5, 0.1}, {-0.5, 0}, {0, 0.6}, {0.9, -0.8}};
  ScatterState state;
  ScatterStyle style;
  style.editable = true;
  ScatterResult last;
  int clicked = -1, removed = -1;
  start([&](Ui& ui) {
    last = scatter(ui, "dots", plane, dots, state, style);
    if (last.clicked >= 0) clicked = last.clicked;
    if (last.removed >= 0) removed = last.removed;
  });
  EXPECT_EQ(last.hovered, 0) << "it begins in the middle";
  key(Key::Right);
  EXPECT_EQ(last.hovered, 1);
  key(Key::Left), key(Key::Left);
  EXPECT_EQ(last.hovered, 2);
  key(Key::Left);
  EXPECT_EQ(last.hovered, 2) << "nothing lies further left";
  key(Key::Home), key(Key::Up);
  EXPECT_EQ(last.hovered, 3);
  key(Key::Enter);
  EXPECT_EQ(clicked, 3);
  key(Key::Delete);
  EXPECT_EQ(removed, 3);
}

TEST_F(Browse, APointThatIsRemovedWhileItIsDraggedIsLetGo) {
  const Plane plane{area, {-1, 1}, {-1, 1}};
  std::vector<Dot> dots = {{0, 0}, {0.5, 0.5}, {-0.5, 0}};
  ScatterState state;
  ScatterStyle style;
  style.editable = true;
  int added = 0, dragged_beyond = 0;
  const auto picture_of = [&](Ui& ui) {
    const ScatterResult result = scatter(ui, "dots", plane, dots, state, style);
    added += result.added;
    dragged_beyond += result.dragged >= static_cast<int>(dots.size());
  };
  const ui::Vec2 at = plane.to_units(-0.5, 0);
  screen.interface.put_pointer(at), screen.interface.put_button(true), screen.interface.put_pointer(at + ui::Vec2{12, 0});
  screen.settle(picture_of);
  ASSERT_EQ(state.dragged, 2);
  dots.pop_back();
  for (int i = 1; i <= 4; ++i) screen.interface.put_pointer(at + ui::Vec2{12, 10.0f * static_cast<float>(i)});
  screen.interface.put_button(false);
  screen.settle(picture_of);
  EXPECT_EQ(state.dragged, -1);
  EXPECT_EQ(dragged_beyond, 0);
  EXPECT_EQ(added, 0);
}

TEST_F(Browse, EveryPointOfACloudCanBeReachedFromItsNeighbours) {
  std::vector<Dot> dots;
  for (int i = 0; i < 36; ++i) dots.push_back({-0.9 + 0.3 * (i % 6) + 0.01 * (i % 5), -0.9 + 0.3 * (i / 6)});
  const Plane plane{area, {-1, 1}, {-1, 1}};
  std::vector<bool> seen(dots.size(), false);
  std::vector<int> open = {0};
  while (!open.empty()) {
    const int at = open.back();
    open.pop_back();
    if (seen[static_cast<std::size_t>(at)]) continue;
    seen[static_cast<std::size_t>(at)] = true;
    for (const Key arrow : {Key::Left, Key::Right, Key::Up, Key::Down}) open.push_back(next_dot(plane, dots, at, arrow));
  }
  EXPECT_EQ(std::count(seen.begin(), seen.end(), true), 36);
}

TEST_F(Browse, ALineChartGoesFromPointToPoint) {
  std::vector<double> x, y;
  for (int i = 0; i < 200; ++i) x.push_back(10.0 * i), y.push_back(1.0 / (1 + i));
  const Series series[] = {{"loss", x, y, ui::Token::Error, false}};
  LineChartState state;
  LineChartResult last;
  std::optional<double> clicked;
  start([&](Ui& ui) {
    last = line_chart(ui, "chart", area, series, state);
    if (last.clicked) clicked = last.clicked;
  });
  EXPECT_EQ(last.hovered, 1990.0) << "where training is";
  key(Key::Left);
  EXPECT_EQ(last.hovered, 1980.0);
  key(Key::Left, true);
  EXPECT_EQ(last.hovered, 1880.0);
  key(Key::Home);
  EXPECT_EQ(last.hovered, 0.0);
  key(Key::Left), key(Key::Right), key(Key::PageDown);
  EXPECT_EQ(last.hovered, 10.0 * 20);
  key(Key::Enter);
  EXPECT_EQ(clicked, 200.0);
  state.zoom = Range{500, 700};
  key(Key::End);
  EXPECT_EQ(last.hovered, 700.0) << "the ends of what is shown";
}

TEST_F(Browse, TheWheelZoomsALineChartWithinItsData) {
  const std::vector<double> x = {0, 50, 100}, y = {3, 2, 1};
  const Series series[] = {{"", x, y, ui::Token::Error, false}};
  LineChartState state;
  start([&](Ui& ui) { line_chart(ui, "chart", area, series, state); });
  screen.interface.put_pointer({area.center().x + 20, area.center().y});
  screen.interface.put_wheel(3);
  screen.settle(draw);
  ASSERT_TRUE(state.zoom);
  EXPECT_LT(state.zoom->span(), 60);
  screen.interface.put_wheel(-9);
  screen.settle(draw);
  EXPECT_FALSE(state.zoom) << "zoomed out it shows all and follows new points";
}

TEST_F(Browse, ASpaceIsTurnedAndWalkedThrough) {
  const std::vector<Point3> points = {{0, 0, 0}, {0.6, 0, 0}, {-0.6, 0, 0}, {0, 0.7, 0}};
  Scatter3dState state;
  state.yaw = state.pitch = 0;
  Scatter3dResult last;
  int clicked = -1;
  start([&](Ui& ui) {
    last = scatter3d(ui, "space", area, points, state);
    if (last.clicked >= 0) clicked = last.clicked;
  });
  EXPECT_EQ(last.hovered, 0);
  key(Key::Right, true);
  EXPECT_EQ(last.hovered, 1);
  key(Key::Right);
  EXPECT_NEAR(state.yaw, 0.1f, 1e-6f);
  EXPECT_EQ(last.hovered, 1) << "turning keeps the point";
  key(Key::Enter);
  EXPECT_EQ(clicked, 1);
}

}  // namespace
}  // namespace epochs::viz
