// A matrix as pixels, one a cell, for heatmaps whose cells are too small to be drawn one by one. Coloured through a table and sent to
// the graphics card only when numbers or colours have changed.
#pragma once

#include <cstdint>

#include "core/matrix.hpp"
#include "ui/theme.hpp"
#include "viz/color_map.hpp"
#include "viz/gl/texture.hpp"

namespace epochs::viz {

struct CellColors {
  ColorMap map = ColorMap::Sequential;
  double limit = 1;
  bool causal = false;         // above the diagonal: the panel's ground
};

class CellTexture {
 public:
  // False when there is no OpenGL: draw rectangles. Over 4,096 rows or columns every n-th is shown.
  bool update(const ui::Theme& theme, ConstMatrix values, const CellColors& colors);
  ui::Texture id() const { return texture_.id(); }
  int uploads() const { return uploads_; }

 private:
  gl::PixelTexture texture_;
  std::uint64_t shown_ = 0;    // a digest of what was sent
  int uploads_ = 0;
};

}  // namespace epochs::viz
