// Additive attention (Bahdanau et al. 2015, eq. 6 and appendix A.1.2), on queries and keys that are already projected to width A:
//   hidden = tanh(q_t + k_s)      score = hidden · v      weights = softmax over s      out_t = Σ_s weight · value_s
#pragma once

#include <vector>

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

struct AdditiveAttentionInputs {
  Value queries, keys, v, values;      // (B·T)×A, (B·S)×A, A×1, (B·S)×D; row b·T + t
};

// → (B·T)×D. key_counts: per sequence, how many keys are no padding (at least 1); empty: all.
// Parts "hidden" ((B·T·S)×A, row (b·T + t)·S + s), "scores" and "weights" ((B·T)×S; a masked score is −∞), "score_gradient" after backward.
Value additive_attention(Tape& tape, const AdditiveAttentionInputs& inputs, Index batch, const std::vector<Index>& key_counts = {});

inline constexpr std::size_t kAttentionWeights = 2;   // which part holds the weights

extern const Op kAdditiveAttention;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
