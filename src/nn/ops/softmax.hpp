// Softmax of each row: y_c = e^(x_c) / Σ_k e^(x_k). dx_c = y_c (dy_c − Σ_k dy_k y_k).
#pragma once

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// x and y may be the same matrix. A row's largest value is taken off first, so nothing overflows.
void softmax(const Matrix& x, Matrix& y);
void softmax_backward(const Matrix& y, const Matrix& dy, Matrix& dx, Accumulate accumulate = Accumulate::No);

Value softmax(Tape& tape, Value x);    // part "exponentials": e^(x_c − max of the row)

extern const Op kSoftmax;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
