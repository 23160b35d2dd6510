// The shapes of ui::MarkShape side by side as a small texture, drawn for one radius so that thousands of marks keep smooth edges in one
// draw call.
#pragma once

#include <cstdint>
#include <vector>

#include "ui/canvas.hpp"
#include "viz/gl/texture.hpp"

namespace epochs::viz::gl {

// White pixels whose alpha is the share of the pixel that the shape covers; each shape fills a square of `side` pixels.
std::vector<std::uint8_t> mark_pixels(int side);

class MarkSheet {
 public:
  // For marks of this radius in pixels of the screen. 0 without OpenGL: Canvas::marks then draws rectangles.
  ui::Texture texture(float radius);

 private:
  PixelTexture pixels_;
  int side_ = 0;
};

}  // namespace epochs::viz::gl
