// TinyWorld: a generated language in English and Simplified Chinese of which everything is known. Both sides of a sentence come from one meaning, so
// that each carries its words, which word of one language stands for which of the other, what pronouns refer to, and who does what.
// Words and rules are data: assets/tiny_world.txt, whose first lines say how to extend it. A seed gives the same sentences everywhere.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/random.hpp"
#include "core/result.hpp"
#include "core/text.hpp"

namespace epochs::data {

enum class PartOfSpeech { Noun, Name, Verb, Auxiliary, Adjective, Adverb, Pronoun, Determiner, Numeral, Measure, Preposition, Conjunction, Particle, Punctuation, Interjection };
std::string_view name_of(PartOfSpeech part);   // "noun", …

enum class Sentiment { Negative = -1, Neutral = 0, Positive = 1 };

struct WorldToken {
  int word = 0;                // index in World::words(language)
  int entry = -1;              // index of the entry of the lexicon that it is a form of; -1 for words that stand in a rule itself
  PartOfSpeech part = PartOfSpeech::Noun;
  bool plural = false;         // of a noun in English
};

struct VerbSubject {           // places in a sentence; of "the boy and the girl" there are two
  int verb = 0, subject = 0;
  int between() const { return (verb > subject ? verb - subject : subject - verb) - 1; }   // words between the two
};
struct Referent {
  int pronoun = 0, noun = 0;
};
struct WordLink {
  int english = 0, chinese = 0;
  bool operator==(const WordLink&) const = default;
};

// Words are lower case except names and "I"; text_of() writes them as a sentence.
struct WorldSide {
  std::vector<WorldToken> tokens;
  std::vector<VerbSubject> subjects;    // of verbs, and of auxiliaries that agree with one
  std::vector<Referent> referents;      // of pronouns that stand for a noun of this sentence
};

struct WorldSentence {
  int kind = 0;                         // index in World::kinds()
  WorldSide english, chinese;
  std::vector<WordLink> links;          // sorted; words without partner (the, did, 的, 了, 把, measure words …) stand in none
  int topic = -1;                       // index in World::topics(); -1: none
  Sentiment sentiment = Sentiment::Neutral;
  bool held_out = false;                // holds a combination of two words (verb and noun, adjective and noun) that no training sentence has
  const WorldSide& side(Language language) const { return language == Language::English ? english : chinese; }
};

struct WordPair {
  std::string first, second;
  bool operator==(const WordPair&) const = default;
};

namespace tiny {
struct Grammar;
class Generator;
}  // namespace tiny

class TinyWorld {
 public:
  // `file` names the source in errors: "tiny_world.txt:12: …". The text may be anything.
  static Result<TinyWorld> parse(std::string_view text, const std::string& file);
  static TinyWorld shipped();                            // the one that is built in

  const std::vector<std::string>& words(Language language) const;   // every form that can occur
  const std::vector<std::string>& kinds() const;         // of sentences: "action", "because", …
  const std::vector<std::string>& topics() const;
  std::string_view kind_name(int kind) const { return kinds()[static_cast<std::size_t>(kind)]; }
  std::string_view topic_name(int topic) const { return topic < 0 ? std::string_view() : std::string_view(topics()[static_cast<std::size_t>(topic)]); }
  // Of a noun: "person", "animal", …; empty for other words.
  std::string_view category_of(const WorldToken& token) const;
  // "plural" (cat, cats), "translation" (cat, 猫) or a relation of the file ("gender": king, queen · "capital": France, Paris …) in a language.
  std::vector<WordPair> relation(std::string_view name, Language language) const;
  std::vector<std::string> relations() const;

  std::string text_of(const WorldSentence& sentence, Language language) const;   // "The cat sleeps." · "猫睡觉。"
  const std::shared_ptr<const tiny::Grammar>& grammar() const { return grammar_; }

 private:
  explicit TinyWorld(std::shared_ptr<const tiny::Grammar> grammar) : grammar_(std::move(grammar)) {}
  std::shared_ptr<const tiny::Grammar> grammar_;
};

// Training sentences hold no combination that is held out; held-out ones hold at least one. Which are is a property of the words, not of the seed.
enum class WorldSplit { All, Training, HeldOut };

struct WorldOptions {
  std::uint64_t seed = 1;
  WorldSplit split = WorldSplit::All;
  std::vector<std::string> kinds = {};   // only these; empty: all, as often as the file says
  std::string topic = {};                // only sentences of this topic; empty: any
};

// Sentences without end, one at a time.
class WorldStream {
 public:
  // Kinds and topic must be of this world. The split is met by drawing again; where 100,000 draws bring no such sentence, next() throws.
  WorldStream(const TinyWorld& world, WorldOptions options);
  ~WorldStream();
  WorldStream(WorldStream&&) noexcept;
  WorldStream& operator=(WorldStream&&) noexcept;

  const WorldSentence& next();           // valid until the next call
  const WorldSentence* find();           // the same, with nullptr where next() throws

 private:
  std::unique_ptr<tiny::Generator> generator_;
  WorldOptions options_;
  WorldSentence sentence_;
  int topic_ = -1;
};

}  // namespace epochs::data
