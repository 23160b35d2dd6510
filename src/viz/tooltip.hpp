// One line beside the pointer, for charts only: model values open in the inspector instead.
#pragma once

#include <string_view>

#include "ui/frame.hpp"

namespace epochs::viz {

// 12 u from the pointer, flipped where it would leave `bounds`.
void tooltip(ui::Ui& ui, ui::Vec2 pointer, ui::Rect bounds, std::string_view text);

}  // namespace epochs::viz
