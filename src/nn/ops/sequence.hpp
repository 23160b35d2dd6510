// What the recurrent ops share: a batch of B sequences of T steps is B·T rows, row b·T + t; the rows of one step lie T apart.
#pragma once

#include "core/matrix.hpp"

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

}  // namespace epochs::inline EPOCHS_PRECISION::nn
