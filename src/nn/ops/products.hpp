// Dot products of rows with rows: y = a·bᵀ. Scores of queries against keys; logits when a model's readout is its own embedding (tied weights).
//   da = dy·b, db = dyᵀ·a
#pragma once

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// a N×D, b M×D → N×M. Throws CheckFailed when the widths differ.
Value row_products(Tape& tape, Value a, Value b);

extern const Op kRowProducts;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
