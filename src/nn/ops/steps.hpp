// One step of every sequence, and back: for models that walk through a sentence with more than one op a step.
#pragma once

#include <span>

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// x (B·T)×C, row b·T + t → B×C, the rows of step t. steps = T.
Value step_of(Tape& tape, Value x, Index steps, Index t);
// T values of B×C each → (B·T)×C, row b·T + t.
Value join_steps(Tape& tape, std::span<const Value> values);

extern const Op kStepOf, kJoinSteps;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
