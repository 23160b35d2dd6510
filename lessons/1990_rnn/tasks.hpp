// What a recurrent network is asked: the next character of a text, a symbol seen long ago, the form of a verb whose subject stands far away.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/random.hpp"
#include "texts.hpp"

namespace epochs::recurrent {

enum class Task { Text, Recall, Agreement };

// B sequences of T symbols: place b·T + t. A target of kIgnored (nn/ops/cross_entropy.hpp) is not asked for.
struct Batch {
  int rows = 0, steps = 0;
  std::vector<int> inputs, targets;
};

// Recall: the first of eight symbols is to be named after `gap` random ones of the same eight. inputs: s_0, r_1 … r_gap, "?"; the one target, at "?", is s_0.
inline constexpr int kRecallSymbols = 8;         // chance 12.5 %
inline constexpr int kMostGap = 60;
const std::vector<std::string>& recall_symbols();           // "A" … "H", "?"
Batch recall_batch(Random& random, int rows, int gap);

// Agreement: "the cat [that saw the dogs] … sits": after how many clauses between subject and verb is the verb's number still right? Verbs in the clauses are past
// forms, which tell nothing of a number. The sentence is read word by word; every next word is asked for, and the verb is scored: is its right form likelier than
// the wrong one? OtherNumber: all nouns between lead astray, as a test asks; AnyNumber: as it is learned, else the verb would just be the opposite of the noun before.
enum class Between { OtherNumber, AnyNumber };
inline constexpr int kLongestLearned = 3, kMostDistance = 10;      // clauses ("distance" counts them) between subject and verb: learned, and tested
struct AgreementSentence {
  std::vector<int> words;                        // ends with the verb and "."
  int subject = 0, verb = 0;                     // places
  int distance = 0;
  int wrong = 0;                                 // id of the verb's other form
};
const std::vector<std::string>& agreement_words();
AgreementSentence agreement_sentence(Random& random, int distance, Between between = Between::OtherNumber);
Batch agreement_batch(Random& random, int rows);            // distances 0 … kLongestLearned, sentences shorter than the longest filled up with "." that nobody asks for

// Streams of a text for truncated backpropagation through time: B places, equally far apart, each going on where the last batch ended (then from the start).
struct Streams {
  std::vector<std::size_t> at;                   // B
  bool operator==(const Streams&) const = default;
};
Streams begin_streams(const std::vector<int>& ids, int rows);
Batch next_batch(const std::vector<int>& ids, Streams& streams, int steps);   // a stream that reaches the end goes on from the start: its state is kept, as if the text were a ring

}  // namespace epochs::recurrent
