#include "viz/heatmap.hpp"

#include <algorithm>
#include <cmath>

#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "ui/pattern.hpp"
#include "ui/press.hpp"

namespace epochs::viz {
namespace {

using ui::Token;
using ui::Vec2;

constexpr float kSmallCell = 6;

// Cells within their area, gaps included.
struct Grid {
  Vec2 origin;
  float w = 0, h = 0, gap = 0;   // of a cell without its gap
  ui::Rect cell(int row, int column) const { return {origin.x + static_cast<float>(column) * (w + gap), origin.y + static_cast<float>(row) * (h + gap), w, h}; }
  bool small() const { return gap == 0; }
};

std::string printed(double value, const HeatmapStyle& style) {
  std::string text = format_number(value, style.decimals);
  if (style.map == ColorMap::Sequential && text.starts_with("0.")) text.erase(0, 1);   // shares: no leading zero
  return text;
}

// Column labels that do not fit side by side stand in two heights.
bool staggered(ui::Ui& ui, const HeatmapStyle& style, float pitch) {
  for (const std::string& label : style.column_labels)
    if (ui.canvas.text_width(label, {ui::Face::Semibold, ui::kSmall}) > pitch - 6) return true;
  return false;
}

Grid layout(ui::Ui& ui, ui::Rect area, int rows, int columns, const HeatmapStyle& style) {
  float labels = 0;
  for (const std::string& label : style.row_labels) labels = std::max(labels, ui.canvas.text_width(label, {ui::Face::Semibold, ui::kSmall}));
  if (style.bar == ColorBar::Own) area.cut_top(24);
  if (labels > 0) area.cut_left(labels + 12);
  const float pitch = area.w / static_cast<float>(columns);
  if (!style.column_labels.empty()) area.cut_top(staggered(ui, style, pitch) ? 38 : 20);
  const float h = area.h / static_cast<float>(rows);
  Grid grid{{area.x, area.y}, pitch, h, 0};
  if (std::min(pitch, h) >= kSmallCell) grid.gap = 1, grid.w -= 1, grid.h -= 1;
  return grid;
}

GridCell cell_at(const Grid& grid, int rows, int columns, Vec2 p) {
  const int row = static_cast<int>(std::floor((p.y - grid.origin.y) / (grid.h + grid.gap))), column = static_cast<int>(std::floor((p.x - grid.origin.x) / (grid.w + grid.gap)));
  return row >= 0 && column >= 0 && row < rows && column < columns ? GridCell{row, column} : GridCell{};
}

void draw_cells(ui::Ui& ui, const Grid& grid, ConstMatrix values, double limit, const HeatmapStyle& style) {
  const bool labelled = grid.w >= 34 && grid.h >= 18;
  for (int row = 0; row < values.rows(); ++row)
    for (int column = 0; column < values.cols(); ++column) {
      const ui::Rect cell = grid.cell(row, column);
      if (style.causal && column > row) {
        ui.canvas.disc(cell.center(), 1.6f, ui.color(Token::Line2));
        continue;
      }
      const auto value = static_cast<double>(values(row, column));
      const ui::Color color = map_color(ui.theme, style.map, value, limit);
      ui.canvas.fill(cell, color, grid.small() ? 0 : 2);
      mark_negative(ui, cell, style.map, value, limit);
      if (labelled && std::abs(value) >= style.hide_below)
        ui.canvas.text({cell.center().x, cell.center().y + 4.4f}, printed(value, style), {ui::Face::Mono, ui::kTick}, ui::text_on(color), ui::Align::Center);
    }
}

bool draw_texture(ui::Ui& ui, const Grid& grid, ConstMatrix values, double limit, const HeatmapStyle& style, HeatmapState& state) {
  if (!state.texture.update(ui.theme, values, {style.map, limit, style.causal})) return false;
  ui.canvas.image(state.texture.id(), {grid.origin.x, grid.origin.y, grid.w * static_cast<float>(values.cols()), grid.h * static_cast<float>(values.rows())});
  return true;
}

void draw_headings(ui::Ui& ui, const Grid& grid, const HeatmapStyle& style, GridCell lit) {
  for (std::size_t i = 0; i < style.row_labels.size(); ++i) {
    const bool on = static_cast<int>(i) == lit.row;
    const ui::Rect cell = grid.cell(static_cast<int>(i), 0);
    ui.canvas.text({cell.x - 12, cell.center().y + 4.8f}, style.row_labels[i], {on ? ui::Face::Semibold : ui::Face::Ui, ui::kSmall}, ui.color(on ? style.row_color : Token::Text2),
                   ui::Align::Right);
  }
  const bool two = staggered(ui, style, grid.w + grid.gap);
  for (std::size_t i = 0; i < style.column_labels.size(); ++i) {
    const bool on = static_cast<int>(i) == lit.column, up = two && i % 2 == 1;
    const float x = grid.cell(0, static_cast<int>(i)).center().x, y = grid.origin.y;
    ui.canvas.text({x, y - (up ? 28.0f : 9.0f)}, style.column_labels[i], {on ? ui::Face::Semibold : ui::Face::Ui, ui::kSmall}, ui.color(on ? style.column_color : Token::Text2),
                   ui::Align::Center);
    if (up) ui.canvas.line({x, y - 24}, {x, y - 4}, ui.color(Token::Line2));
  }
}

void draw_marks(ui::Ui& ui, const Grid& grid, int columns, const HeatmapStyle& style, GridCell hovered) {
  const ui::Color ink = ui.color(Token::Text1);
  if (style.selected_row >= 0) {
    const ui::Rect first = grid.cell(style.selected_row, 0), last = grid.cell(style.selected_row, columns - 1);
    ui.canvas.outline(ui::Rect{first.x, first.y, last.right() - first.x, first.h}.inset(-3), ink, 5, 2);
  }
  for (const GridCell& cell : style.linked) ui.canvas.outline(grid.cell(cell.row, cell.column).inset(-1), with_alpha(ink, 0.5f), 3, 1.6f);
  if (style.selected.exists()) ui.canvas.outline(grid.cell(style.selected.row, style.selected.column).inset(-2), ink, 4, 2);
  if (hovered.exists()) ui.canvas.outline(grid.cell(hovered.row, hovered.column).inset(-1), ink, 3, 1.6f);
}

}  // namespace

bool move_cursor(const ui::Ui& ui, GridCell& cursor, int rows, int columns, GridCell from, int page) {
  const GridCell was = cursor;
  for (const ui::KeyPress& key : ui.typed) {
    GridCell next = cursor.exists() ? cursor : from;
    if (cursor.exists()) switch (key.key) {
      case ui::Key::Left: --next.column; break;
      case ui::Key::Right: ++next.column; break;
      case ui::Key::Up: --next.row; break;
      case ui::Key::Down: ++next.row; break;
      case ui::Key::PageUp: next.row -= page; break;
      case ui::Key::PageDown: next.row += page; break;
      case ui::Key::Home: next = {key.control ? 0 : next.row, 0}; break;
      case ui::Key::End: next = {key.control ? rows - 1 : next.row, columns - 1}; break;
      default: break;
    }
    if (key.key >= ui::Key::Left && key.key <= ui::Key::End) cursor = {std::clamp(next.row, 0, rows - 1), std::clamp(next.column, 0, columns - 1)};
  }
  return cursor != was;
}

namespace {

// What the pointer or, while the outline is shown, the keyboard points at.
void take_input(ui::Ui& ui, std::string_view id, ui::Rect area, const Grid& grid, int rows, int columns, HeatmapState& state, const HeatmapStyle& style, HeatmapResult& result) {
  result.hovered = cell_at(grid, rows, columns, ui.pointer.position);
  if (ui.pointer.pressed) result.clicked = result.hovered;
  if (ui.focus.add(id) && ui.focus.visible()) {
    ui::focus_outline(ui, area, 8);
    ui.focus.begin_browsing();
    if (!state.cursor.exists()) state.cursor = style.selected.exists() ? style.selected : GridCell{std::max(0, style.selected_row), 0};
    move_cursor(ui, state.cursor, rows, columns);
    state.cursor = {std::min(state.cursor.row, rows - 1), std::min(state.cursor.column, columns - 1)};   // the matrix may have shrunk
    if (style.causal) state.cursor.column = std::min(state.cursor.column, state.cursor.row);
    if (!result.hovered.exists()) result.hovered = state.cursor;
    if (ui.focus.activated(id)) result.clicked = state.cursor;
  }
  const auto hidden = [&](GridCell cell) { return style.causal && cell.column > cell.row; };
  if (hidden(result.hovered)) result.hovered = {};
  if (hidden(result.clicked)) result.clicked = {};
}

}  // namespace

void mark_negative(ui::Ui& ui, ui::Rect cell, ColorMap map, double value, double limit) {
  if (!ui::has_patterns(ui.theme) || map != ColorMap::Diverging || !(value < -0.02 * limit) || std::min(cell.w, cell.h) < 6) return;
  ui::hatch(ui.canvas, cell, with_alpha(ui::text_on(map_color(ui.theme, map, value, limit)), 0.35f));
}

void color_bar(ui::Ui& ui, Vec2 corner, ColorMap map, double limit, std::string_view symbol) {
  const ui::TextStyle number{ui::Face::Mono, ui::kTick};
  float right = corner.x;
  if (!symbol.empty()) right -= ui.canvas.text({right, corner.y + 9}, symbol, {ui::Face::MathItalic, ui::kSmall}, ui.color(Token::Text3), ui::Align::Right) + 8;
  const int decimals = limit >= 10 || limit == std::floor(limit) ? 0 : 2;
  right -= ui.canvas.text({right, corner.y + 9}, format_number(limit, decimals), number, ui.color(Token::Text3), ui::Align::Right) + 8;
  constexpr int kParts = 12;
  const double low = map == ColorMap::Sequential ? 0 : -limit;
  for (int i = 0; i < kParts; ++i) {
    const ui::Color a = map_color(ui.theme, map, low + (limit - low) * i / kParts, limit), b = map_color(ui.theme, map, low + (limit - low) * (i + 1) / kParts, limit);
    ui.canvas.gradient({right - 72 + static_cast<float>(i) * 6, corner.y, 6, 9}, a, b, b, a);
  }
  ui.canvas.text({right - 80, corner.y + 9}, format_number(low, low == 0 ? 0 : decimals), number, ui.color(Token::Text3), ui::Align::Right);
}

HeatmapResult heatmap(ui::Ui& ui, std::string_view id, ui::Rect area, ConstMatrix values, HeatmapState& state, const HeatmapStyle& style) {
  HeatmapResult result;
  ui.anchors.add(id, area);
  const int rows = static_cast<int>(values.rows()), columns = static_cast<int>(values.cols());
  if (rows == 0 || columns == 0) return result;
  const double limit = style.limit > 0 ? style.limit : color_limit(values);
  const Grid grid = layout(ui, area, rows, columns, style);
  take_input(ui, id, area, grid, rows, columns, state, style, result);
  if (!grid.small() || !draw_texture(ui, grid, values, limit, style, state)) draw_cells(ui, grid, values, limit, style);
  const GridCell lit = result.hovered.exists() ? result.hovered : style.selected.exists() ? style.selected : GridCell{style.selected_row, -1};
  draw_headings(ui, grid, style, lit);
  draw_marks(ui, grid, columns, style, result.hovered);
  if (style.bar == ColorBar::Own) color_bar(ui, {area.right(), area.y + 2}, style.map, limit, style.symbol);
  return result;
}

GridCell cell_strip(ui::Ui& ui, ui::Rect area, std::span<const float> values, double limit, ui::Token outline) {
  constexpr std::size_t kMost = 64;
  const std::size_t shown = std::min(kMost, values.size());
  if (shown == 0) return {};
  const float w = std::min(area.h, (area.w + 1) / static_cast<float>(shown) - 1);
  GridCell hovered;
  for (std::size_t i = 0; i < shown; ++i) {
    const ui::Rect cell{area.x + static_cast<float>(i) * (w + 1), area.y, w, area.h};
    ui.canvas.fill(cell, map_color(ui.theme, ColorMap::Diverging, static_cast<double>(values[i]), limit), w >= kSmallCell ? 2 : 0);
    if (cell.contains(ui.pointer.position)) hovered = {0, static_cast<int>(i)};
  }
  const ui::Rect all{area.x, area.y, static_cast<float>(shown) * (w + 1) - 1, area.h};
  ui.canvas.outline(all.inset(-3), ui.color(outline), 5, 1.5f);
  if (hovered.exists()) ui.canvas.outline({area.x + static_cast<float>(hovered.column) * (w + 1) - 1, area.y - 1, w + 2, area.h + 2}, ui.color(Token::Text1), 3, 1.6f);
  if (shown == values.size()) return hovered;
  const std::string count = std::to_string(shown), total = std::to_string(values.size());
  ui.canvas.text({area.x, area.bottom() + 18}, ui.language == Language::English ? count + " of its " + total + " numbers" : "共 " + total + " 个数，显示 " + count + " 个",
                 {ui::Face::Ui, ui::kSmall}, ui.color(Token::Text3));
  return hovered;
}

}  // namespace epochs::viz
