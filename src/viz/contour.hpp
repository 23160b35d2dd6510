// Where a grid of values crosses a level (marching squares, Lorensen & Cline 1987 in the plane).
#pragma once

#include <span>
#include <vector>

#include "ui/geometry.hpp"

namespace epochs::viz {

struct Segment {
  ui::Vec2 from, to;           // grid coordinates: column, row (0 … columns−1, 0 … rows−1)
};

// values: rows × columns, row by row; cells with a value that is not finite are left out. A saddle is parted by the mean of its corners.
std::vector<Segment> contour(std::span<const float> values, int columns, int rows, float level);

}  // namespace epochs::viz
