#include "nn/ops/cells.hpp"

#include <algorithm>

#include "core/fast_math.hpp"
#include "core/kernel.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

EPOCHS_KERNEL void multiply(const Real* a, const Real* b, Index count, Real* EPOCHS_RESTRICT out) {
  for (Index i = 0; i < count; ++i) out[i] = a[i] * b[i];
}
EPOCHS_KERNEL void multiply_add(const Real* a, const Real* b, Index count, Real* EPOCHS_RESTRICT out) {
  for (Index i = 0; i < count; ++i) out[i] += a[i] * b[i];
}
EPOCHS_KERNEL void add(const Real* a, Index count, Real* EPOCHS_RESTRICT out) {
  for (Index i = 0; i < count; ++i) out[i] += a[i];
}

// Column by column in blocks that stay in registers while the rows go by.
constexpr Index kBlock = 32;
EPOCHS_KERNEL void sum_down(const Real* EPOCHS_RESTRICT a, Index rows, Index columns, Index stride, Real* EPOCHS_RESTRICT out) {
  Index c = 0;
  for (; c + kBlock <= columns; c += kBlock) {
    Real sum[kBlock];
    for (Index j = 0; j < kBlock; ++j) sum[j] = out[c + j];
    for (Index r = 0; r < rows; ++r)
      for (Index j = 0; j < kBlock; ++j) sum[j] += a[r * stride + c + j];
    for (Index j = 0; j < kBlock; ++j) out[c + j] = sum[j];
  }
  for (Index r = 0; r < rows; ++r)
    for (Index j = c; j < columns; ++j) out[j] += a[r * stride + j];
}

EPOCHS_KERNEL SoftmaxRow exponentials(const Real* x, Index count, Real* y) {
  Real largest = x[0], total = 0;
#pragma omp simd reduction(max : largest)
  for (Index i = 0; i < count; ++i) largest = x[i] > largest ? x[i] : largest;
#pragma omp simd reduction(+ : total)
  for (Index i = 0; i < count; ++i) {
    y[i] = fast_exp(x[i] - largest);
    total += y[i];
  }
  const Real share = 1 / total;
#pragma omp simd
  for (Index i = 0; i < count; ++i) y[i] *= share;
  return {largest, total};
}

EPOCHS_KERNEL void exponentials_backward(const Real* y, const Real* dy, Index count, Real scale, Real* dx, bool add) {
  Real along = 0;
#pragma omp simd reduction(+ : along)
  for (Index i = 0; i < count; ++i) along += dy[i] * y[i];
#pragma omp simd
  for (Index i = 0; i < count; ++i) dx[i] = (add ? dx[i] : Real(0)) + scale * y[i] * (dy[i] - along);
}

}  // namespace

void multiply_cells(const Matrix& a, const Matrix& b, Matrix& out, Accumulate accumulate) {
  (accumulate == Accumulate::Yes ? multiply_add : multiply)(a.data(), b.data(), a.size(), out.data());
}

void multiply_cells(const Real* a, const Real* b, Index count, Real* out) { multiply(a, b, count, out); }

void add_cells(const Matrix& a, Matrix& out, Accumulate accumulate) {
  if (accumulate == Accumulate::No)
    out = a;
  else
    add(a.data(), a.size(), out.data());
}

void sum_rows(ConstMatrix a, Matrix& out, Accumulate accumulate) {
  if (accumulate == Accumulate::No) out.setZero(1, a.cols());
  sum_down(a.data(), a.rows(), a.cols(), a.outerStride(), out.data());
}

void set_rows(const Matrix& row, Eigen::Ref<Matrix> out) {
  for (Index r = 0; r < out.rows(); ++r) std::copy_n(row.data(), row.cols(), out.data() + r * out.outerStride());
}

SoftmaxRow softmax_row(const Real* x, Index count, Real* y) { return exponentials(x, count, y); }

void softmax_row_backward(const Real* y, const Real* dy, Index count, Real scale, Real* dx, Accumulate accumulate) {
  exponentials_backward(y, dy, count, scale, dx, accumulate == Accumulate::Yes);
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
