// TinyWorld's words and rules as the generator reads them (assets/tiny_world.txt says what each means). Plain data, filled by the reader.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "data/tiny_world.hpp"

namespace epochs::data::tiny {

// A word of one or more tokens: a range of Grammar::spans.
struct Form {
  int first = 0, count = 0;
  bool empty() const { return count == 0; }
};

// Which entries go with this one: the nouns a verb may have as its object …
struct Choice {
  std::vector<int> list;
  std::vector<char> has;       // by entry; empty: none
  bool contains(int entry) const { return !has.empty() && has[static_cast<std::size_t>(entry)] != 0; }
};

enum class Type { Noun, Verb, Adjective, Word };
enum class Counting { Things, Mass, Name };        // apple, apples · milk · Anna
enum class Gender { None, Male, Female };
enum class Person { First, Second, Plural, Third };   // of a name: I · you · we · everybody else

// Places of the forms in Entry::english and Entry::chinese.
namespace noun {
enum English { kOne, kMany, kContainer, kWhere, kObject };
enum Chinese { kWord, kMeasure, kInside };
}  // namespace noun
namespace verb {
enum English { kBase, kAgrees, kPast, kIng, kDone };
}
namespace adjective {
enum English { kPlain, kMore };
enum Chinese { kPredicate, kBefore };
}  // namespace adjective

struct Entry {
  Type type = Type::Word;
  std::string name;                        // its first English form
  std::array<Form, 5> english = {};
  std::array<Form, 3> chinese = {};
  PartOfSpeech part = PartOfSpeech::Noun;
  Counting counting = Counting::Things;
  Gender gender = Gender::None;
  Person person = Person::Third;
  bool human = false;
  int category = -1, topic = -1, feeling = 0;
  Choice subjects, objects;                // of a verb
  Choice of;                               // of an adjective: the nouns it may describe
  Choice adjectives;                       // of a noun: the other way round
  std::uint64_t hash = 0;                  // of type and name
  int line = 0;
};

// Why somebody did or did not: for a verb, what its subject or object may be like.
struct Reason {
  std::vector<int> subject, object;        // adjectives
};

enum class Slot {
  Word,                                                              // the variable itself
  One, Many, Mass, Single, Name, Me,                                 // of a noun in English: sets the number of its phrase
  Measure, Where, Who, Is, Was, Does, Did, Has, He, Him, His,        // of a noun or a phrase
  Base, Present, Past, Ing, Done,                                    // of a verb in English
  More,                                                              // of an adjective in English
  Before                                                             // of an adjective in Chinese
};

struct Item {
  int variable = -1;                       // -1: a word that stands in the rule itself
  Slot slot = Slot::Word;
  int word = 0;
  PartOfSpeech part = PartOfSpeech::Particle;
  unsigned links = 0;                      // a bit for each number after "~": items of the two sides that share one are partners
};

enum class Source { Any, Subject, Object, Relation, Like };          // where the noun of a phrase comes from

struct Variable {
  enum class Kind { Noun, Phrase, Verb, Adjective, Reason, Word } kind = Kind::Noun;
  std::string name;
  bool optional = false;
  int phrase = -1;
  Source source = Source::Any;
  int of = -1;                             // the variable that "subject of v", "capital of n" names
  int described = -1;                      // of a reason: the noun
  bool has_noun = false;                   // of a phrase
  int subject = -1, object = -1;           // of a verb: the variables that it must go with
  const std::vector<int>* among = nullptr; // candidates by tag; points into Grammar::tagged
  const std::vector<std::vector<int>>* relation = nullptr;      // of Source::Relation; null: itself
  const std::map<int, Reason>* reasons = nullptr;
};

enum class GrammaticalNumber { Singular, Plural };

struct Production {
  int weight = 1, kind = -1, phrase = -1, line = 0;
  std::vector<Variable> variables;
  bool takes_noun = false;                 // then variable 0 is the noun n
  std::vector<Item> english, chinese;
  GrammaticalNumber number = GrammaticalNumber::Singular;
  bool fits[3] = {true, true, true};       // by Counting of n
  Choice only;                             // the nouns that n may be; empty: any
  bool names_itself = false;
  int feel = -1, conjunct = -1;
  bool feel_turned = false;
};

struct Phrase {
  std::string name;
  bool takes_noun = false;
  std::vector<int> productions;
};

using Tagged = std::map<std::string, std::vector<int>, std::less<>>;

struct Vocabulary {
  std::vector<std::string> words;
  std::map<std::string, int, std::less<>> index;
  int add(std::string_view word);
};

struct Grammar {
  Vocabulary english, chinese;
  std::vector<int> spans;                  // tokens of all forms
  std::vector<char> vowel;                 // by English word: "an" stands before it
  std::map<std::string, PartOfSpeech, std::less<>> english_parts, chinese_parts;   // of words that stand in rules
  std::vector<Entry> entries;
  std::vector<std::string> categories, topics, kinds;
  Tagged nouns, verbs, adjectives, words;  // by tag, and nouns, verbs, adjectives by name
  std::map<std::string, std::vector<std::vector<int>>, std::less<>> relations;     // by entry: its partners
  std::map<std::string, std::map<int, Reason>, std::less<>> reasons;
  std::vector<Phrase> phrases;
  std::vector<Production> productions;
  std::vector<int> sentences;              // productions that are whole sentences
  int a = -1, an = -1, plural_mark = -1;   // words: "a", "an", 们

  const Entry& entry(int index) const { return entries[static_cast<std::size_t>(index)]; }
};

}  // namespace epochs::data::tiny
