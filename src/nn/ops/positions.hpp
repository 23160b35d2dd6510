// Where in the sentence a token stands: y(b·T + t) = x(b·T + t) + table(first + t). The table is learned (BERT, GPT) or made of
// sinusoids (Vaswani et al. 2017, section 3.5).
#pragma once

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// x (B·T)×D, row b·T + t; table L×D with L ≥ first + T → (B·T)×D. steps = T. The gradient of a row of the table is the sum over the B sequences.
Value add_positions(Tape& tape, Value x, Value table, Index steps, Index first = 0);

// Position p, column 2i: sin(p / 10000^(2i/D)), column 2i + 1: the cosine of the same angle. length×width.
Matrix sinusoidal_positions(Index length, Index width);

extern const Op kAddPositions;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
