#include "nn/ops/activation.hpp"

#include <cmath>

#include "core/check.hpp"

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
constexpr Op op_named(std::string_view name) {
  return {.name = name, .backward = backward<kActivation>, .explain = explain_activation, .gradient_terms = gradient_terms};
}

constexpr Op kTanh = op_named<Activation::Tanh>("tanh");
constexpr Op kSigmoid = op_named<Activation::Sigmoid>("sigmoid");
constexpr Op kRelu = op_named<Activation::Relu>("relu");
constexpr Op kStep = op_named<Activation::Step>("step");

constexpr ActivationKind kKinds[] = {
    {Activation::None, "none", [](double x) { return x; }, [](double) { return 1.0; }, nullptr},
    {Activation::Tanh, "tanh", [](double x) { return std::tanh(x); }, [](double y) { return 1 - y * y; }, &kTanh},
    {Activation::Sigmoid, "sigmoid", [](double x) { return 1 / (1 + std::exp(-x)); }, [](double y) { return y * (1 - y); }, &kSigmoid},
    {Activation::Relu, "relu", [](double x) { return x > 0 ? x : 0; }, [](double y) { return y > 0 ? 1.0 : 0.0; }, &kRelu},
    {Activation::Step, "step", [](double x) { return x >= 0 ? 1.0 : 0.0; }, [](double) { return 0.0; }, &kStep},
};

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
    case Activation::Tanh: y.array() = x.array().tanh(); break;
    case Activation::Sigmoid: y.array() = x.array().logistic(); break;
    case Activation::Relu: y.array() = x.array().max(Real(0)); break;
    case Activation::Step: y.array() = (x.array() >= Real(0)).template cast<Real>(); break;
  }
}

void activate_backward(Activation activation, const Matrix& y, const Matrix& dy, Matrix& dx, Accumulate accumulate) {
  switch (activation) {
    case Activation::None: assign_or_add(dx, accumulate, dy); break;
    case Activation::Tanh: assign_or_add(dx, accumulate, (dy.array() * (Real(1) - y.array().square())).matrix()); break;
    case Activation::Sigmoid: assign_or_add(dx, accumulate, (dy.array() * y.array() * (Real(1) - y.array())).matrix()); break;
    case Activation::Relu: assign_or_add(dx, accumulate, (y.array() > Real(0)).select(dy.array(), Real(0)).matrix()); break;
    case Activation::Step:
      if (accumulate == Accumulate::No) dx.setZero(y.rows(), y.cols());
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
