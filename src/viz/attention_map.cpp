#include "viz/attention_map.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "core/check.hpp"
#include "ui/anchor.hpp"
#include "ui/fitted_text.hpp"
#include "ui/focus.hpp"
#include "ui/pattern.hpp"
#include "ui/press.hpp"

namespace epochs::viz {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;
using ui::Vec2;

constexpr ui::TextStyle kMapLabel{Face::Ui, ui::kTick}, kMapLabelStrong{Face::Semibold, ui::kTick};
constexpr float kBarRoom = 20, kLabelHeight = 15, kLabelGap = 7, kMostCell = 84, kRowPitch = 15;

struct Map {
  Rect cells;
  float w = 10, h = 10;        // pitch
  float lowest = 0;            // baseline of a label
  int lanes = 1;               // of labels down the side: two where rows are lower than their words
  float lane = 0;              // width of one
  int every = 1;               // of a lane every so many labels
  int heights = 1;             // of labels along the top
  std::vector<int> height_of;  // of each label, 0 next to the cells
  Rect cell(int row, int column) const {
    const float gap = std::min(w, h) >= 6 ? 1.0f : 0.0f;
    return {cells.x + w * static_cast<float>(column), cells.y + h * static_cast<float>(row), w - gap, h - gap};
  }
};

// The lowest height at which a label does not touch the one before it there.
void place_labels(ui::Ui& ui, Map& map, const std::vector<std::string>& labels) {
  std::array<float, kMostLabelHeights> free{};
  free.fill(-1e9f);
  map.height_of.assign(labels.size(), 0);
  map.heights = 1;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const float half = ui.canvas.text_width(labels[i], kMapLabelStrong) / 2, x = map.w * (static_cast<float>(i) + 0.5f);
    int height = 0;
    while (height + 1 < kMostLabelHeights && free[static_cast<std::size_t>(height)] > x - half) ++height;
    free[static_cast<std::size_t>(height)] = x + half + kLabelGap;
    map.height_of[i] = height, map.heights = std::max(map.heights, height + 1);
  }
}

Map lay_out_with(ui::Ui& ui, Rect area, int rows, int columns, const AttentionMapStyle& style, int lanes) {
  Map map;
  area.cut_top(kBarRoom);
  float labels = 0;
  for (const std::string& label : style.rows) labels = std::max(labels, ui.canvas.text_width(label, kMapLabelStrong));
  map.lanes = lanes, map.lane = std::min(labels + 14, area.w * 0.4f / static_cast<float>(lanes));
  area.cut_left(map.lane * static_cast<float>(lanes));
  area.cut_right(std::min(24.0f, area.w * 0.1f));                // for half of the last label
  map.w = std::min(area.w / static_cast<float>(columns), kMostCell);
  place_labels(ui, map, style.columns);
  area.cut_top(std::min(area.h * 0.5f, kLabelHeight * static_cast<float>(map.heights) + 5));
  map.h = std::min(area.h / static_cast<float>(rows), kMostCell * 0.5f);
  map.lowest = area.bottom() - 4;
  map.every = std::max(1, static_cast<int>(std::ceil(kRowPitch / (map.h * static_cast<float>(lanes)))));
  map.cells = {area.x, area.y, map.w * static_cast<float>(columns), map.h * static_cast<float>(rows)};
  return map;
}

Map lay_out(ui::Ui& ui, Rect area, int rows, int columns, const AttentionMapStyle& style) {
  const Map one = lay_out_with(ui, area, rows, columns, style, 1);
  return one.every == 1 || 2 * one.lane > area.w * 0.4f ? one : lay_out_with(ui, area, rows, columns, style, 2);
}

GridCell cell_under(const Map& map, int rows, int columns, Vec2 p) {
  const int row = static_cast<int>(std::floor((p.y - map.cells.y) / map.h)), column = static_cast<int>(std::floor((p.x - map.cells.x) / map.w));
  return row >= 0 && column >= 0 && row < rows && column < columns ? GridCell{row, column} : GridCell{};
}

HeatmapResult take_input(ui::Ui& ui, std::string_view id, Rect area, const Map& map, int rows, int columns, AttentionMapState& state, const AttentionMapStyle& style) {
  HeatmapResult result;
  result.hovered = cell_under(map, rows, columns, ui.pointer.position);
  if (result.hovered.exists()) ui.requests.cursor = ui::Cursor::Hand;
  if (ui.pointer.pressed) result.clicked = result.hovered;
  if (!ui.focus.add(id) || !ui.focus.visible()) return result;
  ui::focus_outline(ui, area, 8);
  ui.focus.begin_browsing();
  if (!state.cursor.exists()) state.cursor = style.selected.exists() ? style.selected : GridCell{std::max(0, style.selected_row), 0};
  move_cursor(ui, state.cursor, rows, columns);
  state.cursor = {std::min(state.cursor.row, rows - 1), std::min(state.cursor.column, columns - 1)};       // the sentence may have become shorter
  if (!result.hovered.exists()) result.hovered = state.cursor;
  if (ui.focus.activated(id)) result.clicked = state.cursor;
  return result;
}

void draw_weights(ui::Ui& ui, const Map& map, ConstMatrix weights, int shown_rows) {
  const bool labelled = map.w >= 30 && map.h >= 17;
  for (int row = 0; row < weights.rows(); ++row)
    for (int column = 0; column < weights.cols(); ++column) {
      const Rect cell = map.cell(row, column);
      const double weight = row < shown_rows ? static_cast<double>(weights(row, column)) : 0;
      const ui::Color color = map_color(ui.theme, ColorMap::Sequential, weight, 1);
      ui.canvas.fill(cell, color, map.w >= 12 ? 2 : 0);
      if (!labelled || weight < 0.095) continue;
      std::string text = format_number(weight, 2);
      if (text.starts_with("0.")) text.erase(0, 1);              // shares: no leading zero
      ui.canvas.text({cell.center().x, cell.center().y + 4.4f}, text, {Face::Mono, ui::kTick}, ui::text_on(color), ui::Align::Center);
    }
}

// Where rows are lower than their words, in two lanes, the outer one with lines; where even they are too low, some words. Always that of the lit row.
void draw_rows(ui::Ui& ui, const Map& map, const AttentionMapStyle& style, GridCell lit) {
  for (int i = 0; i < static_cast<int>(style.rows.size()); ++i) {
    const int lane = i % map.lanes;
    const bool on = i == lit.row, same_lane = lit.row >= 0 && lit.row % map.lanes == lane;
    const bool hides_lit = same_lane && !on && std::abs(i - lit.row) < map.every * map.lanes;
    if (!on && (i / map.lanes % map.every != 0 || hides_lit)) continue;
    const Rect cell = map.cell(i, 0);
    const ui::Color ink = ui.color(on ? Token::Query : Token::Text2);
    const float x = cell.x - 9 - map.lane * static_cast<float>(lane);
    if (lane > 0) ui.canvas.line({x + 4, cell.center().y}, {cell.x - 5, cell.center().y}, on ? ink : ui.color(Token::Line2));
    const ui::TextStyle type = on ? kMapLabelStrong : kMapLabel;
    ui.canvas.text({x, std::min(cell.center().y + 4.6f, map.lowest)}, ui::fitted(ui, style.rows[static_cast<std::size_t>(i)], type, map.lane - 9), type, ink, ui::Align::Right);
  }
}

void draw_columns(ui::Ui& ui, const Map& map, const AttentionMapStyle& style, GridCell lit) {
  for (std::size_t i = 0; i < style.columns.size(); ++i) {
    const bool on = static_cast<int>(i) == lit.column;
    const float x = map.cell(0, static_cast<int>(i)).center().x, y = map.cells.y - 7 - kLabelHeight * static_cast<float>(map.height_of[i]);
    if (map.height_of[i] > 0) ui.canvas.line({x, y + 3}, {x, map.cells.y - 3}, ui.color(on ? Token::Key : Token::Line2));
    const ui::TextStyle type = on ? kMapLabelStrong : kMapLabel;
    const float half = ui.canvas.text_width(style.columns[i], type) / 2;
    if (map.height_of[i] > 0 || on) ui.canvas.fill({x - half - 2, y - 10, 2 * half + 4, 13}, ui.color(Token::Surface1), 2);        // over the ticks of its neighbours
    ui.canvas.text({x, y}, style.columns[i], type, ui.color(on ? Token::Key : Token::Text2), ui::Align::Center);
  }
}

void draw_outlines(ui::Ui& ui, const Map& map, ConstMatrix weights, const AttentionMapStyle& style, GridCell hovered) {
  const ui::Color ink = ui.color(Token::Text1);
  const float width = map.w >= 16 ? 2.2f : 1.4f;
  for (const GridCell& truth : style.truth) {
    const Rect cell = map.cell(truth.row, truth.column);
    ui.canvas.outline(cell.inset(0.5f, 0.5f), ui.color(Token::Target), 3, width);
    if (!ui::has_patterns(ui.theme)) continue;
    const float notch = std::min({cell.w, cell.h, 16.0f}) * 0.5f;                   // in greys a corner tells it from what is selected
    const std::array<Vec2, 3> corner{{{cell.right() - notch, cell.y}, {cell.right(), cell.y}, {cell.right(), cell.y + notch}}};
    const double weight = truth.row < style.shown_rows ? static_cast<double>(weights(truth.row, truth.column)) : 0;
    ui.canvas.polygon(corner, ui::text_on(map_color(ui.theme, ColorMap::Sequential, weight, 1)));
  }
  if (style.selected_row >= 0) {
    const Rect first = map.cell(style.selected_row, 0), last = map.cell(style.selected_row, static_cast<int>(weights.cols()) - 1);
    ui.canvas.outline(Rect{first.x, first.y, last.right() - first.x, first.h}.inset(-2), ink, 5, 1.8f);
  }
  if (style.selected.exists()) ui.canvas.outline(map.cell(style.selected.row, style.selected.column).inset(-1), ink, 3, 1.8f);
  if (hovered.exists()) ui.canvas.outline(map.cell(hovered.row, hovered.column), ink, 3, 1.4f);
}

}  // namespace

HeatmapResult attention_map(ui::Ui& ui, std::string_view id, Rect area, ConstMatrix weights, AttentionMapState& state, const AttentionMapStyle& style) {
  EPOCHS_CHECK(weights.rows() == static_cast<Index>(style.rows.size()) && weights.cols() == static_cast<Index>(style.columns.size()), "attention_map: a word for every row and column");
  ui.anchors.add(id, area);
  const int rows = static_cast<int>(weights.rows()), columns = static_cast<int>(weights.cols());
  if (rows == 0 || columns == 0 || area.w < 60 || area.h < 60) return {};
  const Map map = lay_out(ui, area, rows, columns, style);
  const HeatmapResult result = take_input(ui, id, area, map, rows, columns, state, style);
  ui.anchors.add(std::string(id) + ".cells", map.cells);
  draw_weights(ui, map, weights, style.shown_rows);
  const GridCell lit = result.hovered.exists() ? result.hovered : style.selected.exists() ? style.selected : GridCell{style.selected_row, -1};
  draw_rows(ui, map, style, lit);
  draw_columns(ui, map, style, lit);
  draw_outlines(ui, map, weights, style, result.hovered);
  color_bar(ui, {area.right(), area.y + 2}, ColorMap::Sequential, 1, style.symbol);
  return result;
}

}  // namespace epochs::viz
