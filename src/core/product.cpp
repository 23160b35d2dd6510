#include "core/product.hpp"

#include "core/check.hpp"

namespace epochs::inline EPOCHS_PRECISION {
namespace {

template <class A, class B>
void multiply(const A& a, const B& b, Eigen::Ref<Matrix> out, Accumulate accumulate) {
  EPOCHS_CHECK(a.cols() == b.rows() && out.rows() == a.rows() && out.cols() == b.cols(), "product: sizes do not fit");
  if (accumulate == Accumulate::Yes)
    out.noalias() += a * b;
  else
    out.noalias() = a * b;
}

}  // namespace

void product(ConstMatrix a, Transpose transpose_a, ConstMatrix b, Transpose transpose_b, Eigen::Ref<Matrix> out, Accumulate accumulate) {
  if (transpose_a == Transpose::No && transpose_b == Transpose::No) multiply(a, b, out, accumulate);
  if (transpose_a == Transpose::No && transpose_b == Transpose::Yes) multiply(a, b.transpose(), out, accumulate);
  if (transpose_a == Transpose::Yes && transpose_b == Transpose::No) multiply(a.transpose(), b, out, accumulate);
  if (transpose_a == Transpose::Yes && transpose_b == Transpose::Yes) multiply(a.transpose(), b.transpose(), out, accumulate);
}

}  // namespace epochs::inline EPOCHS_PRECISION
