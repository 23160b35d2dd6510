#include "viz/contour.hpp"

#include <cmath>

#include "core/check.hpp"

namespace epochs::viz {
namespace {

// Corners of a cell: 0 left top, 1 right top, 2 right bottom, 3 left bottom. Edge e runs from corner e to corner e+1.
struct Cell {
  float value[4];
  ui::Vec2 corner[4];

  ui::Vec2 crossing(int edge, float level) const {
    const int a = edge, b = (edge + 1) % 4;
    const float t = (level - value[a]) / (value[b] - value[a]);
    return corner[a] + (corner[b] - corner[a]) * t;
  }
};

void add_cell(const Cell& cell, float level, std::vector<Segment>& out) {
  int crossed[4], count = 0;
  for (int edge = 0; edge < 4; ++edge)
    if ((cell.value[edge] >= level) != (cell.value[(edge + 1) % 4] >= level)) crossed[count++] = edge;
  if (count == 2) out.push_back({cell.crossing(crossed[0], level), cell.crossing(crossed[1], level)});
  if (count != 4) return;
  const bool middle = (cell.value[0] + cell.value[1] + cell.value[2] + cell.value[3]) / 4 >= level;
  const int shift = middle == (cell.value[0] >= level) ? 0 : 3;   // which corners are cut off
  for (int pair = 0; pair < 2; ++pair)
    out.push_back({cell.crossing((shift + 2 * pair) % 4, level), cell.crossing((shift + 2 * pair + 1) % 4, level)});
}

}  // namespace

std::vector<Segment> contour(std::span<const float> values, int columns, int rows, float level) {
  EPOCHS_CHECK(columns >= 0 && rows >= 0 && values.size() == static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), "contour: sizes do not fit");
  std::vector<Segment> out;
  const auto at = [&](int column, int row) { return values[static_cast<std::size_t>(row * columns + column)]; };
  for (int row = 0; row + 1 < rows; ++row)
    for (int column = 0; column + 1 < columns; ++column) {
      const auto x = static_cast<float>(column), y = static_cast<float>(row);
      const Cell cell{{at(column, row), at(column + 1, row), at(column + 1, row + 1), at(column, row + 1)}, {{x, y}, {x + 1, y}, {x + 1, y + 1}, {x, y + 1}}};
      if (std::isfinite(cell.value[0] + cell.value[1] + cell.value[2] + cell.value[3])) add_cell(cell, level, out);
    }
  return out;
}

}  // namespace epochs::viz
