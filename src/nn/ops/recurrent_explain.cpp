#include "nn/ops/recurrent_explain.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

Term part_term(const Trace& trace, int entry, int part, Cell cell, double coefficient) {
  return {.entry = entry, .cell = cell, .coefficient = coefficient, .operand = at(part_of(trace, entry, part), cell), .part = part};
}

Term weighted(const Trace& trace, int entry, Cell cell, int weight, Cell weight_cell) {
  Term term = term_of(trace, entry, cell, value_at(trace, weight, weight_cell));
  term.coefficient_entry = weight;
  term.coefficient_cell = weight_cell;
  return term;
}

}  // namespace

void explain_input_product(const Trace& trace, int entry, Index row, Index k, Explanation& out) {
  const int x = input_of(trace, entry, kX), w = input_of(trace, entry, kWx);
  for (Index i = 0; i < entry_of(trace, x).value.cols(); ++i) out.terms.push_back(weighted(trace, x, {row, i}, w, {i, k}));
}

void explain_state_product(const Trace& trace, int entry, RecurrentShape shape, Index row, Index k, Explanation& out) {
  for (Index j = 0; j < shape.hidden; ++j) {
    const auto [from, cell] = state_before(trace, entry, shape.steps, {row, j});
    out.terms.push_back(weighted(trace, from, cell, input_of(trace, entry, kWh), {j, k}));
  }
}

void explain_bias(const Trace& trace, int entry, int slot, Index k, Explanation& out) { out.terms.push_back(term_of(trace, input_of(trace, entry, slot), {0, k})); }

void input_product_terms(const Trace& trace, int entry, int slot, int part, Cell cell, std::vector<Term>& out) {
  const Matrix& dz = part_of(trace, entry, part);
  if (slot == kX)
    for (Index k = 0; k < dz.cols(); ++k) out.push_back(part_term(trace, entry, part, {cell.row, k}, value_at(trace, input_of(trace, entry, kWx), {cell.column, k})));
  if (slot == kWx)
    for (Index r = 0; r < dz.rows(); ++r) out.push_back(part_term(trace, entry, part, {r, cell.column}, value_at(trace, input_of(trace, entry, kX), {r, cell.row})));
  if (slot == kBias)
    for (Index r = 0; r < dz.rows(); ++r) out.push_back(part_term(trace, entry, part, {r, cell.column}, 1));
}

void state_product_terms(const Trace& trace, int entry, RecurrentShape shape, int slot, int part, Cell cell, std::vector<Term>& out) {
  const Matrix& dz = part_of(trace, entry, part);
  if (slot == kStart && cell.column < shape.hidden)
    for (Index k = 0; k < dz.cols(); ++k)
      out.push_back(part_term(trace, entry, part, {cell.row * shape.steps, k}, value_at(trace, input_of(trace, entry, kWh), {cell.column, k})));
  if (slot == kWh)
    for (Index r = 0; r < dz.rows(); ++r) {
      const auto [from, before] = state_before(trace, entry, shape.steps, {r, cell.row});
      out.push_back(part_term(trace, entry, part, {r, cell.column}, value_at(trace, from, before)));
    }
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
