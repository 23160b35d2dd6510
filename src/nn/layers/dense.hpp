// A layer of units: y = f(x·W + b).
#pragma once

#include <string>

#include "nn/init.hpp"
#include "nn/ops/linear.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

struct Dense {
  std::string name;
  Parameter w, b;              // inputs×units, 1×units (zeros)
  Activation activation = Activation::None;

  Dense(const std::string& name_, Index inputs, Index units, Activation activation_, Init init, Random& random)
      : name(name_), w(name_ + "/w", inputs, units), b(name_ + "/b", 1, units, Decay::No), activation(activation_) {
    initialise(w.value, init, random);
  }

  // Two ops when recording, so that a learner can see z and f(z) apart; one when training.
  Value operator()(Tape& tape, Value x) const {
    const Scope scope = tape.scope(name);
    if (!tape.recording() && activation != Activation::Step) return linear(tape, x, w, b, activation);
    return nn::activation(tape, activation, tape.name("z", linear(tape, x, w, b)));
  }

  void collect(Parameters& out) { out.insert(out.end(), {&w, &b}); }
};

}  // namespace epochs::inline EPOCHS_PRECISION::nn
