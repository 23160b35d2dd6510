// Convolution of images (LeCun et al. 1989), as a sliding window without turning the kernel:
//   y(f, r, c) = b_f + Σ over channels and window cells of x(channel, r·stride + i − padding, c·stride + j − padding) · W((channel, i, j), f)
// An image is one row of the matrix: channel after channel, each row after row. Outside of the image everything is 0.
#pragma once

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// What slides over what. Images are channels·height·width columns.
struct Window {
  Index channels = 1, height = 1, width = 1;      // of the image
  Index size = 1, stride = 1, padding = 0;        // of the square window

  Index out_height() const { return (height + 2 * padding - size) / stride + 1; }
  Index out_width() const { return (width + 2 * padding - size) / stride + 1; }
  Index out_cells() const { return out_height() * out_width(); }
};

// x N×(channels·height·width), w (channels·size·size)×F, b 1×F → N×(F·out_height·out_width).
Value conv2d(Tape& tape, Value x, Value w, Value b, const Window& window);
Value conv2d(Tape& tape, Value x, const Parameter& w, const Parameter& b, const Window& window);

extern const Op kConv2d;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
