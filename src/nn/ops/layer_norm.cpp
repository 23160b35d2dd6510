#include "nn/ops/layer_norm.hpp"

#include <cmath>

#include "core/check.hpp"
#include "core/kernel.hpp"
#include "nn/ops/explain.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

constexpr std::string_view kParts[] = {"normalised", "inverse_deviation"};

void backward(Tape& tape, int index) {
  const Node& node = tape.node(index);
  const Contribution dx = tape.contribution(node, 0), dgain = tape.contribution(node, 1), dbias = tape.contribution(node, 2);
  layer_norm_backward(node.gradient, tape.input_of(node, 1), node.saved[0], node.saved[1], dx, dgain, dbias);
}

// y = g · x̂ + b
void explain(const Trace& trace, int entry, Cell cell, Explanation& out) {
  const int gain = input_of(trace, entry, 1);
  const Cell column{0, cell.column};
  out.terms.push_back({.entry = entry, .cell = cell, .coefficient = value_at(trace, gain, column), .operand = at(part_of(trace, entry, 0), cell),
                       .coefficient_entry = gain, .coefficient_cell = column, .part = 0});
  out.terms.push_back(term_of(trace, input_of(trace, entry, 2), column));
}

// x̂ = x / s − μ / s; s itself is only quoted.
void explain_part(const Trace& trace, int entry, int part, Cell cell, Explanation& out) {
  const double inverse = at(part_of(trace, entry, 1), {cell.row, 0});
  if (part == 1) {
    out.terms.push_back({.operand = inverse});
    return;
  }
  out.terms.push_back(term_of(trace, input_of(trace, entry, 0), cell, inverse));
  out.terms.push_back({.coefficient = -inverse, .operand = input_value(trace, entry, 0).row(cell.row).cast<double>().mean()});
}

void gradient_terms(const Trace& trace, int entry, int slot, Cell cell, std::vector<Term>& out) {
  if (!has_gradient(trace, entry)) return;
  const Matrix& normalised = part_of(trace, entry, 0);
  if (slot > 0) {                              // gain and bias: over the rows
    for (Index r = 0; r < normalised.rows(); ++r) {
      const Cell from{r, cell.column};
      out.push_back(gradient_term(trace, entry, from, slot == 1 ? at(normalised, from) : 1));
    }
    return;
  }
  const double count = static_cast<double>(normalised.cols()), inverse = at(part_of(trace, entry, 1), {cell.row, 0});
  for (Index k = 0; k < normalised.cols(); ++k) {
    const Cell from{cell.row, k};
    const double gain = value_at(trace, input_of(trace, entry, 1), {0, k});
    const double slope = (k == cell.column ? 1 : 0) - 1 / count - at(normalised, from) * at(normalised, cell) / count;
    out.push_back(gradient_term(trace, entry, from, gain * inverse * slope));
  }
}

EPOCHS_KERNEL Real normalise_row(const Real* EPOCHS_RESTRICT x, Index count, const Real* EPOCHS_RESTRICT gain, const Real* EPOCHS_RESTRICT bias,
                                 Real* EPOCHS_RESTRICT normalised, Real* EPOCHS_RESTRICT y) {
  Real sum = 0, squares = 0;
#pragma omp simd reduction(+ : sum)
  for (Index i = 0; i < count; ++i) sum += x[i];
  const Real mean = sum / static_cast<Real>(count);
#pragma omp simd reduction(+ : squares)
  for (Index i = 0; i < count; ++i) squares += (x[i] - mean) * (x[i] - mean);
  const Real inverse = 1 / std::sqrt(squares / static_cast<Real>(count) + kLayerNormEpsilon);
  for (Index i = 0; i < count; ++i) {
    normalised[i] = (x[i] - mean) * inverse;
    y[i] = normalised[i] * gain[i] + bias[i];
  }
  return inverse;
}

// dgain and dbias are added to; dx = or += .
struct RowGradients {
  Real *dx, *dgain, *dbias;
  bool add;
};
EPOCHS_KERNEL void normalise_row_backward(const Real* EPOCHS_RESTRICT dy, const Real* EPOCHS_RESTRICT gain, const Real* EPOCHS_RESTRICT normalised, Index count,
                                          Real inverse, const RowGradients to) {
  Real *EPOCHS_RESTRICT dx = to.dx, *EPOCHS_RESTRICT dgain = to.dgain, *EPOCHS_RESTRICT dbias = to.dbias;
  if (dgain)
    for (Index i = 0; i < count; ++i) dgain[i] += dy[i] * normalised[i];
  if (dbias)
    for (Index i = 0; i < count; ++i) dbias[i] += dy[i];
  if (!dx) return;
  Real sum = 0, product = 0;
#pragma omp simd reduction(+ : sum, product)
  for (Index i = 0; i < count; ++i) {
    const Real dhat = dy[i] * gain[i];
    sum += dhat;
    product += dhat * normalised[i];
  }
  const Real mean = sum / static_cast<Real>(count), along = product / static_cast<Real>(count);
  for (Index i = 0; i < count; ++i) dx[i] = (to.add ? dx[i] : Real(0)) + (dy[i] * gain[i] - mean - normalised[i] * along) * inverse;
}

}  // namespace

const Op kLayerNorm{.name = "layer_norm", .backward = backward, .explain = explain, .gradient_terms = gradient_terms, .explain_part = explain_part, .parts = kParts};

void layer_norm(const Matrix& x, const Matrix& gain, const Matrix& bias, Matrix& y, Matrix& normalised, Matrix& inverse_deviation) {
  EPOCHS_CHECK(gain.rows() == 1 && bias.rows() == 1 && gain.cols() == x.cols() && bias.cols() == x.cols(), "layer_norm: gain or bias is not a row as wide as x");
  y.resize(x.rows(), x.cols());
  normalised.resize(x.rows(), x.cols());
  inverse_deviation.resize(x.rows(), 1);
  for (Index r = 0; r < x.rows(); ++r)
    inverse_deviation(r, 0) = normalise_row(x.row(r).data(), x.cols(), gain.data(), bias.data(), normalised.row(r).data(), y.row(r).data());
}

void layer_norm_backward(const Matrix& dy, const Matrix& gain, const Matrix& normalised, const Matrix& inverse_deviation, Contribution dx, Contribution dgain,
                         Contribution dbias) {
  for (const Contribution& d : {dgain, dbias})
    if (d && d.accumulate == Accumulate::No) d.gradient->setZero();
  for (Index r = 0; r < dy.rows(); ++r) {
    const RowGradients to{dx ? dx.gradient->row(r).data() : nullptr, dgain ? dgain.gradient->data() : nullptr, dbias ? dbias.gradient->data() : nullptr,
                          dx.accumulate == Accumulate::Yes};
    normalise_row_backward(dy.row(r).data(), gain.data(), normalised.row(r).data(), dy.cols(), inverse_deviation(r, 0), to);
  }
}

Value layer_norm(Tape& tape, Value x, Value gain, Value bias) {
  const Matrix& in = tape.value(x);
  Node& node = tape.push(kLayerNorm, {x, gain, bias}, in.rows(), in.cols());
  if (node.saved.size() < 2) node.saved.resize(2);
  layer_norm(in, tape.value(gain), tape.value(bias), node.own, node.saved[0], node.saved[1]);
  return tape.last();
}

Value layer_norm(Tape& tape, Value x, const Parameter& gain, const Parameter& bias) {
  const Value g = tape.parameter(gain), b = tape.parameter(bias);
  return layer_norm(tape, x, g, b);
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
