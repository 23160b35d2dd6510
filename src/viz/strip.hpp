// A vector as a row of cells, and a share as a bar in its track.
#pragma once

#include <cstddef>
#include <span>

#include "core/real.hpp"
#include "ui/frame.hpp"

namespace epochs::viz {

int cells_that_fit(float width, std::size_t numbers);      // cells of at least 6.5 u as far as they go

struct Strip {
  double limit = 1;            // |value| of the deepest colour
  int shown = 0;               // so many cells, from the first
  int marked = -1;             // the selected cell
  float radius = 2;
};
int draw_strip(ui::Ui& ui, ui::Rect area, std::span<const Real> values, const Strip& strip);     // the cell under the pointer, −1: none

// 0 … 1, with a tick where it should be (negative: none).
void draw_share(ui::Ui& ui, ui::Rect track, double share, ui::Token color, double wanted = -1);

}  // namespace epochs::viz
