#include "ui/pattern.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace epochs::ui {

void hatch(Canvas& canvas, Rect area, Color color, float pitch) {
  // Each line x + y = s, cut where it leaves the area: no clip rectangle, which would end the batch.
  const float first = std::ceil((area.x + area.y) / pitch) * pitch;
  for (float s = first; s < area.right() + area.bottom(); s += pitch) {
    const float left = std::max(area.x, s - area.bottom()), right = std::min(area.right(), s - area.y);
    if (right - left > 0.5f) canvas.line({left, s - left}, {right, s - right}, color, 1);
  }
}

void fill_signed(Ui& ui, Rect area, double value, float radius) {
  ui.canvas.fill(area, ui.color(value >= 0 ? Token::Positive : Token::Negative), radius);
  if (value < 0 && has_patterns(ui.theme)) hatch(ui.canvas, area, ui.color(Token::Background));
}

void line_signed(Ui& ui, Vec2 from, Vec2 to, Color color, float width, double value) {
  if (value >= 0 || !has_patterns(ui.theme)) return ui.canvas.line(from, to, color, width);
  ui.canvas.dashed(from, to, color, width, 7, 6);
}

void bezier_signed(Ui& ui, Vec2 a, Vec2 b, Vec2 c, Vec2 d, Color color, float width, double value) {
  if (value >= 0 || !has_patterns(ui.theme)) return ui.canvas.bezier(a, b, c, d, color, width);
  constexpr int kPieces = 48;
  std::array<Vec2, kPieces + 1> points;
  for (int i = 0; i <= kPieces; ++i) {
    const float t = static_cast<float>(i) / kPieces, u = 1 - t;
    points[static_cast<std::size_t>(i)] = a * (u * u * u) + b * (3 * u * u * t) + c * (3 * u * t * t) + d * (t * t * t);
  }
  for (std::size_t i = 0; i + 2 < points.size(); i += 4) ui.canvas.polyline({&points[i], 3}, color, width);
}

void dashed_polyline(Canvas& canvas, std::span<const Vec2> line, Color color, float width, float on, float off) {
  float walked = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Vec2 way = line[i] - line[i - 1];
    const float length = std::hypot(way.x, way.y);
    for (float at = 0; at < length;) {
      const float phase = std::fmod(walked + at, on + off), rest = (phase < on ? on : on + off) - phase, to = std::min(length, at + std::max(0.25f, rest));
      if (phase < on) canvas.line(line[i - 1] + way * (at / length), line[i - 1] + way * (to / length), color, width);
      at = to;
    }
    walked += length;
  }
}

}  // namespace epochs::ui
