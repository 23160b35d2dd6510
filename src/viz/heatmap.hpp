// A matrix as coloured cells: large cells carry their values, small ones become one textured quad (rectangles without OpenGL).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/matrix.hpp"
#include "ui/frame.hpp"
#include "viz/cell_texture.hpp"
#include "viz/color_map.hpp"

namespace epochs::viz {

struct GridCell {
  int row = -1, column = -1;
  bool exists() const { return row >= 0 && column >= 0; }
  bool operator==(const GridCell&) const = default;
};

enum class ColorBar { Own, Elsewhere };   // Elsewhere: the caller draws one for several maps of one limit

struct HeatmapStyle {
  ColorMap map = ColorMap::Sequential;
  double limit = 0;            // 0: color_limit(values). Give one while training plays, so that colours keep their meaning
  std::vector<std::string> row_labels, column_labels;
  ui::Token row_color = ui::Token::Query, column_color = ui::Token::Key;   // of the headings of the hovered or selected cell
  std::string symbol;          // at the colour bar
  ColorBar bar = ColorBar::Own;
  int decimals = 2;
  double hide_below = 0;       // values of smaller size are not printed (attention: 0.10)
  bool causal = false;         // above the diagonal: a dot, not a zero
  int selected_row = -1;
  GridCell selected;
  std::span<const GridCell> linked;   // cells that the selected number depends on
};

struct HeatmapState {
  CellTexture texture;
  GridCell cursor;             // where the keyboard is
};

struct HeatmapResult {
  GridCell hovered, clicked;   // by the pointer, or by the keyboard: arrows, Home, End and the Page keys move, Enter clicks
};

// Moves the cursor by the keys of this frame; the first one brings it to `from`. True when it moved.
bool move_cursor(const ui::Ui& ui, GridCell& cursor, int rows, int columns, GridCell from = {0, 0}, int page = 10);

// `area` holds labels, cells and the colour bar (top right). values: rows × columns, drawn with row 0 on top.
HeatmapResult heatmap(ui::Ui& ui, std::string_view id, ui::Rect area, ConstMatrix values, HeatmapState& state, const HeatmapStyle& style = {});

// In greys a cell below zero carries lines, fainter near zero; other palettes tell it by hue.
void mark_negative(ui::Ui& ui, ui::Rect cell, ColorMap map, double value, double limit);

// 72 × 9 with its top right corner at `corner`.
void color_bar(ui::Ui& ui, ui::Vec2 corner, ColorMap map, double limit, std::string_view symbol);

// A vector as a row of cells, at most 64; when there are more, a caption says how many are shown.
GridCell cell_strip(ui::Ui& ui, ui::Rect area, std::span<const float> values, double limit, ui::Token outline);

}  // namespace epochs::viz
