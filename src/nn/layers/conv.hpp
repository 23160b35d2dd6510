// A layer of feature maps: every filter slides over all channels; activation; pooling.
#pragma once

#include <string>

#include "nn/init.hpp"
#include "nn/ops/activation.hpp"
#include "nn/ops/pooling.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

enum class Pooling { Max, Average };

struct ConvSettings {
  Index filters = 8, size = 5, stride = 1, padding = 0;
  Activation activation = Activation::Relu;
  Index pool = 2;                                // side and stride of the pooling window; 1: no pooling
  Pooling pooling = Pooling::Max;
};

struct Conv {
  std::string name;
  Parameter w, b;              // (channels·size·size)×filters, 1×filters (zeros)
  Window window, pool;
  Activation activation;
  Pooling pooling;

  // The picture that comes in: channels·height·width columns, channel after channel.
  Conv(const std::string& name_, Index channels, Index height, Index width, const ConvSettings& settings, Random& random)
      : name(name_),
        w(name_ + "/w", channels * settings.size * settings.size, settings.filters),
        b(name_ + "/b", 1, settings.filters, Decay::No),
        window{.channels = channels, .height = height, .width = width, .size = settings.size, .stride = settings.stride, .padding = settings.padding},
        pool{.channels = settings.filters, .height = window.out_height(), .width = window.out_width(), .size = settings.pool, .stride = settings.pool},
        activation(settings.activation),
        pooling(settings.pooling) {
    initialise(w.value, activation == Activation::Relu ? Init::He : Init::Xavier, random);
  }

  // N×(channels·height·width) → N×(filters·pool.out_cells()). When recording: "z", f(z) as "maps", "pooled";
  // without an activation "maps" is z itself, without pooling there is no "pooled".
  Value operator()(Tape& tape, Value x) const {
    const Scope scope = tape.scope(name);
    const Value maps = tape.name("maps", nn::activation(tape, activation, tape.name("z", conv2d(tape, x, w, b, window))));
    if (pool.size == 1) return maps;
    return tape.name("pooled", pooling == Pooling::Max ? max_pool(tape, maps, pool) : average_pool(tape, maps, pool));
  }

  Index filters() const { return w.value.cols(); }
  void collect(Parameters& out) { out.insert(out.end(), {&w, &b}); }
};

}  // namespace epochs::inline EPOCHS_PRECISION::nn
