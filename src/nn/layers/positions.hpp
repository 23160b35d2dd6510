// What tells a transformer the order of the words.
#pragma once

#include <string>

#include "nn/init.hpp"
#include "nn/ops/positions.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// None: the words are a bag. Sinusoidal: Vaswani et al. 2017, section 3.5, nothing to learn. Learned: BERT, GPT.
enum class PositionKind { None, Sinusoidal, Learned };

struct Positions {
  PositionKind kind;
  Matrix sinusoids;            // length×width, for Sinusoidal
  Parameter learned;           // length×width, for Learned

  Positions(const std::string& name, PositionKind kind_, Index length, Index width, Random& random) : kind(kind_) {
    if (kind == PositionKind::Sinusoidal) sinusoids = sinusoidal_positions(length, width);
    if (kind != PositionKind::Learned) return;
    learned = Parameter(name, length, width);
    fill_normal(learned.value, Real(0.02), random);
  }

  // x (B·T)×D, steps = T; the first token of each sequence stands at place `first`.
  Value operator()(Tape& tape, Value x, Index steps, Index first = 0) const {
    if (kind == PositionKind::None) return x;
    const Value table = kind == PositionKind::Learned ? tape.parameter(learned) : tape.borrow(sinusoids, "sinusoids");
    return add_positions(tape, x, table, steps, first);
  }

  const Matrix& table() const { return kind == PositionKind::Learned ? learned.value : sinusoids; }   // 0×0 for None
  void collect(Parameters& out) {
    if (kind == PositionKind::Learned) out.push_back(&learned);
  }
};

}  // namespace epochs::inline EPOCHS_PRECISION::nn
