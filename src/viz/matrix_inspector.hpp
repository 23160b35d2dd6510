// A whole matrix to look into: from all of it at once, where cells are pixels, down to cells with their numbers. Pointer or keyboard put
// a crosshair on a cell, with its value and the sums of its row and column.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "viz/heatmap.hpp"

namespace epochs::viz {

struct MatrixInspectorStyle {
  ColorMap map = ColorMap::Diverging;
  double limit = 0;                    // 0: color_limit(values)
  std::vector<std::string> row_labels, column_labels;   // empty: the index, from 0
  ui::Token row_color = ui::Token::Query, column_color = ui::Token::Key;
  std::string symbol;                  // at the colour bar and before the value
  int decimals = 2;                    // inside cells; the line above shows two more
  std::function<void(GridCell)> on_select;
};

struct MatrixInspectorState {
  float zoom = 1;                      // 1: the whole matrix fits
  ui::Vec2 offset;                     // units of the zoomed matrix that lie left of and above the view
  GridCell cursor, selected;
  bool pressed = false, panned = false;
  CellTexture texture;
};

struct MatrixInspectorResult {
  GridCell hovered;                    // by the pointer, else by the keyboard while its outline is shown
  std::optional<GridCell> selected;    // in this frame, by a click or Enter
};

// The wheel zooms around the pointer and dragging moves; arrows, Home, End and the Page keys move the cursor, with Ctrl Up and Down zoom
// around it, and Enter selects.
MatrixInspectorResult matrix_inspector(ui::Ui& ui, std::string_view id, ui::Rect area, ConstMatrix values, MatrixInspectorState& state,
                                       const MatrixInspectorStyle& style = {});

// Where things are in the picture; exposed for tests.
struct MatrixView {
  ui::Rect cells;                      // the part of the area that shows cells
  float w = 0, h = 0;                  // of one cell, its gap included
  ui::Vec2 offset;
  int rows = 0, columns = 0;

  ui::Rect cell(int row, int column) const { return {cells.x - offset.x + w * static_cast<float>(column), cells.y - offset.y + h * static_cast<float>(row), w, h}; }
  GridCell at(ui::Vec2 place) const;
  bool shows_values() const { return w >= 38 && h >= 20; }
  bool shows_cells() const { return std::min(w, h) >= 6; }
  int first_row() const, last_row() const, first_column() const, last_column() const;   // of those that can be seen
};
MatrixView matrix_view(ui::Ui& ui, ui::Rect area, ConstMatrix values, const MatrixInspectorState& state, const MatrixInspectorStyle& style);

}  // namespace epochs::viz
