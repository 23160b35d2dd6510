// Units that have stopped learning, from what they gave for a batch of examples: a ReLU that is 0 for all of them gets no gradient any more
// ("dead"), a tanh or sigmoid that stands at its bound for all of them nearly none ("saturated").
#pragma once

#include <vector>

#include "nn/ops/activation.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// Columns of `values` (N×units, after the activation, N ≥ 1) whose slope f' is at most `least_slope` for every example.
// With ReLU these are the dead units; None has no such units.
inline std::vector<Index> idle_units(ConstMatrix values, Activation activation, double least_slope = 0.01) {
  std::vector<Index> out;
  for (Index unit = 0; activation != Activation::None && unit < values.cols(); ++unit) {
    bool idle = values.rows() > 0;
    for (Index row = 0; row < values.rows() && idle; ++row) idle = kind_of(activation).derivative(static_cast<double>(values(row, unit))) <= least_slope;
    if (idle) out.push_back(unit);
  }
  return out;
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
