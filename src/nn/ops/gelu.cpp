#include "nn/ops/gelu.hpp"

#include <cmath>
#include <numbers>

#include "nn/ops/explain.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

constexpr double kCubic = 0.044715;
constexpr double kRootTwoOverPi = 0.7978845608028654;

// The inner hyperbolic tangent of the tanh form, row by row as Eigen vectorises it.
auto inner_tanh(const Matrix& x) {
  return (static_cast<Real>(kRootTwoOverPi) * (x.array() + static_cast<Real>(kCubic) * x.array().cube())).tanh();
}

void backward_tanh(Tape& tape, int index) {
  const Node& node = tape.node(index);
  const Contribution dx = tape.contribution(node, 0);
  if (!dx) return;
  const Matrix &x = tape.input_of(node, 0), &t = node.saved[0];
  const auto inner = static_cast<Real>(kRootTwoOverPi) * (Real(1) + static_cast<Real>(3 * kCubic) * x.array().square());
  const auto slope = Real(0.5) * (Real(1) + t.array()) + Real(0.5) * x.array() * (Real(1) - t.array().square()) * inner;
  assign_or_add(*dx.gradient, dx.accumulate, (node.gradient.array() * slope).matrix());
}

void backward_exact(Tape& tape, int index) {
  const Node& node = tape.node(index);
  const Contribution dx = tape.contribution(node, 0);
  if (!dx) return;
  const auto slope = tape.input_of(node, 0).unaryExpr([](Real x) { return static_cast<Real>(gelu_derivative(GeluForm::Exact, static_cast<double>(x))); });
  assign_or_add(*dx.gradient, dx.accumulate, node.gradient.cwiseProduct(slope));
}

void explain(const Trace& trace, int entry, Cell cell, Explanation& out) {
  out.function = entry_of(trace, entry).op;
  out.terms.push_back(term_of(trace, input_of(trace, entry, 0), cell));
}

template <GeluForm kForm>
void gradient_terms(const Trace& trace, int entry, int, Cell cell, std::vector<Term>& out) {
  if (has_gradient(trace, entry)) out.push_back(gradient_term(trace, entry, cell, gelu_derivative(kForm, value_at(trace, input_of(trace, entry, 0), cell))));
}

}  // namespace

const Op kGelu{.name = "gelu", .backward = backward_exact, .explain = explain, .gradient_terms = gradient_terms<GeluForm::Exact>};
const Op kGeluTanh{.name = "gelu_tanh", .backward = backward_tanh, .explain = explain, .gradient_terms = gradient_terms<GeluForm::Tanh>};

double gelu(GeluForm form, double x) {
  if (form == GeluForm::Exact) return 0.5 * x * std::erfc(-x / std::numbers::sqrt2);
  return 0.5 * x * (1 + std::tanh(kRootTwoOverPi * (x + kCubic * x * x * x)));
}

double gelu_derivative(GeluForm form, double x) {
  if (form == GeluForm::Exact) return 0.5 * std::erfc(-x / std::numbers::sqrt2) + x * std::exp(-0.5 * x * x) / std::sqrt(2 * std::numbers::pi);
  const double t = std::tanh(kRootTwoOverPi * (x + kCubic * x * x * x));
  return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * kRootTwoOverPi * (1 + 3 * kCubic * x * x);
}

void gelu(GeluForm form, const Matrix& x, Matrix& y) {
  if (form == GeluForm::Exact)
    y = x.unaryExpr([](Real v) { return static_cast<Real>(gelu(GeluForm::Exact, static_cast<double>(v))); });
  else
    y = (Real(0.5) * x.array() * (Real(1) + inner_tanh(x))).matrix();
}

Value gelu(Tape& tape, Value x, GeluForm form) {
  const Matrix& in = tape.value(x);
  Node& node = tape.push(form == GeluForm::Exact ? kGelu : kGeluTanh, {x}, in.rows(), in.cols());
  if (form == GeluForm::Exact) {
    node.own = in.unaryExpr([](Real v) { return static_cast<Real>(gelu(GeluForm::Exact, static_cast<double>(v))); });
  } else {
    Matrix& t = node.keep(0, in.rows(), in.cols());
    t.array() = inner_tanh(in);
    node.own.array() = Real(0.5) * in.array() * (Real(1) + t.array());
  }
  return tape.last();
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
