// Row-major matrices of Real. Row = example or token, column = feature; a batch of sequences is B·T rows.
#pragma once

#include <Eigen/Core>

#include "core/real.hpp"

namespace epochs::inline EPOCHS_PRECISION {

using Matrix = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using RowVector = Eigen::Matrix<Real, 1, Eigen::Dynamic, Eigen::RowMajor>;
using ConstMatrix = Eigen::Ref<const Matrix>;  // for parameters: binds to matrices, blocks and maps without a copy
using Index = Eigen::Index;

}  // namespace epochs::inline EPOCHS_PRECISION
