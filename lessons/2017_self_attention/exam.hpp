// What a network is asked now and then while it learns, always the same held-out sentences: which noun "it" is, whether another adjective turns the answer, and
// where "it" looks.
#pragma once

#include <vector>

#include "looking.hpp"

namespace epochs::self_attention {

struct Exam {
  long update = 0;
  double loss = 0;                               // mean of the updates since the last exam, nats
  double right = 0;                              // share of held-out sentences whose noun is the likeliest of all words
  double alike = 0;                              // the same among those whose nouns are of one kind
  double turned = 0;                             // share of pairs (tired, wide) of which both are right, one of them held out at least
  double order = 0;                              // share of pairs (the dog … the cat, the cat … the dog) of which both are right: only the order tells them apart
  std::vector<double> on_referent, on_other;     // how much "it" looks at the two nouns: layer · heads + head
  bool operator==(const Exam&) const = default;
};

using SentencePair = std::pair<const Sentence*, const Sentence*>;
struct ExamPaper {                               // which sentences: every so many of the held-out ones, and the pairs among them
  std::vector<const Sentence*> sentences;
  std::vector<SentencePair> pairs, mirrored;     // the second kind from held-out sentences first, of which there are few
};
ExamPaper exam_paper(const Corpus& corpus, std::size_t sentences, std::size_t pairs);
const ExamPaper& short_paper(const Corpus& corpus);              // that of the lesson: few enough for a frame; made once for a language

std::vector<int> answers(const Network& network, const std::vector<const Sentence*>& sentences, Way way);   // the likeliest word at each pronoun
// Shares right; of pairs both must be.
double right_of(const Network& network, const std::vector<const Sentence*>& sentences, Way way);
double both_right(const Network& network, const std::vector<SentencePair>& pairs, Way way);
Exam examine(const Network& network, const ExamPaper& paper, Way way);

// Attention is not explanation, counted: hidden from "it" is the word that it looks at most, or the one it looks at least.
struct AblationShares {
  double most_moves = 0, least_moves = 0;        // share of sentences whose answer is another one then
  double noun_looked_at = 0;                     // share of sentences in which "it" looks most at the noun it stands for
};
AblationShares ablation_shares(const Network& network, const std::vector<const Sentence*>& sentences, Way way);

}  // namespace epochs::self_attention
