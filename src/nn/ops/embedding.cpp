#include "nn/ops/embedding.hpp"

#include "core/check.hpp"
#include "nn/ops/explain.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {
// Attributes: integers = the ids.

void backward(Tape& tape, int index) {
  const Node& node = tape.node(index);
  if (const Contribution d = tape.row_contribution(node, 0, node.attributes.integers)) pick_rows_backward(node.attributes.integers, node.gradient, *d.gradient, d.accumulate);
}

void explain(const Trace& trace, int entry, Cell cell, Explanation& out) {
  const Index id = entry_of(trace, entry).attributes.integers[static_cast<std::size_t>(cell.row)];
  out.terms.push_back(term_of(trace, input_of(trace, entry, 0), {id, cell.column}));
}

void gradient_terms(const Trace& trace, int entry, int, Cell cell, std::vector<Term>& out) {
  if (!has_gradient(trace, entry)) return;
  const std::vector<Index>& ids = entry_of(trace, entry).attributes.integers;
  for (std::size_t r = 0; r < ids.size(); ++r)
    if (ids[r] == cell.row) out.push_back(gradient_term(trace, entry, {static_cast<Index>(r), cell.column}, 1));
}

}  // namespace

const Op kEmbedding{.name = "embedding", .backward = backward, .explain = explain, .gradient_terms = gradient_terms};

void pick_rows(const Matrix& table, std::span<const Index> ids, Matrix& out) {
  out.resize(static_cast<Index>(ids.size()), table.cols());
  for (std::size_t r = 0; r < ids.size(); ++r) {
    EPOCHS_CHECK(ids[r] >= 0 && ids[r] < table.rows(), "embedding: there is no row " + std::to_string(ids[r]));
    out.row(static_cast<Index>(r)) = table.row(ids[r]);
  }
}

void pick_rows_backward(std::span<const Index> ids, const Matrix& dout, Matrix& dtable, Accumulate accumulate) {
  if (accumulate == Accumulate::No) dtable.setZero();
  for (std::size_t r = 0; r < ids.size(); ++r) dtable.row(ids[r]) += dout.row(static_cast<Index>(r));
}

Value embedding(Tape& tape, Value table, std::span<const int> ids) {
  const Matrix& rows = tape.value(table);
  Node& node = tape.push(kEmbedding, {table}, static_cast<Index>(ids.size()), rows.cols());
  node.attributes.integers.assign(ids.begin(), ids.end());
  pick_rows(rows, node.attributes.integers, node.own);
  return tape.last();
}

Value embedding(Tape& tape, const Parameter& table, std::span<const int> ids) { return embedding(tape, tape.parameter(table), ids); }

}  // namespace epochs::inline EPOCHS_PRECISION::nn
