// Functions of one number, cell by cell: tanh, sigmoid, ReLU, the step function.
// tanh' = 1 − y², sigmoid' = y(1 − y), ReLU' = [y > 0] (0 at the kink x = 0), step' = 0 everywhere it exists.
#pragma once

#include <span>
#include <string_view>

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

enum class Activation { None, Tanh, Sigmoid, Relu, Step };

// An activation with everything a learner's menu or plot needs.
struct ActivationKind {
  Activation activation;
  std::string_view name;                 // "none", "tanh", "sigmoid", "relu", "step"
  double (*value)(double x);             // f(x)
  double (*derivative)(double y);        // f'(x), from y = f(x)
  const Op* op;                          // null for None
};
std::span<const ActivationKind> activation_kinds();
const ActivationKind& kind_of(Activation activation);
const ActivationKind* find_activation(std::string_view name);   // null when there is none of that name

// y = f(x); x and y may be the same matrix.
void activate(Activation activation, const Matrix& x, Matrix& y);
// dx (+)= dy ∘ f'(x), from y alone. dx may be dy.
void activate_backward(Activation activation, const Matrix& y, const Matrix& dy, Matrix& dx, Accumulate accumulate = Accumulate::No);

Value activation(Tape& tape, Activation kind, Value x);         // None gives x back
Value tanh(Tape& tape, Value x);
Value sigmoid(Tape& tape, Value x);
Value relu(Tape& tape, Value x);
Value step(Tape& tape, Value x);                                // 1 where x ≥ 0, else 0

}  // namespace epochs::inline EPOCHS_PRECISION::nn
