#include "viz/matrix_inspector.hpp"

#include <algorithm>
#include <cmath>

#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "ui/press.hpp"

namespace epochs::viz {
namespace {

using ui::Rect;
using ui::Token;
using ui::Vec2;

constexpr ui::TextStyle kHeading{ui::Face::Ui, ui::kSmall}, kLitHeading{ui::Face::Semibold, ui::kSmall}, kNumber{ui::Face::Mono, ui::kTick};
constexpr float kTop = 30, kGutter = 74, kFoot = 24, kColumnHeadings = 22, kCellWide = 58, kCellHigh = 28;

std::string heading(const std::vector<std::string>& labels, int index) {
  return index < static_cast<int>(labels.size()) ? labels[static_cast<std::size_t>(index)] : std::to_string(index);
}

float widest(ui::Ui& ui, const std::vector<std::string>& labels, int count) {
  float wide = ui.canvas.text_width(std::to_string(std::max(0, count - 1)), kLitHeading);
  for (const std::string& label : labels) wide = std::max(wide, ui.canvas.text_width(label, kLitHeading));
  return wide;
}

// A cell grows with the zoom until its number fits, each side for itself: a matrix of 4 × 512 first becomes wider only.
float grown(float fit, float zoom, float full) { return std::min(fit * zoom, std::max(fit, full)); }

float most_zoom(Rect cells, int rows, int columns) {
  return std::max({1.0f, kCellWide * static_cast<float>(columns) / cells.w, kCellHigh * static_cast<float>(rows) / cells.h});
}

Vec2 limited(const MatrixView& view, Vec2 offset) {
  return {std::clamp(offset.x, 0.f, std::max(0.f, view.w * static_cast<float>(view.columns) - view.cells.w)),
          std::clamp(offset.y, 0.f, std::max(0.f, view.h * static_cast<float>(view.rows) - view.cells.h))};
}

// Zooms so that what is under `place` stays there.
void zoom_at(ui::Ui& ui, Rect area, ConstMatrix values, MatrixInspectorState& state, const MatrixInspectorStyle& style, Vec2 place, float factor) {
  const MatrixView before = matrix_view(ui, area, values, state, style);
  const float column = (place.x - before.cells.x + before.offset.x) / before.w, row = (place.y - before.cells.y + before.offset.y) / before.h;
  state.zoom = std::clamp(state.zoom * factor, 1.f, most_zoom(before.cells, before.rows, before.columns));
  const MatrixView after = matrix_view(ui, area, values, state, style);
  state.offset = limited(after, {column * after.w - (place.x - after.cells.x), row * after.h - (place.y - after.cells.y)});
}

void bring_into_view(const MatrixView& view, MatrixInspectorState& state) {
  const float x = view.w * static_cast<float>(state.cursor.column), y = view.h * static_cast<float>(state.cursor.row);
  state.offset = {std::clamp(state.offset.x, x + view.w - view.cells.w, x), std::clamp(state.offset.y, y + view.h - view.cells.h, y)};
  state.offset = limited(view, state.offset);
}

struct Input {
  ui::Ui& ui;
  std::string_view id;
  Rect area;
  ConstMatrix values;
  MatrixInspectorState& state;
  const MatrixInspectorStyle& style;
};

void take_pointer(const Input& in, MatrixInspectorResult& result) {
  const ui::Pointer& pointer = in.ui.pointer;
  MatrixInspectorState& state = in.state;
  MatrixView view = matrix_view(in.ui, in.area, in.values, state, in.style);
  const bool inside = view.cells.contains(pointer.position);
  if (inside && pointer.wheel != 0) {
    zoom_at(in.ui, in.area, in.values, state, in.style, pointer.position, std::pow(1.25f, pointer.wheel));
    view = matrix_view(in.ui, in.area, in.values, state, in.style);
  }
  if (inside && pointer.pressed) state.pressed = true, state.panned = false;
  if (state.pressed && pointer.down && !pointer.pressed && (pointer.moved.x != 0 || pointer.moved.y != 0)) {
    state.panned = true;
    state.offset = limited(view, state.offset - pointer.moved);
    view.offset = state.offset;
  }
  if (inside && !(state.pressed && state.panned)) result.hovered = view.at(pointer.position);
  if (pointer.released && state.pressed && !state.panned && result.hovered.exists()) result.selected = state.cursor = result.hovered;
  if (!pointer.down) state.pressed = false;
}

void take_keys(const Input& in, MatrixInspectorResult& result) {
  MatrixInspectorState& state = in.state;
  if (!in.ui.focus.add(in.id) || !in.ui.focus.visible()) return;
  in.ui.focus.begin_browsing();
  if (!state.cursor.exists()) state.cursor = state.selected.exists() ? state.selected : GridCell{0, 0};
  const MatrixView view = matrix_view(in.ui, in.area, in.values, state, in.style);
  for (const ui::KeyPress& key : in.ui.typed) {
    if (!key.control || (key.key != ui::Key::Up && key.key != ui::Key::Down)) continue;
    zoom_at(in.ui, in.area, in.values, state, in.style, view.cell(state.cursor.row, state.cursor.column).center(), key.key == ui::Key::Up ? 1.5f : 1 / 1.5f);
    bring_into_view(matrix_view(in.ui, in.area, in.values, state, in.style), state);
    if (!result.hovered.exists()) result.hovered = state.cursor;
    return;
  }
  const int page = std::max(1, view.last_row() - view.first_row());
  if (move_cursor(in.ui, state.cursor, view.rows, view.columns, {0, 0}, page)) bring_into_view(view, state);
  state.cursor = {std::min(state.cursor.row, view.rows - 1), std::min(state.cursor.column, view.columns - 1)};
  if (!result.hovered.exists()) result.hovered = state.cursor;
  if (in.ui.focus.activated(in.id)) result.selected = state.cursor;
}

std::string cell_text(double value, int decimals) { return std::isfinite(value) ? format_number(value, decimals) : value != value ? "NaN" : value > 0 ? "∞" : "−∞"; }

void draw_cell(ui::Ui& ui, const MatrixView& view, int row, int column, double value, double limit, const MatrixInspectorStyle& style) {
  const Rect whole = view.cell(row, column);
  const ui::Color color = map_color(ui.theme, style.map, value, limit);
  ui.canvas.fill({whole.x, whole.y, whole.w - 1, whole.h - 1}, color, 2);
  mark_negative(ui, {whole.x, whole.y, whole.w - 1, whole.h - 1}, style.map, value, limit);
  if (view.shows_values())
    ui.canvas.text({whole.center().x - 0.5f, whole.center().y + 4.2f}, cell_text(value, style.decimals), kNumber, ui::text_on(color), ui::Align::Center);
}

// Cells of a few units are one textured quad; without OpenGL one rectangle for every two units of the screen.
void draw_pixels(ui::Ui& ui, const MatrixView& view, ConstMatrix values, double limit, MatrixInspectorState& state, const MatrixInspectorStyle& style) {
  const Rect whole{view.cells.x - view.offset.x, view.cells.y - view.offset.y, view.w * static_cast<float>(view.columns), view.h * static_cast<float>(view.rows)};
  if (state.texture.update(ui.theme, values, {style.map, limit, false})) return ui.canvas.image(state.texture.id(), whole);
  for (float y = view.cells.y; y < view.cells.bottom(); y += std::max(2.f, view.h))
    for (float x = view.cells.x; x < view.cells.right(); x += std::max(2.f, view.w))
      if (const GridCell cell = view.at({x + 0.5f, y + 0.5f}); cell.exists())
        ui.canvas.fill({x, y, std::max(2.f, view.w), std::max(2.f, view.h)}, map_color(ui.theme, style.map, static_cast<double>(values(cell.row, cell.column)), limit));
}

void draw_cells(ui::Ui& ui, const MatrixView& view, ConstMatrix values, double limit, MatrixInspectorState& state, const MatrixInspectorStyle& style) {
  ui.canvas.push_clip(view.cells);
  if (view.shows_cells()) {
    for (int row = view.first_row(); row <= view.last_row(); ++row)
      for (int column = view.first_column(); column <= view.last_column(); ++column)
        draw_cell(ui, view, row, column, static_cast<double>(values(row, column)), limit, style);
  } else {
    draw_pixels(ui, view, values, limit, state, style);
  }
  ui.canvas.pop_clip();
}

// Every n-th heading, so that neighbours do not touch; the lit one always, and none beside it that it would touch.
void draw_headings(ui::Ui& ui, const MatrixView& view, Rect area, const MatrixInspectorStyle& style, GridCell lit) {
  const int row_step = std::max(1, static_cast<int>(std::ceil(18 / view.h)));
  for (int row = view.first_row(); row <= view.last_row(); ++row) {
    const bool on = row == lit.row;
    const float y = view.cell(row, 0).center().y;
    if (!on && (row % row_step != 0 || (lit.row >= 0 && std::abs(y - view.cell(lit.row, 0).center().y) < 17))) continue;
    if (y < view.cells.y + 4 || y > view.cells.bottom() - 4) continue;
    ui.canvas.text({view.cells.x - 10, y + 4.6f}, heading(style.row_labels, row), on ? kLitHeading : kHeading, ui.color(on ? style.row_color : Token::Text2), ui::Align::Right);
  }
  const float wide = widest(ui, style.column_labels, view.columns) + 10;
  const int column_step = std::max(1, static_cast<int>(std::ceil(wide / view.w)));
  for (int column = view.first_column(); column <= view.last_column(); ++column) {
    const bool on = column == lit.column;
    const float x = view.cell(0, column).center().x;
    if (!on && (column % column_step != 0 || (lit.column >= 0 && std::abs(x - view.cell(0, lit.column).center().x) < wide))) continue;
    const std::string text = heading(style.column_labels, column);
    const float half = ui.canvas.text_width(text, on ? kLitHeading : kHeading) / 2;
    const float at = std::clamp(x, area.x + half, area.right() - half);
    if (x < view.cells.x || x > view.cells.right()) continue;
    ui.canvas.text({at, view.cells.y - 8}, text, on ? kLitHeading : kHeading, ui.color(on ? style.column_color : Token::Text2), ui::Align::Center);
  }
}

void draw_sum(ui::Ui& ui, Vec2 left, double sum, int decimals, Token color) {
  const float w = ui.canvas.text({left.x, left.y}, "Σ", {ui::Face::Math, ui::kSmall}, ui.color(color));
  ui.canvas.text({left.x + w + 5, left.y}, cell_text(sum, decimals), kNumber, ui.color(Token::Text1));
}

// Bands of ink leave the row and the column as they are and darken nothing else: four lines and the sums at their ends.
void draw_crosshair(ui::Ui& ui, const MatrixView& view, ConstMatrix values, GridCell lit, const MatrixInspectorStyle& style) {
  const Rect cell = view.cell(lit.row, lit.column);
  const ui::Color row_ink = with_alpha(ui.color(style.row_color), 0.9f), column_ink = with_alpha(ui.color(style.column_color), 0.9f);
  ui.canvas.push_clip(view.cells.inset(-2));
  const float top = cell.y - 0.5f, bottom = std::max(cell.bottom() - 0.5f, cell.y + 2), left = cell.x - 0.5f, right = std::max(cell.right() - 0.5f, cell.x + 2);
  for (const float y : {top, bottom}) {
    ui.canvas.line({view.cells.x, y}, {left, y}, row_ink, 1.4f);
    ui.canvas.line({right, y}, {view.cells.right(), y}, row_ink, 1.4f);
  }
  for (const float x : {left, right}) {
    ui.canvas.line({x, view.cells.y}, {x, top}, column_ink, 1.4f);
    ui.canvas.line({x, bottom}, {x, view.cells.bottom()}, column_ink, 1.4f);
  }
  ui.canvas.outline(Rect{left, top, right - left, bottom - top}.inset(-2), ui.color(Token::Background), 4, 2);
  ui.canvas.outline(Rect{left, top, right - left, bottom - top}.inset(-1.5f), ui.color(Token::Text1), 3, 2);
  ui.canvas.pop_clip();
  double row_sum = 0, column_sum = 0;
  for (int column = 0; column < view.columns; ++column) row_sum += static_cast<double>(values(lit.row, column));
  for (int row = 0; row < view.rows; ++row) column_sum += static_cast<double>(values(row, lit.column));
  draw_sum(ui, {view.cells.right() + 8, std::clamp(cell.center().y, view.cells.y + 7, view.cells.bottom() - 7) + 4.4f}, row_sum, style.decimals, style.row_color);
  const float wide = ui.canvas.text_width(cell_text(column_sum, style.decimals), kNumber) + 18;
  draw_sum(ui, {std::clamp(cell.center().x - wide / 2, view.cells.x, view.cells.right() - wide), view.cells.bottom() + 18}, column_sum, style.decimals, style.column_color);
}

void draw_readout(ui::Ui& ui, Rect area, ConstMatrix values, GridCell lit, const MatrixInspectorStyle& style) {
  float x = area.x;
  const float y = area.y + 11;
  const auto part = [&](std::string_view text, ui::TextStyle font, Token color) { x += ui.canvas.text({x, y}, text, font, ui.color(color)); };
  if (!lit.exists()) {
    const std::string size = std::to_string(values.rows()) + " × " + std::to_string(values.cols());
    part(size, kNumber, Token::Text2);
    return;
  }
  part(heading(style.row_labels, lit.row), kLitHeading, style.row_color);
  part("  ×  ", kHeading, Token::Text3);
  part(heading(style.column_labels, lit.column), kLitHeading, style.column_color);
  part("   ", kHeading, Token::Text3);
  part(cell_text(static_cast<double>(values(lit.row, lit.column)), style.decimals + 2), {ui::Face::Mono, ui::kLabel}, Token::Text1);
}

// How much of the matrix is in view: thin bars where there is more.
void draw_more(ui::Ui& ui, const MatrixView& view) {
  const float whole_w = view.w * static_cast<float>(view.columns), whole_h = view.h * static_cast<float>(view.rows);
  const ui::Color ink = ui.color(Token::Text3);
  if (whole_w > view.cells.w + 1) ui.canvas.fill({view.cells.x + view.cells.w * view.offset.x / whole_w, view.cells.bottom() + 2, view.cells.w * view.cells.w / whole_w, 3}, ink, 1.5f);
  if (whole_h > view.cells.h + 1) ui.canvas.fill({view.cells.right() + 2, view.cells.y + view.cells.h * view.offset.y / whole_h, 3, view.cells.h * view.cells.h / whole_h}, ink, 1.5f);
}

}  // namespace

GridCell MatrixView::at(Vec2 place) const {
  if (!cells.contains(place)) return {};
  const int row = static_cast<int>(std::floor((place.y - cells.y + offset.y) / h)), column = static_cast<int>(std::floor((place.x - cells.x + offset.x) / w));
  return row >= 0 && column >= 0 && row < rows && column < columns ? GridCell{row, column} : GridCell{};
}
int MatrixView::first_row() const { return std::clamp(static_cast<int>(offset.y / h), 0, rows - 1); }
int MatrixView::last_row() const { return std::clamp(static_cast<int>((offset.y + cells.h - 0.01f) / h), 0, rows - 1); }
int MatrixView::first_column() const { return std::clamp(static_cast<int>(offset.x / w), 0, columns - 1); }
int MatrixView::last_column() const { return std::clamp(static_cast<int>((offset.x + cells.w - 0.01f) / w), 0, columns - 1); }

MatrixView matrix_view(ui::Ui& ui, Rect area, ConstMatrix values, const MatrixInspectorState& state, const MatrixInspectorStyle& style) {
  MatrixView view;
  view.rows = static_cast<int>(values.rows()), view.columns = static_cast<int>(values.cols());
  area.cut_top(kTop + kColumnHeadings);
  area.cut_left(std::min(area.w * 0.4f, widest(ui, style.row_labels, view.rows) + 10));
  area.cut_right(kGutter);
  area.cut_bottom(kFoot);
  view.cells = {area.x, area.y, std::max(1.f, area.w), std::max(1.f, area.h)};
  view.w = grown(view.cells.w / static_cast<float>(view.columns), state.zoom, kCellWide);
  view.h = grown(view.cells.h / static_cast<float>(view.rows), state.zoom, kCellHigh);
  view.offset = limited(view, state.offset);
  return view;
}

MatrixInspectorResult matrix_inspector(ui::Ui& ui, std::string_view id, Rect area, ConstMatrix values, MatrixInspectorState& state, const MatrixInspectorStyle& style) {
  MatrixInspectorResult result;
  ui.anchors.add(id, area);
  if (values.size() == 0 || area.w < 1 || area.h < 1) return result;
  const Input input{ui, id, area, values, state, style};
  take_pointer(input, result);
  take_keys(input, result);
  if (result.selected) {
    state.selected = *result.selected;
    if (style.on_select) style.on_select(state.selected);
  }
  const double limit = style.limit > 0 ? style.limit : color_limit(values);
  const MatrixView view = matrix_view(ui, area, values, state, style);
  state.offset = view.offset;
  const bool kept = state.selected.row < view.rows && state.selected.column < view.columns;
  const GridCell lit = result.hovered.exists() ? result.hovered : kept ? state.selected : GridCell{};
  draw_cells(ui, view, values, limit, state, style);
  draw_more(ui, view);
  draw_headings(ui, view, area, style, lit);
  const Vec2 middle = lit.exists() ? view.cell(lit.row, lit.column).center() : Vec2{};
  if (lit.exists() && view.cells.contains(middle)) draw_crosshair(ui, view, values, lit, style);
  draw_readout(ui, area, values, lit, style);
  color_bar(ui, {area.right(), area.y + 2}, style.map, limit, style.symbol);
  if (ui.focus.has(id) && ui.focus.visible()) ui::focus_outline(ui, view.cells, 4);
  return result;
}

}  // namespace epochs::viz
