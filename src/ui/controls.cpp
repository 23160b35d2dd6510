#include "ui/controls.hpp"

#include <algorithm>
#include <numbers>

#include "ui/focus.hpp"
#include "ui/motion.hpp"
#include "ui/rich_text.hpp"

namespace epochs::ui {
namespace {

Token raised(Token ground) {
  switch (ground) {
    case Token::Background: return Token::Surface1;
    case Token::Surface1: return Token::Surface2;
    default: return Token::Surface3;
  }
}

// One step up under the pointer, one further while pressed; above the last surface a little ink does it.
Color ground_of(const Ui& ui, Token ground, const Pressed& press) {
  if (press.held) return raised(ground) == Token::Surface3 ? mix(ui.color(Token::Surface3), ui.color(Token::Text1), 0.12f) : ui.color(raised(raised(ground)));
  return mix(ui.color(ground), ui.color(raised(ground)), press.warm);
}

int arrow_of(const Ui& ui) {
  for (const KeyPress& press : ui.keys) {
    if (press.key == Key::Left || press.key == Key::Down) return -1;
    if (press.key == Key::Right || press.key == Key::Up) return 1;
  }
  return 0;
}

}  // namespace

void lock_mark(Canvas& canvas, Vec2 c, Color color) {
  canvas.fill({c.x - 4.5f, c.y - 1, 9, 6.5f}, color, 1.5f);
  canvas.arc({c.x, c.y - 1}, 3, std::numbers::pi_v<float>, 2 * std::numbers::pi_v<float>, color, 1.4f);
}

Pressed round_button(Ui& ui, std::string_view id, Vec2 center, float radius, Token ground, Access access) {
  const Rect area{center.x - radius, center.y - radius, 2 * radius, 2 * radius};
  const Pressed press = pressable(ui, id, area, radius, access);
  ui.canvas.disc(center, radius, access == Access::Open ? ground_of(ui, ground, press) : ui.color(Token::Surface2));
  if (ui.theme.brightness == Brightness::Light && access == Access::Open) ui.canvas.circle(center, radius - 0.5f, ui.color(Token::Line), 1);
  if (access == Access::Locked) lock_mark(ui.canvas, {center.x + radius * 0.68f, center.y + radius * 0.68f}, ui.color(Token::Text2));
  return press;
}

bool switch_control(Ui& ui, std::string_view id, Rect row, bool on, Access access) {
  const Rect track{row.right() - 42, row.center().y - 12, 42, 24};
  const Pressed press = pressable(ui, id, row, 10, access);
  const float share = ui.motion.toward(id, on ? 1.f : 0.f, kSelectSeconds);
  const bool open = access == Access::Open;
  const Color off = open ? ground_of(ui, Token::Surface3, press) : ui.color(Token::Surface2);
  const Color lit = !open ? ui.color(Token::Surface3) : mix(ui.color(Token::Text1), ui.color(Token::Background), press.held ? 0.24f : 0.12f * press.warm);
  ui.canvas.fill(track, mix(off, lit, share), 12);
  if (ui.theme.brightness == Brightness::Light && !on) ui.canvas.outline(track, ui.color(Token::Line2), 12);
  const Color knob = !open ? ui.color(Token::Text3) : mix(ui.color(Token::Text2), ui.color(Token::InkOn), share);
  const Vec2 at{track.x + 12 + 18 * share, track.center().y};
  ui.canvas.disc(at, access == Access::Locked ? 9.f : 8.f, knob);
  if (access == Access::Locked) lock_mark(ui.canvas, {at.x, at.y - 0.5f}, ui.color(Token::Surface1));
  return press.clicked ? !on : on;
}

float slider(Ui& ui, std::string_view id, Rect area, float share, std::string& dragged, float key_step, Access access) {
  const float y = area.center().y, from = area.x + 7, span = std::max(1.f, area.w - 14);
  const Pressed press = pressable(ui, id, {area.x, y - 16, area.w, 32}, 8, access);
  if (press.hovered && ui.pointer.pressed) dragged = id;
  if (dragged == id && !ui.pointer.down) dragged.clear();
  float now = std::clamp(share, 0.f, 1.f);
  if (dragged == id) now = std::clamp((ui.pointer.position.x - from) / span, 0.f, 1.f);
  if (press.focused && arrow_of(ui) != 0) now = std::clamp(now + key_step * static_cast<float>(arrow_of(ui)), 0.f, 1.f);
  const bool open = access == Access::Open, held = dragged == id || press.held;
  const Vec2 knob{from + span * now, y};
  ui.canvas.fill({area.x, y - 1.5f, area.w, 3}, ui.color(Token::Line2), 1.5f);
  ui.canvas.fill({area.x, y - 1.5f, knob.x - area.x, 3}, ui.color(open ? Token::Text2 : Token::Text3), 1.5f);
  if (open && press.warm > 0) ui.canvas.disc(knob, held ? 14.f : 12.f, with_alpha(ui.color(Token::Text1), (held ? 0.2f : 0.12f) * press.warm));
  ui.canvas.disc(knob, access == Access::Locked ? 9.f : held ? 8.f : 7.f, ui.color(open ? Token::Text1 : Token::Text3));
  if (access == Access::Locked) lock_mark(ui.canvas, {knob.x, knob.y - 0.5f}, ui.color(Token::Surface1));
  return now == std::clamp(share, 0.f, 1.f) ? share : now;
}

namespace {

// The largest size at which every label has room in a part of this width; what is still too long is cut with "…".
float size_for(Ui& ui, std::span<const std::string_view> labels, float room) {
  for (const float size : {kLabel, kSmall}) {
    const bool fits = std::all_of(labels.begin(), labels.end(), [&](std::string_view label) { return ui.canvas.text_width(label, {Face::Semibold, size}) <= room; });
    if (fits) return size;
  }
  return kTick;
}

}  // namespace

int segmented(Ui& ui, std::string_view id, Rect area, std::span<const std::string_view> labels, int chosen, Access access) {
  ui.canvas.fill(area, ui.color(Token::Surface2), area.h / 2);
  const float w = area.w / static_cast<float>(std::max<std::size_t>(1, labels.size()));
  const bool open = access == Access::Open, any = chosen >= 0 && chosen < static_cast<int>(labels.size());
  int result = chosen;
  const float size = size_for(ui, labels, w - 8);
  const float at = ui.motion.toward(std::string(id) + "/chosen", static_cast<float>(chosen), kSelectSeconds);
  if (any) ui.canvas.fill(Rect{area.x + w * at, area.y, w, area.h}.inset(3), ui.color(open ? Token::Text1 : Token::Surface3), area.h / 2 - 3);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const Rect part{area.x + w * static_cast<float>(i), area.y, w, area.h};
    const bool on = static_cast<int>(i) == chosen;
    const Pressed press = pressable(ui, std::string(id) + "." + std::to_string(i), part, area.h / 2, access);
    if (!on && press.warm > 0) ui.canvas.fill(part.inset(3), with_alpha(ground_of(ui, Token::Surface2, press), press.warm), area.h / 2 - 3);
    const Token ink = !open ? (on ? Token::Text2 : Token::Text3) : on ? Token::InkOn : Token::Text2;
    const TextStyle style{on ? Face::Semibold : Face::Medium, size};
    const float wide = std::min(ui.canvas.text_width(labels[i], style), w - 6);
    const float mark = on && access == Access::Locked ? 8.f : 0.f;
    if (ui.canvas.text_width(labels[i], style) <= w - 6) ui.canvas.text({part.center().x + mark, part.center().y + 5}, labels[i], style, ui.color(ink), Align::Center);
    else plain_text(ui, {part.x + 3, part.center().y - 10}, w - 6, labels[i], {style, 20, ink, 1});
    if (mark > 0) lock_mark(ui.canvas, {part.center().x - wide / 2 - 3, part.center().y - 1}, ui.color(ink));
    if (press.clicked) result = static_cast<int>(i);
  }
  return result;
}

bool radio(Ui& ui, std::string_view id, Rect row, std::string_view label, bool chosen, Access access) {
  const Pressed press = pressable(ui, id, row, 8, access);
  const bool open = access == Access::Open;
  if (chosen && open) ui.canvas.fill(row, ui.color(Token::Surface3), 8);
  else hover_fill(ui, row, press.held ? Token::Surface3 : Token::Surface2, 8, press);
  const Vec2 at{row.x + 17, row.center().y};
  const Color ink = ui.color(!open ? Token::Text3 : chosen ? Token::Text1 : Token::Text2);
  ui.canvas.circle(at, 6.5f, ink, 1.5f);
  if (chosen) ui.canvas.disc(at, 3.2f, ink);
  ui.canvas.text({row.x + 33, row.center().y + 5}, label, {Face::Ui, 14.5f}, ui.color(open ? Token::Text1 : access == Access::Locked ? Token::Text2 : Token::Text3));
  if (access == Access::Locked) lock_mark(ui.canvas, {row.right() - 16, at.y - 1}, ui.color(Token::Text2));
  return press.clicked;
}

void tooltip(Ui& ui, Vec2 pointer, Rect bounds, std::string_view text) {
  constexpr float kGap = 12, kHeight = 26;
  const TextStyle style{Face::Medium, kSmall};
  const float width = ui.canvas.text_width(text, style) + 20;
  float x = pointer.x + kGap, y = pointer.y - kGap - kHeight;
  if (x + width > bounds.right()) x = std::max(bounds.x, pointer.x - kGap - width);
  if (y < bounds.y) y = pointer.y + kGap;
  ui.canvas.fill({x, y, width, kHeight}, ui.color(Token::Text1), kHeight / 2);
  ui.canvas.text({x + 10, y + 17.6f}, text, style, ui.color(Token::InkOn));
}

}  // namespace epochs::ui
