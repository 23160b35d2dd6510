// Writing freely: each word that was written is read as the next one's predecessor, as nobody says what should have been written.
#pragma once

#include <vector>

#include "nn/models/seq2seq.hpp"
#include "sentences.hpp"

namespace epochs::translation {

// For every sentence the likeliest word at each step until kEnd or kMostWritten; without signs.
std::vector<std::vector<int>> translate(const nn::Seq2Seq& network, const Batch& batch);

// What the decoder looked at with the right words said before it: for each sentence target words × source words (kEnd's row left out). Empty without attention.
std::vector<Matrix> alignments(const nn::Seq2Seq& network, const Batch& batch);

// Against the true alignment. A word that stands for something is aligned with the word looked at most: A. S: the true links.
//   error rate = 1 − 2 |A ∩ S| / (|A| + |S|)      (Och & Ney 2003, with sure links only)
struct AlignmentCount {
  long chosen = 0, true_links = 0, right = 0;
  void add(const Matrix& weights, const Pair& pair);
  double error_rate() const { return chosen + true_links == 0 ? 0 : 1 - 2.0 * static_cast<double>(right) / static_cast<double>(chosen + true_links); }
};

}  // namespace epochs::translation
