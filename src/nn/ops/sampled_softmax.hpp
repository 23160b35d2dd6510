// Softmax over some of the words instead of all (Jean et al. 2015, section 3): the cross-entropy among the targets of a batch and a few
// words drawn at random, each logit lowered by the logarithm of how often its word was to be expected among the candidates.
// Made of fine ops: embedding, row products, subtraction, cross-entropy.
#pragma once

#include <span>

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// h N×D, table V×D, candidates C distinct ids; target_places N: where in `candidates` each example's target stands; log_expected C numbers
// or empty (all 0: with all words as candidates this is the full softmax) → 1×1. Only the candidates' rows get a gradient.
Value sampled_softmax(Tape& tape, Value h, Value table, std::span<const int> candidates, std::span<const int> target_places, std::span<const Real> log_expected = {});

}  // namespace epochs::inline EPOCHS_PRECISION::nn
