// What the recurrent ops share: a batch of B sequences of T steps is B·T rows, row b·T + t; the rows of one step lie T apart.
#pragma once

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

using StepRows = Eigen::Map<Matrix, 0, Eigen::OuterStride<>>;
using ConstStepRows = Eigen::Map<const Matrix, 0, Eigen::OuterStride<>>;

// Step t of every sequence: B rows, columns first … first + count − 1.
inline StepRows at_step(Matrix& all, Index steps, Index t, Index first, Index count) {
  return {all.data() + t * all.cols() + first, all.rows() / steps, count, Eigen::OuterStride<>(steps * all.cols())};
}
inline ConstStepRows at_step(const Matrix& all, Index steps, Index t, Index first, Index count) {
  return {all.data() + t * all.cols() + first, all.rows() / steps, count, Eigen::OuterStride<>(steps * all.cols())};
}
inline StepRows at_step(Matrix& all, Index steps, Index t) { return at_step(all, steps, t, 0, all.cols()); }
inline ConstStepRows at_step(const Matrix& all, Index steps, Index t) { return at_step(all, steps, t, 0, all.cols()); }

// Inside, the recurrent ops work step after step: row t·B + b, so that the rows of a step lie together for products and kernels.
void to_steps(ConstMatrix from, Index steps, Eigen::Ref<Matrix> to);                                                    // row t·B + b = row b·T + t
void from_steps(ConstMatrix from, Index steps, Eigen::Ref<Matrix> to, Accumulate accumulate = Accumulate::No);          // and back

// dx = or += dgates · wxᵀ, with dgates step after step and dx sequence after sequence.
void input_gradient(const Matrix& dgates, const Matrix& wx, Index steps, Matrix& scratch, Contribution dx);

}  // namespace epochs::inline EPOCHS_PRECISION::nn
