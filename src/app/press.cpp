#include "app/press.hpp"

#include <algorithm>
#include <cmath>

#include "ui/anchor.hpp"
#include "ui/focus.hpp"

namespace epochs::app {

using ui::Align;
using ui::Face;
using ui::Rect;
using ui::Token;
using ui::Vec2;

ui::Ui quiet(const ui::Ui& ui) {
  ui::Ui out = ui;
  out.pointer = {};
  out.keys = {};
  out.typed = {};
  return out;
}

ui::Ui look_only(const ui::Ui& ui, ui::FocusRing& apart, ui::AnchorRegistry& anchors) {
  ui::Pointer pointer = ui.pointer;
  pointer.pressed = pointer.down = pointer.released = pointer.double_clicked = pointer.right_pressed = false;
  apart.begin_frame({}, pointer);
  return {ui.canvas, ui.theme, ui.language, ui.window, ui.scale, ui.text_scale, pointer, {}, {}, ui.highlight, anchors, apart, ui.motion, ui.time, ui.touch};
}
ui::Ui look_only(const ui::Ui& ui, ui::FocusRing& apart) { return look_only(ui, apart, ui.anchors); }

Press press(ui::Ui& ui, std::string_view anchor, Rect area, float radius) {
  Press out;
  ui.anchors.add(anchor, area);
  out.focused = ui.focus.add(anchor);
  out.hovered = area.contains(ui.pointer.position);
  out.held = out.hovered && ui.pointer.down;
  out.clicked = (out.hovered && ui.pointer.pressed) || ui.focus.activated(anchor);
  if (out.focused && ui.focus.visible()) {
    ui.canvas.outline(area.inset(-3), ui.color(Token::Background), radius + 3, 2);
    ui.canvas.outline(area.inset(-5), ui.color(Token::Text1), radius + 5, 2);
  }
  out.focused = out.focused && ui.focus.visible();
  return out;
}

Press round_button(ui::Ui& ui, std::string_view anchor, Vec2 center, float radius, Token ground) {
  const Rect area{center.x - radius, center.y - radius, 2 * radius, 2 * radius};
  const bool hovered = area.contains(ui.pointer.position);
  const Token lifted = ground == Token::Surface1 ? Token::Surface2 : Token::Surface3;
  ui.canvas.disc(center, radius, ui.color(hovered ? lifted : ground));
  if (ui.theme.brightness == ui::Brightness::Light) ui.canvas.circle(center, radius - 0.5f, ui.color(Token::Line), 1);
  return press(ui, anchor, area, radius);
}

float button_width(ui::Ui& ui, std::string_view label) { return std::max(72.f, ui.canvas.text_width(label, {Face::Semibold, ui::kLabel}) + 40); }

bool primary_button(ui::Ui& ui, std::string_view anchor, Rect area, std::string_view label) {
  const bool hovered = area.contains(ui.pointer.position);
  ui.canvas.fill(area, hovered ? ui::mix(ui.color(Token::Text1), ui.color(Token::Background), 0.12f) : ui.color(Token::Text1), area.h / 2);
  ui.canvas.text({area.center().x, area.center().y + 5}, label, {Face::Semibold, ui::kLabel}, ui.color(Token::InkOn), Align::Center);
  return press(ui, anchor, area, area.h / 2).clicked;
}

bool ghost_button(ui::Ui& ui, std::string_view anchor, Rect area, std::string_view label) {
  if (area.contains(ui.pointer.position)) ui.canvas.fill(area, ui.color(Token::Surface2), area.h / 2);
  ui.canvas.outline(area, ui.color(Token::Line2), area.h / 2);
  ui.canvas.text({area.center().x, area.center().y + 5}, label, {Face::Medium, ui::kLabel}, ui.color(Token::Text1), Align::Center);
  return press(ui, anchor, area, area.h / 2).clicked;
}

int segmented(ui::Ui& ui, std::string_view anchor, Rect area, std::span<const std::string_view> labels, int chosen) {
  ui.canvas.fill(area, ui.color(Token::Surface2), area.h / 2);
  const float w = area.w / static_cast<float>(labels.size());
  int result = chosen;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const Rect part{area.x + w * static_cast<float>(i), area.y, w, area.h};
    const bool on = static_cast<int>(i) == chosen;
    if (on) ui.canvas.fill(part.inset(3), ui.color(Token::Text1), area.h / 2 - 3);
    else if (part.contains(ui.pointer.position)) ui.canvas.fill(part.inset(3), ui.color(Token::Surface3), area.h / 2 - 3);
    ui.canvas.text({part.center().x, part.center().y + 5}, labels[i], {on ? Face::Semibold : Face::Medium, ui::kLabel},
                   ui.color(on ? Token::InkOn : Token::Text2), Align::Center);
    if (press(ui, std::string(anchor) + "." + std::to_string(i), part, area.h / 2).clicked) result = static_cast<int>(i);
  }
  return result;
}

float slider(ui::Ui& ui, std::string_view anchor, Rect area, float share, std::string& dragged, float key_step) {
  const float y = area.center().y, from = area.x + 7, span = std::max(1.f, area.w - 14);
  const Press pressed = press(ui, anchor, {area.x, y - 16, area.w, 32}, 8);
  if (pressed.hovered && ui.pointer.pressed) dragged = anchor;
  if (dragged == anchor && !ui.pointer.down) dragged.clear();
  float now = share;
  if (dragged == anchor) now = std::clamp((ui.pointer.position.x - from) / span, 0.f, 1.f);
  if (pressed.focused && pressed_arrow(ui) != 0) now = std::clamp(share + key_step * static_cast<float>(pressed_arrow(ui)), 0.f, 1.f);
  const float x = from + span * std::clamp(now, 0.f, 1.f);
  ui.canvas.fill({area.x, y - 1.5f, area.w, 3}, ui.color(Token::Line2), 1.5f);
  ui.canvas.fill({area.x, y - 1.5f, x - area.x, 3}, ui.color(Token::Text2), 1.5f);
  ui.canvas.disc({x, y}, dragged == anchor ? 8.f : 7.f, ui.color(Token::Text1));
  return now;
}

void surface(ui::Ui& ui, Rect area, float radius, Token ground) {
  ui.canvas.fill(area, ui.color(ground), radius);
  if (ui.theme.brightness == ui::Brightness::Light) ui.canvas.outline(area, ui.color(Token::Line), radius);
}

void shadow(ui::Ui& ui, Rect area, float radius) {
  const float alpha = ui.theme.brightness == ui::Brightness::Dark ? 0.16f : 0.045f;
  for (int i = 4; i >= 1; --i) {
    const float d = static_cast<float>(i);
    ui.canvas.fill({area.x - d * 1.5f, area.y - d * 0.5f + 3, area.w + d * 3, area.h + d * 2}, ui::with_alpha({0, 0, 0, 255}, alpha / (d * 0.7f + 0.5f)),
                   radius + d * 1.5f);
  }
}

float key_cap(ui::Ui& ui, Vec2 left, std::string_view name) {
  const ui::TextStyle style{Face::Medium, ui::kTick};
  const float w = std::max(22.f, ui.canvas.text_width(name, style) + 12);
  const Rect area{left.x, left.y - 11, w, 22};
  ui.canvas.fill(area, ui.color(Token::Surface2), 5);
  ui.canvas.outline(area, ui.color(Token::Line2), 5);
  ui.canvas.text({area.center().x, left.y + 4.5f}, name, style, ui.color(Token::Text2), Align::Center);
  return w;
}

bool typed(const ui::Ui& ui, char32_t character) {
  return std::any_of(ui.keys.begin(), ui.keys.end(),
                     [&](const ui::KeyPress& k) { return k.key == ui::Key::Character && k.character == character && !k.control; });
}

bool pressed(const ui::Ui& ui, ui::Key key) {
  return std::any_of(ui.keys.begin(), ui.keys.end(), [&](const ui::KeyPress& k) { return k.key == key; });
}

int pressed_arrow(const ui::Ui& ui) {
  if (pressed(ui, ui::Key::Left) || pressed(ui, ui::Key::Down)) return -1;
  return pressed(ui, ui::Key::Right) || pressed(ui, ui::Key::Up) ? 1 : 0;
}

}  // namespace epochs::app
