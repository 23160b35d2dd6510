// Sentences of TinyWorld in which "it" may stand for two nouns: "The animal did not cross the street because it was too tired." Which of the two it is
// follows from verb and adjective (what is tired does not cross), and where both are animals from the order of the words as well. Only such sentences
// are taken whose nouns are both called "it": neither a person nor many.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/random.hpp"
#include "core/text.hpp"
#include "data/typed_words.hpp"

namespace epochs::self_attention {

inline constexpr int kMostWords = 24;            // of a sentence, also of one that the learner types

struct Sentence {
  std::vector<int> words;                        // ids in Corpus::words
  int subject = 0, object = 0, pronoun = 0, adjective = 0;       // places
  int referent = 0;                              // the place of the noun that is meant: subject or object
  bool alike = false;                            // both nouns are of one kind (two animals, two things): what they are tells nothing, their order must
  int other() const { return referent == subject ? object : subject; }
  int at(int place) const { return words[static_cast<std::size_t>(place)]; }
  bool operator==(const Sentence&) const = default;
};

struct Corpus {
  Language language = Language::English;
  std::vector<std::string> words;                // the vocabulary, sorted
  std::vector<bool> nouns, adjectives;           // by word
  std::vector<Sentence> learn;                   // all different
  std::vector<Sentence> held_out;                // each holds two words that never stand together in `learn`
  std::map<std::string, int, std::less<>> ids;
  int size() const { return static_cast<int>(words.size()); }
  int id_of(std::string_view word) const;        // −1: unknown
  const std::string& word(int id) const { return words[static_cast<std::size_t>(id)]; }
  std::vector<std::string> spelled(const Sentence& sentence) const;
};
// The same for every seed; made once. Which combinations are held out is a property of the words.
const std::shared_ptr<const Corpus>& corpus(Language language);

// The same sentence with another adjective with which "it" is the other noun (tired, wide), from all sentences there are; null: there is none.
const Sentence* counterpart(const Corpus& corpus, const Sentence& sentence);
// The same sentence with its two nouns exchanged (the dog … the cat, the cat … the dog), if there is one: the same words in another order.
const Sentence* mirrored_in(const Corpus& corpus, const Sentence& sentence);
// The sentence whose words these are, if there is one: what is known of a typed sentence.
const Sentence* known_sentence(const Corpus& corpus, const std::vector<int>& words);
const Sentence& example(const Corpus& corpus);   // "The animal did not cross the street because it was too tired."

// Sentences of different lengths side by side: row b·T + t; places behind the end of one hold word 0 and are hidden by `lengths`.
struct Batch {
  int rows = 0, steps = 0;
  std::vector<int> ids, targets;                 // B·T words; B nouns (kIgnored where it is not known which)
  std::vector<std::ptrdiff_t> lengths;
  std::vector<const Sentence*> sentences;        // of the corpus
};
// Shuffled: whatever "it" stands for, either noun is the target with even odds, but for one sentence always the same: nothing can be learned but by heart.
enum class Labels { True, Shuffled };
int label_of(const Sentence& sentence, Labels labels);           // the place of the noun that is the target
Batch batch_of(const std::vector<const Sentence*>& sentences, Labels labels = Labels::True);
Batch draw_batch(const Corpus& corpus, Random& random, int rows, Labels labels = Labels::True);

// ---- What a learner types ----------------------------------------------------------------------------------------------

enum class Missing { Nothing, Words, Pronoun, Nouns, TooLong };
struct Typed {
  Sentence sentence;                             // without a known meaning referent is −1
  data::TypedWords read;                         // its unknown words are left out of the sentence
  Missing missing = Missing::Nothing;            // why it cannot be asked what "it" is
};
Typed read_typed(const Corpus& corpus, std::string_view text);   // any text
LocalizedText told(const Typed& typed);          // what is wrong with it in one sentence; empty: nothing

}  // namespace epochs::self_attention
