// The loss of word2vec with negative sampling (Mikolov et al. 2013b, eq. 4): a word should score high with what stood beside it
// and low with words drawn at random.
//   s_j = v · u_j      L = 1/N Σ_n [ −log σ(s_0) − Σ_k log σ(−s_k) ]      dL/ds_j = (σ(s_j) − [j = 0]) / N
#pragma once

#include <span>

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// centres N×D (v), contexts V×D (the table of u), targets N ids, negatives N·K ids (K of each example together) → 1×1.
// Only the rows of `contexts` that are named get a gradient (TouchedRows). Throws CheckFailed when an id is out of range.
// Parts "scores" and "losses" (N×(1 + K): the target first), "score_gradient" after backward.
Value negative_sampling(Tape& tape, Value centres, Value contexts, std::span<const int> targets, std::span<const int> negatives);
Value negative_sampling(Tape& tape, Value centres, const Parameter& contexts, std::span<const int> targets, std::span<const int> negatives);

extern const Op kNegativeSampling;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
