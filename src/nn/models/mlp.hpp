// Multi-layer perceptron: dense layers one after the other; the last one has no activation of its own.
#pragma once

#include <span>
#include <vector>

#include "nn/layers/dense.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

struct Mlp {
  std::vector<Dense> layers;   // "hidden1", "hidden2", …, "output"

  Mlp(Index inputs, std::span<const Index> hidden, Index outputs, Activation activation, Init init, Random& random) {
    layers.reserve(hidden.size() + 1);
    for (const Index units : hidden) {
      layers.emplace_back("hidden" + std::to_string(layers.size() + 1), inputs, units, activation, init, random);
      inputs = units;
    }
    layers.emplace_back("output", inputs, outputs, Activation::None, init, random);
  }

  Value operator()(Tape& tape, Value x) const {
    for (const Dense& layer : layers) x = layer(tape, x);
    return x;
  }

  Parameters parameters() {
    Parameters out;
    for (Dense& layer : layers) layer.collect(out);
    return out;
  }
};

}  // namespace epochs::inline EPOCHS_PRECISION::nn
