#include "nn/ops/activation.hpp"

#include <cmath>

#include "core/check.hpp"
#include "core/fast_math.hpp"
#include "core/kernel.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

const ActivationKind& kind_of_entry(const Trace& trace, int entry) {
  return *find_activation(trace.entries[static_cast<std::size_t>(entry)].op);
}

void explain_activation(const Trace& trace, int entry, Cell cell, Explanation& out) {
  const TraceEntry& self = trace.entries[static_cast<std::size_t>(entry)];
  const int x = self.inputs[0];
  out.formula = out.function = self.op;
  out.terms.push_back({.entry = x, .cell = cell, .operand = static_cast<double>(trace.entries[static_cast<std::size_t>(x)].value(cell.row, cell.column))});
}

void gradient_terms(const Trace& trace, int entry, int, Cell cell, std::vector<Term>& out) {
  const TraceEntry& self = trace.entries[static_cast<std::size_t>(entry)];
  if (self.gradient.size() == 0) return;
  const double y = static_cast<double>(self.value(cell.row, cell.column));
  out.push_back({.entry = entry, .cell = cell, .coefficient = kind_of_entry(trace, entry).derivative(y),
                 .operand = static_cast<double>(self.gradient(cell.row, cell.column))});
}

template <Activation kActivation>
void backward(Tape& tape, int index) {
  const Node& node = tape.node(index);
  if (const Contribution dx = tape.contribution(node, 0)) activate_backward(kActivation, node.value(), node.gradient, *dx.gradient, dx.accumulate);
}

template <Activation kActivation>
constexpr Op op_named(std::string_view name, std::string_view kink = {}) {
  return {.name = name, .backward = backward<kActivation>, .explain = explain_activation, .gradient_terms = gradient_terms, .kink = kink};
}

constexpr Op kTanh = op_named<Activation::Tanh>("tanh");
constexpr Op kSigmoid = op_named<Activation::Sigmoid>("sigmoid");
constexpr Op kRelu = op_named<Activation::Relu>("relu", "x = 0");
constexpr Op kStep = op_named<Activation::Step>("step", "x = 0");

constexpr ActivationKind kKinds[] = {
    {Activation::None, "none", [](double x) { return x; }, [](double) { return 1.0; }, nullptr},
    {Activation::Tanh, "tanh", [](double x) { return std::tanh(x); }, [](double y) { return 1 - y * y; }, &kTanh},
    {Activation::Sigmoid, "sigmoid", [](double x) { return 1 / (1 + std::exp(-x)); }, [](double y) { return y * (1 - y); }, &kSigmoid},
    {Activation::Relu, "relu", [](double x) { return x > 0 ? x : 0; }, [](double y) { return y > 0 ? 1.0 : 0.0; }, &kRelu},
    {Activation::Step, "step", [](double x) { return x >= 0 ? 1.0 : 0.0; }, [](double) { return 0.0; }, &kStep},
};

// x and y may be the same: a cell is read before it is written, and only its own place is.
EPOCHS_KERNEL void forward_tanh(const Real* x, Index count, Real* y) {
#pragma omp simd
  for (Index i = 0; i < count; ++i) y[i] = fast_tanh(x[i]);
}
EPOCHS_KERNEL void forward_sigmoid(const Real* x, Index count, Real* y) {
#pragma omp simd
  for (Index i = 0; i < count; ++i) y[i] = fast_logistic(x[i]);
}
EPOCHS_KERNEL void forward_relu(const Real* x, Index count, Real* y) {
#pragma omp simd
  for (Index i = 0; i < count; ++i) y[i] = x[i] < 0 ? Real(0) : x[i];
}
// dx = or += dy ∘ f'; dx may be dy.
EPOCHS_KERNEL void backward_tanh(const Real* y, const Real* dy, Index count, Real* dx, bool add) {
#pragma omp simd
  for (Index i = 0; i < count; ++i) dx[i] = (add ? dx[i] : Real(0)) + dy[i] * (1 - y[i] * y[i]);
}
EPOCHS_KERNEL void backward_sigmoid(const Real* y, const Real* dy, Index count, Real* dx, bool add) {
#pragma omp simd
  for (Index i = 0; i < count; ++i) dx[i] = (add ? dx[i] : Real(0)) + dy[i] * y[i] * (1 - y[i]);
}
EPOCHS_KERNEL void backward_relu(const Real* y, const Real* dy, Index count, Real* dx, bool add) {
#pragma omp simd
  for (Index i = 0; i < count; ++i) dx[i] = (add ? dx[i] : Real(0)) + (y[i] > 0 ? dy[i] : Real(0));
}

}  // namespace

std::span<const ActivationKind> activation_kinds() { return kKinds; }

const ActivationKind& kind_of(Activation activation) { return kKinds[static_cast<std::size_t>(activation)]; }

const ActivationKind* find_activation(std::string_view name) {
  for (const ActivationKind& kind : kKinds)
    if (kind.name == name) return &kind;
  return nullptr;
}

void activate(Activation activation, const Matrix& x, Matrix& y) {
  y.resize(x.rows(), x.cols());
  switch (activation) {
    case Activation::None: y = x; break;
    case Activation::Tanh: forward_tanh(x.data(), x.size(), y.data()); break;
    case Activation::Sigmoid: forward_sigmoid(x.data(), x.size(), y.data()); break;
    case Activation::Relu: forward_relu(x.data(), x.size(), y.data()); break;
    case Activation::Step: y.array() = (x.array() >= Real(0)).template cast<Real>(); break;
  }
}

void activate_backward(Activation activation, const Matrix& y, const Matrix& dy, Matrix& dx, Accumulate accumulate) {
  const bool add = accumulate == Accumulate::Yes;
  dx.resize(y.rows(), y.cols());
  switch (activation) {
    case Activation::None: assign_or_add(dx, accumulate, dy); break;
    case Activation::Tanh: backward_tanh(y.data(), dy.data(), y.size(), dx.data(), add); break;
    case Activation::Sigmoid: backward_sigmoid(y.data(), dy.data(), y.size(), dx.data(), add); break;
    case Activation::Relu: backward_relu(y.data(), dy.data(), y.size(), dx.data(), add); break;
    case Activation::Step:
      if (!add) dx.setZero();
      break;
  }
}

Value activation(Tape& tape, Activation kind, Value x) {
  if (kind == Activation::None) return x;
  const Matrix& in = tape.value(x);
  activate(kind, in, tape.push(*kind_of(kind).op, {x}, in.rows(), in.cols()).own);
  return tape.last();
}

Value tanh(Tape& tape, Value x) { return activation(tape, Activation::Tanh, x); }
Value sigmoid(Tape& tape, Value x) { return activation(tape, Activation::Sigmoid, x); }
Value relu(Tape& tape, Value x) { return activation(tape, Activation::Relu, x); }
Value step(Tape& tape, Value x) { return activation(tape, Activation::Step, x); }

}  // namespace epochs::inline EPOCHS_PRECISION::nn
