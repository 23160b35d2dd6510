// Dropout (Srivastava et al. 2014), in its inverted form: each cell is dropped with probability `rate`, the others are
// divided by 1 − rate, so that nothing has to change when the model is used.
#pragma once

#include "core/random.hpp"
#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// x itself, and nothing drawn, when rate is 0 or the tape only infers; a probe that is to be shown passes rate 0.
// 0 ≤ rate < 1. Part "mask": 0 or 1/(1 − rate).
Value dropout(Tape& tape, Value x, double rate, Random& random);

// The same where a model may be asked without dropout: drops null, and it is x itself.
inline Value drop(Tape& tape, Value x, double rate, Random* drops) { return drops ? dropout(tape, x, rate, *drops) : x; }

extern const Op kDropout;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
