// The simple recurrent network (Elman 1990), over whole sequences: h = tanh(x Wx + h' Wh + b), h' the step before.
#pragma once

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// x (B·T)×I, row b·T + t; wx I×H, wh H×H, b 1×H; start B×H → (B·T)×H. steps = T; with T = 1 this is one cell.
// Part "gate_gradient" after backward: (B·T)×H, by what goes into tanh.
Value rnn(Tape& tape, Value x, Value start, Value wx, Value wh, Value b, Index steps);
Value rnn(Tape& tape, Value x, Value start, const Parameter& wx, const Parameter& wh, const Parameter& b, Index steps);

extern const Op kRnn;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
