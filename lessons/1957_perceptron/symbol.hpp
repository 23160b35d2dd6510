// Small mathematics inside pictures: a letter with a subscript or a hat ("w_1", "z", "^y"), in the formula faces.
#pragma once

#include <string_view>

#include "ui/frame.hpp"

namespace epochs::perceptron_symbol {

// Baseline at the left; returns the width in u. A leading ^ puts a hat on the letter.
float draw(ui::Canvas& canvas, ui::Vec2 baseline, std::string_view symbol, float size, ui::Color color);
float width(ui::Canvas& canvas, std::string_view symbol, float size);

}  // namespace epochs::perceptron_symbol
