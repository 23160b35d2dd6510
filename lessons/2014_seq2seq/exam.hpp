// What a network is asked now and then while it learns, always the same held-out sentences: how many it translates word for word as TinyWorld does, by length,
// and where it looks.
#pragma once

#include <array>
#include <vector>

#include "translate.hpp"

namespace epochs::translation {

struct Exam {
  long update = 0;
  double loss = 0;                               // mean of the updates since the last exam, nats a word
  double right = 0;                              // share of sentences translated exactly
  std::array<double, kThirds> by_third{};        // the same by length of the source, shortest third first
  double alignment_error = 1, crossing_error = 1;          // error rates with attention: of all sentences, and of those whose words change their order
  bool operator==(const Exam&) const = default;
};

using Paper = std::vector<const Pair*>;
Paper exam_paper(const Corpus& corpus, std::size_t sentences);   // every so many of the held-out ones, sorted by length

struct LengthScore {
  int asked = 0, right = 0;
  double share() const { return asked == 0 ? 0 : static_cast<double>(right) / asked; }
};
// [n]: of sentences whose source has n words.
std::vector<LengthScore> right_by_length(const nn::Seq2Seq& network, const Paper& paper);
Exam examine(const nn::Seq2Seq& network, const Corpus& corpus, const Paper& paper);

}  // namespace epochs::translation
