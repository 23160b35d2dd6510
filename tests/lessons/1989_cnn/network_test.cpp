// Sizes, receptive fields and parameter counts of every shape a learner can choose, against the network itself.
#include "lessons/1989_cnn/network.hpp"

#include <gtest/gtest.h>

#include "core/check.hpp"
#include "nn/nn.hpp"

namespace epochs::cnn {
namespace {

const Stage& stage(const std::vector<Stage>& all, const std::string& name) {
  for (const Stage& each : all)
    if (each.name == name) return each;
  throw std::runtime_error("no stage " + name);
}

std::vector<Shape> some_shapes() {
  Shape one_layer, strided, padded, averaged, bare;
  one_layer.layers = 1;
  strided.first = {.filters = 4, .size = 7, .stride = 2, .padding = 3}, strided.activation = nn::Activation::Tanh;
  padded.first.padding = padded.second.padding = 2, padded.pool = 3;
  averaged.pooling = Pooling::Average, averaged.pool = 4, averaged.second = {.filters = 3, .size = 2, .stride = 1, .padding = 1}, averaged.width = 0;
  bare.pooling = Pooling::None, bare.activation = nn::Activation::None, bare.first.stride = 3, bare.second.stride = 2, bare.second.size = 3;
  return {Shape{}, one_layer, strided, padded, averaged, bare};
}

TEST(CnnNetwork, TheDefaultIsLeNetsLittleSister) {
  const std::vector<Stage> all = stages({});
  EXPECT_EQ(all.size(), 7u);
  EXPECT_EQ(stage(all, "conv1").height, 24);
  EXPECT_EQ(stage(all, "pool1").height, 12);
  EXPECT_EQ(stage(all, "conv2").height, 8);
  EXPECT_EQ(stage(all, "pool2").cells(), 16 * 4 * 4);
  EXPECT_EQ(stage(all, "conv1").field, 5);
  EXPECT_EQ(stage(all, "pool1").field, 6);
  EXPECT_EQ(stage(all, "conv2").field, 14);
  EXPECT_EQ(stage(all, "pool2").field, 16);
  EXPECT_EQ(stage(all, "conv2").jump, 2);
  EXPECT_EQ(parameter_count({}), 208 + 3216 + 16448 + 650);
  EXPECT_LT(parameter_count({}), plain_parameter_count());
  EXPECT_EQ(field_of(stage(all, "conv2"), 1, 3).row, 2);
  EXPECT_EQ(field_of(stage(all, "conv2"), 1, 3).column, 6);
}

TEST(CnnNetwork, CountsWhatTheNetworkHas) {
  Random random(1);
  for (const Shape& shape : some_shapes()) {
    ASSERT_TRUE(check(shape).ok()) << check(shape).error();
    Network network = make_network(shape, random);
    long cells = 0;
    for (const nn::Parameter* parameter : network.model.parameters()) cells += parameter->value.size();
    EXPECT_EQ(parameter_count(shape), cells);
    const std::vector<Stage> all = stages(shape);
    for (std::size_t i = 0; i < network.model.convolutions.size(); ++i) {
      const nn::Conv& layer = network.model.convolutions[i];
      const Stage& maps = stage(all, "conv" + std::to_string(i + 1));
      EXPECT_EQ(maps.height, layer.window.out_height());
      EXPECT_EQ(maps.cells(), layer.filters() * layer.window.out_cells());
    }
  }
}

// The receptive field is what the derivative says: change a pixel, see which cells change.
TEST(CnnNetwork, ACellSeesItsSquareAndNothingElse) {
  Random random(2);
  for (Shape shape : some_shapes()) {
    shape.activation = nn::Activation::Tanh;             // a dead ReLU would see nothing
    if (shape.pooling == Pooling::Max) shape.pooling = Pooling::Average;   // nor would a cell that loses
    const Network network = make_network(shape, random);
    const std::vector<Stage> all = stages(shape);
    Matrix image(1, kPixels);
    nn::fill_uniform(image, 0, 1, random);
    nn::Tape tape;
    tape.begin();
    const nn::Value x = tape.input(image, "image", nn::WantGradient::Yes);
    nn::Value maps = x;
    for (const nn::Conv& layer : network.model.convolutions) maps = layer(tape, maps);
    const Stage& last = all[all.size() - (shape.width > 0 ? 3 : 2)];
    ASSERT_EQ(last.cells(), tape.value(maps).cols());
    for (const auto& [row, column] : {std::pair(0, 0), std::pair(last.height / 2, last.width - 1)}) {
      Matrix seed = Matrix::Zero(1, tape.value(maps).cols());
      seed(0, row * last.width + column) = 1;
      tape.begin();
      const nn::Value again = tape.input(image, "image", nn::WantGradient::Yes);
      nn::Value seen = again;
      for (const nn::Conv& layer : network.model.convolutions) seen = layer(tape, seen);
      tape.backward(seen, seed);
      const Square square = field_of(last, row, column);
      int inside = 0;
      for (int r = 0; r < kSide; ++r)
        for (int c = 0; c < kSide; ++c) {
          const bool within = r >= square.row && r < square.row + square.side && c >= square.column && c < square.column + square.side;
          const Real slope = tape.gradient(again)(0, r * kSide + c);
          if (!within) {
            EXPECT_EQ(slope, 0) << r << "," << c;
          } else {
            inside += slope != 0;
          }
        }
      EXPECT_GT(inside, 0);
    }
  }
}

TEST(CnnNetwork, WhatDoesNotFitIsSaidInOneSentence) {
  const auto refused = [](auto change, const std::string& english, const std::string& chinese) {
    Shape shape;
    change(shape);
    const auto got = check(shape);
    ASSERT_FALSE(got.ok()) << english;
    EXPECT_NE(got.error().find(english), std::string::npos) << got.error();
    EXPECT_NE(got.failure().chinese.find(chinese), std::string::npos) << got.failure().chinese;
    EXPECT_EQ(got.error().back(), '.');
    Random random(1);
    EXPECT_THROW(make_network(shape, random), CheckFailed);
  };
  refused([](Shape& s) { s.first.filters = 0; }, "1 to 32 filters", "滤波器");
  refused([](Shape& s) { s.second.filters = 33; }, "1 to 32 filters", "滤波器");
  refused([](Shape& s) { s.first.size = 10; }, "1 to 9", "1 到 9");
  refused([](Shape& s) { s.first.stride = 0; }, "stride is 1 to 4", "步幅");
  refused([](Shape& s) { s.first.padding = 5; }, "smaller than the kernel", "填充");
  refused([](Shape& s) { s.first.padding = -1; }, "smaller than the kernel", "填充");
  refused([](Shape& s) { s.layers = 3; }, "one or two layers", "一层或两层");
  refused([](Shape& s) { s.pool = 5; }, "2 to 4", "2 到 4");
  refused([](Shape& s) { s.width = 257; }, "0 to 256", "0 到 256");
  refused([](Shape& s) { s.activation = nn::Activation::Step; }, "no slope", "斜率");
  refused([](Shape& s) { s.first.stride = 4; s.second.size = 9; }, "The kernel of the second layer of 9 × 9 does not fit a map of 3 × 3", "9 × 9 放不进 3 × 3");
  refused([](Shape& s) { s.first.stride = 4; s.pool = 4; s.second.size = 1; }, "The pooling window of 4 × 4 does not fit a map of 1 × 1", "池化窗口");
}

TEST(CnnNetwork, EveryShapeThatPassesTheCheckCanBeRun) {
  Random random(3);
  const std::vector<std::uint8_t> picture(kPixels, 100);
  int tried = 0;
  for (int i = 0; i < 400; ++i) {
    Shape shape;
    for (MapLayer* layer : {&shape.first, &shape.second}) {
      layer->filters = 1 + static_cast<int>(random.below(4)), layer->size = 1 + static_cast<int>(random.below(9));
      layer->stride = 1 + static_cast<int>(random.below(4)), layer->padding = static_cast<int>(random.below(9));
    }
    shape.layers = 1 + static_cast<int>(random.below(2)), shape.pool = 2 + static_cast<int>(random.below(3)), shape.width = static_cast<int>(random.below(5));
    shape.pooling = static_cast<Pooling>(random.below(3)), shape.activation = static_cast<nn::Activation>(random.below(4));
    if (!check(shape)) continue;
    ++tried;
    const Answer answer = read(make_network(shape, random), picture);
    double sum = 0;
    for (const double bar : answer.bars) sum += bar;
    EXPECT_NEAR(sum, 1, 1e-5);
  }
  EXPECT_GT(tried, 50);
}

}  // namespace
}  // namespace epochs::cnn
