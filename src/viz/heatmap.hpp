// A matrix as coloured cells: large cells carry their values, small ones become one textured quad (rectangles without OpenGL).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/matrix.hpp"
#include "ui/frame.hpp"
#include "viz/gl/texture.hpp"

namespace epochs::viz {

enum class ColorMap { Sequential, Diverging };   // 0 … limit, −limit … +limit

struct GridCell {
  int row = -1, column = -1;
  bool exists() const { return row >= 0 && column >= 0; }
  bool operator==(const GridCell&) const = default;
};

// 98th percentile of |v| over the finite values; 1 when there is none above 0.
double color_limit(ConstMatrix values, double share = 0.98);
ui::Color map_color(const ui::Theme& theme, ColorMap map, double value, double limit);

struct HeatmapStyle {
  ColorMap map = ColorMap::Sequential;
  double limit = 0;            // 0: color_limit(values). Give one while training plays, so that colours keep their meaning
  std::vector<std::string> row_labels, column_labels;
  ui::Token row_color = ui::Token::Query, column_color = ui::Token::Key;   // of the headings of the hovered or selected cell
  std::string symbol;          // at the colour bar
  int decimals = 2;
  double hide_below = 0;       // values of smaller size are not printed (attention: 0.10)
  bool causal = false;         // above the diagonal: a dot, not a zero
  int selected_row = -1;
  GridCell selected;
  std::span<const GridCell> linked;   // cells that the selected number depends on
};

struct HeatmapState {
  gl::PixelTexture texture;
};

struct HeatmapResult {
  GridCell hovered, clicked;
};

// `area` holds labels, cells and the colour bar (top right). values: rows × columns, drawn with row 0 on top.
HeatmapResult heatmap(ui::Ui& ui, std::string_view id, ui::Rect area, ConstMatrix values, HeatmapState& state, const HeatmapStyle& style = {});

// 72 × 9 with its top right corner at `corner`.
void color_bar(ui::Ui& ui, ui::Vec2 corner, ColorMap map, double limit, std::string_view symbol);

// A vector as a row of cells, at most 64; when there are more, a caption says how many are shown.
GridCell cell_strip(ui::Ui& ui, ui::Rect area, std::span<const float> values, double limit, ui::Token outline);

}  // namespace epochs::viz
