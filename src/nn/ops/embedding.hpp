// Rows of a table, picked by number: word vectors by their ids, or the last step of each sequence.
#pragma once

#include <span>

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// table V×D, ids N (each 0 … V−1) → N×D. The gradient of a row is the sum over the places where it was picked.
// Throws CheckFailed when an id is out of range.
void pick_rows(const Matrix& table, std::span<const Index> ids, Matrix& out);
void pick_rows_backward(std::span<const Index> ids, const Matrix& dout, Matrix& dtable, Accumulate accumulate = Accumulate::No);

// Only the rows that were picked are cleared and updated (TouchedRows), however long the table is.
Value embedding(Tape& tape, Value table, std::span<const int> ids);
Value embedding(Tape& tape, const Parameter& table, std::span<const int> ids);

extern const Op kEmbedding;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
