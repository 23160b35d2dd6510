// Where a label hides least of a plot: one rule for pills, names of sides and names of lines.
#pragma once

#include <span>

#include "ui/geometry.hpp"

namespace epochs::viz {

// What a label should not cover: points (units, each about 12 u wide) and other labels; and what it should not leave.
struct Surroundings {
  std::span<const ui::Vec2> points;
  std::span<const ui::Rect> labels;
  ui::Rect plot;
};

// Index of the candidate that covers least; the first of equals, so list them in the order of preference. −1: none given.
int quietest_place(std::span<const ui::Rect> candidates, const Surroundings& surroundings);

}  // namespace epochs::viz
