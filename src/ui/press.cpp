#include "ui/press.hpp"

#include <algorithm>

#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/focus.hpp"
#include "ui/motion.hpp"

namespace epochs::ui {

void focus_outline(Ui& ui, Rect area, float radius) {
  ui.canvas.outline(area.inset(-2), ui.color(Token::Background), radius + 2, 2);
  ui.canvas.outline(area.inset(-4), ui.color(Token::Text1), radius + 4, 2);
}

void hover_fill(Ui& ui, Rect area, Token ground, float radius, const Pressed& press) {
  if (press.warm > 0) ui.canvas.fill(area, with_alpha(ui.color(ground), press.warm), radius);
}

Pressed pressable(Ui& ui, std::string_view id, Rect area, float radius, Access access, TabStop stop) {
  ui.anchors.add(id, area);
  Pressed out;
  if (access != Access::Open) return out;
  out.focused = stop == TabStop::Own && ui.focus.add(id) && ui.focus.visible();
  out.hovered = area.contains(ui.pointer.position);
  out.held = out.hovered && ui.pointer.down;
  out.clicked = (out.hovered && ui.pointer.pressed) || ui.focus.activated(id);
  out.warm = ui.motion.toward("hover/" + std::string(id), out.hovered ? 1.f : 0.f, kHoverSeconds);
  if (out.focused) focus_outline(ui, area, radius);
  if (out.hovered) ui.requests.cursor = Cursor::Hand;
  return out;
}

std::size_t move_in_row(Ui& ui, std::span<const std::string> ids, std::size_t resting) {
  const auto here = std::find_if(ids.begin(), ids.end(), [&](const std::string& id) { return ui.focus.has(id); });
  if (here == ids.end()) return resting;
  auto at = static_cast<std::size_t>(here - ids.begin());
  if (!ui.focus.visible()) return at;
  for (const KeyPress& key : ui.keys) {
    if ((key.key == Key::Left || key.key == Key::Up) && at > 0) --at;
    if ((key.key == Key::Right || key.key == Key::Down) && at + 1 < ids.size()) ++at;
  }
  ui.focus.move_to(ids[at]);
  return at;
}

namespace {

void draw_pill(Ui& ui, Rect area, ButtonKind kind, const Pressed& press, Access access) {
  const float radius = area.h / 2, darker = press.held ? 0.24f : 0.12f * press.warm;
  if (access != Access::Open) return ui.canvas.fill(area, ui.color(Token::Surface2), radius);
  if (kind == ButtonKind::Primary) return ui.canvas.fill(area, mix(ui.color(Token::Text1), ui.color(Token::Background), darker), radius);
  hover_fill(ui, area, press.held ? Token::Surface3 : Token::Surface2, radius, press);
  ui.canvas.outline(area, ui.color(Token::Line2), radius);
}

}  // namespace

bool button(Ui& ui, std::string_view id, Rect area, std::string_view label, ButtonKind kind, Access access, float text) {
  const Pressed press = pressable(ui, id, area, area.h / 2, access);
  draw_pill(ui, area, kind, press, access);
  const bool primary = kind == ButtonKind::Primary, open = access == Access::Open;
  const TextStyle style{primary && open ? Face::Semibold : Face::Medium, text};
  const Token ink = !open ? Token::Text3 : primary ? Token::InkOn : Token::Text1;
  const float mark = access == Access::Locked ? 9.f : 0.f;
  ui.canvas.text({area.center().x + mark, area.center().y + text * 0.357f}, label, style, ui.color(ink), Align::Center);
  if (mark > 0) lock_mark(ui.canvas, {area.center().x - ui.canvas.text_width(label, style) / 2 - 6, area.center().y - 1}, ui.color(Token::Text3));
  return press.clicked;
}

}  // namespace epochs::ui
