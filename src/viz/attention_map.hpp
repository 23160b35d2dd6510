// Attention weights between two sentences: words that are written down the side, words that are read along the top, the brighter the more. Readable up to 40 × 40:
// labels along the top stand in as many heights as they need, those down the side in one or two lanes, and none is cut.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "viz/heatmap.hpp"

namespace epochs::viz {

struct AttentionMapStyle {
  std::vector<std::string> rows, columns;        // words: that look, and that are looked at
  int selected_row = -1;
  GridCell selected;
  std::span<const GridCell> truth;               // cells that should be bright: outlined
  std::string symbol = "\xCE\xB1";               // α, at the colour bar
  int shown_rows = 1 << 20;                      // those below are not computed yet: left empty
};

struct AttentionMapState {
  GridCell cursor;             // where the keyboard is
};

inline constexpr int kMostLabelHeights = 6;

// weights: rows × columns, 0 … 1. `area` holds labels, cells and the colour bar (top right).
HeatmapResult attention_map(ui::Ui& ui, std::string_view id, ui::Rect area, ConstMatrix weights, AttentionMapState& state, const AttentionMapStyle& style);

}  // namespace epochs::viz
