// Mean squared error: L = 1/(N·C) Σ (y − t)², dL/dy = 2 (y − t) / (N·C).
#pragma once

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// y, t N×C → 1×1. The gradient of t (when it wants one) is that of y with the other sign.
Real mean_squared_error(const Matrix& y, const Matrix& t);
void mean_squared_error_backward(const Matrix& y, const Matrix& t, Real dloss, Matrix& dy, Accumulate accumulate = Accumulate::No);

Value mean_squared_error(Tape& tape, Value y, Value t);         // part "losses": (y − t)², cell by cell

extern const Op kMeanSquaredError;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
