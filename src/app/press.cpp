#include "app/press.hpp"

#include <algorithm>

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
  return {ui.canvas, ui.theme, ui.language, ui.window, ui.scale, ui.text_scale, pointer, {}, {}, ui.highlight, anchors, apart, ui.motion, ui.requests, ui.clipboard, ui.time, ui.touch};
}
ui::Ui out_of_reach(const ui::Ui& ui, ui::FocusRing& apart) {
  ui::Ui out = look_only(ui, apart);
  out.pointer = {};
  return out;
}
ui::Ui look_only(const ui::Ui& ui, ui::FocusRing& apart) { return look_only(ui, apart, ui.anchors); }

float button_width(ui::Ui& ui, std::string_view label) { return std::max(72.f, ui.canvas.text_width(label, {Face::Semibold, ui::kLabel}) + 40); }

bool primary_button(ui::Ui& ui, std::string_view anchor, Rect area, std::string_view label) { return ui::button(ui, anchor, area, label, ui::ButtonKind::Primary); }
bool ghost_button(ui::Ui& ui, std::string_view anchor, Rect area, std::string_view label) { return ui::button(ui, anchor, area, label, ui::ButtonKind::Ghost); }

void surface(ui::Ui& ui, Rect area, float radius, Token ground) {
  ui.canvas.fill(area, ui.color(ground), radius);
  if (ui.theme.brightness == ui::Brightness::Light || ui.theme.palette == ui::Palette::HighContrast) ui.canvas.outline(area, ui.color(Token::Line), radius);   // there the ground is the window's
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
