#include "nn/ops/conv_kernel.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "core/fast_math.hpp"
#include "core/kernel.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

// Eight numbers side by side; the compiler makes of it what the instruction set has (1 register, 2 or 4).
typedef Real Lanes __attribute__((vector_size(kLanes * sizeof(Real))));

EPOCHS_INLINE void load(Lanes& out, const Real* from) { std::memcpy(&out, from, sizeof out); }     // one unaligned load
EPOCHS_INLINE void store(Real* to, const Lanes& value) { std::memcpy(to, &value, sizeof value); }

// Eight (or, at a row's end, fewer) neighbouring cells of the output: where they read and where they go.
struct Segment {
  Index in, out, count;
};

Segment segment_of(const Window& window, Index index, Index per_row) {
  const Index row = index / per_row, column = index % per_row * kLanes;
  return {row * (window.width + 2 * window.padding) + column, row * window.out_width() + column, std::min(kLanes, window.out_width() - column)};
}

EPOCHS_INLINE void store_some(Real* to, const Lanes& value, Index count) {
  if (count == kLanes)
    store(to, value);
  else
    std::memcpy(to, &value, static_cast<std::size_t>(count) * sizeof(Real));
}

struct Tile {
  Segment segments[3];
  Index channels, size, row, plane;              // of the padded image: cells a row and a channel
  Index stride, cells;                           // weights a tap; cells of an output map
};

// 3 segments × 4 filters: twelve sums stay in registers while every tap of the window goes by.
EPOCHS_KERNEL void convolve_tile(const Real* EPOCHS_RESTRICT image, const Real* EPOCHS_RESTRICT weights, const Real* EPOCHS_RESTRICT bias, const Tile& tile,
                                 Index filters, Real* EPOCHS_RESTRICT y) {
  Lanes s0[4], s1[4], s2[4];
  for (int f = 0; f < 4; ++f) s0[f] = s1[f] = s2[f] = Lanes{} + bias[f];
  for (Index channel = 0; channel < tile.channels; ++channel)
    for (Index i = 0; i < tile.size; ++i) {
      const Real* row = image + channel * tile.plane + i * tile.row;
      for (Index j = 0; j < tile.size; ++j, weights += tile.stride) {
        Lanes x0, x1, x2;
        load(x0, row + tile.segments[0].in + j), load(x1, row + tile.segments[1].in + j), load(x2, row + tile.segments[2].in + j);
#pragma GCC unroll 4
        for (int f = 0; f < 4; ++f) s0[f] += x0 * weights[f], s1[f] += x1 * weights[f], s2[f] += x2 * weights[f];
      }
    }
#pragma GCC unroll 4
  for (int f = 0; f < 4; ++f) {
    if (f >= filters) break;
    Real* map = y + f * tile.cells;
    store_some(map + tile.segments[0].out, s0[f], tile.segments[0].count);
    store_some(map + tile.segments[1].out, s1[f], tile.segments[1].count);
    store_some(map + tile.segments[2].out, s2[f], tile.segments[2].count);
  }
}

struct Reach {
  Index channels, size, row, plane;
};

// One channel and one row of the window at a time would load dw again and again: all rows of a channel stay in registers.
template <int kSize>
EPOCHS_INLINE void weight_gradient(const Real* image, const Places& places, Index row, Real* dw) {
  Lanes sums[kSize];
  for (int i = 0; i < kSize; ++i) load(sums[i], dw + i * kLanes);
  for (Index p = 0; p < places.count; ++p) {
    const Real* from = image + places.offsets[p];
    const Real gradient = places.gradients[p];
#pragma GCC unroll 8
    for (int i = 0; i < kSize; ++i) {
      Lanes x;
      load(x, from + i * row);
      sums[i] += x * gradient;
    }
  }
  for (int i = 0; i < kSize; ++i) store(dw + i * kLanes, sums[i]);
}

EPOCHS_KERNEL void weight_gradients(const Real* image, const Places& places, const Reach& reach, Real* dw) {
  for (Index channel = 0; channel < reach.channels; ++channel) {
    const Real* plane = image + channel * reach.plane;
    Real* to = dw + channel * reach.size * kLanes;
    switch (reach.size) {
      case 5: weight_gradient<5>(plane, places, reach.row, to); break;
      case 3: weight_gradient<3>(plane, places, reach.row, to); break;
      default:
        for (Index i = 0; i < reach.size; ++i) weight_gradient<1>(plane + i * reach.row, places, reach.row, to + i * kLanes);
    }
  }
}

// Neighbouring places overlap, and a load that overlaps a store just made waits for it: so every row of the window comes before the next place.
EPOCHS_KERNEL void image_gradients(const Real* EPOCHS_RESTRICT w, const Places& places, const Reach& reach, Real* EPOCHS_RESTRICT dx) {
  for (Index p = 0; p < places.count; ++p) {
    const Real gradient = places.gradients[p];
    const Real* row = w;
    for (Index channel = 0; channel < reach.channels; ++channel) {
      Real* to = dx + places.offsets[p] + channel * reach.plane;
      for (Index i = 0; i < reach.size; ++i, row += kLanes, to += reach.row) {
        Lanes cells, weights;
        load(cells, to), load(weights, row);
        store(to, cells + weights * gradient);
      }
    }
  }
}

// Asked of the bits (all but the sign), which takes one step where a comparison of numbers also has to think of NaN.
EPOCHS_INLINE bool is_zero(Real value) {
  std::conditional_t<sizeof(Real) == 4, std::uint32_t, std::uint64_t> bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits << 1u == 0;
}

EPOCHS_KERNEL Real sum_of(const Real* values, Index count) {
  Real sum = 0;
#pragma omp simd reduction(+ : sum)
  for (Index i = 0; i < count; ++i) sum += values[i];
  return sum;
}

// No branch on what is there: a cell that is zero is written too, and overwritten by the next.
EPOCHS_KERNEL Index find_in_rows(const Real* EPOCHS_RESTRICT dy, Index rows, Index cells, Index row, Index* EPOCHS_RESTRICT offsets, Real* EPOCHS_RESTRICT gradients) {
  Index count = 0;
  for (Index r = 0; r < rows; ++r, dy += cells)
    for (Index c = 0; c < cells; ++c) {
      offsets[count] = r * row + c;
      gradients[count] = dy[c];
      count += is_zero(dy[c]) ? 0 : 1;
    }
  return count;
}

Reach reach_of(const Window& window) {
  const PaddedImage padded(window);
  return {window.channels, window.size, padded.columns, padded.rows * padded.columns};
}

}  // namespace

bool fits_lanes(const Window& window) { return window.stride == 1 && window.size <= kLanes; }

void pad(const Real* image, const Window& window, Real* padded) {
  const PaddedImage size(window);
  std::fill_n(padded, size.cells(window), Real(0));
  for (Index row = 0; row < window.channels * window.height; ++row) {
    const Index channel = row / window.height, inside = row % window.height + window.padding;
    std::copy_n(image + row * window.width, window.width, padded + (channel * size.rows + inside) * size.columns + window.padding);
  }
}

void unpad_add(const Real* padded, const Window& window, Real* image) {
  const PaddedImage size(window);
  for (Index row = 0; row < window.channels * window.height; ++row) {
    const Index channel = row / window.height, inside = row % window.height + window.padding;
    const Real* from = padded + (channel * size.rows + inside) * size.columns + window.padding;
    for (Index column = 0; column < window.width; ++column) image[row * window.width + column] += from[column];
  }
}

void convolve(const Real* padded, const Window& window, const Real* weights, const Real* bias, Index filters, Real* y) {
  const Reach reach = reach_of(window);
  const Index per_row = (window.out_width() + kLanes - 1) / kLanes, segments = per_row * window.out_height(), cells = window.out_cells();
  const Index stride = (filters + 3) / 4 * 4;
  Tile tile{{}, reach.channels, reach.size, reach.row, reach.plane, stride, cells};
  for (Index first = 0; first < segments; first += 3) {
    for (Index s = 0; s < 3; ++s) tile.segments[s] = segment_of(window, std::min(first + s, segments - 1), per_row);
    for (Index f = 0; f < filters; f += 4) convolve_tile(padded, weights + f, bias + f, tile, filters - f, y + f * cells);
  }
}

Real find_places(const Real* dy, const Window& window, Places& places) {
  places.count = find_in_rows(dy, window.out_height(), window.out_width(), window.width + 2 * window.padding, places.offsets, places.gradients);
  return sum_of(dy, window.out_cells());
}

void add_weight_gradient(const Real* padded, const Window& window, const Places& places, Real* dw) {
  weight_gradients(padded, places, reach_of(window), dw);
}

void add_image_gradient(const Real* w, const Window& window, const Places& places, Real* dx) { image_gradients(w, places, reach_of(window), dx); }

}  // namespace epochs::inline EPOCHS_PRECISION::nn
