// Softmax and cross-entropy in one: with p the softmax of a row and t its target, ℓ = −log p_t.
//   L = Σ_r w_r ℓ_r / Σ_r w_r, dL/dx_rc = w_r (p_rc − [c = t_r]) / Σ w, where w_r is the weight of label t_r (1 without weights).
// Rows whose target is kIgnored count for nothing: padding, words that were not hidden.
#pragma once

#include <span>

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

inline constexpr int kIgnored = -1;

// logits N×C, targets N (0 … C−1 or kIgnored), label_weights empty or C. p gets the probabilities, row_losses ℓ_r (N×1, 0 where
// ignored), shares w_r / Σ w. 0 when every row is ignored. Throws CheckFailed when a target is out of range.
Real cross_entropy(const Matrix& logits, std::span<const int> targets, std::span<const Real> label_weights, Matrix& p, Matrix& row_losses,
                   std::vector<double>& shares);
void cross_entropy_backward(const Matrix& p, std::span<const Index> targets, std::span<const double> shares, Real dloss, Matrix& dlogits,
                            Accumulate accumulate = Accumulate::No);

// → 1×1. Parts "probabilities" (N×C) and "losses" (N×1, −log p_t, not weighted, 0 where ignored).
Value cross_entropy(Tape& tape, Value logits, std::span<const int> targets, std::span<const Real> label_weights = {});

extern const Op kCrossEntropy;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
