// Gated recurrent unit (Cho et al. 2014; the reset gate after the product, as in cuDNN and PyTorch), over whole sequences.
//   r = σ(x Wx_r + bx_r + h' Wh_r + bh_r)            z = σ(… _z)
//   m = h' Wh_n + bh_n                               n = tanh(x Wx_n + bx_n + r ∘ m)
//   h = (1 − z) ∘ n + z ∘ h'                         (h': the step before)
#pragma once

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// The two biases are two because the reset gate stands between them.
struct GruWeights {
  Value wx, wh, bx, bh;        // I×3H, H×3H, 1×3H, 1×3H, columns in the order r, z, n
};

// x (B·T)×I, row b·T + t; start B×H → (B·T)×H. steps = T; with T = 1 this is one cell.
// Parts "r", "z", "n", "m" ((B·T)×H each); after backward "input_gradient" and "state_gradient" ((B·T)×3H: by x Wx + bx, by h' Wh + bh)
// and "hidden_gradient" ((B·T)×H: by h).
Value gru(Tape& tape, Value x, Value start, const GruWeights& weights, Index steps);
Value gru(Tape& tape, Value x, Value start, const Parameter& wx, const Parameter& wh, const Parameter& bx, const Parameter& bh, Index steps);

extern const Op kGru;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
