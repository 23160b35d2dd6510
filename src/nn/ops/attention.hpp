// Scaled dot-product attention with several heads (Vaswani et al. 2017, eq. 1), on queries, keys and values that are already
// projected. For each sequence and head, with d = D / heads:
//   scores = q kᵀ / √d      weights = softmax(scores), row by row, over the keys that may be seen      out = weights · v
#pragma once

#include <span>
#include <vector>

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

enum class Causal { No, Yes };          // Yes: query t sees keys 0 … t only

struct AttentionShape {
  Index batch = 1, heads = 1;
  Causal causal = Causal::No;
  std::vector<Index> key_counts = {};   // per sequence, how many keys are no padding; empty: all
  std::vector<Index> muted_heads = {};  // heads whose output is set to zero, to see what they were good for
};

// q (B·T)×D, k and v (B·S)×D, row b·T + t → (B·T)×D, head h in columns h·d … (h+1)·d − 1. A query that may see no key gets 0.
// Parts "scores" and "weights" ((B·heads·T)×S, row (b·heads + h)·T + t; a masked score is −∞), "score_gradient" after backward.
Value attention(Tape& tape, Value q, Value k, Value v, const AttentionShape& shape);

extern const Op kAttention;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
