// One token of each row through the parts of a transformer, with the keys and values of the earlier tokens remembered: the same
// equations as layers/transformer.cpp, without a tape.
#pragma once

#include <span>

#include "nn/layers/transformer.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// Keys and values of one attention: (rows·capacity)×D, row r·capacity + place.
struct KeyValues {
  Index capacity = 0;
  Matrix keys, values;

  void prepare(Index rows, Index capacity_, Index width);
  void reorder(std::span<const Index> from, Index used);   // the first `used` places of row from[i] become those of row i
};

// Which head of which attention: heads, how many keys each row sees (all the same when one number), and which heads are switched off.
struct StepShape {
  Index heads = 1;
  std::span<const Index> seen = {};                        // one number, or one for each row
  std::span<const MutedHead> muted = {};
  Index layer = 0;                                         // as in MutedHead
  Index seen_by(Index row) const { return seen[seen.size() == 1 ? 0 : static_cast<std::size_t>(row)]; }
};

// Memory that is used again from token to token.
struct StepMemory {
  Matrix q, heads, part, inner, scores, normalised, inverse_deviation, ready;
};

// x rows×D → q, and k, v into the cache at `place`.
void remember(const MultiHeadAttention& attention, const Matrix& x, KeyValues& cache, Index place, StepMemory& memory);
// x rows×D asks, the cache answers → memory.part rows×D.
void attend(const MultiHeadAttention& attention, const Matrix& x, const KeyValues& cache, const StepShape& shape, StepMemory& memory);
void feed_forward(const FeedForward& layer, const Matrix& x, StepMemory& memory);   // → memory.part
void norm(const LayerNorm& layer, const Matrix& x, Matrix& y, StepMemory& memory);

// x becomes x + part(norm(x)), norm(x + part(x)) …, as the block is built; part(input) leaves its result in memory.part.
template <class Block, class Part>
void add_and_norm(const Block& block, const LayerNorm& layer, Matrix& x, StepMemory& memory, Part part) {
  if (block.norm == NormPlace::Before) {
    norm(layer, x, memory.ready, memory);
    part(memory.ready);
  } else {
    part(x);
  }
  if (block.residual == Residual::Yes)
    x += memory.part;
  else
    x = memory.part;
  if (block.norm != NormPlace::After) return;
  memory.part = x;
  norm(layer, memory.part, x, memory);
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
