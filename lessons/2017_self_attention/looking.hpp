// One sentence looked at word by word, by hand, with every number kept: what the pictures show and what a learner may meddle with. A test holds it to the fused op.
//   Q = x W_q + b_q, K, V alike      scores = Q_i K_iᵀ / √d      weights = softmax(scores)      mixed_i = weights V_i      output = [mixed_1 … mixed_h] W_o + b_o      logits = x Eᵀ
#pragma once

#include <span>
#include <string>
#include <vector>

#include "network.hpp"

namespace epochs::self_attention {

inline constexpr int kAny = -1;

// Somebody may not look at somebody: the score is −∞, its weight 0, and the others share what it had. kAny: every layer, head or query.
struct Cut {
  int layer = kAny, head = kAny, query = kAny;
  int key = 0;
  bool operator==(const Cut&) const = default;
};
// A score as the learner wrote it.
struct SetScore {
  int layer = 0, head = 0, query = 0, key = 0;
  double value = 0;
  bool operator==(const SetScore&) const = default;
};
struct Mute {                                    // a head that says nothing: its values are 0
  int layer = 0, head = 0;
  bool operator==(const Mute&) const = default;
};
struct Meddling {
  std::vector<Cut> cuts;
  std::vector<SetScore> scores;
  std::vector<Mute> muted;
  bool empty() const { return cuts.empty() && scores.empty() && muted.empty(); }
  bool operator==(const Meddling&) const = default;
};

struct HeadLook {
  Matrix scores, weights;                        // T×T: row = the word that looks; −∞ and 0 where it may not
  Matrix mixed;                                  // T×d
};
struct LayerLook {
  Matrix input, q, k, v;                         // T×D
  std::vector<HeadLook> heads;
  Matrix joined, output, sum;                    // T×D: heads side by side; after W_o; input + output
};
struct Look {
  std::vector<int> words;
  Way way;
  Matrix embedded, places, input;                // T×D: E[ids], P (0×0: none), their sum
  std::vector<LayerLook> layers;
  Matrix logits, probabilities;                  // T×V
  Index steps() const { return embedded.rows(); }
};
Look look(const Network& network, std::span<const int> words, Way way = {}, const Meddling& meddling = {});

// What is read out at "it".
struct Answer {
  int word = 0;                                  // the likeliest of all words
  double probability = 0;
  double subject = 0, object = 0;                // probabilities of the two nouns
};
Answer answer_of(const Look& look, const Sentence& sentence);

// How "it" shares its looking among words, in one head or (kAny) on average over the heads of a layer: T weights.
std::vector<double> looks_at(const Look& look, const Sentence& sentence, int layer, int head = kAny);

// Attention is not explanation: the word that "it" looks at most is hidden from "it" in every head of every layer. Does the answer move? And with another word instead?
struct Ablation {
  int most = 0;                                  // place, besides the pronoun itself, that gets most weight over all layers and heads
  int least = 0;                                 // place that gets least
  Answer before, without_most, without_least;
};
Ablation ablate(const Network& network, const Sentence& sentence, Way way = {});

}  // namespace epochs::self_attention
