// y = f(x·W + b). Every row of x is one example; column j of W holds the weights of unit j.
//   x N×I, W I×O, b 1×O, y N×O
//   dx = dz·Wᵀ, dW = xᵀ·dz, db = Σ rows of dz, with dz = dy ∘ f'
#pragma once

#include <functional>

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

// For ops that have a weighted sum inside: throws CheckFailed when the sizes do not fit; z in terms of x, W and b; what z hands back to
// one cell of x (slot 0), W (1) or b (2), given the slope of the entry's value by z, and whether that slope is 1 everywhere.
void check_linear(ConstMatrix x, ConstMatrix w, const Matrix* b);
void explain_weighted_sum(const Trace& trace, int entry, Cell cell, Explanation& out);
enum class Bend { No, Yes };
void weighted_sum_gradient(const Trace& trace, int entry, int slot, Cell cell, Bend bend, const std::function<double(Cell)>& slope, std::vector<Term>& out);

extern const Op kLinear;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
