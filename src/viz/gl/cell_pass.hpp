// Colours a matrix on the graphics card (shaders/cells.*): a change of range, colours or theme sends no number again. The result is an
// ordinary texture, so whatever draws it needs to know nothing of shaders.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "ui/canvas.hpp"
#include "ui/theme.hpp"

namespace epochs::viz::gl {

struct CellLook {
  std::span<const std::uint8_t> colors;        // 4 bytes an entry, from the lowest share to the highest
  float scale = 1;                             // 1 / the size at which the colours end
  bool diverging = false, causal = false;
  int row_stride = 1, column_stride = 1;       // rows and columns of the matrix from one cell to the next
  ui::Color ground, broken;
};

class CellPass {
 public:
  CellPass() = default;
  ~CellPass();
  CellPass(const CellPass&) = delete;
  CellPass& operator=(const CellPass&) = delete;

  // False when this OpenGL cannot: no context, or its compiler does not take the shader.
  bool prepare();
  void send(std::span<const float> numbers, int columns, int rows);            // row by row
  void color(const CellLook& look);
  ui::Texture id() const { return static_cast<ui::Texture>(target_); }

 private:
  enum class State { Unknown, Ready, Unable };
  void attach_target();

  State state_ = State::Unknown;
  unsigned program_ = 0, vertices_ = 0, framebuffer_ = 0, numbers_ = 0, colors_ = 0, target_ = 0;
  int columns_ = 0, rows_ = 0;
};

}  // namespace epochs::viz::gl
