#include "nn/ops/rnn.hpp"

#include "core/check.hpp"
#include "core/fast_math.hpp"
#include "core/kernel.hpp"
#include "nn/ops/cells.hpp"
#include "nn/ops/recurrent_explain.hpp"
#include "nn/ops/sequence.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

// saved: the published part, filled when recording; then, step after step (row t·B + b): h with the start before it (T + 1 blocks of
// B rows), x, and the gradients by what goes into tanh.
enum Saved : std::size_t { kGateGradient, kHidden, kInputs, kDGates, kHiddenGradient, kScratch };
constexpr std::string_view kParts[] = {"gate_gradient"};

EPOCHS_KERNEL void squash(Real* h, Index count) {
#pragma omp simd
  for (Index k = 0; k < count; ++k) h[k] = fast_tanh(h[k]);
}

EPOCHS_KERNEL void backward_row(const Real* EPOCHS_RESTRICT h, const Real* EPOCHS_RESTRICT after, const Real* EPOCHS_RESTRICT dout, Index hidden, Real* EPOCHS_RESTRICT dz) {
  for (Index k = 0; k < hidden; ++k) dz[k] = (after[k] + dout[k]) * (1 - h[k] * h[k]);
}

void backward_steps(Node& node, const Matrix& wh, Index steps) {
  const Index hidden = wh.rows(), rows = node.own.rows(), batch = rows / steps;
  node.keep(kScratch, rows, node.saved[kInputs].cols());             // the last one first: afterwards the others keep their places
  Matrix &dz = node.keep(kDGates, rows, hidden), &dh = node.keep(kHiddenGradient, batch, hidden);
  dh.setZero();
  for (Index t = steps - 1; t >= 0; --t) {
    for (Index b = 0; b < batch; ++b)
      backward_row(node.own.row(b * steps + t).data(), dh.row(b).data(), node.gradient.row(b * steps + t).data(), hidden, dz.row(t * batch + b).data());
    product(dz.middleRows(t * batch, batch), Transpose::No, wh, Transpose::Yes, dh);
  }
}

void backward(Tape& tape, int index) {
  Node& node = tape.node(index);
  const Index steps = node.attributes.integers[0], rows = node.own.rows();
  backward_steps(node, tape.input_of(node, kWh), steps);
  const Matrix& dz = node.saved[kDGates];
  if (tape.recording()) from_steps(dz, steps, node.keep(kGateGradient, rows, node.own.cols()));
  input_gradient(dz, tape.input_of(node, kWx), steps, node.saved[kScratch], tape.contribution(node, kX));
  if (const Contribution d = tape.contribution(node, kStart)) add_cells(node.saved[kHiddenGradient], *d.gradient, d.accumulate);
  if (const Contribution d = tape.contribution(node, kWx)) product(node.saved[kInputs], Transpose::Yes, dz, Transpose::No, *d.gradient, d.accumulate);
  if (const Contribution d = tape.contribution(node, kWh)) product(node.saved[kHidden].topRows(rows), Transpose::Yes, dz, Transpose::No, *d.gradient, d.accumulate);
  if (const Contribution d = tape.contribution(node, kBias)) sum_rows(dz, *d.gradient, d.accumulate);
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
  const Index batch = first.rows(), rows = xs.rows();
  node.keep(kInputs, rows, xs.cols());                               // the last one first
  Matrix &h = node.keep(kHidden, rows + batch, hidden), &inputs = node.saved[kInputs];
  if (tape.recording()) node.keep(kGateGradient, 0, 0);              // nothing to show before backward
  to_steps(xs, steps, inputs);
  h.topRows(batch) = first;
  set_rows(bias, h.bottomRows(rows));
  product(inputs, Transpose::No, input_weights, Transpose::No, h.bottomRows(rows), Accumulate::Yes);
  for (Index t = 0; t < steps; ++t) {
    product(h.middleRows(t * batch, batch), Transpose::No, state_weights, Transpose::No, h.middleRows((t + 1) * batch, batch), Accumulate::Yes);
    squash(h.row((t + 1) * batch).data(), batch * hidden);
  }
  from_steps(h.bottomRows(rows), steps, node.own);
  return tape.last();
}

Value rnn(Tape& tape, Value x, Value start, const Parameter& wx, const Parameter& wh, const Parameter& b, Index steps) {
  const Value input_weights = tape.parameter(wx), state_weights = tape.parameter(wh), bias = tape.parameter(b);
  return rnn(tape, x, start, input_weights, state_weights, bias, steps);
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
