#include "viz/bars.hpp"

#include <algorithm>
#include <cmath>

#include "ui/anchor.hpp"
#include "ui/pattern.hpp"

namespace epochs::viz {
namespace {

using ui::Token;

// Where zero stands on the track and how long one is.
struct Track {
  float zero = 0, scale = 0;
};

Track track_of(float left, float width, std::span<const Bar> items, double full) {
  double low = 0, high = full;
  for (const Bar& item : items)
    if (std::isfinite(item.value)) low = std::min(low, item.value), high = std::max(high, item.value);
  if (!(high > low)) return {left, 0};
  const float scale = width / static_cast<float>(high - low);
  return {left - scale * static_cast<float>(low), scale};
}

}  // namespace

BarsResult bars(ui::Ui& ui, std::string_view id, ui::Rect area, std::span<const Bar> items, const BarsStyle& style) {
  BarsResult result;
  ui.anchors.add(id, area);
  if (items.empty()) return result;
  const float row = std::min(style.tallest, area.h / static_cast<float>(items.size())), size = row > 32 ? ui::kHeading : ui::kSmall;
  const ui::TextStyle label{ui::Face::Ui, size}, number{ui::Face::Mono, size};
  float labels = 0, numbers = 0;
  bool negative = false;
  for (const Bar& item : items) {
    labels = std::max(labels, ui.canvas.text_width(item.label, label));
    numbers = std::max(numbers, ui.canvas.text_width(format_number(item.value, style.decimals), number));
    negative = negative || item.value < 0;
  }
  const float left = area.x + 8 + labels + 12, width = area.right() - 8 - numbers - 12 - left;
  const float thick = std::min(row > 32 ? 18.0f : 14.0f, row - 6);
  const Track track = track_of(left, width, items, style.full);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Bar& item = items[i];
    const ui::Rect band{area.x, area.y + row * static_cast<float>(i), area.w, row};
    const bool hovered = band.contains(ui.pointer.position), selected = static_cast<int>(i) == style.selected;
    if (hovered) result.hovered = static_cast<int>(i);
    if (hovered && ui.pointer.pressed) result.clicked = static_cast<int>(i);
    if (selected) ui.canvas.fill(band.inset(0, 1), ui.color(Token::Surface3), 7);
    const ui::Rect ground{left, band.center().y - thick / 2, width, thick};
    if (!negative) ui.canvas.fill(ground, ui.color(Token::Surface2), 3);
    const float to = std::isfinite(item.value) ? track.zero + track.scale * static_cast<float>(item.value) : track.zero;
    const ui::Rect bar{std::min(track.zero, to), ground.y, std::max(2.0f, std::abs(to - track.zero)), thick};
    if (negative) ui::fill_signed(ui, bar, item.value, 3);
    else ui.canvas.fill(bar, ui.color(style.color), 3);
    if (hovered) ui.canvas.outline(ground.inset(-2), ui.color(Token::Text1), 4, 1.6f);
    const ui::Color ink = ui.color(selected || hovered ? Token::Text1 : Token::Text2);
    ui.canvas.text({left - 12, band.center().y + 4.8f}, item.label, {selected ? ui::Face::Semibold : ui::Face::Ui, size}, ink, ui::Align::Right);
    ui.canvas.text({area.right() - 8, band.center().y + 4.8f}, format_number(item.value, style.decimals), number, ink, ui::Align::Right);
  }
  if (negative) ui.canvas.line({track.zero, area.y}, {track.zero, area.y + row * static_cast<float>(items.size())}, ui.color(Token::Line2));
  return result;
}

}  // namespace epochs::viz
