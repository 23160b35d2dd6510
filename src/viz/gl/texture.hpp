// RGBA pixels on the graphics card. Without an OpenGL context (tests, the null renderer) nothing is uploaded and the caller draws rectangles.
#pragma once

#include <cstdint>
#include <span>

#include "ui/canvas.hpp"

namespace epochs::viz::gl {

bool has_context();            // is there an OpenGL to draw with?

enum class Sampling { Nearest, Linear };

class PixelTexture {
 public:
  PixelTexture() = default;
  ~PixelTexture();
  PixelTexture(const PixelTexture&) = delete;
  PixelTexture& operator=(const PixelTexture&) = delete;

  // pixels: 4 bytes each, rows from the top, width × height of them. False when there is no context.
  bool upload(std::span<const std::uint8_t> pixels, int width, int height, Sampling sampling = Sampling::Nearest);
  ui::Texture id() const { return static_cast<ui::Texture>(name_); }

 private:
  unsigned name_ = 0;
};

}  // namespace epochs::viz::gl
