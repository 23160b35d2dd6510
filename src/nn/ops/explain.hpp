// Words that ops use to explain themselves.
#pragma once

#include "nn/op.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

inline const TraceEntry& entry_of(const Trace& trace, int entry) { return trace.entries[static_cast<std::size_t>(entry)]; }
inline int input_of(const Trace& trace, int entry, int slot) { return entry_of(trace, entry).inputs[static_cast<std::size_t>(slot)]; }
inline const Matrix& input_value(const Trace& trace, int entry, int slot) { return entry_of(trace, input_of(trace, entry, slot)).value; }
inline const Matrix& part_of(const Trace& trace, int entry, int part) { return entry_of(trace, entry).parts[static_cast<std::size_t>(part)].value; }
inline double at(const Matrix& matrix, Cell cell) { return static_cast<double>(matrix(cell.row, cell.column)); }
inline double value_at(const Trace& trace, int entry, Cell cell) { return at(entry_of(trace, entry).value, cell); }
inline double gradient_at(const Trace& trace, int entry, Cell cell) { return at(entry_of(trace, entry).gradient, cell); }
inline bool has_gradient(const Trace& trace, int entry) { return entry_of(trace, entry).gradient.size() > 0; }

// coefficient · the value that stands in that cell.
inline Term term_of(const Trace& trace, int entry, Cell cell, double coefficient = 1) {
  return {.entry = entry, .cell = cell, .coefficient = coefficient, .operand = value_at(trace, entry, cell)};
}

// coefficient · the gradient that stands in that cell.
inline Term gradient_term(const Trace& trace, int entry, Cell cell, double coefficient) {
  return {.entry = entry, .cell = cell, .coefficient = coefficient, .operand = gradient_at(trace, entry, cell)};
}

// weight = exp(score − log Σ e^score) over the first `seen` scores of the row, which stand in that part; one that is not seen is 0 by rule.
void explain_weight(const Trace& trace, int entry, int scores, Cell cell, Index seen, Explanation& out);

// The mean over all cells of the part that holds each example's loss.
void explain_mean_of_losses(const Trace& trace, int entry, int part, Explanation& out);

}  // namespace epochs::inline EPOCHS_PRECISION::nn
