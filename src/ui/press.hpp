// Anything that can be pressed, for pictures that have controls of their own: pointer, keyboard and anchor in one call.
#pragma once

#include <string_view>

#include "ui/frame.hpp"

namespace epochs::ui {

struct Pressed {
  bool hovered = false, clicked = false, focused = false;
};

// Registers the anchor, takes its place in the tab order and draws the focus outline when the keyboard is on it.
Pressed pressable(Ui& ui, std::string_view id, Rect area, float radius = 8);

enum class ButtonKind { Primary, Ghost };
bool button(Ui& ui, std::string_view id, Rect area, std::string_view label, ButtonKind kind = ButtonKind::Ghost);

}  // namespace epochs::ui
