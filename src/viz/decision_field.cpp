#include "viz/decision_field.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "ui/pattern.hpp"
#include "viz/contour.hpp"

namespace epochs::viz {
namespace {

using ui::Token;

constexpr int kColumns = 44, kRows = 30;   // cells of a field; colours are interpolated inside a cell

// Ends of a line inside the plane (Liang & Barsky's idea for an infinite line).
std::optional<std::pair<ui::Vec2, ui::Vec2>> clipped(const Plane& plane, const Line& line) {
  if (!line.exists() || !std::isfinite(line.w1 + line.w2 + line.b)) return std::nullopt;
  const double n = line.w1 * line.w1 + line.w2 * line.w2;
  const double px = -line.b * line.w1 / n, py = -line.b * line.w2 / n, dx = -line.w2, dy = line.w1;
  double from = -1e30, to = 1e30;
  const auto narrow = [&](double p, double d, Range range) {
    if (d == 0) return range.contains(p);
    const std::pair<double, double> ends = std::minmax({(range.low - p) / d, (range.high - p) / d});
    from = std::max(from, ends.first), to = std::min(to, ends.second);
    return true;
  };
  if (!narrow(px, dx, plane.x) || !narrow(py, dy, plane.y) || from >= to) return std::nullopt;
  return std::pair{plane.to_units(px + from * dx, py + from * dy), plane.to_units(px + to * dx, py + to * dy)};
}

template <class Strength>
void paint(ui::Ui& ui, const Plane& plane, Strength strength) {
  const ui::Color ground = plot_ground(ui.theme);
  const auto color_at = [&](int column, int row) {
    const double x = plane.x.low + plane.x.span() * column / kColumns, y = plane.y.high - plane.y.span() * row / kRows;
    return field_tint(ui.theme, ground, static_cast<float>(strength(x, y)));
  };
  const float w = plane.area.w / kColumns, h = plane.area.h / kRows;
  std::array<ui::Color, kColumns + 1> above{}, below{};
  for (int column = 0; column <= kColumns; ++column) below[static_cast<std::size_t>(column)] = color_at(column, 0);
  for (int row = 0; row < kRows; ++row) {
    std::swap(above, below);
    for (int column = 0; column <= kColumns; ++column) below[static_cast<std::size_t>(column)] = color_at(column, row + 1);
    for (std::size_t i = 0; i < kColumns; ++i)
      ui.canvas.gradient({plane.area.x + static_cast<float>(i) * w, plane.area.y + static_cast<float>(row) * h, w, h}, above[i], above[i + 1], below[i + 1], below[i]);
  }
}

// Bilinear between the cell centres of the grid.
float sample(const ScoreGrid& grid, double x, double y) {
  if (!std::isfinite(x + y)) return 0;   // a panel without height has no coordinates
  const double c = std::clamp((x - grid.x.low) / grid.x.span() * grid.columns - 0.5, 0.0, grid.columns - 1.0);
  const double r = std::clamp((grid.y.high - y) / grid.y.span() * grid.rows - 0.5, 0.0, grid.rows - 1.0);
  const int c0 = static_cast<int>(c), r0 = static_cast<int>(r), c1 = std::min(c0 + 1, grid.columns - 1), r1 = std::min(r0 + 1, grid.rows - 1);
  const auto at = [&](int column, int row) { return static_cast<double>(grid.scores[static_cast<std::size_t>(row * grid.columns + column)]); };
  const double fx = c - c0, fy = r - r0;
  return static_cast<float>((at(c0, r0) * (1 - fx) + at(c1, r0) * fx) * (1 - fy) + (at(c0, r1) * (1 - fx) + at(c1, r1) * fx) * fy);
}

}  // namespace

ui::Color field_tint(const ui::Theme& theme, ui::Color ground, float strength) {
  if (!std::isfinite(strength)) return ground;
  const bool dark = theme.brightness == ui::Brightness::Dark;
  const float share = (dark ? 0.06f : 0.07f) + (dark ? 0.20f : 0.17f) * std::min(1.0f, std::abs(strength));
  // Across the boundary the two tints meet in the ground, so that no false edge stands where nothing is decided.
  const float fade = std::min(1.0f, std::abs(strength) * 12);
  return mix(ground, theme[strength > 0 ? Token::Positive : Token::Negative], share * fade);
}

void draw_field(ui::Ui& ui, const Plane& plane, const Line& line) {
  ui.canvas.fill(plane.area, plot_ground(ui.theme), 8);
  if (!line.exists()) return;
  const double norm = std::hypot(line.w1, line.w2);
  paint(ui, plane, [&](double x, double y) { return std::tanh((line.w1 * x + line.w2 * y + line.b) / norm / 0.9); });
}

void draw_field(ui::Ui& ui, const Plane& plane, const ScoreGrid& grid) {
  ui.canvas.fill(plane.area, plot_ground(ui.theme), 8);
  if (grid.columns > 1 && grid.rows > 1) paint(ui, plane, [&](double x, double y) { return sample(grid, x, y); });
}

void draw_boundary(ui::Ui& ui, const Plane& plane, const Line& line) {
  if (const auto ends = clipped(plane, line)) ui.canvas.line(ends->first, ends->second, ui.color(Token::Text1), 2.2f);
}

void draw_old_boundary(ui::Ui& ui, const Plane& plane, const Line& line, int age) {
  const float alpha = 0.24f - 0.04f * static_cast<float>(std::clamp(age, 1, 4));
  if (const auto ends = clipped(plane, line)) ui.canvas.line(ends->first, ends->second, with_alpha(ui.color(Token::Text1), alpha), 1.2f);
}

void draw_boundary(ui::Ui& ui, const Plane& plane, const ScoreGrid& grid) {
  const auto place = [&](ui::Vec2 p) {
    return plane.to_units(grid.x.low + (static_cast<double>(p.x) + 0.5) / grid.columns * grid.x.span(), grid.y.high - (static_cast<double>(p.y) + 0.5) / grid.rows * grid.y.span());
  };
  for (const Segment& segment : contour(grid.scores, grid.columns, grid.rows, 0)) ui.canvas.line(place(segment.from), place(segment.to), ui.color(Token::Text1), 2);
}

ui::Vec2 draw_normal(ui::Ui& ui, const Plane& plane, const Line& line, double length) {
  if (!line.exists()) return {};
  const double n = line.w1 * line.w1 + line.w2 * line.w2, norm = std::sqrt(n);
  const double px = -line.b * line.w1 / n, py = -line.b * line.w2 / n;
  const ui::Vec2 tip = plane.to_units(px + line.w1 / norm * length, py + line.w2 / norm * length);
  ui.canvas.arrow(plane.to_units(px, py), tip, ui.color(Token::Weight), 2.2f, 10);
  return tip;
}

void draw_small_field(ui::Ui& ui, ui::Rect area, const ScoreGrid& grid) {
  const ui::Color ground = ui.color(Token::Surface2);
  constexpr int kCells = 8;   // colours run smoothly inside a cell; 64 units of four layers stay below 60,000 vertices
  const float w = area.w / kCells, h = area.h / kCells;
  const auto color_at = [&](int column, int row) {
    const float v = sample(grid, grid.x.low + grid.x.span() * column / kCells, grid.y.high - grid.y.span() * row / kCells);
    return mix(ground, ui.color(v > 0 ? Token::Positive : Token::Negative), std::isfinite(v) ? 0.75f * std::min(1.0f, std::abs(v)) : 0);
  };
  for (int row = 0; row < kCells; ++row)
    for (int column = 0; column < kCells; ++column)
      ui.canvas.gradient({area.x + static_cast<float>(column) * w, area.y + static_cast<float>(row) * h, w, h}, color_at(column, row), color_at(column + 1, row),
                         color_at(column + 1, row + 1), color_at(column, row + 1));
  if (!ui::has_patterns(ui.theme) || area.w < 24) return;
  for (int row = 0; row < kCells; ++row)
    for (int column = 0; column < kCells; ++column)
      if (sample(grid, grid.x.low + grid.x.span() * (column + 0.5) / kCells, grid.y.high - grid.y.span() * (row + 0.5) / kCells) < -0.05f)
        ui::hatch(ui.canvas, {area.x + static_cast<float>(column) * w, area.y + static_cast<float>(row) * h, w, h}, with_alpha(ui.color(Token::Background), 0.45f), 7);
}

}  // namespace epochs::viz
