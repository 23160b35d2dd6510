#include "nn/ops/gru.hpp"

#include <algorithm>

#include "core/check.hpp"
#include "core/fast_math.hpp"
#include "core/kernel.hpp"
#include "nn/ops/cells.hpp"
#include "nn/ops/recurrent_explain.hpp"
#include "nn/ops/sequence.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

// saved, in this order; the first seven are the published parts, which are filled when recording. The others lie step after step
// (row t·B + b): x Wx + bx, of which r, z, n take the place, h' Wh + bh, of which only m is used later, h with the start before it
// (T + 1 blocks of B rows), x, and the gradients. Attributes: integers = steps.
enum Saved : std::size_t { kR, kZ, kN, kM, kInputGradient, kStateGradient, kHiddenTotal, kGates, kProducts, kHidden, kInputs, kDInput, kDState, kDHidden, kDHiddenNow, kScratch };
constexpr std::string_view kParts[] = {"r", "z", "n", "m", "input_gradient", "state_gradient", "hidden_gradient"};
constexpr int kStateBias = 5;

EPOCHS_KERNEL void forward_row(Real* EPOCHS_RESTRICT input, const Real* EPOCHS_RESTRICT state, const Real* EPOCHS_RESTRICT before, Index hidden, Real* EPOCHS_RESTRICT h) {
  Real *EPOCHS_RESTRICT zr = input, *EPOCHS_RESTRICT zz = input + hidden, *EPOCHS_RESTRICT zn = input + 2 * hidden;
#pragma omp simd
  for (Index k = 0; k < hidden; ++k) {
    const Real r = fast_logistic(zr[k] + state[k]), z = fast_logistic(zz[k] + state[hidden + k]), n = fast_tanh(zn[k] + r * state[2 * hidden + k]);
    zr[k] = r, zz[k] = z, zn[k] = n;
    h[k] = (1 - z) * n + z * before[k];
  }
}

struct BackwardRow {
  const Real *gates, *state, *before, *dout;
  Real *dh;                                // from the step after; becomes what reaches h' directly, through z
  Real *dinput, *dstate, *shown;           // shown: dh of this step
};

EPOCHS_KERNEL void backward_row(const BackwardRow& row, Index hidden) {
  const Real *EPOCHS_RESTRICT gates = row.gates, *EPOCHS_RESTRICT state = row.state, *EPOCHS_RESTRICT before = row.before, *EPOCHS_RESTRICT dout = row.dout;
  Real *EPOCHS_RESTRICT dh = row.dh, *EPOCHS_RESTRICT dinput = row.dinput, *EPOCHS_RESTRICT dstate = row.dstate, *EPOCHS_RESTRICT shown = row.shown;
#pragma omp simd
  for (Index k = 0; k < hidden; ++k) {
    const Real r = gates[k], z = gates[hidden + k], n = gates[2 * hidden + k], m = state[2 * hidden + k], d = dh[k] + dout[k];
    const Real dn = d * (1 - z) * (1 - n * n), dr = dn * m * r * (1 - r), dz = d * (before[k] - n) * z * (1 - z);
    shown[k] = d;
    dinput[k] = dstate[k] = dr;
    dinput[hidden + k] = dstate[hidden + k] = dz;
    dinput[2 * hidden + k] = dn;
    dstate[2 * hidden + k] = dn * r;
    dh[k] = d * z;
  }
}

void forward(Node& node, const Matrix& x, const Matrix& start, const Matrix& wx, const Matrix& wh, const Matrix& bx, const Matrix& bh, Index steps) {
  const Index batch = start.rows(), hidden = wh.rows(), rows = x.rows();
  node.keep(kInputs, rows, x.cols());                                // the last one first: afterwards the others keep their places
  Matrix &gates = node.keep(kGates, rows, 3 * hidden), &products = node.keep(kProducts, rows, 3 * hidden), &h = node.keep(kHidden, rows + batch, hidden);
  Matrix& inputs = node.saved[kInputs];
  to_steps(x, steps, inputs);
  h.topRows(batch) = start;
  set_rows(bx, gates), set_rows(bh, products);
  product(inputs, Transpose::No, wx, Transpose::No, gates, Accumulate::Yes);
  for (Index t = 0; t < steps; ++t) {
    product(h.middleRows(t * batch, batch), Transpose::No, wh, Transpose::No, products.middleRows(t * batch, batch), Accumulate::Yes);
    for (Index row = t * batch; row < (t + 1) * batch; ++row)
      forward_row(gates.row(row).data(), products.row(row).data(), h.row(row).data(), hidden, h.row(row + batch).data());
  }
  from_steps(h.bottomRows(rows), steps, node.own);
}

// The gradients of every step; afterwards kDHiddenNow holds the gradient of the start.
void backward_steps(Node& node, const Matrix& wh, Index steps) {
  const Index hidden = wh.rows(), rows = node.own.rows(), batch = rows / steps;
  node.keep(kScratch, rows, node.saved[kInputs].cols());             // the last one first
  Matrix &dinput = node.keep(kDInput, rows, 3 * hidden), &dstate = node.keep(kDState, rows, 3 * hidden), &shown = node.keep(kDHidden, rows, hidden);
  Matrix& dh = node.keep(kDHiddenNow, batch, hidden);
  dh.setZero();
  for (Index t = steps - 1; t >= 0; --t) {
    for (Index b = 0; b < batch; ++b) {
      const Index row = t * batch + b;
      backward_row({node.saved[kGates].row(row).data(), node.saved[kProducts].row(row).data(), node.saved[kHidden].row(row).data(), node.gradient.row(b * steps + t).data(),
                    dh.row(b).data(), dinput.row(row).data(), dstate.row(row).data(), shown.row(row).data()},
                   hidden);
    }
    product(dstate.middleRows(t * batch, batch), Transpose::No, wh, Transpose::Yes, dh, Accumulate::Yes);
  }
}

void publish_forward(Node& node, Index steps) {
  const Index hidden = node.own.cols();
  for (const std::size_t gate : {kR, kZ, kN})
    from_steps(node.saved[kGates].middleCols(static_cast<Index>(gate) * hidden, hidden), steps, node.keep(gate, node.own.rows(), hidden));
  from_steps(node.saved[kProducts].rightCols(hidden), steps, node.keep(kM, node.own.rows(), hidden));
  for (const std::size_t part : {kInputGradient, kStateGradient, kHiddenTotal}) node.keep(part, 0, 0);   // nothing to show before backward
}

void publish_backward(Node& node, Index steps) {
  const Index hidden = node.own.cols(), rows = node.own.rows();
  from_steps(node.saved[kDInput], steps, node.keep(kInputGradient, rows, 3 * hidden));
  from_steps(node.saved[kDState], steps, node.keep(kStateGradient, rows, 3 * hidden));
  from_steps(node.saved[kDHidden], steps, node.keep(kHiddenTotal, rows, hidden));
}

void backward(Tape& tape, int index) {
  Node& node = tape.node(index);
  const Index steps = node.attributes.integers[0], rows = node.own.rows();
  backward_steps(node, tape.input_of(node, kWh), steps);
  if (tape.recording()) publish_backward(node, steps);
  const Matrix &dinput = node.saved[kDInput], &dstate = node.saved[kDState];
  input_gradient(dinput, tape.input_of(node, kWx), steps, node.saved[kScratch], tape.contribution(node, kX));
  if (const Contribution d = tape.contribution(node, kStart)) add_cells(node.saved[kDHiddenNow], *d.gradient, d.accumulate);
  if (const Contribution d = tape.contribution(node, kWx)) product(node.saved[kInputs], Transpose::Yes, dinput, Transpose::No, *d.gradient, d.accumulate);
  if (const Contribution d = tape.contribution(node, kWh)) product(node.saved[kHidden].topRows(rows), Transpose::Yes, dstate, Transpose::No, *d.gradient, d.accumulate);
  if (const Contribution d = tape.contribution(node, kBias)) sum_rows(dinput, *d.gradient, d.accumulate);
  if (const Contribution d = tape.contribution(node, kStateBias)) sum_rows(dstate, *d.gradient, d.accumulate);
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
  forward(node, xs, first, wx, wh, bx, bh, steps);
  if (tape.recording()) publish_forward(node, steps);
  return tape.last();
}

Value gru(Tape& tape, Value x, Value start, const Parameter& wx, const Parameter& wh, const Parameter& bx, const Parameter& bh, Index steps) {
  const GruWeights weights{tape.parameter(wx), tape.parameter(wh), tape.parameter(bx), tape.parameter(bh)};
  return gru(tape, x, start, weights, steps);
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
