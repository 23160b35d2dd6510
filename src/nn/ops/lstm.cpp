#include "nn/ops/lstm.hpp"

#include "core/check.hpp"
#include "core/fast_math.hpp"
#include "core/kernel.hpp"
#include "nn/ops/cells.hpp"
#include "nn/ops/recurrent_explain.hpp"
#include "nn/ops/sequence.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

// saved, in this order; the first seven are the published parts, which are filled when recording. The others lie step after step
// (row t·B + b): the gates after their functions, h and c with the start before them (T + 1 blocks of B rows), tanh(c), x, and the
// gradients by what goes into the gates and by c. Attributes: integers = steps.
enum Saved : std::size_t { kI, kF, kG, kO, kTanhC, kGateGradient, kCellGradient, kGates, kHidden, kCell, kSquashed, kInputs, kDGates, kDCell, kDHiddenNow, kDCellNow, kScratch };
constexpr std::string_view kParts[] = {"i", "f", "g", "o", "tanh_c", "gate_gradient", "cell_gradient"};

// One row of a step. z holds what goes into the gates, and afterwards the gates.
EPOCHS_KERNEL void forward_row(Real* EPOCHS_RESTRICT z, const Real* EPOCHS_RESTRICT before, Index hidden, Real* EPOCHS_RESTRICT c, Real* EPOCHS_RESTRICT squashed,
                               Real* EPOCHS_RESTRICT h) {
  Real *EPOCHS_RESTRICT zi = z, *EPOCHS_RESTRICT zf = z + hidden, *EPOCHS_RESTRICT zg = z + 2 * hidden, *EPOCHS_RESTRICT zo = z + 3 * hidden;
#pragma omp simd
  for (Index k = 0; k < hidden; ++k) {
    const Real i = fast_logistic(zi[k]), f = fast_logistic(zf[k]), g = fast_tanh(zg[k]), o = fast_logistic(zo[k]);
    zi[k] = i, zf[k] = f, zg[k] = g, zo[k] = o;
    c[k] = f * before[k] + i * g;
    squashed[k] = fast_tanh(c[k]);
    h[k] = o * squashed[k];
  }
}

// One row of a step: what backward knows of it, and what it writes.
struct BackwardRow {
  const Real *gates, *squashed, *before;   // c of the step before
  const Real* dout;                        // [dh | dc] from outside
  Real *dh, *dc;                           // from the step after; dc becomes that of the step before
  Real *dz, *shown;                        // shown: dc of this step
};

EPOCHS_KERNEL void backward_row(const BackwardRow& row, Index hidden) {
  const Real *EPOCHS_RESTRICT gates = row.gates, *EPOCHS_RESTRICT squashed = row.squashed, *EPOCHS_RESTRICT before = row.before, *EPOCHS_RESTRICT dout = row.dout;
  Real *EPOCHS_RESTRICT dz = row.dz, *EPOCHS_RESTRICT shown = row.shown, *EPOCHS_RESTRICT dc = row.dc;
  const Real* EPOCHS_RESTRICT dh_after = row.dh;
#pragma omp simd
  for (Index k = 0; k < hidden; ++k) {
    const Real i = gates[k], f = gates[hidden + k], g = gates[2 * hidden + k], o = gates[3 * hidden + k], s = squashed[k];
    const Real dh = dh_after[k] + dout[k], d = dc[k] + dout[hidden + k] + dh * o * (1 - s * s);
    shown[k] = d;
    dz[k] = d * g * i * (1 - i);
    dz[hidden + k] = d * before[k] * f * (1 - f);
    dz[2 * hidden + k] = d * i * (1 - g * g);
    dz[3 * hidden + k] = dh * s * o * (1 - o);
    dc[k] = d * f;
  }
}

void forward(Node& node, const Matrix& x, const Matrix& start, const Matrix& wx, const Matrix& wh, const Matrix& bias, Index steps) {
  const Index batch = start.rows(), hidden = wh.rows(), rows = x.rows();
  node.keep(kInputs, rows, x.cols());                                // the last one first: afterwards the others keep their places
  Matrix &z = node.keep(kGates, rows, 4 * hidden), &h = node.keep(kHidden, rows + batch, hidden), &c = node.keep(kCell, rows + batch, hidden);
  Matrix &squashed = node.keep(kSquashed, rows, hidden), &inputs = node.saved[kInputs];
  to_steps(x, steps, inputs);
  h.topRows(batch) = start.leftCols(hidden);
  c.topRows(batch) = start.rightCols(hidden);
  set_rows(bias, z);
  product(inputs, Transpose::No, wx, Transpose::No, z, Accumulate::Yes);
  for (Index t = 0; t < steps; ++t) {
    product(h.middleRows(t * batch, batch), Transpose::No, wh, Transpose::No, z.middleRows(t * batch, batch), Accumulate::Yes);
    for (Index row = t * batch; row < (t + 1) * batch; ++row)
      forward_row(z.row(row).data(), c.row(row).data(), hidden, c.row(row + batch).data(), squashed.row(row).data(), h.row(row + batch).data());
  }
  from_steps(h.bottomRows(rows), steps, node.own.leftCols(hidden));
  from_steps(c.bottomRows(rows), steps, node.own.rightCols(hidden));
}

// dz, and dc of every step; afterwards kDHiddenNow and kDCellNow hold the gradients of the start.
void backward_steps(Node& node, const Matrix& wh, Index steps) {
  const Index hidden = wh.rows(), rows = node.own.rows(), batch = rows / steps;
  node.keep(kScratch, rows, node.saved[kInputs].cols());             // the last one first
  Matrix &dz = node.keep(kDGates, rows, 4 * hidden), &shown = node.keep(kDCell, rows, hidden);
  Matrix &dh = node.keep(kDHiddenNow, batch, hidden), &dc = node.keep(kDCellNow, batch, hidden);
  dh.setZero(), dc.setZero();
  for (Index t = steps - 1; t >= 0; --t) {
    for (Index b = 0; b < batch; ++b) {
      const Index row = t * batch + b;
      backward_row({node.saved[kGates].row(row).data(), node.saved[kSquashed].row(row).data(), node.saved[kCell].row(row).data(), node.gradient.row(b * steps + t).data(),
                    dh.row(b).data(), dc.row(b).data(), dz.row(row).data(), shown.row(row).data()},
                   hidden);
    }
    product(dz.middleRows(t * batch, batch), Transpose::No, wh, Transpose::Yes, dh);
  }
}

void publish_forward(Node& node, Index steps) {
  const Index hidden = node.own.cols() / 2;
  for (const std::size_t gate : {kI, kF, kG, kO})
    from_steps(node.saved[kGates].middleCols(static_cast<Index>(gate) * hidden, hidden), steps, node.keep(gate, node.own.rows(), hidden));
  from_steps(node.saved[kSquashed], steps, node.keep(kTanhC, node.own.rows(), hidden));
  node.keep(kGateGradient, 0, 0), node.keep(kCellGradient, 0, 0);    // nothing to show before backward
}

void backward(Tape& tape, int index) {
  Node& node = tape.node(index);
  const Index steps = node.attributes.integers[0], hidden = node.own.cols() / 2, rows = node.own.rows();
  backward_steps(node, tape.input_of(node, kWh), steps);
  const Matrix& dz = node.saved[kDGates];
  if (tape.recording()) {
    from_steps(dz, steps, node.keep(kGateGradient, rows, 4 * hidden));
    from_steps(node.saved[kDCell], steps, node.keep(kCellGradient, rows, hidden));
  }
  input_gradient(dz, tape.input_of(node, kWx), steps, node.saved[kScratch], tape.contribution(node, kX));
  if (const Contribution d = tape.cleared_contribution(node, kStart)) {
    d.gradient->leftCols(hidden) += node.saved[kDHiddenNow];
    d.gradient->rightCols(hidden) += node.saved[kDCellNow];
  }
  if (const Contribution d = tape.contribution(node, kWx)) product(node.saved[kInputs], Transpose::Yes, dz, Transpose::No, *d.gradient, d.accumulate);
  if (const Contribution d = tape.contribution(node, kWh)) product(node.saved[kHidden].topRows(rows), Transpose::Yes, dz, Transpose::No, *d.gradient, d.accumulate);
  if (const Contribution d = tape.contribution(node, kBias)) sum_rows(dz, *d.gradient, d.accumulate);
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
  forward(node, xs, first, input_weights, state_weights, bias, steps);
  if (tape.recording()) publish_forward(node, steps);
  return tape.last();
}

Value lstm(Tape& tape, Value x, Value start, const Parameter& wx, const Parameter& wh, const Parameter& b, Index steps) {
  const Value input_weights = tape.parameter(wx), state_weights = tape.parameter(wh), bias = tape.parameter(b);
  return lstm(tape, x, start, input_weights, state_weights, bias, steps);
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
