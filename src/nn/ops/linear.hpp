// y = f(x·W + b). Every row of x is one example; column j of W holds the weights of unit j.
//   x N×I, W I×O, b 1×O, y N×O
//   dx = dz·Wᵀ, dW = xᵀ·dz, db = Σ rows of dz, with dz = dy ∘ f'
#pragma once

#include "nn/ops/activation.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// b may be null. y gets its size. Throws CheckFailed when sizes do not fit.
void linear(ConstMatrix x, ConstMatrix w, const Matrix* b, Activation activation, Matrix& y);
// dz: the gradient before the activation. Null outputs are not computed.
struct LinearGradients {
  Contribution x, w, b;
};
void linear_backward(ConstMatrix x, ConstMatrix w, const Matrix& dz, const LinearGradients& out);

// Tanh, Sigmoid and Relu may be fused; to see z and f(z) apart, apply the activation as an op of its own.
Value linear(Tape& tape, Value x, Value w, Value b, Activation activation = Activation::None);
Value linear(Tape& tape, Value x, Value w, Activation activation = Activation::None);             // without bias
Value linear(Tape& tape, Value x, const Parameter& w, const Parameter& b, Activation activation = Activation::None);
Value linear(Tape& tape, Value x, const Parameter& w, Activation activation = Activation::None);
Value matmul(Tape& tape, Value a, Value b);                                                       // linear without bias, by its other name

extern const Op kLinear;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
