// The few OpenGL calls of the platform: a framebuffer of a given size, and what stands in it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/theme.hpp"

namespace epochs::app {

struct Picture {
  int width = 0, height = 0;           // pixels
  std::vector<std::uint8_t> rgb;       // rows from the top, 3 bytes a pixel
};

// Colour attachment of its own; needs a current context with GL 3.3. Bound while it lives.
class Framebuffer {
 public:
  Framebuffer(int width, int height);
  ~Framebuffer();
  Framebuffer(const Framebuffer&) = delete;
  Framebuffer& operator=(const Framebuffer&) = delete;

  bool complete() const;
  Picture read() const;

 private:
  int width_, height_;
  unsigned framebuffer_ = 0, color_ = 0;
};

Picture read_pixels(int width, int height);    // of the framebuffer that is bound
void finish_drawing();                         // returns when every pixel is there
void clear_screen(int width, int height, ui::Color color);
std::string gl_renderer();             // "llvmpipe (LLVM 15.0.6, 256 bits), OpenGL 4.5 (Core Profile) Mesa 22.3.6"

}  // namespace epochs::app
