// The network that sees (after LeCun et al. 1989 and 1998): a picture of 28 × 28 grey levels, one or two layers of feature maps, a dense layer,
// ten scores, ten bars. Pictures are bytes, 0 paper … 255 ink; the network reads byte / 255.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "data/images.hpp"
#include "nn/models/cnn.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {

inline constexpr int kSide = 28, kPixels = kSide * kSide, kClasses = 10;
inline constexpr int kMostFilters = 32, kLargestKernel = 9, kLargestStride = 4, kLargestPool = 4, kLargestWidth = 256;

enum class Pooling { None, Max, Average };

struct MapLayer {
  int filters = 8, size = 5, stride = 1, padding = 0;   // 1 … 32 kernels, 1 … 9 a side, stride 1 … 4, padding below the kernel's side
  bool operator==(const MapLayer&) const = default;
};

struct Shape {
  MapLayer first{}, second{.filters = 16};
  int layers = 2;                        // of feature maps: 1 leaves the second out
  nn::Activation activation = nn::Activation::Relu;   // of the maps and the dense layer; None, Tanh, Sigmoid or Relu
  Pooling pooling = Pooling::Max;
  int pool = 2;                          // side and stride of the pooling window, 2 … 4
  int width = 64;                        // units of the dense layer; 0: none
  bool operator==(const Shape&) const = default;
};

Result<void> check(const Shape& shape);  // that every number is in its range and every layer has a cell: one sentence for the learner

// What a shape comes to, stage by stage: "image", "conv1", "pool1", "conv2", "pool2", "hidden", "output". Without pooling no "pool".
struct Stage {
  std::string name;
  int maps = 1, height = 1, width = 1;
  int field = 1, jump = 1, start = 0;    // a cell sees `field` × `field` pixels; neighbours see squares `jump` apart; the first begins at `start` (< 0: in the padding)
  long parameters = 0;
  long cells() const { return static_cast<long>(maps) * height * width; }
};
std::vector<Stage> stages(const Shape& shape);           // of a shape that passes check()
long parameter_count(const Shape& shape);
struct Square { int row = 0, column = 0, side = 1; };    // of the image; may reach beyond it
Square field_of(const Stage& stage, int row, int column);   // what the cell there sees

struct Network {
  Shape shape;
  nn::Cnn model;                         // parameters "conv1/w", "conv1/b", "conv2/w", …, "hidden1/w", …, "output/w", "output/b"
};
Network make_network(const Shape& shape, Random& random);

// The network of the last chapter on the same pictures: 784-128-10, ReLU. No pixel knows its neighbours.
inline constexpr int kPlainWidth = 128;
nn::Mlp make_plain_network(Random& random);
long plain_parameter_count();

// How sure of each digit: the ten bars, which add up to 1.
struct Answer {
  std::array<double, kClasses> bars{};
  int digit() const;                     // of the highest bar
};
Answer read(const Network& network, std::span<const std::uint8_t> picture);           // 784 bytes
Answer read(const nn::Mlp& network, std::span<const std::uint8_t> picture);
Matrix read_all(const Network& network, const data::Images& images);                  // N × 10 bars
Matrix read_all(const nn::Mlp& network, const data::Images& images);
std::vector<int> digits_of(const Matrix& bars);
double share_right(const Matrix& bars, const data::Images& images);                    // 0 … 1; 0 of no pictures

void to_inputs(std::span<const std::uint8_t> bytes, Matrix& out);                      // byte / 255; out keeps its size, which must be as many cells

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
