// Beam search (Lowerre 1976; for translation Sutskever et al. 2014): of all beginnings the k likeliest are kept at every step. k = 1 is greedy.
#pragma once

#include <span>
#include <vector>

#include "nn/models/seq2seq.hpp"
#include "sentences.hpp"

namespace epochs::translation {

inline constexpr int kWidestBeam = 8;

enum class Fate { Kept, Dropped, Ended };        // Dropped: not among the k; Ended: by kEnd
struct BeamNode {                                // a beginning: this word after those of its parents
  int parent = -1, word = kStart;
  double step_probability = 1, log_probability = 0;      // of the word; of the whole beginning, natural
  int step = -1;
  Fate fate = Fate::Kept;
};

struct BeamTree {
  std::vector<BeamNode> nodes;                   // the first is the start; parents stand before their children
  int best = -1;                                 // the likeliest sentence that ended; −1: none did
  std::vector<int> words(int node) const;        // without signs
};

// At every step the k likeliest words of each beginning become nodes. It ends when no beginning can still become likelier than the best sentence.
BeamTree beam_search(const nn::Seq2Seq& network, std::span<const int> source, int width);

}  // namespace epochs::translation
