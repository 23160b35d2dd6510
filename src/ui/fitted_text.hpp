// Text that has only so much room.
#pragma once

#include <string>
#include <string_view>

#include "ui/frame.hpp"

namespace epochs::ui {

// What fits into `width`, with an ellipsis where something had to go; empty where not even that fits.
std::string fitted(Ui& ui, std::string_view text, TextStyle style, float width);
// Draws it and returns its width.
float text_in(Ui& ui, Vec2 baseline, float width, std::string_view text, TextStyle style, Token color, Align align = Align::Left);

}  // namespace epochs::ui
