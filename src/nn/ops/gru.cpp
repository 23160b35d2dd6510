#include "nn/ops/gru.hpp"

#include <algorithm>
#include <utility>

#include "core/check.hpp"
#include "nn/ops/recurrent_explain.hpp"
#include "nn/ops/sequence.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

// saved, in this order; the first seven are the published parts. Attributes: integers = steps.
enum Saved : std::size_t { kR, kZ, kN, kM, kInputGradient, kStateGradient, kHiddenTotal, kInputProduct, kStateProduct, kHiddenBefore, kHiddenGradient };
constexpr std::string_view kParts[] = {"r", "z", "n", "m", "input_gradient", "state_gradient", "hidden_gradient"};
constexpr int kStateBias = 5;

ConstStepRows hidden_before(const Matrix& own, const Matrix& start, Index steps, Index t) { return t > 0 ? at_step(own, steps, t - 1) : at_step(start, 1, 0); }

void forward_step(Node& node, const Matrix& start, const Matrix& wh, const Matrix& bh, Index steps, Index t) {
  const Index hidden = node.own.cols();
  Matrix& state = node.saved[kStateProduct];
  const ConstStepRows before = hidden_before(node.own, start, steps, t);
  state.rowwise() = bh.row(0);
  product(before, Transpose::No, wh, Transpose::No, state, Accumulate::Yes);
  const ConstStepRows input = at_step(std::as_const(node.saved[kInputProduct]), steps, t);
  auto r = at_step(node.saved[kR], steps, t), z = at_step(node.saved[kZ], steps, t), n = at_step(node.saved[kN], steps, t), m = at_step(node.saved[kM], steps, t);
  r.array() = (input.leftCols(hidden) + state.leftCols(hidden)).array().logistic();
  z.array() = (input.middleCols(hidden, hidden) + state.middleCols(hidden, hidden)).array().logistic();
  m = state.rightCols(hidden);
  n.array() = (input.rightCols(hidden).array() + r.array() * m.array()).tanh();
  at_step(node.own, steps, t).array() = (Real(1) - z.array()) * n.array() + z.array() * before.array();
}

// The gate gradients of step t from dh; afterwards dh holds only what reaches h' directly, through z.
void backward_step(Node& node, const Matrix& start, Index steps, Index t, Matrix& dh) {
  const Index hidden = node.own.cols();
  const auto r = at_step(node.saved[kR], steps, t).array(), z = at_step(node.saved[kZ], steps, t).array();
  const auto n = at_step(node.saved[kN], steps, t).array(), m = at_step(node.saved[kM], steps, t).array();
  const ConstStepRows before = hidden_before(node.own, start, steps, t);
  StepRows dinput = at_step(node.saved[kInputGradient], steps, t), dstate = at_step(node.saved[kStateGradient], steps, t);
  auto dn = dinput.rightCols(hidden);
  dn.array() = dh.array() * (Real(1) - z) * (Real(1) - n.square());
  dinput.leftCols(hidden).array() = dn.array() * m * r * (Real(1) - r);
  dinput.middleCols(hidden, hidden).array() = dh.array() * (before.array() - n) * z * (Real(1) - z);
  dstate.leftCols(2 * hidden) = dinput.leftCols(2 * hidden);
  dstate.rightCols(hidden).array() = dn.array() * r;
  dh.array() *= z;
}

void backward(Tape& tape, int index) {
  Node& node = tape.node(index);
  const Index steps = node.attributes.integers[0], hidden = node.own.cols();
  const Matrix &start = tape.input_of(node, kStart), &wx = tape.input_of(node, kWx), &wh = tape.input_of(node, kWh);
  node.keep(kHiddenGradient, start.rows(), hidden).setZero();
  node.keep(kInputGradient, node.own.rows(), 3 * hidden);
  node.keep(kStateGradient, node.own.rows(), 3 * hidden);
  node.keep(kHiddenTotal, node.own.rows(), hidden);
  Matrix& dh = node.saved[kHiddenGradient];
  for (Index t = steps - 1; t >= 0; --t) {
    dh += at_step(node.gradient, steps, t);
    at_step(node.saved[kHiddenTotal], steps, t) = dh;
    backward_step(node, start, steps, t, dh);
    product(at_step(node.saved[kStateGradient], steps, t), Transpose::No, wh, Transpose::Yes, dh, Accumulate::Yes);
  }
  const Matrix &dinput = node.saved[kInputGradient], &dstate = node.saved[kStateGradient];
  if (const Contribution d = tape.contribution(node, kX)) product(dinput, Transpose::No, wx, Transpose::Yes, *d.gradient, d.accumulate);
  if (const Contribution d = tape.contribution(node, kStart)) assign_or_add(*d.gradient, d.accumulate, dh);
  if (const Contribution d = tape.contribution(node, kWx)) product(tape.input_of(node, kX), Transpose::Yes, dinput, Transpose::No, *d.gradient, d.accumulate);
  if (const Contribution d = tape.contribution(node, kWh)) {
    Matrix& before = node.keep(kHiddenBefore, node.own.rows(), hidden);
    for (Index t = 0; t < steps; ++t) at_step(before, steps, t) = hidden_before(node.own, start, steps, t);
    product(before, Transpose::Yes, dstate, Transpose::No, *d.gradient, d.accumulate);
  }
  if (const Contribution d = tape.contribution(node, kBias)) assign_or_add(*d.gradient, d.accumulate, dinput.colwise().sum());
  if (const Contribution d = tape.contribution(node, kStateBias)) assign_or_add(*d.gradient, d.accumulate, dstate.colwise().sum());
}

RecurrentShape shape_of(const Trace& trace, int entry) { return {entry_of(trace, entry).attributes.integers[0], entry_of(trace, entry).value.cols()}; }

// h = (1 − z) n + z h'
void explain(const Trace& trace, int entry, Cell cell, Explanation& out) {
  const double z = at(part_of(trace, entry, kZ), cell);
  out.terms.push_back({.entry = entry, .cell = cell, .coefficient = 1 - z, .operand = at(part_of(trace, entry, kN), cell), .part = kN});
  const auto [from, before] = state_before(trace, entry, shape_of(trace, entry).steps, cell);
  out.terms.push_back(term_of(trace, from, before, z));
}

void explain_part(const Trace& trace, int entry, int part, Cell cell, Explanation& out) {
  const RecurrentShape shape = shape_of(trace, entry);
  const Index k = std::min(part, 2) * shape.hidden + cell.column;        // m has the columns of n
  if (part == static_cast<int>(kR) || part == static_cast<int>(kZ)) {
    out.function = "sigmoid";
    explain_input_product(trace, entry, cell.row, k, out);
    explain_bias(trace, entry, kBias, k, out);
    explain_state_product(trace, entry, shape, cell.row, k, out);
    explain_bias(trace, entry, kStateBias, k, out);
  } else if (part == static_cast<int>(kN)) {
    out.function = "tanh";
    explain_input_product(trace, entry, cell.row, k, out);
    explain_bias(trace, entry, kBias, k, out);
    out.terms.push_back({.entry = entry, .cell = cell, .coefficient = at(part_of(trace, entry, kR), cell), .operand = at(part_of(trace, entry, kM), cell), .part = kM});
  } else if (part == static_cast<int>(kM)) {
    explain_state_product(trace, entry, shape, cell.row, k, out);
    explain_bias(trace, entry, kStateBias, k, out);
  } else {
    out.terms.push_back({.operand = at(part_of(trace, entry, part), cell)});
  }
}

void gradient_terms(const Trace& trace, int entry, int slot, Cell cell, std::vector<Term>& out) {
  if (!has_gradient(trace, entry)) return;
  const RecurrentShape shape = shape_of(trace, entry);
  input_product_terms(trace, entry, slot, kInputGradient, cell, out);
  state_product_terms(trace, entry, shape, slot, kStateGradient, cell, out);
  const Matrix& dstate = part_of(trace, entry, kStateGradient);
  if (slot == kStateBias)
    for (Index r = 0; r < dstate.rows(); ++r)
      out.push_back({.entry = entry, .cell = {r, cell.column}, .operand = at(dstate, {r, cell.column}), .part = kStateGradient});
  if (slot == kStart) {                            // and past the gates: z · dh of the first step
    const Cell first{cell.row * shape.steps, cell.column};
    out.push_back({.entry = entry, .cell = first, .coefficient = at(part_of(trace, entry, kZ), first), .operand = at(part_of(trace, entry, kHiddenTotal), first),
                   .part = kHiddenTotal});
  }
}

}  // namespace

const Op kGru{.name = "gru", .backward = backward, .explain = explain, .gradient_terms = gradient_terms, .explain_part = explain_part, .parts = kParts};

Value gru(Tape& tape, Value x, Value start, const GruWeights& weights, Index steps) {
  const Matrix &xs = tape.value(x), &first = tape.value(start), &wx = tape.value(weights.wx), &wh = tape.value(weights.wh);
  const Matrix &bx = tape.value(weights.bx), &bh = tape.value(weights.bh);
  const Index hidden = wh.rows();
  EPOCHS_CHECK(steps > 0 && xs.rows() % steps == 0, "gru: the number of rows is no multiple of the number of steps");
  EPOCHS_CHECK(wx.rows() == xs.cols() && wx.cols() == 3 * hidden && wh.cols() == 3 * hidden, "gru: the weights do not fit");
  EPOCHS_CHECK(bx.rows() == 1 && bx.cols() == 3 * hidden && bh.rows() == 1 && bh.cols() == 3 * hidden, "gru: a bias is not 1×3H");
  EPOCHS_CHECK(first.rows() == xs.rows() / steps && first.cols() == hidden, "gru: the start is not B×H");
  Node& node = tape.push(kGru, {x, start, weights.wx, weights.wh, weights.bx, weights.bh}, xs.rows(), hidden);
  node.attributes.integers.push_back(steps);
  for (std::size_t part = kR; part <= kM; ++part) node.keep(part, xs.rows(), hidden);
  if (tape.recording()) for (const std::size_t part : {kInputGradient, kStateGradient, kHiddenTotal}) node.keep(part, 0, 0);
  node.keep(kStateProduct, first.rows(), 3 * hidden);
  Matrix& input = node.keep(kInputProduct, xs.rows(), 3 * hidden);
  input.rowwise() = bx.row(0);
  product(xs, Transpose::No, wx, Transpose::No, input, Accumulate::Yes);
  for (Index t = 0; t < steps; ++t) forward_step(node, first, wh, bh, steps, t);
  return tape.last();
}

Value gru(Tape& tape, Value x, Value start, const Parameter& wx, const Parameter& wh, const Parameter& bx, const Parameter& bh, Index steps) {
  const GruWeights weights{tape.parameter(wx), tape.parameter(wh), tape.parameter(bx), tape.parameter(bh)};
  return gru(tape, x, start, weights, steps);
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
