// Where the units of the network's picture stand: columns of squares, inputs first. Pure arithmetic; no drawing.
#pragma once

#include <vector>

#include "ui/geometry.hpp"

namespace epochs::backprop_view {

// Squares are as large as the panel and the largest layer allow, and stay inside the panel with their outlines. A hidden layer that
// would shrink too much stands in two half columns, staggered.
class NetworkGrid {
 public:
  static constexpr float kValue = 18;    // height of the number below a square

  NetworkGrid(std::vector<int> units, ui::Rect panel);   // units of each column: inputs, hidden layers, output

  int columns() const { return static_cast<int>(units_.size()); }
  int units(int column) const { return units_[static_cast<std::size_t>(column)]; }
  bool hidden(int column) const { return column > 0 && column + 1 < columns(); }
  bool staggered() const { return staggered_; }
  bool has_value(int column) const;      // there is room for the number below each square
  ui::Rect panel() const { return panel_; }
  ui::Rect box(int column, int unit) const;
  ui::Rect around(int column) const;     // all squares of the column
  // Edges end at the squares' borders.
  ui::Vec2 start(int layer, int from) const;
  ui::Vec2 end(int layer, int to) const;

 private:
  float side_of(int column) const;
  ui::Vec2 center(int column, int unit) const;

  ui::Rect panel_, area_;
  std::vector<int> units_;
  float span_ = 100;                     // from column to column
  float pitch_ = 40, side_ = 40, gap_ = 5;   // of the hidden layers
  bool staggered_ = false, values_ = true;
};

}  // namespace epochs::backprop_view
