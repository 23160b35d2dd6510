#include "nn/ops/explain.hpp"

#include <cmath>

namespace epochs::inline EPOCHS_PRECISION::nn {

void explain_weight(const Trace& trace, int entry, int scores, Cell cell, Index seen, Explanation& out) {
  if (cell.column >= seen) return;
  const auto row = part_of(trace, entry, scores).row(cell.row).head(seen).cast<double>().array();
  const double largest = row.maxCoeff();
  out.function = "exp";
  out.terms.push_back({.entry = entry, .cell = cell, .operand = at(part_of(trace, entry, scores), cell), .part = scores});
  out.terms.push_back({.coefficient = -1, .operand = largest + std::log((row - largest).exp().sum())});
}

void explain_mean_of_losses(const Trace& trace, int entry, int part, Explanation& out) {
  const Matrix& losses = part_of(trace, entry, part);
  out.formula = entry_of(trace, entry).op;
  for (Index r = 0; r < losses.rows(); ++r)
    for (Index c = 0; c < losses.cols(); ++c)
      out.terms.push_back({.entry = entry, .cell = {r, c}, .coefficient = 1 / static_cast<double>(losses.size()), .operand = at(losses, {r, c}), .part = part});
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
