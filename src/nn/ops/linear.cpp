#include "nn/ops/linear.hpp"

#include "core/check.hpp"
#include "nn/ops/cells.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

Activation activation_of(const Attributes& attributes) { return static_cast<Activation>(attributes.integers[0]); }

void backward(Tape& tape, int index) {
  Node& node = tape.node(index);
  const Activation activation = activation_of(node.attributes);
  const Matrix* dz = &node.gradient;
  if (activation != Activation::None) {
    Matrix& scratch = node.keep(0, node.own.rows(), node.own.cols());
    activate_backward(activation, node.own, node.gradient, scratch);
    dz = &scratch;
  }
  LinearGradients out{tape.contribution(node, 0), tape.contribution(node, 1), {}};
  if (node.inputs.size() > 2) out.b = tape.contribution(node, 2);
  linear_backward(tape.input_of(node, 0), tape.input_of(node, 1), *dz, out);
}

double at(const Matrix& matrix, Index row, Index column) { return static_cast<double>(matrix(row, column)); }

void explain_linear(const Trace& trace, int entry, Cell cell, Explanation& out) {
  const auto& entries = trace.entries;
  const TraceEntry& self = entries[static_cast<std::size_t>(entry)];
  const int x = self.inputs[0], w = self.inputs[1];
  const Matrix &xs = entries[static_cast<std::size_t>(x)].value, &ws = entries[static_cast<std::size_t>(w)].value;
  out.formula = "linear";
  const Activation activation = activation_of(self.attributes);
  if (activation != Activation::None) out.function = kind_of(activation).name;
  for (Index i = 0; i < xs.cols(); ++i)
    out.terms.push_back({.entry = x, .cell = {cell.row, i}, .coefficient = at(ws, i, cell.column), .operand = at(xs, cell.row, i),
                         .coefficient_entry = w, .coefficient_cell = {i, cell.column}});
  if (self.inputs.size() > 2)
    out.terms.push_back({.entry = self.inputs[2], .cell = {0, cell.column}, .operand = at(entries[static_cast<std::size_t>(self.inputs[2])].value, 0, cell.column)});
}

void gradient_terms(const Trace& trace, int entry, int slot, Cell cell, std::vector<Term>& out) {
  const auto& entries = trace.entries;
  const TraceEntry& self = entries[static_cast<std::size_t>(entry)];
  if (self.gradient.size() == 0) return;
  const Activation activation = activation_of(self.attributes);
  const Matrix &x = entries[static_cast<std::size_t>(self.inputs[0])].value, &w = entries[static_cast<std::size_t>(self.inputs[1])].value;
  // One term per unit (gradient of x) or per example (gradient of W and b); the factor is itself a cell unless f' is fused in.
  const auto add = [&](Cell from, double factor, int factor_entry, Cell factor_cell) {
    const double slope = kind_of(activation).derivative(at(self.value, from.row, from.column));
    Term term{.entry = entry, .cell = from, .coefficient = factor * slope, .operand = at(self.gradient, from.row, from.column)};
    if (activation == Activation::None) term.coefficient_entry = factor_entry, term.coefficient_cell = factor_cell;
    out.push_back(term);
  };
  if (slot == 0)
    for (Index j = 0; j < w.cols(); ++j) add({cell.row, j}, at(w, cell.column, j), self.inputs[1], {cell.column, j});
  if (slot == 1)
    for (Index r = 0; r < x.rows(); ++r) add({r, cell.column}, at(x, r, cell.row), self.inputs[0], {r, cell.row});
  if (slot == 2)
    for (Index r = 0; r < x.rows(); ++r) add({r, cell.column}, 1, -1, {});
}

Value put(Tape& tape, std::span<const Value> inputs, Activation activation) {
  EPOCHS_CHECK(activation != Activation::Step, "linear: the step function cannot be fused");
  const Matrix &x = tape.value(inputs[0]), &w = tape.value(inputs[1]);
  const Matrix* b = inputs.size() > 2 ? &tape.value(inputs[2]) : nullptr;
  Node& node = tape.push(kLinear, inputs, x.rows(), w.cols());
  node.attributes.integers.push_back(static_cast<Index>(activation));
  linear(x, w, b, activation, node.own);
  return tape.last();
}

}  // namespace

const Op kLinear{.name = "linear", .backward = backward, .explain = explain_linear, .gradient_terms = gradient_terms, .kink = "z = 0, where ReLU is fused in"};

void linear(ConstMatrix x, ConstMatrix w, const Matrix* b, Activation activation, Matrix& y) {
  EPOCHS_CHECK(x.cols() == w.rows(), "linear: x has another number of columns than W has rows");
  EPOCHS_CHECK(!b || (b->rows() == 1 && b->cols() == w.cols()), "linear: b is not a row with a column for each column of W");
  y.resize(x.rows(), w.cols());
  if (b) set_rows(*b, y);
  product(x, Transpose::No, w, Transpose::No, y, b ? Accumulate::Yes : Accumulate::No);
  if (activation != Activation::None) activate(activation, y, y);
}

void linear_backward(ConstMatrix x, ConstMatrix w, const Matrix& dz, const LinearGradients& out) {
  if (out.x) product(dz, Transpose::No, w, Transpose::Yes, *out.x.gradient, out.x.accumulate);
  if (out.w) product(x, Transpose::Yes, dz, Transpose::No, *out.w.gradient, out.w.accumulate);
  if (out.b) sum_rows(dz, *out.b.gradient, out.b.accumulate);
}

Value linear(Tape& tape, Value x, Value w, Value b, Activation activation) { return put(tape, std::initializer_list<Value>{x, w, b}, activation); }
Value linear(Tape& tape, Value x, Value w, Activation activation) { return put(tape, std::initializer_list<Value>{x, w}, activation); }

Value linear(Tape& tape, Value x, const Parameter& w, const Parameter& b, Activation activation) {
  const Value weights = tape.parameter(w), bias = tape.parameter(b);   // in this order on the tape
  return linear(tape, x, weights, bias, activation);
}

Value linear(Tape& tape, Value x, const Parameter& w, Activation activation) { return linear(tape, x, tape.parameter(w), activation); }
Value matmul(Tape& tape, Value a, Value b) { return linear(tape, a, b); }

}  // namespace epochs::inline EPOCHS_PRECISION::nn
