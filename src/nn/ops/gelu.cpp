#include "nn/ops/gelu.hpp"

#include <cmath>
#include <numbers>

#include "core/fast_math.hpp"
#include "core/kernel.hpp"
#include "nn/ops/cells.hpp"
#include "nn/ops/explain.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

constexpr double kCubic = 0.044715;
constexpr double kRootTwoOverPi = 0.7978845608028654;

// Value and slope in one pass, while the exponential is at hand; backward is then one product. x and y may be the same, and slope
// may be null.
EPOCHS_KERNEL void exact_form(const Real* x, Index count, Real* y, Real* EPOCHS_RESTRICT slope) {
#pragma omp simd
  for (Index i = 0; i < count; ++i) {
    const Real at = x[i];
    const Normal<Real> normal = fast_normal(at);
    y[i] = at * normal.below;
    if (slope) slope[i] = normal.below + at * normal.density;
  }
}

EPOCHS_KERNEL void tanh_form(const Real* x, Index count, Real* y, Real* EPOCHS_RESTRICT slope) {
  constexpr auto kRoot = static_cast<Real>(kRootTwoOverPi), kCube = static_cast<Real>(kCubic);
#pragma omp simd
  for (Index i = 0; i < count; ++i) {
    const Real at = x[i], square = at * at, t = fast_tanh(kRoot * (at + kCube * square * at));
    y[i] = Real(0.5) * at * (1 + t);
    if (slope) slope[i] = Real(0.5) * (1 + t) + Real(0.5) * at * (1 - t * t) * kRoot * (1 + 3 * kCube * square);
  }
}

void backward(Tape& tape, int index) {
  const Node& node = tape.node(index);
  if (const Contribution dx = tape.contribution(node, 0)) multiply_cells(node.gradient, node.saved[0], *dx.gradient, dx.accumulate);
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

const Op kGelu{.name = "gelu", .backward = backward, .explain = explain, .gradient_terms = gradient_terms<GeluForm::Exact>};
const Op kGeluTanh{.name = "gelu_tanh", .backward = backward, .explain = explain, .gradient_terms = gradient_terms<GeluForm::Tanh>};

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
  y.resize(x.rows(), x.cols());
  gelu(form, x.data(), x.size(), y.data(), nullptr);
}

void gelu(GeluForm form, const Real* x, Index count, Real* y, Real* slope) { (form == GeluForm::Exact ? exact_form : tanh_form)(x, count, y, slope); }

Value gelu(Tape& tape, Value x, GeluForm form) {
  const Matrix& in = tape.value(x);
  Node& node = tape.push(form == GeluForm::Exact ? kGelu : kGeluTanh, {x}, in.rows(), in.cols());
  Matrix& slope = node.keep(0, in.rows(), in.cols());
  gelu(form, in.data(), in.size(), node.own.data(), slope.data());
  return tape.last();
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
