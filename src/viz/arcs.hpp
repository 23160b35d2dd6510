// Shares as links between two rows of words: each word below looks at the words above.
#pragma once

#include <span>
#include <string>

#include "core/matrix.hpp"
#include "ui/frame.hpp"

namespace epochs::viz {

struct ArcsResult {
  int hovered = -1, clicked = -1;   // index of a word below
};

// shares: targets × sources, 0 … 1. The links of the selected target are 1 + 8·share wide, those of the others pale.
ArcsResult arcs(ui::Ui& ui, std::string_view id, ui::Rect area, std::span<const std::string> sources, std::span<const std::string> targets, ConstMatrix shares, int selected);

}  // namespace epochs::viz
