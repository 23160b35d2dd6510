// Passes over all cells of matrices, and over their columns, that many ops need: plain loops, built for the machine's vectors.
#pragma once

#include "core/product.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// out = or += a ∘ b.
void multiply_cells(const Matrix& a, const Matrix& b, Matrix& out, Accumulate accumulate);
void multiply_cells(const Real* a, const Real* b, Index count, Real* out);    // the first for a stretch of cells
// out = or += a.
void add_cells(const Matrix& a, Matrix& out, Accumulate accumulate);
// out (1×C) = or += the sum of a's rows: the gradient of a bias.
void sum_rows(ConstMatrix a, Matrix& out, Accumulate accumulate);

// Every row of out = row (1×C).
void set_rows(const Matrix& row, Eigen::Ref<Matrix> out);

// y = e^(x − max) / Σ over `count` cells; x and y may be the same.
struct SoftmaxRow {
  Real largest, total;         // max, and Σ e^(x − max)
};
SoftmaxRow softmax_row(const Real* x, Index count, Real* y);
// dx = or += scale · y ∘ (dy − Σ dy ∘ y); dx may be dy.
void softmax_row_backward(const Real* y, const Real* dy, Index count, Real scale, Real* dx, Accumulate accumulate);

}  // namespace epochs::inline EPOCHS_PRECISION::nn
