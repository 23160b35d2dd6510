// Where a recurrent op's numbers came from: the products of the step's input and of the state before it.
#pragma once

#include "nn/ops/explain.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// Inputs of every recurrent op, in this order.
inline constexpr int kX = 0, kStart = 1, kWx = 2, kWh = 3, kBias = 4;

struct RecurrentShape {
  Index steps, hidden;
};

// The cell that holds h'(column) for a row: of the op itself, or of the start when the row is a sequence's first.
inline std::pair<int, Cell> state_before(const Trace& trace, int entry, Index steps, Cell cell) {
  if (cell.row % steps == 0) return {input_of(trace, entry, kStart), {cell.row / steps, cell.column}};
  return {entry, {cell.row - 1, cell.column}};
}

// Appends Σ_i x_i Wx(i, k), for gate column k.
void explain_input_product(const Trace& trace, int entry, Index row, Index k, Explanation& out);
// Appends Σ_j h'_j Wh(j, k).
void explain_state_product(const Trace& trace, int entry, RecurrentShape shape, Index row, Index k, Explanation& out);
void explain_bias(const Trace& trace, int entry, int slot, Index k, Explanation& out);

// Gradients through the gate inputs whose gradients stand in parts: `input_part` for x, Wx and b, `state_part` for h' and Wh (they
// differ only where a gate reaches in between, as in the GRU).
void input_product_terms(const Trace& trace, int entry, int slot, int input_part, Cell cell, std::vector<Term>& out);
void state_product_terms(const Trace& trace, int entry, RecurrentShape shape, int slot, int state_part, Cell cell, std::vector<Term>& out);

}  // namespace epochs::inline EPOCHS_PRECISION::nn
