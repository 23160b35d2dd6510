// The one door for matrix products. Behind it: plain loops and tiles in registers for small sizes, oneDNN where the build found it, Eigen otherwise.
#pragma once

#include "core/matrix.hpp"

namespace epochs::inline EPOCHS_PRECISION {

enum class Transpose { No, Yes };
enum class Accumulate { No, Yes };

// out (m×n) = op(a) (m×k) · op(b) (k×n), or out += … . out must have its size already and must not alias a or b.
// Throws CheckFailed when sizes do not fit.
void product(ConstMatrix a, Transpose transpose_a, ConstMatrix b, Transpose transpose_b, Eigen::Ref<Matrix> out, Accumulate accumulate = Accumulate::No);

}  // namespace epochs::inline EPOCHS_PRECISION
