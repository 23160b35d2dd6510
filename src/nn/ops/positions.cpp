#include "nn/ops/positions.hpp"

#include <cmath>

#include "core/check.hpp"
#include "nn/ops/explain.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {
// Attributes: integers = steps, first.

Index place_of(const Attributes& attributes, Index row) { return attributes.integers[1] + row % attributes.integers[0]; }

void backward(Tape& tape, int index) {
  const Node& node = tape.node(index);
  if (const Contribution dx = tape.contribution(node, 0)) assign_or_add(*dx.gradient, dx.accumulate, node.gradient);
  if (const Contribution dtable = tape.cleared_contribution(node, 1)) {
    const Index steps = node.attributes.integers[0], first = node.attributes.integers[1];
    for (Index row = 0; row < node.gradient.rows(); row += steps) dtable.gradient->middleRows(first, steps) += node.gradient.middleRows(row, steps);
  }
}

void explain(const Trace& trace, int entry, Cell cell, Explanation& out) {
  out.terms.push_back(term_of(trace, input_of(trace, entry, 0), cell));
  out.terms.push_back(term_of(trace, input_of(trace, entry, 1), {place_of(entry_of(trace, entry).attributes, cell.row), cell.column}));
}

void gradient_terms(const Trace& trace, int entry, int slot, Cell cell, std::vector<Term>& out) {
  if (!has_gradient(trace, entry)) return;
  if (slot == 0) out.push_back(gradient_term(trace, entry, cell, 1));
  for (Index row = 0; slot == 1 && row < entry_of(trace, entry).value.rows(); ++row)
    if (place_of(entry_of(trace, entry).attributes, row) == cell.row) out.push_back(gradient_term(trace, entry, {row, cell.column}, 1));
}

}  // namespace

const Op kAddPositions{.name = "add_positions", .backward = backward, .explain = explain, .gradient_terms = gradient_terms};

Value add_positions(Tape& tape, Value x, Value table, Index steps, Index first) {
  const Matrix &tokens = tape.value(x), &places = tape.value(table);
  EPOCHS_CHECK(steps > 0 && tokens.rows() % steps == 0, "add_positions: the number of rows is no multiple of the number of steps");
  EPOCHS_CHECK(first >= 0 && first + steps <= places.rows(), "add_positions: the sequence is longer than the table of positions");
  EPOCHS_CHECK(tokens.cols() == places.cols(), "add_positions: tokens and positions differ in width");
  Node& node = tape.push(kAddPositions, {x, table}, tokens.rows(), tokens.cols());
  node.attributes.integers.push_back(steps), node.attributes.integers.push_back(first);
  for (Index row = 0; row < tokens.rows(); row += steps)
    node.own.middleRows(row, steps).noalias() = tokens.middleRows(row, steps) + places.middleRows(first, steps);
  return tape.last();
}

Matrix sinusoidal_positions(Index length, Index width) {
  Matrix out(length, width);
  for (Index p = 0; p < length; ++p)
    for (Index c = 0; c < width; ++c) {
      const double angle = static_cast<double>(p) / std::pow(10000.0, static_cast<double>(c - c % 2) / static_cast<double>(width));
      out(p, c) = static_cast<Real>(c % 2 == 0 ? std::sin(angle) : std::cos(angle));
    }
  return out;
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
