// Makes one sentence: first the meaning (which rule, which words in it), then each language from it, then what is known about both.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/random.hpp"
#include "data/tiny_world_grammar.hpp"

namespace epochs::data::tiny {

enum class Role { None, Subject, Object };

// What one variable of one rule stands for in this sentence.
struct Value {
  int entry = -1;
  int production = -1, first = -1;      // of a phrase: its rule and the first value of its own variables
  int head = -1;                        // of a phrase: the value of its noun n; of a noun: itself
  int conjunct = -1;                    // of a phrase: the value of the noun joined to n
  int subject = -1, object = -1, other_object = -1;   // of a verb: values
  int described = -1;                   // of an adjective: the value of a noun
  Role role = Role::None;
  bool present = true;
  GrammaticalNumber number = GrammaticalNumber::Singular;
  int place[2] = {-1, -1};              // of a noun: its token in English and in Chinese
};

class Generator {
 public:
  Generator(std::shared_ptr<const Grammar> grammar, std::uint64_t seed, const std::vector<int>& kinds);

  // False when the rule found no words this time: draw again.
  bool draw(WorldSentence& out);
  bool draw_rule(int production, WorldSentence& out);

 private:
  struct Mark {                         // a token that has partners under the same key
    int key, place;
    bool operator<(const Mark& other) const { return key != other.key ? key < other.key : place < other.place; }
  };
  struct Pending {                      // a verb or pronoun whose noun may still be to come
    int place, value;
  };
  struct Side {
    std::vector<Mark> marks;
    std::vector<Pending> verbs, pronouns;
  };

  // tiny_world_generator.cpp: the meaning
  int open(const Production& rule);
  bool fill(int production, int base);
  bool fill_verb(const Variable& variable, int base, int at);
  bool fill_adjective(const Variable& variable, int base, int at);
  bool fill_noun(const Variable& variable, int base, int at);
  bool fill_phrase(const Variable& variable, int at);
  int choose_rule(const Phrase& phrase, int noun);
  template <class Accept>
  int pick(const std::vector<int>& among, Accept accept);
  bool used(int entry) const;

  // tiny_world_render.cpp: the words
  bool render(int base, int production, Language language);
  bool say(const Item& item, int base, Language language);
  bool say_noun(const Item& item, int at, Language language);
  bool say_agreement(const Item& item, int at);
  bool say_pronoun(const Item& item, int at, Language language);
  bool say_verb(const Item& item, int at);
  bool say_form(const Form& form, int entry, PartOfSpeech part, int key, Language language);
  bool say_word(std::string_view word, PartOfSpeech part, int key, Language language);
  bool add(WorldToken token, int key, Language language);
  WorldSide& side(Language language) { return language == Language::English ? sentence_->english : sentence_->chinese; }

  // tiny_world_truth.cpp: what is known
  void finish(int production);
  void finish_side(Language language);
  void link();
  bool holds_held_out() const;

  std::shared_ptr<const Grammar> grammar_;
  Random random_;
  std::vector<int> rules_, bounds_;     // sentences to choose from, and the running sum of their weights
  std::vector<Value> values_;
  std::vector<int> active_;             // by phrase: how often it is inside itself
  Side sides_[2];
  WorldSentence* sentence_ = nullptr;
};

}  // namespace epochs::data::tiny
