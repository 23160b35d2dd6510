#include "nn/ops/linear_gelu.hpp"

#include <algorithm>

#include "core/check.hpp"
#include "nn/ops/cells.hpp"
#include "nn/ops/explain.hpp"
#include "nn/ops/linear.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

constexpr std::string_view kParts[] = {"slope"};
enum Saved : std::size_t { kSlope, kDz };
constexpr Index kRowsAtOnce = 128;       // of 512 columns they fill half of a core's second cache

void forward(const Matrix& x, const Matrix& w, const Matrix& b, GeluForm form, Matrix& y, Matrix& slope) {
  for (Index first = 0; first < x.rows(); first += kRowsAtOnce) {
    const Index rows = std::min(kRowsAtOnce, x.rows() - first), at = first * y.cols();
    auto z = y.middleRows(first, rows);
    set_rows(b, z);
    product(x.middleRows(first, rows), Transpose::No, w, Transpose::No, z, Accumulate::Yes);
    gelu(form, y.data() + at, rows * y.cols(), y.data() + at, slope.data() + at);
  }
}

void backward(Tape& tape, int index) {
  Node& node = tape.node(index);
  const Matrix &x = tape.input_of(node, 0), &w = tape.input_of(node, 1);
  const Contribution dx = tape.contribution(node, 0);
  Matrix& dz = node.keep(kDz, node.own.rows(), node.own.cols());
  for (Index first = 0; first < x.rows(); first += kRowsAtOnce) {
    const Index rows = std::min(kRowsAtOnce, x.rows() - first), at = first * dz.cols();
    multiply_cells(node.gradient.data() + at, node.saved[kSlope].data() + at, rows * dz.cols(), dz.data() + at);
    if (dx) product(dz.middleRows(first, rows), Transpose::No, w, Transpose::Yes, dx.gradient->middleRows(first, rows), dx.accumulate);
  }
  linear_backward(x, w, dz, {{}, tape.contribution(node, 1), tape.contribution(node, 2)});
}

void explain(const Trace& trace, int entry, Cell cell, Explanation& out) {
  out.function = entry_of(trace, entry).op == kLinearGelu.name ? kGelu.name : kGeluTanh.name;
  explain_weighted_sum(trace, entry, cell, out);
}

void explain_slope(const Trace&, int, int, Cell, Explanation& out) { out.terms.push_back({.operand = out.value}); }

void gradient_terms(const Trace& trace, int entry, int slot, Cell cell, std::vector<Term>& out) {
  if (has_gradient(trace, entry)) weighted_sum_gradient(trace, entry, slot, cell, Bend::Yes, [&](Cell from) { return at(part_of(trace, entry, kSlope), from); }, out);
}

}  // namespace

const Op kLinearGelu{.name = "linear_gelu", .backward = backward, .explain = explain, .gradient_terms = gradient_terms, .explain_part = explain_slope, .parts = kParts};
const Op kLinearGeluTanh{.name = "linear_gelu_tanh", .backward = backward, .explain = explain, .gradient_terms = gradient_terms, .explain_part = explain_slope, .parts = kParts};

Value linear_gelu(Tape& tape, Value x, Value w, Value b, GeluForm form) {
  const Matrix &in = tape.value(x), &weights = tape.value(w), &bias = tape.value(b);
  check_linear(in, weights, &bias);
  Node& node = tape.push(form == GeluForm::Exact ? kLinearGelu : kLinearGeluTanh, {x, w, b}, in.rows(), weights.cols());
  forward(in, weights, bias, form, node.own, node.keep(kSlope, in.rows(), weights.cols()));
  return tape.last();
}

Value linear_gelu(Tape& tape, Value x, const Parameter& w, const Parameter& b, GeluForm form) {
  const Value weights = tape.parameter(w), bias = tape.parameter(b);   // in this order on the tape
  return linear_gelu(tape, x, weights, bias, form);
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
