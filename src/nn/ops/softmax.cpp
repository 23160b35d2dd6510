#include "nn/ops/softmax.hpp"

#include <cmath>

#include "nn/ops/cells.hpp"
#include "nn/ops/explain.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

constexpr std::string_view kParts[] = {"exponentials"};

void backward(Tape& tape, int index) {
  const Node& node = tape.node(index);
  if (const Contribution dx = tape.contribution(node, 0)) softmax_backward(node.own, node.gradient, *dx.gradient, dx.accumulate);
}

// y_c = (1/Σ) · e_c
void explain(const Trace& trace, int entry, Cell cell, Explanation& out) {
  const Matrix& exponentials = part_of(trace, entry, 0);
  const double total = exponentials.row(cell.row).cast<double>().sum();
  out.terms.push_back({.entry = entry, .cell = cell, .coefficient = 1 / total, .operand = at(exponentials, cell), .part = 0});
}

// e_c = exp(x_c − max)
void explain_exponential(const Trace& trace, int entry, int, Cell cell, Explanation& out) {
  const int x = input_of(trace, entry, 0);
  out.function = "exp";
  out.terms.push_back(term_of(trace, x, cell));
  out.terms.push_back({.coefficient = -1, .operand = static_cast<double>(entry_of(trace, x).value.row(cell.row).maxCoeff())});
}

void gradient_terms(const Trace& trace, int entry, int, Cell cell, std::vector<Term>& out) {
  if (!has_gradient(trace, entry)) return;
  const double y = value_at(trace, entry, cell);
  for (Index k = 0; k < entry_of(trace, entry).value.cols(); ++k) {
    const Cell from{cell.row, k};
    out.push_back(gradient_term(trace, entry, from, value_at(trace, entry, from) * ((k == cell.column ? 1 : 0) - y)));
  }
}

}  // namespace

const Op kSoftmax{.name = "softmax", .backward = backward, .explain = explain, .gradient_terms = gradient_terms, .explain_part = explain_exponential, .parts = kParts};

void softmax(const Matrix& x, Matrix& y) {
  y.resize(x.rows(), x.cols());
  for (Index r = 0; x.cols() > 0 && r < x.rows(); ++r) softmax_row(x.row(r).data(), x.cols(), y.row(r).data());
}

void softmax_backward(const Matrix& y, const Matrix& dy, Matrix& dx, Accumulate accumulate) {
  for (Index r = 0; r < y.rows(); ++r) softmax_row_backward(y.row(r).data(), dy.row(r).data(), y.cols(), 1, dx.row(r).data(), accumulate);
}

Value softmax(Tape& tape, Value x) {
  const Matrix& in = tape.value(x);
  Node& node = tape.push(kSoftmax, {x}, in.rows(), in.cols());
  softmax(in, node.own);
  if (tape.recording()) {
    Matrix& exponentials = node.keep(0, in.rows(), in.cols());
    for (Index r = 0; r < in.rows(); ++r) exponentials.row(r).array() = (in.row(r).array() - in.row(r).maxCoeff()).exp();
  }
  return tape.last();
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
