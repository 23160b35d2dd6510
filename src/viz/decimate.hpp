// Fewer points for a long line, without losing a peak: of all points in one column of the screen the first, the lowest, the highest
// and the last stay, in their order. Every point that stays is a point that was given.
#pragma once

#include <span>
#include <vector>

#include "ui/geometry.hpp"

namespace epochs::viz {

// points: by ascending x, all finite; column: width of a column in u.
std::vector<ui::Vec2> decimate(std::span<const ui::Vec2> points, float column = 1);

}  // namespace epochs::viz
