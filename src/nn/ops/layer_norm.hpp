// Layer normalisation (Ba et al. 2016, eq. 4): each row to mean 0 and variance 1, then a gain and a bias for each column.
//   x̂ = (x − μ) / √(σ² + ε), y = x̂ ∘ g + b, with μ and σ² (divided by C) of the row
//   dx = (dx̂ − mean(dx̂) − x̂ · mean(dx̂ ∘ x̂)) / √(σ² + ε), with dx̂ = dy ∘ g
#pragma once

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

inline constexpr Real kLayerNormEpsilon = Real(1e-5);

// x N×C, gain and bias 1×C. Gives y and, for backward, x̂ (N×C) and 1/√(σ² + ε) (N×1).
void layer_norm(const Matrix& x, const Matrix& gain, const Matrix& bias, Matrix& y, Matrix& normalised, Matrix& inverse_deviation);
void layer_norm_backward(const Matrix& dy, const Matrix& gain, const Matrix& normalised, const Matrix& inverse_deviation, Contribution dx, Contribution dgain,
                         Contribution dbias);

Value layer_norm(Tape& tape, Value x, Value gain, Value bias);    // parts "normalised", "inverse_deviation"
Value layer_norm(Tape& tape, Value x, const Parameter& gain, const Parameter& bias);

extern const Op kLayerNorm;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
