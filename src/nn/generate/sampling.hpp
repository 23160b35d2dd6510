// Choosing the next token from logits. In this order: penalties, temperature, top-k, top-p, a draw.
#pragma once

#include <span>
#include <vector>

#include "core/matrix.hpp"
#include "core/random.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

struct SamplingSettings {
  double temperature = 1;          // logits are divided by it; 0: always the likeliest token (of several the first)
  Index top_k = 0;                 // only the k likeliest tokens (Fan et al. 2018); 0: all
  double top_p = 1;                // only the smallest set of likeliest tokens with a probability of at least p (Holtzman et al. 2020); 1: all
  double presence_penalty = 0;     // taken from the logit of every token that was written before
  double frequency_penalty = 0;    // taken from it once for each time that it was written
};

struct Choice {
  int token = 0;
  double probability = 0;
};

// What may be drawn, likeliest first; of equal ones the smaller token first; probabilities sum to 1. counts: how often each token was
// written so far (V numbers, or empty). Not-a-number logits count as −∞; when no logit is finite, token 0 alone is left.
void choices(std::span<const Real> logits, std::span<const int> counts, const SamplingSettings& settings, std::vector<Choice>& out);
int draw(std::span<const Choice> choices, Random& random);

}  // namespace epochs::inline EPOCHS_PRECISION::nn
