#include "nn/ops/steps.hpp"

#include "core/check.hpp"
#include "nn/ops/explain.hpp"
#include "nn/ops/sequence.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {
// Attributes: integers = steps, and t of step_of.

void backward_step_of(Tape& tape, int index) {
  const Node& node = tape.node(index);
  if (const Contribution dx = tape.cleared_contribution(node, 0)) at_step(*dx.gradient, node.attributes.integers[0], node.attributes.integers[1]) += node.gradient;
}

void explain_step_of(const Trace& trace, int entry, Cell cell, Explanation& out) {
  const std::vector<Index>& integers = entry_of(trace, entry).attributes.integers;
  out.terms.push_back(term_of(trace, input_of(trace, entry, 0), {cell.row * integers[0] + integers[1], cell.column}));
}

void step_of_terms(const Trace& trace, int entry, int, Cell cell, std::vector<Term>& out) {
  const std::vector<Index>& integers = entry_of(trace, entry).attributes.integers;
  if (has_gradient(trace, entry) && cell.row % integers[0] == integers[1]) out.push_back(gradient_term(trace, entry, {cell.row / integers[0], cell.column}, 1));
}

void backward_join(Tape& tape, int index) {
  const Node& node = tape.node(index);
  const Index steps = node.attributes.integers[0];
  for (int t = 0; t < static_cast<int>(steps); ++t)
    if (const Contribution d = tape.contribution(node, t)) assign_or_add(*d.gradient, d.accumulate, at_step(node.gradient, steps, t));
}

void explain_join(const Trace& trace, int entry, Cell cell, Explanation& out) {
  const Index steps = entry_of(trace, entry).attributes.integers[0];
  out.terms.push_back(term_of(trace, input_of(trace, entry, static_cast<int>(cell.row % steps)), {cell.row / steps, cell.column}));
}

void join_terms(const Trace& trace, int entry, int slot, Cell cell, std::vector<Term>& out) {
  const Index steps = entry_of(trace, entry).attributes.integers[0];
  if (has_gradient(trace, entry)) out.push_back(gradient_term(trace, entry, {cell.row * steps + slot, cell.column}, 1));
}

}  // namespace

const Op kStepOf{.name = "step_of", .backward = backward_step_of, .explain = explain_step_of, .gradient_terms = step_of_terms};
const Op kJoinSteps{.name = "join_steps", .backward = backward_join, .explain = explain_join, .gradient_terms = join_terms};

Value step_of(Tape& tape, Value x, Index steps, Index t) {
  const Matrix& all = tape.value(x);
  EPOCHS_CHECK(steps > 0 && all.rows() % steps == 0, "step_of: the number of rows is no multiple of the number of steps");
  EPOCHS_CHECK(t >= 0 && t < steps, "step_of: there is no such step");
  Node& node = tape.push(kStepOf, {x}, all.rows() / steps, all.cols());
  node.attributes.integers.push_back(steps), node.attributes.integers.push_back(t);
  node.own = at_step(all, steps, t);
  return tape.last();
}

Value join_steps(Tape& tape, std::span<const Value> values) {
  EPOCHS_CHECK(!values.empty(), "join_steps: nothing to join");
  const Index steps = static_cast<Index>(values.size()), batch = tape.value(values[0]).rows(), columns = tape.value(values[0]).cols();
  Node& node = tape.push(kJoinSteps, values, batch * steps, columns);
  node.attributes.integers.push_back(steps);
  for (Index t = 0; t < steps; ++t) {
    const Matrix& step = tape.value(values[static_cast<std::size_t>(t)]);
    EPOCHS_CHECK(step.rows() == batch && step.cols() == columns, "join_steps: the steps differ in size");
    at_step(node.own, steps, t) = step;
  }
  return tape.last();
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
