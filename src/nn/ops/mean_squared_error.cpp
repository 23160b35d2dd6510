#include "nn/ops/mean_squared_error.hpp"

#include "core/check.hpp"
#include "nn/ops/explain.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

constexpr std::string_view kParts[] = {"losses"};

void backward(Tape& tape, int index) {
  const Node& node = tape.node(index);
  const Matrix &y = tape.input_of(node, 0), &t = tape.input_of(node, 1);
  const Real dloss = node.gradient(0, 0);
  if (const Contribution dy = tape.contribution(node, 0)) mean_squared_error_backward(y, t, dloss, *dy.gradient, dy.accumulate);
  if (const Contribution dt = tape.contribution(node, 1)) mean_squared_error_backward(t, y, dloss, *dt.gradient, dt.accumulate);
}

void gradient_terms(const Trace& trace, int entry, int slot, Cell cell, std::vector<Term>& out) {
  if (!has_gradient(trace, entry)) return;
  const double difference = value_at(trace, input_of(trace, entry, slot), cell) - value_at(trace, input_of(trace, entry, 1 - slot), cell);
  const double count = static_cast<double>(trace.entries[static_cast<std::size_t>(input_of(trace, entry, 0))].value.size());
  out.push_back({.entry = entry, .coefficient = 2 * difference / count, .operand = gradient_at(trace, entry, {})});
}

// One cell of "losses": the square of the difference.
void explain_loss(const Trace& trace, int entry, int, Cell cell, Explanation& out) {
  out.formula = "squared_error";
  out.function = "square";
  out.terms.push_back(term_of(trace, input_of(trace, entry, 0), cell));
  out.terms.push_back(term_of(trace, input_of(trace, entry, 1), cell, -1));
}

}  // namespace

const Op kMeanSquaredError{.name = "mean_squared_error",
                           .backward = backward,
                           .explain = [](const Trace& trace, int entry, Cell, Explanation& out) { explain_mean_of_losses(trace, entry, 0, out); },
                           .gradient_terms = gradient_terms,
                           .explain_part = explain_loss,
                           .parts = kParts};

Real mean_squared_error(const Matrix& y, const Matrix& t) {
  EPOCHS_CHECK(y.rows() == t.rows() && y.cols() == t.cols() && y.size() > 0, "mean_squared_error: outputs and targets differ in size");
  return (y - t).squaredNorm() / static_cast<Real>(y.size());
}

void mean_squared_error_backward(const Matrix& y, const Matrix& t, Real dloss, Matrix& dy, Accumulate accumulate) {
  assign_or_add(dy, accumulate, (Real(2) * dloss / static_cast<Real>(y.size())) * (y - t));
}

Value mean_squared_error(Tape& tape, Value y, Value t) {
  const Matrix &ys = tape.value(y), &ts = tape.value(t);
  Node& node = tape.push(kMeanSquaredError, {y, t}, 1, 1);
  node.own(0, 0) = mean_squared_error(ys, ts);
  if (tape.recording()) node.keep(0, ys.rows(), ys.cols()) = (ys - ts).array().square().matrix();
  return tape.last();
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
