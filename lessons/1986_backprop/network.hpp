// A layered network and backpropagation by hand (Rumelhart, Hinton & Williams 1986). Rows are examples, columns are units.
//
//   forward   a0 = x            N×I0
//             zl = a(l−1)·Wl + bl    N×Ol
//             al = f(zl)             in the last layer the output unit's own function
//   loss      J(ŷ, y), ŷ = aL        the mean over the N examples
//   backward  δL = ∂J/∂zL            (a) how much the score of each unit is to blame
//             δl = (δ(l+1)·W(l+1)ᵀ) ∘ f'(zl)    blame flows back through the same weights
//             ∂J/∂Wl = a(l−1)ᵀ·δl,  ∂J/∂bl = Σ rows of δl
#pragma once

#include <string>
#include <vector>

#include "core/matrix.hpp"
#include "core/random.hpp"
#include "nn/parameter.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {

enum class Activation { Tanh, Sigmoid, Relu };

// CrossEntropy: sigmoid output, J = −y ln ŷ − (1−y) ln(1−ŷ). SquaredError: sigmoid output, J = ½ (ŷ − y)², as in 1986.
// LinearSquaredError: ŷ = z, J = ½ (ŷ − y)²: nothing bounds the output, so that too large a rate can run away.
enum class Loss { CrossEntropy, SquaredError, LinearSquaredError };

struct Shape {
  std::vector<int> hidden = {4};         // units of each hidden layer: 0 … 4 layers of 1 … 16; none: logistic regression
  Activation activation = Activation::Tanh;
  Loss loss = Loss::CrossEntropy;
  bool operator==(const Shape&) const = default;
};

struct Network {
  Shape shape;
  std::vector<nn::Parameter> parameters; // W1, b1, W2, b2, …; Wl is Il×Ol, bl is 1×Ol
  int layers() const { return static_cast<int>(parameters.size()) / 2; }
  const Matrix& w(int layer) const { return parameters[static_cast<std::size_t>(2 * layer)].value; }       // layer 0 … layers()−1
  const Matrix& b(int layer) const { return parameters[static_cast<std::size_t>(2 * layer + 1)].value; }
};

// Weights small enough that no unit starts saturated (Xavier for tanh and sigmoid, He for ReLU), biases 0.
Network make_network(const Shape& shape, Random& random);

// Everything one pass computes, kept for the learner to look at. Index = layer.
struct Pass {
  std::vector<Matrix> z, a;              // a has one more: a[0] = x
  std::vector<Matrix> delta;             // ∂J/∂z
  std::vector<Matrix> gradients;         // of the parameters, in their order
  double loss = 0;                       // mean over the rows
  const Matrix& output() const { return a.back(); }   // ŷ, N×1
};

void forward(const Network& network, ConstMatrix x, Pass& pass);           // x N×2
double loss_of(Loss loss, const Matrix& z, const Matrix& y);               // from the last z, N×1; exact for large |z|
void backward(const Network& network, const Matrix& y, Pass& pass);        // after forward; y N×1

// The class that an output speaks for: 1 above ½, 0 below; −1 within a thousandth of ½, which is rounding and no answer.
inline int class_of(Real yhat) { return yhat > Real(0.501) ? 1 : yhat < Real(0.499) ? 0 : -1; }

Real activate(Activation activation, Real z);                              // f(z)
Real slope(Activation activation, Real a);                                 // f'(z), from a = f(z)

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
