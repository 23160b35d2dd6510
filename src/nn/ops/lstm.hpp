// Long short-term memory (Hochreiter & Schmidhuber 1997, with the forget gate of Gers et al. 2000), over whole sequences.
//   i = σ(x Wx_i + h' Wh_i + b_i)      f = σ(… _f)      g = tanh(… _g)      o = σ(… _o)
//   c = f ∘ c' + i ∘ g                 h = o ∘ tanh(c)                       (h', c': the step before)
// The input product is taken for all steps at once, and so is the gradient of the weights.
#pragma once

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// x (B·T)×I, row b·T + t; wx I×4H, wh H×4H, b 1×4H, columns in the order i, f, g, o; start B×2H = [h | c] before the first step.
// → (B·T)×2H: [h | c] after every step. steps = T; with T = 1 this is one cell: feed its value back as the next start.
// Parts "i", "f", "g", "o" ((B·T)×H each), "tanh_c"; after backward "gate_gradient" ((B·T)×4H: by what goes into the gates)
// and "cell_gradient" ((B·T)×H: by c).
Value lstm(Tape& tape, Value x, Value start, Value wx, Value wh, Value b, Index steps);
Value lstm(Tape& tape, Value x, Value start, const Parameter& wx, const Parameter& wh, const Parameter& b, Index steps);

extern const Op kLstm;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
