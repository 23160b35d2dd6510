#include "nn/ops/linear.hpp"

#include "core/check.hpp"
#include "nn/ops/cells.hpp"
#include "nn/ops/explain.hpp"

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

void explain_linear(const Trace& trace, int entry, Cell cell, Explanation& out) {
  const Activation activation = activation_of(entry_of(trace, entry).attributes);
  if (activation != Activation::None) out.function = kind_of(activation).name;
  explain_weighted_sum(trace, entry, cell, out);
}

void gradient_terms(const Trace& trace, int entry, int slot, Cell cell, std::vector<Term>& out) {
  if (!has_gradient(trace, entry)) return;
  const Activation activation = activation_of(entry_of(trace, entry).attributes);
  weighted_sum_gradient(trace, entry, slot, cell, activation == Activation::None ? Bend::No : Bend::Yes,
                        [&](Cell from) { return kind_of(activation).derivative(value_at(trace, entry, from)); }, out);
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

void check_linear(ConstMatrix x, ConstMatrix w, const Matrix* b) {
  EPOCHS_CHECK(x.cols() == w.rows(), "linear: x has another number of columns than W has rows");
  EPOCHS_CHECK(!b || (b->rows() == 1 && b->cols() == w.cols()), "linear: b is not a row with a column for each column of W");
}

void explain_weighted_sum(const Trace& trace, int entry, Cell cell, Explanation& out) {
  const int x = input_of(trace, entry, 0), w = input_of(trace, entry, 1);
  out.formula = "linear";
  for (Index i = 0; i < input_value(trace, entry, 0).cols(); ++i) {
    Term term = term_of(trace, x, {cell.row, i}, value_at(trace, w, {i, cell.column}));
    term.coefficient_entry = w, term.coefficient_cell = {i, cell.column};
    out.terms.push_back(term);
  }
  if (entry_of(trace, entry).inputs.size() > 2) out.terms.push_back(term_of(trace, input_of(trace, entry, 2), {0, cell.column}));
}

void weighted_sum_gradient(const Trace& trace, int entry, int slot, Cell cell, Bend bend, const std::function<double(Cell)>& slope, std::vector<Term>& out) {
  const int x = input_of(trace, entry, 0), w = input_of(trace, entry, 1);
  // One term per unit (gradient of x) or per example (gradient of W and b); the factor is itself a cell unless a bend is fused in.
  const auto add = [&](Cell from, int factor, Cell factor_cell) {
    Term term = gradient_term(trace, entry, from, (factor >= 0 ? value_at(trace, factor, factor_cell) : 1) * slope(from));
    if (bend == Bend::No) term.coefficient_entry = factor, term.coefficient_cell = factor_cell;
    out.push_back(term);
  };
  const Index units = slot == 0 ? entry_of(trace, entry).value.cols() : 0, examples = slot == 0 ? 0 : entry_of(trace, entry).value.rows();
  for (Index j = 0; j < units; ++j) add({cell.row, j}, w, {cell.column, j});
  for (Index r = 0; r < examples; ++r) add({r, cell.column}, slot == 1 ? x : -1, {r, slot == 1 ? cell.row : 0});
}

void linear(ConstMatrix x, ConstMatrix w, const Matrix* b, Activation activation, Matrix& y) {
  check_linear(x, w, b);
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
