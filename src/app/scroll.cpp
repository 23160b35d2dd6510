#include "app/scroll.hpp"

#include <algorithm>
#include <string>

#include "app/press.hpp"
#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "ui/press.hpp"

namespace epochs::app {

namespace {

constexpr float kLineStep = 48;

// Once for each press of Tab: the wheel may lead away from it again.
void follow_focus(const ui::Ui& ui, const ScrollPlace& place, float& scroll) {
  if (!ui.focus.visible() || !pressed(ui, ui::Key::Tab)) return;
  const std::string& current = ui.focus.current();
  const bool inside = std::any_of(place.controls.begin(), place.controls.end(), [&](std::string_view name) { return std::string_view(current).starts_with(name); });
  const auto control = inside ? ui.anchors.find(current) : std::nullopt;
  if (!control) return;
  if (control->y < place.area.y) scroll -= place.area.y - control->y + 8;
  else if (control->bottom() > place.area.bottom()) scroll += control->bottom() - place.area.bottom() + 8;
}

// With the keyboard on the column itself: arrows by a line or two, Page keys by its height, Home and End to its ends.
void take_keys(ui::Ui& ui, const ScrollPlace& place, float content, float& scroll) {
  if (!ui.focus.add(place.id) || !ui.focus.visible()) return;
  ui::focus_outline(ui, place.area.inset(2), 8);
  ui.focus.begin_browsing();
  for (const ui::KeyPress& key : ui.typed) {
    if (key.key == ui::Key::Up) scroll -= kLineStep;
    if (key.key == ui::Key::Down) scroll += kLineStep;
    if (key.key == ui::Key::PageUp) scroll -= place.area.h - kLineStep;
    if (key.key == ui::Key::PageDown) scroll += place.area.h - kLineStep;
    if (key.key == ui::Key::Home) scroll = 0;
    if (key.key == ui::Key::End) scroll = content;
  }
}

void draw_bar(ui::Ui& ui, ui::Rect area, float scroll, float content) {
  const float h = area.h * area.h / content, y = area.y + area.h * scroll / content;
  ui.canvas.fill({area.right() + 6, y, 4, h}, ui.color(ui::Token::Line2), 2);
}

}  // namespace

ui::Ui scrolled(const ui::Ui& ui, ui::Rect area) {
  ui::Ui out = ui;
  if (!area.contains(ui.pointer.position)) out.pointer = {};
  return out;
}

void take_scroll(ui::Ui& ui, const ScrollPlace& place, float content, float& scroll) {
  const bool overflows = content > place.area.h + 1;
  if (place.area.contains(ui.pointer.position)) scroll -= ui.pointer.wheel * kLineStep;
  follow_focus(ui, place, scroll);
  if (overflows) take_keys(ui, place, content, scroll);
  scroll = std::clamp(scroll, 0.f, std::max(0.f, content - place.area.h));
  if (overflows) draw_bar(ui, place.area, scroll, content);
}

}  // namespace epochs::app
