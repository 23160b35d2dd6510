// Anything that can be pressed, for pictures that have controls of their own: pointer, keyboard and anchor in one call.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ui/frame.hpp"

namespace epochs::ui {

struct Pressed {
  bool hovered = false, held = false, clicked = false, focused = false;
  float warm = 0;              // 0 … 1: the pointer came or went a moment ago
};

// The ground of something under the pointer: comes and goes with `warm`.
void hover_fill(Ui& ui, Rect area, Token ground, float radius, const Pressed& press);

// Disabled: there is nothing to do now. Locked: a teacher fixed it; it can be read but not changed. Both take no input and no place
// in the tab order.
enum class Access { Open, Disabled, Locked };

// Two outlines around a control that the keyboard is on: a gap in the ground's colour, then ink.
void focus_outline(Ui& ui, Rect area, float radius);

// Several controls may share one place in the tab order: the others of the row are reached from it by arrows (move_in_row).
enum class TabStop { Own, InRow };

// Registers the anchor, takes its place in the tab order and draws the focus outline when the keyboard is on it.
Pressed pressable(Ui& ui, std::string_view id, Rect area, float radius = 8, Access access = Access::Open, TabStop stop = TabStop::Own);

// A row with one place in the tab order: which of its ids has it. The one that the keyboard is on, after its arrows, else `resting`.
std::size_t move_in_row(Ui& ui, std::span<const std::string> ids, std::size_t resting);

enum class ButtonKind { Primary, Ghost };
bool button(Ui& ui, std::string_view id, Rect area, std::string_view label, ButtonKind kind = ButtonKind::Ghost, Access access = Access::Open, float text = kLabel);

}  // namespace epochs::ui
