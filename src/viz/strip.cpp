#include "viz/strip.hpp"

#include <algorithm>
#include <cmath>

#include "viz/color_map.hpp"
#include "viz/heatmap.hpp"

namespace epochs::viz {

using ui::Rect;
using ui::Token;

int cells_that_fit(float width, std::size_t numbers) { return std::clamp(static_cast<int>((width + 1) / 7.5f), 1, static_cast<int>(std::max<std::size_t>(1, numbers))); }

int draw_strip(ui::Ui& ui, Rect area, std::span<const Real> values, const Strip& strip) {
  const int shown = std::min(strip.shown, static_cast<int>(values.size()));
  int under = -1;
  const float pitch = std::min(area.w / static_cast<float>(std::max(1, strip.shown)), 110.0f);
  for (int i = 0; i < shown; ++i) {
    const Rect cell{area.x + static_cast<float>(i) * pitch, area.y, pitch - 1, area.h};
    const auto value = static_cast<double>(values[static_cast<std::size_t>(i)]);
    ui.canvas.fill(cell, map_color(ui.theme, ColorMap::Diverging, value, strip.limit), strip.radius);
    mark_negative(ui, cell, ColorMap::Diverging, value, strip.limit);
    const bool hovered = Rect{cell.x, cell.y, pitch, cell.h}.contains(ui.pointer.position);      // no gaps for the pointer
    if (hovered) under = i;
    if (hovered || i == strip.marked) ui.canvas.outline(cell.inset(-1), ui.color(Token::Text1), 3, i == strip.marked ? 2.0f : 1.6f);
  }
  return under;
}

void draw_share(ui::Ui& ui, Rect track, double share, Token color, double wanted) {
  ui.canvas.fill(track, ui.color(Token::Surface3), 3);
  const float w = track.w * static_cast<float>(std::clamp(share, 0.0, 1.0));
  ui.canvas.fill({track.x, track.y, std::max(2.0f, w), track.h}, ui.color(color), 3);
  if (wanted < 0) return;
  const float x = track.x + track.w * static_cast<float>(wanted);
  ui.canvas.line({x, track.y - 4}, {x, track.bottom() + 4}, ui.color(Token::Target), 2);
}

}  // namespace epochs::viz
