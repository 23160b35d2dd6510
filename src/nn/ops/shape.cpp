#include "nn/ops/shape.hpp"

#include "core/check.hpp"
#include "nn/ops/explain.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {
// Attributes of a slice: integers = first row, first column. A joint needs none: its inputs' sizes say where each begins.

void backward_slice(Tape& tape, int index) {
  const Node& node = tape.node(index);
  if (const Contribution dx = tape.cleared_contribution(node, 0))
    dx.gradient->block(node.attributes.integers[0], node.attributes.integers[1], node.own.rows(), node.own.cols()) += node.gradient;
}

void explain_slice(const Trace& trace, int entry, Cell cell, Explanation& out) {
  const std::vector<Index>& first = entry_of(trace, entry).attributes.integers;
  out.terms.push_back(term_of(trace, input_of(trace, entry, 0), {cell.row + first[0], cell.column + first[1]}));
}

void slice_terms(const Trace& trace, int entry, int, Cell cell, std::vector<Term>& out) {
  if (!has_gradient(trace, entry)) return;
  const TraceEntry& self = entry_of(trace, entry);
  const Cell from{cell.row - self.attributes.integers[0], cell.column - self.attributes.integers[1]};
  if (from.row >= 0 && from.row < self.value.rows() && from.column >= 0 && from.column < self.value.cols()) out.push_back(gradient_term(trace, entry, from, 1));
}

enum class Along { Columns, Rows };

template <Along kAlong>
void backward_concat(Tape& tape, int index) {
  const Node& node = tape.node(index);
  Index first = 0;
  for (int slot = 0; slot < static_cast<int>(node.inputs.size()); ++slot) {
    const Matrix& part = tape.input_of(node, slot);
    const Index row = kAlong == Along::Rows ? first : 0, column = kAlong == Along::Columns ? first : 0;
    if (const Contribution d = tape.contribution(node, slot)) assign_or_add(*d.gradient, d.accumulate, node.gradient.block(row, column, part.rows(), part.cols()));
    first += kAlong == Along::Rows ? part.rows() : part.cols();
  }
}

template <Along kAlong>
void explain_concat(const Trace& trace, int entry, Cell cell, Explanation& out) {
  Cell inside = cell;
  Index& moving = kAlong == Along::Rows ? inside.row : inside.column;
  for (int slot = 0;; ++slot) {
    const Matrix& part = input_value(trace, entry, slot);
    const Index length = kAlong == Along::Rows ? part.rows() : part.cols();
    if (moving < length) return out.terms.push_back(term_of(trace, input_of(trace, entry, slot), inside));
    moving -= length;
  }
}

template <Along kAlong>
void concat_terms(const Trace& trace, int entry, int slot, Cell cell, std::vector<Term>& out) {
  if (!has_gradient(trace, entry)) return;
  for (int before = 0; before < slot; ++before) {
    const Matrix& part = input_value(trace, entry, before);
    (kAlong == Along::Rows ? cell.row : cell.column) += kAlong == Along::Rows ? part.rows() : part.cols();
  }
  out.push_back(gradient_term(trace, entry, cell, 1));
}

Value slice(Tape& tape, Value x, Index row, Index column, Index rows, Index columns) {
  const Matrix& in = tape.value(x);
  EPOCHS_CHECK(row >= 0 && column >= 0 && rows >= 0 && columns >= 0 && row + rows <= in.rows() && column + columns <= in.cols(), "slice: out of range");
  Node& node = tape.push(kSlice, {x}, rows, columns);
  node.attributes.integers = {row, column};
  node.own = in.block(row, column, rows, columns);
  return tape.last();
}

}  // namespace

const Op kSlice{.name = "slice", .backward = backward_slice, .explain = explain_slice, .gradient_terms = slice_terms};
const Op kConcatColumns{.name = "concat_columns",
                        .backward = backward_concat<Along::Columns>,
                        .explain = explain_concat<Along::Columns>,
                        .gradient_terms = concat_terms<Along::Columns>};
const Op kConcatRows{.name = "concat_rows", .backward = backward_concat<Along::Rows>, .explain = explain_concat<Along::Rows>, .gradient_terms = concat_terms<Along::Rows>};

Value slice_columns(Tape& tape, Value x, Index first, Index count) { return slice(tape, x, 0, first, tape.value(x).rows(), count); }
Value slice_rows(Tape& tape, Value x, Index first, Index count) { return slice(tape, x, first, 0, count, tape.value(x).cols()); }

Value concat_columns(Tape& tape, std::span<const Value> parts) {
  EPOCHS_CHECK(!parts.empty(), "concat_columns: nothing to join");
  Index columns = 0;
  for (const Value part : parts) {
    EPOCHS_CHECK(tape.value(part).rows() == tape.value(parts[0]).rows(), "concat_columns: the parts differ in rows");
    columns += tape.value(part).cols();
  }
  Node& node = tape.push(kConcatColumns, parts, tape.value(parts[0]).rows(), columns);
  Index first = 0;
  for (const Value part : parts) {
    node.own.middleCols(first, tape.value(part).cols()) = tape.value(part);
    first += tape.value(part).cols();
  }
  return tape.last();
}

Value concat_rows(Tape& tape, std::span<const Value> parts) {
  EPOCHS_CHECK(!parts.empty(), "concat_rows: nothing to join");
  Index rows = 0;
  for (const Value part : parts) {
    EPOCHS_CHECK(tape.value(part).cols() == tape.value(parts[0]).cols(), "concat_rows: the parts differ in columns");
    rows += tape.value(part).rows();
  }
  Node& node = tape.push(kConcatRows, parts, rows, tape.value(parts[0]).cols());
  Index first = 0;
  for (const Value part : parts) {
    node.own.middleRows(first, tape.value(part).rows()) = tape.value(part);
    first += tape.value(part).rows();
  }
  return tape.last();
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
