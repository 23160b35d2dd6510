#include "ui/press.hpp"

#include "ui/anchor.hpp"
#include "ui/focus.hpp"

namespace epochs::ui {

Pressed pressable(Ui& ui, std::string_view id, Rect area, float radius) {
  ui.anchors.add(id, area);
  Pressed out;
  out.focused = ui.focus.add(id) && ui.focus.visible();
  out.hovered = area.contains(ui.pointer.position);
  out.clicked = (out.hovered && ui.pointer.pressed) || ui.focus.activated(id);
  if (out.focused) {
    ui.canvas.outline(area.inset(-2), ui.color(Token::Background), radius + 2, 2);
    ui.canvas.outline(area.inset(-4), ui.color(Token::Text1), radius + 4, 2);
  }
  return out;
}

bool button(Ui& ui, std::string_view id, Rect area, std::string_view label, ButtonKind kind) {
  const Pressed press = pressable(ui, id, area, area.h / 2);
  const bool primary = kind == ButtonKind::Primary;
  if (primary)
    ui.canvas.fill(area, press.hovered ? mix(ui.color(Token::Text1), ui.color(Token::Background), 0.1f) : ui.color(Token::Text1), area.h / 2);
  else
    ui.canvas.outline(area, ui.color(press.hovered ? Token::Text2 : Token::Line2), area.h / 2);
  ui.canvas.text({area.center().x, area.center().y + 5}, label, {primary ? Face::Semibold : Face::Medium, kLabel}, ui.color(primary ? Token::InkOn : Token::Text1), Align::Center);
  return press.clicked;
}

}  // namespace epochs::ui
