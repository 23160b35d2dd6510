#include "nn/ops/lstm.hpp"

#include "core/check.hpp"
#include "nn/ops/recurrent_explain.hpp"
#include "nn/ops/sequence.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

// saved, in this order; the first seven are the published parts. Attributes: integers = steps.
enum Saved : std::size_t { kI, kF, kG, kO, kTanhC, kGateGradient, kCellGradient, kGates, kHiddenBefore, kHiddenGradient, kStateGradient };
constexpr std::string_view kParts[] = {"i", "f", "g", "o", "tanh_c", "gate_gradient", "cell_gradient"};

// The state before step t: the start, or the op's own rows.
struct Before {
  const Matrix &own, &start;
  Index steps, hidden;
  ConstStepRows hidden_at(Index t) const { return t > 0 ? at_step(own, steps, t - 1, 0, hidden) : at_step(start, 1, 0, 0, hidden); }
  ConstStepRows cell_at(Index t) const { return t > 0 ? at_step(own, steps, t - 1, hidden, hidden) : at_step(start, 1, 0, hidden, hidden); }
};

void forward_step(Node& node, const Before& before, const Matrix& wh, Index t) {
  const Index steps = before.steps, hidden = before.hidden;
  StepRows z = at_step(node.saved[kGates], steps, t);
  product(before.hidden_at(t), Transpose::No, wh, Transpose::No, z, Accumulate::Yes);
  auto i = at_step(node.saved[kI], steps, t), f = at_step(node.saved[kF], steps, t), g = at_step(node.saved[kG], steps, t), o = at_step(node.saved[kO], steps, t);
  i.array() = z.leftCols(hidden).array().logistic();
  f.array() = z.middleCols(hidden, hidden).array().logistic();
  g.array() = z.middleCols(2 * hidden, hidden).array().tanh();
  o.array() = z.rightCols(hidden).array().logistic();
  auto c = at_step(node.own, steps, t, hidden, hidden), squashed = at_step(node.saved[kTanhC], steps, t);
  c.array() = f.array() * before.cell_at(t).array() + i.array() * g.array();
  squashed.array() = c.array().tanh();
  at_step(node.own, steps, t, 0, hidden).array() = o.array() * squashed.array();
}

// dz of step t from dh and dc of that step; dc becomes that of the step before.
void backward_step(Node& node, const Before& before, Index t, const Matrix& dh, Matrix& dc) {
  const Index steps = before.steps, hidden = before.hidden;
  const auto i = at_step(node.saved[kI], steps, t).array(), f = at_step(node.saved[kF], steps, t).array();
  const auto g = at_step(node.saved[kG], steps, t).array(), o = at_step(node.saved[kO], steps, t).array();
  const auto squashed = at_step(node.saved[kTanhC], steps, t).array();
  dc.array() += dh.array() * o * (Real(1) - squashed.square());
  at_step(node.saved[kCellGradient], steps, t) = dc;
  StepRows dz = at_step(node.saved[kGateGradient], steps, t);
  dz.leftCols(hidden).array() = dc.array() * g * i * (Real(1) - i);
  dz.middleCols(hidden, hidden).array() = dc.array() * before.cell_at(t).array() * f * (Real(1) - f);
  dz.middleCols(2 * hidden, hidden).array() = dc.array() * i * (Real(1) - g.square());
  dz.rightCols(hidden).array() = dh.array() * squashed * o * (Real(1) - o);
  dc.array() *= f;
}

void backward(Tape& tape, int index) {
  Node& node = tape.node(index);
  const Index steps = node.attributes.integers[0], hidden = node.own.cols() / 2, batch = node.own.rows() / steps;
  const Matrix &x = tape.input_of(node, kX), &start = tape.input_of(node, kStart), &wx = tape.input_of(node, kWx), &wh = tape.input_of(node, kWh);
  const Before before{node.own, start, steps, hidden};
  node.keep(kGateGradient, node.own.rows(), 4 * hidden);
  node.keep(kCellGradient, node.own.rows(), hidden);
  node.keep(kHiddenGradient, batch, hidden).setZero();
  node.keep(kStateGradient, batch, hidden).setZero();
  Matrix &dh = node.saved[kHiddenGradient], &dc = node.saved[kStateGradient];
  for (Index t = steps - 1; t >= 0; --t) {
    dh += at_step(node.gradient, steps, t, 0, hidden);
    dc += at_step(node.gradient, steps, t, hidden, hidden);
    backward_step(node, before, t, dh, dc);
    product(at_step(node.saved[kGateGradient], steps, t), Transpose::No, wh, Transpose::Yes, dh);
  }
  const Matrix& dz = node.saved[kGateGradient];
  if (const Contribution d = tape.contribution(node, kX)) product(dz, Transpose::No, wx, Transpose::Yes, *d.gradient, d.accumulate);
  if (const Contribution d = tape.contribution(node, kStart)) {
    if (d.accumulate == Accumulate::No) d.gradient->setZero();
    d.gradient->leftCols(hidden) += dh;
    d.gradient->rightCols(hidden) += dc;
  }
  if (const Contribution d = tape.contribution(node, kWx)) product(x, Transpose::Yes, dz, Transpose::No, *d.gradient, d.accumulate);
  if (const Contribution d = tape.contribution(node, kWh)) {
    Matrix& h = node.keep(kHiddenBefore, node.own.rows(), hidden);
    for (Index t = 0; t < steps; ++t) at_step(h, steps, t) = before.hidden_at(t);
    product(h, Transpose::Yes, dz, Transpose::No, *d.gradient, d.accumulate);
  }
  if (const Contribution d = tape.contribution(node, kBias)) assign_or_add(*d.gradient, d.accumulate, dz.colwise().sum());
}

RecurrentShape shape_of(const Trace& trace, int entry) {
  return {entry_of(trace, entry).attributes.integers[0], entry_of(trace, entry).value.cols() / 2};
}

// h = o · tanh(c); c = f · c' + i · g
void explain(const Trace& trace, int entry, Cell cell, Explanation& out) {
  const RecurrentShape shape = shape_of(trace, entry);
  const Cell inside{cell.row, cell.column % shape.hidden};
  const auto part = [&](int index) { return at(part_of(trace, entry, index), inside); };
  if (cell.column < shape.hidden) {
    out.formula = "lstm.h";
    out.terms.push_back({.entry = entry, .cell = inside, .coefficient = part(kO), .operand = part(kTanhC), .part = kTanhC});
    return;
  }
  out.formula = "lstm.c";
  const auto [from, before] = state_before(trace, entry, shape.steps, cell);
  out.terms.push_back(term_of(trace, from, before, part(kF)));
  out.terms.push_back({.entry = entry, .cell = inside, .coefficient = part(kI), .operand = part(kG), .part = kG});
}

void explain_part(const Trace& trace, int entry, int part, Cell cell, Explanation& out) {
  const RecurrentShape shape = shape_of(trace, entry);
  if (part <= static_cast<int>(kO)) {
    out.function = part == static_cast<int>(kG) ? "tanh" : "sigmoid";
    const Index k = part * shape.hidden + cell.column;
    explain_input_product(trace, entry, cell.row, k, out);
    explain_state_product(trace, entry, shape, cell.row, k, out);
    explain_bias(trace, entry, kBias, k, out);
  } else if (part == static_cast<int>(kTanhC)) {
    out.function = "tanh";
    out.terms.push_back(term_of(trace, entry, {cell.row, cell.column + shape.hidden}));
  } else {
    out.terms.push_back({.operand = at(part_of(trace, entry, part), cell)});
  }
}

void gradient_terms(const Trace& trace, int entry, int slot, Cell cell, std::vector<Term>& out) {
  if (!has_gradient(trace, entry)) return;
  const RecurrentShape shape = shape_of(trace, entry);
  input_product_terms(trace, entry, slot, kGateGradient, cell, out);
  state_product_terms(trace, entry, shape, slot, kGateGradient, cell, out);
  if (slot == kStart && cell.column >= shape.hidden) {
    const Cell first{cell.row * shape.steps, cell.column - shape.hidden};
    out.push_back({.entry = entry, .cell = first, .coefficient = at(part_of(trace, entry, kF), first), .operand = at(part_of(trace, entry, kCellGradient), first),
                   .part = kCellGradient});
  }
}

}  // namespace

const Op kLstm{.name = "lstm", .backward = backward, .explain = explain, .gradient_terms = gradient_terms, .explain_part = explain_part, .parts = kParts};

Value lstm(Tape& tape, Value x, Value start, Value wx, Value wh, Value b, Index steps) {
  const Matrix &xs = tape.value(x), &first = tape.value(start), &input_weights = tape.value(wx), &state_weights = tape.value(wh), &bias = tape.value(b);
  const Index hidden = state_weights.rows();
  EPOCHS_CHECK(steps > 0 && xs.rows() % steps == 0, "lstm: the number of rows is no multiple of the number of steps");
  EPOCHS_CHECK(input_weights.rows() == xs.cols() && input_weights.cols() == 4 * hidden && state_weights.cols() == 4 * hidden, "lstm: the weights do not fit");
  EPOCHS_CHECK(bias.rows() == 1 && bias.cols() == 4 * hidden, "lstm: the bias is not 1×4H");
  EPOCHS_CHECK(first.rows() == xs.rows() / steps && first.cols() == 2 * hidden, "lstm: the start is not B×2H");
  Node& node = tape.push(kLstm, {x, start, wx, wh, b}, xs.rows(), 2 * hidden);
  node.attributes.integers.push_back(steps);
  for (std::size_t part = kI; part <= kTanhC; ++part) node.keep(part, xs.rows(), hidden);
  if (tape.recording()) node.keep(kGateGradient, 0, 0), node.keep(kCellGradient, 0, 0);   // nothing to show before backward
  Matrix& z = node.keep(kGates, xs.rows(), 4 * hidden);
  z.rowwise() = bias.row(0);
  product(xs, Transpose::No, input_weights, Transpose::No, z, Accumulate::Yes);
  const Before before{node.own, first, steps, hidden};
  for (Index t = 0; t < steps; ++t) forward_step(node, before, state_weights, t);
  return tape.last();
}

Value lstm(Tape& tape, Value x, Value start, const Parameter& wx, const Parameter& wh, const Parameter& b, Index steps) {
  const Value input_weights = tape.parameter(wx), state_weights = tape.parameter(wh), bias = tape.parameter(b);
  return lstm(tape, x, start, input_weights, state_weights, bias, steps);
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
