// Pairs of sentences from TinyWorld, English and Chinese, from "hello" up, with the true alignment of their words; either language may be the one that is read.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/random.hpp"
#include "core/text.hpp"
#include "data/tiny_world.hpp"

namespace epochs::translation {

// Words of every vocabulary that stand for no word. kStart is what the decoder reads first, kEnd is what it says last; behind a sentence stands kPad.
inline constexpr int kPad = 0, kStart = 1, kEnd = 2, kSigns = 3;
inline constexpr int kMostWords = 40;            // of a sentence, also of one that a learner types
inline constexpr int kMostWritten = 48;          // words after which writing is given up

struct Link {                                    // a word and one that stands for it: places
  int source = 0, target = 0;
  bool operator==(const Link&) const = default;
};

struct Pair {
  std::vector<int> source, target;               // ids of words, without signs
  std::vector<Link> links;                       // which word stands for which, by place in the target
  int kind = 0;                                  // data::TinyWorld::kinds()
  bool crosses() const;                          // some words change their order: of two links one crosses the other
};

struct Vocabulary {
  Language language = Language::English;
  std::vector<std::string> words;                // signs first, then sorted
  std::map<std::string, int, std::less<>> ids;
  int size() const { return static_cast<int>(words.size()); }
  int id_of(std::string_view word) const;        // −1: unknown
  const std::string& word(int id) const { return words[static_cast<std::size_t>(id)]; }
};

inline constexpr int kThirds = 3;

struct Corpus {
  Vocabulary source, target;
  std::vector<Pair> learn;                       // all different
  std::vector<Pair> held_out;                    // each holds two words that never stand together in `learn`
  std::array<int, kThirds> longest{};            // words of the longest source of each third of `held_out`, by length
  int third_of(const Pair& pair) const;          // 0: shortest
};
// The same for every seed; made once for each language that is read. Which combinations are held out is a property of the words.
const std::shared_ptr<const Corpus>& corpus(Language from);

std::string spelled(const Vocabulary& vocabulary, const std::vector<int>& ids);   // English words with blanks between

// B sentences side by side, padded at their ends, as nn::Seq2Seq takes them.
struct Batch {
  int rows = 0, source_steps = 0, target_steps = 0;
  std::vector<int> source;                       // B·S
  std::vector<int> last_rows;                    // B: where the last word of each sentence stands
  std::vector<std::ptrdiff_t> lengths;           // B
  std::vector<int> said, wanted;                 // B·T: kStart and the words; the words and kEnd. Behind the end kPad, and kIgnored where nothing is wanted
  std::vector<const Pair*> pairs;                // of the corpus
  long words = 0;                                // wanted, signs of the end included
};
Batch batch_of(const std::vector<const Pair*>& pairs);
// `most`: sources of at most so many words are drawn.
Batch draw_batch(const Corpus& corpus, Random& random, int rows, int most = kMostWords);

}  // namespace epochs::translation
