// Convolutional network for pictures (LeCun et al. 1989; 1998, figure 2): layers of feature maps, each halved by pooling, then dense layers.
#pragma once

#include <vector>

#include "nn/layers/conv.hpp"
#include "nn/models/mlp.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

struct CnnSettings {
  Index channels = 1, height = 28, width = 28;
  std::vector<ConvSettings> convolutions = {{.filters = 8}, {.filters = 16}};
  std::vector<Index> hidden = {64};                        // dense layers before the output
  Activation activation = Activation::Relu;                // of those
  Index classes = 10;
};

struct Cnn {
  std::vector<Conv> convolutions;                          // "conv1", "conv2", …
  Mlp classifier;                                          // "hidden1", …, "output"

  Cnn(const CnnSettings& settings, Random& random)
      : convolutions(stack(settings, random)), classifier(columns_of(convolutions, settings), settings.hidden, settings.classes, settings.activation,
                   settings.activation == Activation::Relu ? Init::He : Init::Xavier, random) {
    initialise(classifier.layers.back().w.value, Init::Uniform, random);   // small, so that no class is preferred before training
  }

  // images N×(channels·height·width) → logits N×classes
  Value operator()(Tape& tape, Value images) const {
    Value maps = images;
    for (const Conv& layer : convolutions) maps = layer(tape, maps);
    return classifier(tape, maps);
  }

  Parameters parameters() {
    Parameters out;
    for (Conv& layer : convolutions) layer.collect(out);
    for (Dense& layer : classifier.layers) layer.collect(out);
    return out;
  }

 private:
  static std::vector<Conv> stack(const CnnSettings& settings, Random& random) {
    std::vector<Conv> out;
    Index channels = settings.channels, height = settings.height, width = settings.width;
    for (const ConvSettings& convolution : settings.convolutions) {
      out.emplace_back("conv" + std::to_string(out.size() + 1), channels, height, width, convolution, random);
      channels = out.back().pool.channels, height = out.back().pool.out_height(), width = out.back().pool.out_width();
    }
    return out;
  }
  static Index columns_of(const std::vector<Conv>& stack, const CnnSettings& settings) {
    return stack.empty() ? settings.channels * settings.height * settings.width : stack.back().pool.channels * stack.back().pool.out_cells();
  }
};

}  // namespace epochs::inline EPOCHS_PRECISION::nn
