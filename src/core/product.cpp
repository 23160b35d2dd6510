#include "core/product.hpp"

#include "core/block_product.hpp"
#include "core/check.hpp"
#include "core/kernel.hpp"

#if defined(EPOCHS_HAVE_DNNL) && !defined(EPOCHS_DOUBLE)
#include <dnnl.h>
#include <omp.h>
#endif

namespace epochs::inline EPOCHS_PRECISION {
namespace {

// Below this many multiplications the call into a library costs more than the product (oneDNN: 5 GFLOP/s at 10×8×8).
constexpr Index kTiny = 16 * 16 * 16;
// Up to this many, tiles without packing are faster than a library that packs (86 against 57 GFLOP/s at 32×32×32), if whole vectors fit.
constexpr Index kSmall = 32 * 32 * 32, kSmallColumns = 8;
// The double engine is there for truth: every cell is one sum, in the order of its terms, whatever the sizes. So a row has the same bits alone and among others.
constexpr bool kInOrder = sizeof(Real) == 8;
constexpr Index kThin = 2;     // rows up to which a product is bound by reading b, and a library gains nothing

// In the two below rows of b and out are contiguous in j, which is the loop that becomes vectors.
EPOCHS_KERNEL void tiny_rows(const Strided a, const Real* EPOCHS_RESTRICT b, Index b_row, Real* EPOCHS_RESTRICT out, Index out_row, Index m, Index n, Index k,
                             bool add) {
  for (Index i = 0; i < m; ++i) {
    Real* EPOCHS_RESTRICT row = out + i * out_row;
    if (!add)
      for (Index j = 0; j < n; ++j) row[j] = 0;
    for (Index l = 0; l < k; ++l) {
      const Real factor = a.data[i * a.row + l * a.column];
      const Real* EPOCHS_RESTRICT from = b + l * b_row;
      for (Index j = 0; j < n; ++j) row[j] += factor * from[j];
    }
  }
}

// Few rows times a large matrix (a model that writes, token by token): the matrix is read once, eight of its rows at a time.
EPOCHS_KERNEL void thin_rows(const Strided a, const Real* EPOCHS_RESTRICT b, Index b_row, Real* EPOCHS_RESTRICT out, Index out_row, Index m, Index n, Index k, bool add) {
  for (Index i = 0; i < m; ++i) {
    Real* EPOCHS_RESTRICT row = out + i * out_row;
    if (!add)
      for (Index j = 0; j < n; ++j) row[j] = 0;
    Index l = 0;
    for (; l + 8 <= k; l += 8) {
      Real x[8];
      for (Index s = 0; s < 8; ++s) x[s] = a.data[i * a.row + (l + s) * a.column];
      const Real* EPOCHS_RESTRICT from = b + l * b_row;
      for (Index j = 0; j < n; ++j)
        row[j] += ((x[0] * from[j] + x[1] * from[j + b_row]) + (x[2] * from[j + 2 * b_row] + x[3] * from[j + 3 * b_row])) +
                  ((x[4] * from[j + 4 * b_row] + x[5] * from[j + 5 * b_row]) + (x[6] * from[j + 6 * b_row] + x[7] * from[j + 7 * b_row]));
    }
    for (; l < k; ++l)
      for (Index j = 0; j < n; ++j) row[j] += a.data[i * a.row + l * a.column] * b[l * b_row + j];
  }
}

// For b transposed: each cell is a dot product of two contiguous rows (or of a strided column with one).
EPOCHS_KERNEL void tiny_dots(const Strided a, const Real* EPOCHS_RESTRICT b, Index b_row, Real* EPOCHS_RESTRICT out, Index out_row, Index m, Index n, Index k,
                             bool add) {
  for (Index i = 0; i < m; ++i)
    for (Index j = 0; j < n; ++j) {
      Real sum = 0;
      for (Index l = 0; l < k; ++l) sum += a.data[i * a.row + l * a.column] * b[j * b_row + l];
      out[i * out_row + j] = add ? out[i * out_row + j] + sum : sum;
    }
}

#if defined(EPOCHS_HAVE_DNNL) && !defined(EPOCHS_DOUBLE)
void large(ConstMatrix a, Transpose ta, ConstMatrix b, Transpose tb, Eigen::Ref<Matrix> out, Accumulate accumulate, Index k) {
  // Threads share a batch above this level: within a product one thread, so that the bits do not depend on their number.
  thread_local const bool one_thread = (omp_set_num_threads(1), true);
  static_cast<void>(one_thread);
  const dnnl_status_t status =
      dnnl_sgemm(ta == Transpose::Yes ? 'T' : 'N', tb == Transpose::Yes ? 'T' : 'N', out.rows(), out.cols(), k, 1.0f, a.data(), a.outerStride(), b.data(),
                 b.outerStride(), accumulate == Accumulate::Yes ? 1.0f : 0.0f, out.data(), out.outerStride());
  EPOCHS_CHECK(status == dnnl_success, "product: oneDNN refused the sizes");
}
#else
template <class A, class B>
void multiply(const A& a, const B& b, Eigen::Ref<Matrix> out, Accumulate accumulate) {
  if (accumulate == Accumulate::Yes)
    out.noalias() += a * b;
  else
    out.noalias() = a * b;
}

void large(ConstMatrix a, Transpose ta, ConstMatrix b, Transpose tb, Eigen::Ref<Matrix> out, Accumulate accumulate, Index) {
  if (ta == Transpose::No && tb == Transpose::No) multiply(a, b, out, accumulate);
  if (ta == Transpose::No && tb == Transpose::Yes) multiply(a, b.transpose(), out, accumulate);
  if (ta == Transpose::Yes && tb == Transpose::No) multiply(a.transpose(), b, out, accumulate);
  if (ta == Transpose::Yes && tb == Transpose::Yes) multiply(a.transpose(), b.transpose(), out, accumulate);
}
#endif

}  // namespace

void product(ConstMatrix a, Transpose ta, ConstMatrix b, Transpose tb, Eigen::Ref<Matrix> out, Accumulate accumulate) {
  const Index m = ta == Transpose::Yes ? a.cols() : a.rows(), k = ta == Transpose::Yes ? a.rows() : a.cols();
  const Index n = tb == Transpose::Yes ? b.rows() : b.cols(), inner = tb == Transpose::Yes ? b.cols() : b.rows();
  EPOCHS_CHECK(k == inner, "product: inner sizes " + std::to_string(k) + " and " + std::to_string(inner) + " differ");
  EPOCHS_CHECK(out.rows() == m && out.cols() == n, "product: out has not the size of the product");
  const bool add = accumulate == Accumulate::Yes;
  if (m == 0 || n == 0) return;
  if (k == 0) {
    if (!add) out.setZero();
    return;
  }
  const bool tiny = kInOrder || m * n * k <= kTiny;
  const bool thin = m <= kThin && tb == Transpose::No, small = !kInOrder && m * n * k <= kSmall && n >= kSmallColumns && tb == Transpose::No;
  if (!tiny && !thin && !small) return large(a, ta, b, tb, out, accumulate, k);
  const Strided left = ta == Transpose::Yes ? Strided{a.data(), 1, a.outerStride()} : Strided{a.data(), a.outerStride(), 1};
  if (small && !thin) return block_product(left, {b.data(), b.outerStride()}, {out.data(), out.outerStride()}, {m, n, k}, accumulate);
  if (thin && !tiny)
    thin_rows(left, b.data(), b.outerStride(), out.data(), out.outerStride(), m, n, k, add);
  else if (tb == Transpose::Yes)
    tiny_dots(left, b.data(), b.outerStride(), out.data(), out.outerStride(), m, n, k, add);
  else
    tiny_rows(left, b.data(), b.outerStride(), out.data(), out.outerStride(), m, n, k, add);
}

}  // namespace epochs::inline EPOCHS_PRECISION
