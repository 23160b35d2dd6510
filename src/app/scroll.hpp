// A column that is taller than its place: wheel, keyboard and a thin bar at its right.
#pragma once

#include <span>
#include <string_view>

#include "ui/frame.hpp"

namespace epochs::app {

struct ScrollPlace {
  std::string_view id;                             // its own place in the tab order, while there is more than fits
  ui::Rect area;
  std::span<const std::string_view> controls;      // what stands in it: names that begin like one of these
};

// The same frame for what is drawn in the place: what is scrolled out cannot be pressed.
ui::Ui scrolled(const ui::Ui& ui, ui::Rect area);

// After drawing `content` units of height from area.y − scroll: takes wheel and keys, follows the keyboard to a control that is
// scrolled out, keeps `scroll` within what there is, draws the bar.
void take_scroll(ui::Ui& ui, const ScrollPlace& place, float content, float& scroll);

}  // namespace epochs::app
