#include "nn/ops/layer_norm.hpp"

#include <cmath>

#include "core/check.hpp"
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

}  // namespace

const Op kLayerNorm{.name = "layer_norm", .backward = backward, .explain = explain, .gradient_terms = gradient_terms, .explain_part = explain_part, .parts = kParts};

void layer_norm(const Matrix& x, const Matrix& gain, const Matrix& bias, Matrix& y, Matrix& normalised, Matrix& inverse_deviation) {
  EPOCHS_CHECK(gain.rows() == 1 && bias.rows() == 1 && gain.cols() == x.cols() && bias.cols() == x.cols(), "layer_norm: gain or bias is not a row as wide as x");
  y.resize(x.rows(), x.cols());
  normalised.resize(x.rows(), x.cols());
  inverse_deviation.resize(x.rows(), 1);
  for (Index r = 0; r < x.rows(); ++r) {
    const Real mean = x.row(r).mean();
    const Real variance = (x.row(r).array() - mean).square().mean();
    const Real inverse = Real(1) / std::sqrt(variance + kLayerNormEpsilon);
    inverse_deviation(r, 0) = inverse;
    normalised.row(r).array() = (x.row(r).array() - mean) * inverse;
    y.row(r).array() = normalised.row(r).array() * gain.row(0).array() + bias.row(0).array();
  }
}

void layer_norm_backward(const Matrix& dy, const Matrix& gain, const Matrix& normalised, const Matrix& inverse_deviation, Contribution dx, Contribution dgain,
                         Contribution dbias) {
  if (dgain) assign_or_add(*dgain.gradient, dgain.accumulate, dy.cwiseProduct(normalised).colwise().sum());
  if (dbias) assign_or_add(*dbias.gradient, dbias.accumulate, dy.colwise().sum());
  if (!dx) return;
  const Real share = Real(1) / static_cast<Real>(dy.cols());
  for (Index r = 0; r < dy.rows(); ++r) {
    const auto dhat = dy.row(r).array() * gain.row(0).array();
    const Real mean = dhat.sum() * share, along = (dhat * normalised.row(r).array()).sum() * share;
    const auto row = (dhat - mean - normalised.row(r).array() * along) * inverse_deviation(r, 0);
    if (dx.accumulate == Accumulate::Yes)
      dx.gradient->row(r).array() += row;
    else
      dx.gradient->row(r).array() = row;
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
