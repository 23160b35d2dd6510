// A matrix as pixels, one a cell, for heatmaps whose cells are too small to be drawn one by one. Coloured when numbers or colours have
// changed: small ones here, large ones on the graphics card, where a change of colours alone sends no number again.
#pragma once

#include <cstdint>

#include "core/matrix.hpp"
#include "ui/theme.hpp"
#include "viz/color_map.hpp"
#include "viz/gl/cell_pass.hpp"
#include "viz/gl/texture.hpp"

namespace epochs::viz {

struct CellColors {
  ColorMap map = ColorMap::Sequential;
  double limit = 1;
  bool causal = false;         // above the diagonal: the panel's ground
};

enum class Coloring { BySize, Here, OnCard };

class CellTexture {
 public:
  // False when there is no OpenGL: draw rectangles. Over 4,096 rows or columns every n-th is shown.
  bool update(const ui::Theme& theme, ConstMatrix values, const CellColors& colors, Coloring where = Coloring::BySize);
  ui::Texture id() const { return on_card_ ? pass_.id() : texture_.id(); }
  int uploads() const { return uploads_; }     // how often the numbers were sent

 private:
  bool color_here(const ui::Theme& theme, ConstMatrix values, const CellColors& colors);
  void color_on_card(const ui::Theme& theme, ConstMatrix values, const CellColors& colors, bool send);

  gl::PixelTexture texture_;
  gl::CellPass pass_;
  bool on_card_ = false;
  std::uint64_t numbers_ = 0, colors_ = 0;     // digests of what is shown
  int uploads_ = 0;
};

}  // namespace epochs::viz
