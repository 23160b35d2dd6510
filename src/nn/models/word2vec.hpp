// word2vec (Mikolov et al. 2013a, 2013b): word vectors from the company that words keep. Every word has two vectors, one for standing in the
// middle and one for standing beside.
//   skip-gram: the middle word's vector should score high with the words beside it
//   CBOW: the mean of the vectors beside should score high with the word in the middle
#pragma once

#include <cmath>
#include <span>

#include "core/discrete.hpp"
#include "nn/layers/embedding.hpp"
#include "nn/ops/arithmetic.hpp"
#include "nn/ops/negative_sampling.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

struct Word2Vec {
  Embedding words;             // V×D, uniform within ±1/(2D): what is kept in the end
  Parameter contexts;          // V×D, zeros

  Word2Vec(Index vocabulary, Index width, Random& random) : words("words", vocabulary, width, Real(0), random), contexts("contexts", vocabulary, width, Decay::No) {
    const Real bound = Real(0.5) / static_cast<Real>(width);
    fill_uniform(words.table.value, -bound, bound, random);
  }

  // N pairs (middle, beside) and K negatives for each → the loss, 1×1.
  Value skip_gram(Tape& tape, std::span<const int> middle, std::span<const int> beside, std::span<const int> negatives) const {
    return negative_sampling(tape, words(tape, middle), contexts, beside, negatives);
  }

  // windows[w]: the w-th neighbour of each of the N middle words → the loss, 1×1.
  Value cbow(Tape& tape, std::span<const std::span<const int>> windows, std::span<const int> middle, std::span<const int> negatives) const {
    Value sum = words(tape, windows[0]);
    for (const std::span<const int>& neighbours : windows.subspan(1)) sum = add(tape, sum, words(tape, neighbours));
    return negative_sampling(tape, scale(tape, sum, Real(1) / static_cast<Real>(windows.size())), contexts, middle, negatives);
  }

  Parameters parameters() { return {&words.table, &contexts}; }
};

// Negatives are drawn by count^¾ (Mikolov et al. 2013b, section 2.2).
inline DiscreteSampler noise_of(std::span<const long> counts) {
  std::vector<double> weights;
  for (const long count : counts) weights.push_back(std::pow(static_cast<double>(count), 0.75));
  return DiscreteSampler(weights);
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
