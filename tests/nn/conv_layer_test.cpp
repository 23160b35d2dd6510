// A feature map as a learner opens it: every cell lists the pixels of its window and the weights that they are multiplied by.
#include <gtest/gtest.h>

#include "nn/nn.hpp"

namespace epochs {
namespace {

using namespace nn;

struct ConvLayer : testing::Test {
  Random random{3};
  Matrix images = Matrix::Zero(2, 81);

  void SetUp() override { fill_uniform(images, 0, 1, random); }

  Trace trace_of(const Cnn& model) {
    Tape tape(Mode::Record);
    tape.begin();
    const Value y = model(tape, tape.input(images, "image"));
    tape.backward(cross_entropy(tape, y, std::vector<int>{1, 0}));
    return tape.trace();
  }
};

// The window of cell (r, c) of map f, worked out from the definition; weights by their place in the kernel.
void expect_window(const Trace& trace, const std::string& map, const std::string& below, const Conv& layer, Cell cell) {
  const int entry = trace.find(map), from = trace.find(below), weights = trace.find(layer.w.name), bias = trace.find(layer.b.name);
  ASSERT_GE(entry, 0) << map;
  ASSERT_GE(from, 0) << below;
  const Window& window = layer.window;
  const Index filter = cell.column / window.out_cells(), row = cell.column % window.out_cells() / window.out_width(), column = cell.column % window.out_width();
  const Explanation why = explain(trace, entry, cell);
  std::size_t next = 0;
  for (Index channel = 0; channel < window.channels; ++channel)
    for (Index i = 0; i < window.size; ++i)
      for (Index j = 0; j < window.size; ++j) {
        const Index y = row * window.stride + i - window.padding, x = column * window.stride + j - window.padding;
        if (y < 0 || x < 0 || y >= window.height || x >= window.width) continue;          // padding is 0 and adds nothing
        ASSERT_LT(next, why.terms.size());
        const Term& term = why.terms[next++];
        const Cell pixel{cell.row, (channel * window.height + y) * window.width + x}, weight{(channel * window.size + i) * window.size + j, filter};
        EXPECT_EQ(term.entry, from);
        EXPECT_EQ(term.cell, pixel);
        EXPECT_EQ(term.coefficient_entry, weights);
        EXPECT_EQ(term.coefficient_cell, weight);
        EXPECT_EQ(term.coefficient, static_cast<double>(layer.w.value(weight.row, weight.column)));
        EXPECT_EQ(term.operand, static_cast<double>(trace.entries[static_cast<std::size_t>(from)].value(pixel.row, pixel.column)));
      }
  ASSERT_EQ(why.terms.size(), next + 1);                                                  // and the bias
  EXPECT_EQ(why.terms.back().entry, bias);
  EXPECT_EQ(why.terms.back().cell, (Cell{0, filter}));
  EXPECT_NEAR(why.sum, why.value, 1e-5);
}

void expect_all_windows(const Trace& trace, const std::string& map, const std::string& below, const Conv& layer) {
  for (Index row = 0; row < 2; ++row)
    for (Index column = 0; column < layer.filters() * layer.window.out_cells(); ++column) expect_window(trace, map, below, layer, {row, column});
}

TEST_F(ConvLayer, EveryCellListsItsWindowAndItsWeights) {
  const ConvSettings plain{.filters = 2, .size = 3}, strided{.filters = 3, .size = 3, .stride = 2, .padding = 1, .activation = Activation::Tanh, .pool = 1};
  for (const auto& [first, second] : {std::pair(plain, strided), std::pair(strided, plain)}) {
    const Cnn model({.height = 9, .width = 9, .convolutions = {first, second}, .hidden = {5}, .classes = 3}, random);
    const Trace trace = trace_of(model);
    expect_all_windows(trace, "conv1/z", "image", model.convolutions[0]);
    expect_all_windows(trace, "conv2/z", first.pool == 1 ? "conv1/maps" : "conv1/pooled", model.convolutions[1]);
  }
}

TEST_F(ConvLayer, APooledCellNamesTheCellsItCameFrom) {
  const Cnn model({.height = 9, .width = 9, .convolutions = {{.filters = 2, .size = 2}, {.filters = 2, .size = 2, .pool = 3, .pooling = Pooling::Average}}, .hidden = {}, .classes = 3}, random);
  const Trace trace = trace_of(model);
  const int most = trace.find("conv1/pooled"), mean = trace.find("conv2/pooled");
  ASSERT_TRUE(most >= 0 && mean >= 0);
  const Explanation largest = explain(trace, most, {1, 20}), average = explain(trace, mean, {0, 1});
  ASSERT_EQ(largest.terms.size(), 1u);
  EXPECT_EQ(largest.terms[0].entry, trace.find("conv1/maps"));
  EXPECT_EQ(largest.terms[0].operand, largest.value);
  ASSERT_EQ(average.terms.size(), 9u);
  EXPECT_NEAR(average.sum, average.value, 1e-6);
}

TEST_F(ConvLayer, WithoutPoolingAndActivationHasOnlyItsMaps) {
  const Cnn model({.height = 9, .width = 9, .convolutions = {{.filters = 2, .size = 3, .activation = Activation::None, .pool = 1}}, .hidden = {}, .classes = 3}, random);
  const Trace trace = trace_of(model);
  EXPECT_GE(trace.find("conv1/maps"), 0);
  EXPECT_EQ(trace.find("conv1/z"), -1);
  EXPECT_EQ(trace.find("conv1/pooled"), -1);
  EXPECT_EQ(explain(trace, trace.find("conv1/maps"), {0, 0}).terms.size(), 10u);
}

}  // namespace
}  // namespace epochs
