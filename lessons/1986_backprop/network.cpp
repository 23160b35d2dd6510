#include "network.hpp"

#include <cmath>

#include "core/check.hpp"
#include "core/product.hpp"
#include "nn/init.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {
namespace {

Real sigmoid(Real z) { return 1 / (1 + std::exp(-z)); }

// ŷ from the last z.
Real output(Loss loss, Real z) { return loss == Loss::LinearSquaredError ? z : sigmoid(z); }

// ∂J/∂z of one example, from ŷ and y.
Real blame(Loss loss, Real yhat, Real y) {
  const Real difference = yhat - y;
  return loss == Loss::SquaredError ? difference * yhat * (1 - yhat) : difference;   // for cross-entropy the sigmoid's slope cancels
}

}  // namespace

Real activate(Activation activation, Real z) {
  if (activation == Activation::Tanh) return std::tanh(z);
  return activation == Activation::Sigmoid ? sigmoid(z) : z > 0 ? z : (z == z ? Real(0) : z);   // NaN stays visible
}

Real slope(Activation activation, Real a) {
  if (activation == Activation::Tanh) return 1 - a * a;
  return activation == Activation::Sigmoid ? a * (1 - a) : a > 0 ? Real(1) : Real(0);
}

Network make_network(const Shape& shape, Random& random) {
  Network network;
  network.shape = shape;
  Index from = 2;
  for (std::size_t layer = 0; layer <= shape.hidden.size(); ++layer) {
    const Index to = layer < shape.hidden.size() ? shape.hidden[layer] : 1;
    const std::string number = std::to_string(layer + 1);
    network.parameters.emplace_back("W" + number, from, to);
    network.parameters.emplace_back("b" + number, 1, to, nn::Decay::No);
    Matrix& w = network.parameters[2 * layer].value;
    nn::initialise(w, shape.activation == Activation::Relu && layer < shape.hidden.size() ? nn::Init::He : nn::Init::Xavier, random);
    from = to;
  }
  return network;
}

void forward(const Network& network, ConstMatrix x, Pass& pass) {
  const std::size_t layers = static_cast<std::size_t>(network.layers());
  pass.z.resize(layers);
  pass.a.resize(layers + 1);
  pass.a[0] = x;
  for (std::size_t l = 0; l < layers; ++l) {
    const Matrix &w = network.w(static_cast<int>(l)), &b = network.b(static_cast<int>(l));
    Matrix& z = pass.z[l];
    z.resize(x.rows(), w.cols());
    product(pass.a[l], Transpose::No, w, Transpose::No, z);                    // a·W
    z.rowwise() += b.row(0);                                                   // + b
    if (l + 1 < layers)
      pass.a[l + 1] = z.unaryExpr([&](Real v) { return activate(network.shape.activation, v); });
    else
      pass.a[l + 1] = z.unaryExpr([&](Real v) { return output(network.shape.loss, v); });
  }
}

double loss_of(Loss loss, const Matrix& z, const Matrix& y) {
  EPOCHS_CHECK(z.rows() == y.rows() && z.cols() == 1 && y.cols() == 1, "backprop: loss needs one score and one answer a row");
  double sum = 0;
  for (Index i = 0; i < z.rows(); ++i) {
    const double v = static_cast<double>(z(i, 0)), t = static_cast<double>(y(i, 0));
    const double yhat = static_cast<double>(output(loss, z(i, 0)));
    // −y ln σ(z) − (1−y) ln(1−σ(z)) = max(z, 0) − y z + ln(1 + e^−|z|), which never takes the logarithm of 0
    sum += loss == Loss::CrossEntropy ? std::max(v, 0.0) - t * v + std::log1p(std::exp(-std::abs(v))) : 0.5 * (yhat - t) * (yhat - t);
  }
  return z.rows() == 0 ? 0 : sum / static_cast<double>(z.rows());
}

void backward(const Network& network, const Matrix& y, Pass& pass) {
  const int layers = network.layers();
  const Index rows = y.rows();
  EPOCHS_CHECK(pass.output().rows() == rows && y.cols() == 1, "backprop: run forward on the same rows first");
  pass.loss = loss_of(network.shape.loss, pass.z.back(), y);
  pass.delta.resize(static_cast<std::size_t>(layers));
  pass.gradients.resize(network.parameters.size());
  for (int l = layers - 1; l >= 0; --l) {
    const std::size_t i = static_cast<std::size_t>(l);
    Matrix& delta = pass.delta[i];
    delta.resize(rows, network.w(l).cols());
    if (l == layers - 1) {
      for (Index r = 0; r < rows; ++r) delta(r, 0) = blame(network.shape.loss, pass.output()(r, 0), y(r, 0)) / static_cast<Real>(rows);
    } else {
      product(pass.delta[i + 1], Transpose::No, network.w(l + 1), Transpose::Yes, delta);                   // δ(l+1)·W(l+1)ᵀ
      delta.array() *= pass.a[i + 1].unaryExpr([&](Real a) { return slope(network.shape.activation, a); }).array();   // ∘ f'(z)
    }
    Matrix &dw = pass.gradients[2 * i], &db = pass.gradients[2 * i + 1];
    dw.resize(network.w(l).rows(), network.w(l).cols());
    product(pass.a[i], Transpose::Yes, delta, Transpose::No, dw);              // a(l−1)ᵀ·δ
    db = delta.colwise().sum();
  }
}

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
