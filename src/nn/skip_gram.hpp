// Skip-gram with negative sampling (Mikolov et al. 2013b, eq. 4), pair by pair: for a word w and a word c near it
//   maximise  log σ(v_c · u_w) + Σ_k log σ(−v_c · u_k),  k drawn in proportion to count^¾
// by one step up the gradient for each pair. v are the word vectors, u the output vectors. No tape: a text has millions of pairs.
#pragma once

#include <span>
#include <vector>

#include "core/discrete.hpp"
#include "core/matrix.hpp"
#include "core/random.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// Whether every pair has negatives of its own (as published), or the pairs around one word share theirs.
enum class Negatives { PerPair, PerWord };

struct SkipGramSettings {
  Index width = 100;                   // at most 1,024
  int window = 5;                      // words on each side at most; for each word a number 1 … window is drawn
  int negatives = 5;                   // 1 … kMostNegatives
  Negatives sharing = Negatives::PerPair;
  std::uint64_t seed = 1;              // of the first vectors
};
inline constexpr int kMostNegatives = 31;

inline constexpr int kSentenceEnd = -1;   // between the ids of a text: no pair reaches across

class SkipGram {
 public:
  // counts: how often each word id 0 … V−1 occurs; at least two words with a count above 0.
  SkipGram(std::span<const long> counts, const SkipGramSettings& settings);

  // Once over the text, the learning rate falling evenly, word by word, from one end to the other. One text and one random state give one result.
  // Two threads may do it at once with texts and random states of their own: they then overwrite each other's steps now and then
  // (Niu et al. 2011), and the result is no longer the same every time.
  void train(std::span<const int> text, double rate_from, double rate_to, Random& random);

  ConstMatrix vectors() const { return vectors_.leftCols(settings_.width); }      // v, V×width
  ConstMatrix outputs() const { return outputs_.leftCols(settings_.width); }      // u

 private:
  void draw_negatives(int word, Random& random, int* out) const;
  void train_around(std::span<const int> sentence, std::size_t centre, Real rate, Random& random);

  SkipGramSettings settings_;
  Matrix vectors_, outputs_;           // rows padded with zeros to whole vectors of the machine; they stay zero
  DiscreteSampler negatives_;          // by count^¾
  int second_ = 0;                     // the second most frequent word
};

}  // namespace epochs::inline EPOCHS_PRECISION::nn
