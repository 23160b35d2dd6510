// Which image cell lies under which window cell; shared by convolution and pooling.
#pragma once

#include <vector>

#include "core/check.hpp"
#include "nn/ops/conv2d.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

inline void check_window(const Window& window, Index columns) {
  EPOCHS_CHECK(window.size > 0 && window.stride > 0 && window.padding >= 0 && window.padding < window.size, "window: size, stride or padding is out of range");
  EPOCHS_CHECK(window.height + 2 * window.padding >= window.size && window.width + 2 * window.padding >= window.size, "window: larger than the image");
  EPOCHS_CHECK(columns == window.channels * window.height * window.width, "window: the image has another size");
}

inline void store(const Window& window, std::vector<Index>& integers) {
  integers = {window.channels, window.height, window.width, window.size, window.stride, window.padding};
}
inline Window window_of(const std::vector<Index>& integers) { return {integers[0], integers[1], integers[2], integers[3], integers[4], integers[5]}; }

// The image column under window cell (i, j) at output place `out` in a channel, or −1 outside of the image.
inline Index under(const Window& window, Index channel, Index out, Index i, Index j) {
  const Index row = out / window.out_width() * window.stride + i - window.padding, column = out % window.out_width() * window.stride + j - window.padding;
  if (row < 0 || row >= window.height || column < 0 || column >= window.width) return -1;
  return (channel * window.height + row) * window.width + column;
}

// Calls visit(channel, i, j) for every window cell.
template <class Visit>
void each_window_cell(const Window& window, Visit visit) {
  for (Index channel = 0; channel < window.channels; ++channel)
    for (Index i = 0; i < window.size; ++i)
      for (Index j = 0; j < window.size; ++j) visit(channel, i, j);
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
