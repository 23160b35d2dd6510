// Convolution with stride 1 without unfolding the image: eight neighbouring cells at a time, straight from the image's rows.
// An image is first copied into a padded one (kept zero around the edges), so that no read has to ask where it is.
#pragma once

#include "nn/ops/conv2d.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

inline constexpr Index kLanes = 8;               // cells at a time

// Whether the kernels below can do it: stride 1, a window of at most kLanes cells a side.
bool fits_lanes(const Window& window);

// The padded image: channels × (height + 2·padding) rows of width + 2·padding, and room for reading kLanes cells from the last one.
struct PaddedImage {
  Index rows = 0, columns = 0;                   // of one channel
  explicit PaddedImage(const Window& window) : rows(window.height + 2 * window.padding), columns(window.width + 2 * window.padding) {}
  Index cells(const Window& window) const { return window.channels * rows * columns + 2 * kLanes; }
};
void pad(const Real* image, const Window& window, Real* padded);
void unpad_add(const Real* padded, const Window& window, Real* image);     // image += the inside

// y (filters × out_cells) = w · x + b. weights: (channels·size·size) × filters rounded up to a multiple of 4, zeros behind; bias likewise.
void convolve(const Real* padded, const Window& window, const Real* weights, const Real* bias, Index filters, Real* y);

// Backward visits only the cells of dy that are not zero: after ReLU and max pooling seven of eight are.
struct Places {
  Index* offsets;                                // of the window's first cell in a channel of the padded image
  Real* gradients;
  Index count = 0;
};
// Fills the places of one filter's dy (out_cells); there must be room for out_cells of them. Returns Σ dy.
Real find_places(const Real* dy, const Window& window, Places& places);
// dw (channels × size rows of kLanes, of which the first `size` count) += Σ gradient · x under the window.
void add_weight_gradient(const Real* padded, const Window& window, const Places& places, Real* dw);
// dx (padded) += Σ gradient · w; w as dw above, zeros behind the first `size`.
void add_image_gradient(const Real* w, const Window& window, const Places& places, Real* dx);

}  // namespace epochs::inline EPOCHS_PRECISION::nn
