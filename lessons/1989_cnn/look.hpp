// What can be seen of a network: the way of one picture through it, number by number; which parts of the picture decide; what each filter
// likes; which digits it takes for which. All of it works on weights alone, so that a view can ask for it between two frames.
#pragma once

#include <memory>

#include "network.hpp"
#include "nn/trace.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {

// Where the parts of a trace stand in it; −1: this shape has none. nn::explain(trace, parts.z[0], cell) lists the window and the weights of a cell.
struct Parts {
  int image = -1;                        // 1 × 784
  std::array<int, 2> kernels{-1, -1}, biases{-1, -1};
  std::array<int, 2> z{-1, -1};          // scores of the maps, 1 × (filters · height · width), map after map
  std::array<int, 2> maps{-1, -1};       // f(z); the same entry as z without an activation
  std::array<int, 2> pooled{-1, -1};
  int hidden_z = -1, hidden = -1;        // 1 × width
  int scores = -1, bars = -1, loss = -1; // 1 × 10, 1 × 10, 1 × 1
};

// The stages of the forward pass in their order, image first, bars last, as a walk takes them; a stage that this shape has not is left out.
std::vector<int> forward_entries(const Parts& parts);

// Forward, loss and backward of one picture, with gradients of everything: the image's too.
struct Reading {
  nn::Trace trace;
  Parts parts;
  std::array<std::uint8_t, kPixels> picture{};
  int label = 0;
  Answer answer;
};
Reading record(const Network& network, std::span<const std::uint8_t> picture, int label);

// What hiding a part of the picture costs: row r, column c of the map is by how much the bar of `digit` falls when the square of `side` pixels whose
// corner is (r · step, c · step) becomes paper (Zeiler & Fergus 2014, section 4.2). ⌊(28 − side) / step⌋ + 1 a side; below 0 where it rises.
Matrix occlusion(const Network& network, std::span<const std::uint8_t> picture, int digit, int side = 6, int step = 2);

// Where a filter answered most strongly, one place a picture.
struct Patch {
  std::size_t picture = 0;               // index in the pictures given
  int row = 0, column = 0;               // of the cell in the filter's map
  double value = 0;                      // of f(z) there
  Square square;                         // of the image that the cell sees
};
std::vector<Patch> best_patches(const Network& network, const data::Images& images, int layer, int filter, int count);   // layer 1 or 2; strongest first

struct Confusion {
  std::array<std::array<int, kClasses>, kClasses> counts{};   // [label][digit said]
  std::vector<int> said;                                      // of each picture, in order: a view lists the pictures of a cell with it
  double accuracy() const;
};
Confusion confusion(const Matrix& bars, const data::Images& images);

// Kernels to try by hand, size × size, row after row. The sum of Edge kernels is 0, that of the others 1.
enum class Preset { VerticalEdge, HorizontalEdge, Blur, Sharpen };
std::vector<double> kernel_of(Preset preset, int size);
// One kernel over a picture's grey levels 0 … 1, alone: what the kernel editor shows. (28 + 2·padding − size)/stride + 1 a side.
Matrix convolved(std::span<const std::uint8_t> picture, const std::vector<double>& kernel, int stride, int padding);

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
