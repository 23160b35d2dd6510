// What has no inputs: data and parameters.
#pragma once

#include "nn/op.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

inline constexpr Op kInput{.name = "input"};
inline constexpr Op kParameter{.name = "parameter"};

}  // namespace epochs::inline EPOCHS_PRECISION::nn
