// Arithmetic, cell by cell: a + b, a − b, a ∘ b, c·a. Both operands have the same size.
#pragma once

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

Value add(Tape& tape, Value a, Value b);
Value sub(Tape& tape, Value a, Value b);
Value mul(Tape& tape, Value a, Value b);
Value scale(Tape& tape, Value a, Real factor);

extern const Op kAdd, kSub, kMul, kScale;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
