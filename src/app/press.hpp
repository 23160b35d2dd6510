// Anything that can be pressed: pointer, keyboard and anchor in one call. Draw the control first, then ask.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ui/controls.hpp"
#include "ui/press.hpp"

namespace epochs::app {

using Press = ui::Pressed;
using ui::hover_fill;
using ui::round_button;                // of 32 u, with an icon drawn by the caller on top
using ui::segmented;
using ui::slider;

// The same frame for something that may be looked at but not touched: the pointer points, and nothing else; the keyboard stays away.
ui::Ui look_only(const ui::Ui& ui, ui::FocusRing& apart);
ui::Ui look_only(const ui::Ui& ui, ui::FocusRing& apart, ui::AnchorRegistry& anchors);

// Registers the anchor, takes its place in the tab order, draws the focus outline (2 u outside) when the keyboard is on it.
inline Press press(ui::Ui& ui, std::string_view anchor, ui::Rect area, float radius = 8) { return ui::pressable(ui, anchor, area, radius); }

// Pills: a filled one (at most one per panel) and an outlined one. Width from the label when `area.w` is 0.
bool primary_button(ui::Ui& ui, std::string_view anchor, ui::Rect area, std::string_view label);
bool ghost_button(ui::Ui& ui, std::string_view anchor, ui::Rect area, std::string_view label);
float button_width(ui::Ui& ui, std::string_view label);

// A panel: surface 1, with an outline in the light theme.
void surface(ui::Ui& ui, ui::Rect area, float radius, ui::Token ground = ui::Token::Surface1);
void shadow(ui::Ui& ui, ui::Rect area, float radius);

// A word on a plate with a key's name, for example "/" or "Esc"; returns its width.
float key_cap(ui::Ui& ui, ui::Vec2 left_center, std::string_view name);

// Was this key pressed in this frame (and no text field took it)?
bool typed(const ui::Ui& ui, char32_t character);
bool pressed(const ui::Ui& ui, ui::Key key);
int pressed_arrow(const ui::Ui& ui);   // −1 for Left or Down, +1 for Right or Up, else 0

}  // namespace epochs::app
