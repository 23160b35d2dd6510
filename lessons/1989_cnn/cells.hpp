// Small matrices as coloured cells, many on one picture, and the limits that keep their colours comparable.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "views.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {

enum class Numbers { No, WhereTheyFit };
struct Cells {
  viz::ColorMap map = viz::ColorMap::Sequential;
  double limit = 1;
  viz::CellTexture* texture = nullptr;   // for cells of a few pixels; without one they are drawn one by one
  Numbers numbers = Numbers::WhereTheyFit;
};
void draw_cells(ui::Ui& ui, ui::Rect box, ConstMatrix values, const Cells& style);   // numbers inside where they fit

std::vector<std::string> numbers_in(ui::Ui& ui, ConstMatrix values, float w, float h);   // as draw_cells() writes them into cells of w × h, row after row; none where they do not fit

bool numbers_are_large(ui::Rect cell);                                               // of body size, else of ticks

// A line of words from x on, the first of them that is no wider than `w`; none of them fits: nothing. Returns the width that it took.
float draw_fitting(ui::Ui& ui, ui::Vec2 at, float w, std::span<const std::string> longest_first, ui::Token color, ui::Align align = ui::Align::Left);

double limit_of_kernels(const WindowPlace& place, const Network& network);           // the largest weight of the layer
double limit_of_maps(int layer, const Reading& reading);                             // the largest cell of all maps of the layer
viz::ColorMap map_colors(const Shape& shape);                                        // tanh and no activation have a sign

viz::GridCell cell_under(ui::Rect box, ui::Vec2 p, Index rows, Index columns);       // none where p is outside
ui::Rect cell_in(ui::Rect box, viz::GridCell cell, Index rows, Index columns);
void draw_filter_choice(Scene& scene, std::string_view id, ui::Rect row);            // back and next through the filters of the layer: "ID.back", "ID.next"
// What reaches beyond the picture is padding: the frame is as large as what lies inside.
ui::Rect frame_in(ui::Rect box, const Square& square, Index rows, Index columns);

// As many columns as make `count` squares in the area largest; the side without the gap.
struct SquareGrid {
  int columns = 1;
  float side = 0, gap = 8;
  ui::Rect at(ui::Rect area, int i) const { return {area.x + static_cast<float>(i % columns) * (side + gap), area.y + static_cast<float>(i / columns) * (side + gap), side, side}; }
};
SquareGrid squares_in(ui::Rect area, int count, float gap = 8, float largest = 1e6f);

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
