#include "nn/ops/sequence.hpp"

#include <algorithm>

namespace epochs::inline EPOCHS_PRECISION::nn {

void to_steps(ConstMatrix from, Index steps, Eigen::Ref<Matrix> to) {
  const Index batch = from.rows() / steps;
  for (Index t = 0; t < steps; ++t)
    for (Index b = 0; b < batch; ++b) std::copy_n(from.data() + (b * steps + t) * from.outerStride(), from.cols(), to.data() + (t * batch + b) * to.outerStride());
}

void from_steps(ConstMatrix from, Index steps, Eigen::Ref<Matrix> to, Accumulate accumulate) {
  const Index batch = from.rows() / steps;
  for (Index b = 0; b < batch; ++b)
    for (Index t = 0; t < steps; ++t) {
      if (accumulate == Accumulate::Yes)
        to.row(b * steps + t) += from.row(t * batch + b);
      else
        to.row(b * steps + t) = from.row(t * batch + b);
    }
}

void input_gradient(const Matrix& dgates, const Matrix& wx, Index steps, Matrix& scratch, Contribution dx) {
  if (!dx) return;
  if (steps == 1) return product(dgates, Transpose::No, wx, Transpose::Yes, *dx.gradient, dx.accumulate);
  scratch.resize(dgates.rows(), wx.rows());
  product(dgates, Transpose::No, wx, Transpose::Yes, scratch);
  from_steps(scratch, steps, *dx.gradient, dx.accumulate);
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
