#include "nn/ops/rnn.hpp"

#include "core/check.hpp"
#include "nn/ops/recurrent_explain.hpp"
#include "nn/ops/sequence.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

enum Saved : std::size_t { kGateGradient, kHiddenBefore, kHiddenGradient };
constexpr std::string_view kParts[] = {"gate_gradient"};

ConstStepRows hidden_before(const Matrix& own, const Matrix& start, Index steps, Index t) { return t > 0 ? at_step(own, steps, t - 1) : at_step(start, 1, 0); }

void backward(Tape& tape, int index) {
  Node& node = tape.node(index);
  const Index steps = node.attributes.integers[0], hidden = node.own.cols();
  const Matrix &start = tape.input_of(node, kStart), &wx = tape.input_of(node, kWx), &wh = tape.input_of(node, kWh);
  node.keep(kHiddenGradient, start.rows(), hidden).setZero();
  node.keep(kGateGradient, node.own.rows(), hidden);
  Matrix &dh = node.saved[kHiddenGradient], &dz = node.saved[kGateGradient];
  for (Index t = steps - 1; t >= 0; --t) {
    dh += at_step(node.gradient, steps, t);
    at_step(dz, steps, t).array() = dh.array() * (Real(1) - at_step(node.own, steps, t).array().square());
    product(at_step(dz, steps, t), Transpose::No, wh, Transpose::Yes, dh);
  }
  if (const Contribution d = tape.contribution(node, kX)) product(dz, Transpose::No, wx, Transpose::Yes, *d.gradient, d.accumulate);
  if (const Contribution d = tape.contribution(node, kStart)) assign_or_add(*d.gradient, d.accumulate, dh);
  if (const Contribution d = tape.contribution(node, kWx)) product(tape.input_of(node, kX), Transpose::Yes, dz, Transpose::No, *d.gradient, d.accumulate);
  if (const Contribution d = tape.contribution(node, kWh)) {
    Matrix& before = node.keep(kHiddenBefore, node.own.rows(), hidden);
    for (Index t = 0; t < steps; ++t) at_step(before, steps, t) = hidden_before(node.own, start, steps, t);
    product(before, Transpose::Yes, dz, Transpose::No, *d.gradient, d.accumulate);
  }
  if (const Contribution d = tape.contribution(node, kBias)) assign_or_add(*d.gradient, d.accumulate, dz.colwise().sum());
}

RecurrentShape shape_of(const Trace& trace, int entry) { return {entry_of(trace, entry).attributes.integers[0], entry_of(trace, entry).value.cols()}; }

void explain(const Trace& trace, int entry, Cell cell, Explanation& out) {
  out.function = "tanh";
  explain_input_product(trace, entry, cell.row, cell.column, out);
  explain_state_product(trace, entry, shape_of(trace, entry), cell.row, cell.column, out);
  explain_bias(trace, entry, kBias, cell.column, out);
}

void gradient_terms(const Trace& trace, int entry, int slot, Cell cell, std::vector<Term>& out) {
  if (!has_gradient(trace, entry)) return;
  input_product_terms(trace, entry, slot, kGateGradient, cell, out);
  state_product_terms(trace, entry, shape_of(trace, entry), slot, kGateGradient, cell, out);
}

}  // namespace

const Op kRnn{.name = "rnn", .backward = backward, .explain = explain, .gradient_terms = gradient_terms, .parts = kParts};

Value rnn(Tape& tape, Value x, Value start, Value wx, Value wh, Value b, Index steps) {
  const Matrix &xs = tape.value(x), &first = tape.value(start), &input_weights = tape.value(wx), &state_weights = tape.value(wh), &bias = tape.value(b);
  const Index hidden = state_weights.rows();
  EPOCHS_CHECK(steps > 0 && xs.rows() % steps == 0, "rnn: the number of rows is no multiple of the number of steps");
  EPOCHS_CHECK(input_weights.rows() == xs.cols() && input_weights.cols() == hidden && state_weights.cols() == hidden, "rnn: the weights do not fit");
  EPOCHS_CHECK(bias.rows() == 1 && bias.cols() == hidden, "rnn: the bias is not 1×H");
  EPOCHS_CHECK(first.rows() == xs.rows() / steps && first.cols() == hidden, "rnn: the start is not B×H");
  Node& node = tape.push(kRnn, {x, start, wx, wh, b}, xs.rows(), hidden);
  node.attributes.integers.push_back(steps);
  if (tape.recording()) node.keep(kGateGradient, 0, 0);
  node.own.rowwise() = bias.row(0);
  product(xs, Transpose::No, input_weights, Transpose::No, node.own, Accumulate::Yes);
  for (Index t = 0; t < steps; ++t) {
    StepRows h = at_step(node.own, steps, t);
    product(hidden_before(node.own, first, steps, t), Transpose::No, state_weights, Transpose::No, h, Accumulate::Yes);
    h.array() = h.array().tanh();
  }
  return tape.last();
}

Value rnn(Tape& tape, Value x, Value start, const Parameter& wx, const Parameter& wh, const Parameter& b, Index steps) {
  const Value input_weights = tape.parameter(wx), state_weights = tape.parameter(wh), bias = tape.parameter(b);
  return rnn(tape, x, start, input_weights, state_weights, bias, steps);
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
