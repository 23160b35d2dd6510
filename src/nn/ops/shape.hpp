// Cutting and joining: blocks of columns or rows, side by side or below each other. Nothing is computed.
#pragma once

#include <span>

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

Value slice_columns(Tape& tape, Value x, Index first, Index count);
Value slice_rows(Tape& tape, Value x, Index first, Index count);
Value concat_columns(Tape& tape, std::span<const Value> parts);       // all with the same number of rows
Value concat_rows(Tape& tape, std::span<const Value> parts);          // all with the same number of columns

extern const Op kSlice, kConcatColumns, kConcatRows;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
