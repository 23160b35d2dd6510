// What is known about a sentence: partners, subjects, referents, topic, feeling, and whether it is held out.
#include <algorithm>

#include "data/tiny_world_generator.hpp"

namespace epochs::data::tiny {
namespace {

// One combination of two words in 16 is held out. It follows from the words alone, so that more words move none of the others.
constexpr std::uint64_t kHeldOutOneIn = 16;
// Words with few partners are in no held-out combination: they would be missing from training.
constexpr std::size_t kFewestPartners = 4;

enum Tie : std::uint64_t { kSubjectTie = 1, kObjectTie, kAdjectiveTie };

bool is_held_out(std::uint64_t first, std::uint64_t second, Tie tie) {
  std::uint64_t mixed = first * 0x9E3779B97F4A7C15ULL ^ (second + tie * 0xD1B54A32D192ED03ULL);
  mixed = (mixed ^ (mixed >> 31u)) * 0xBF58476D1CE4E5B9ULL;
  mixed = (mixed ^ (mixed >> 27u)) * 0x94D049BB133111EBULL;
  return (mixed >> 33u) % kHeldOutOneIn == 0;
}

}  // namespace

bool Generator::holds_held_out() const {
  const auto held = [&](const Entry& word, int noun, const std::vector<int>& partners, Tie tie) {
    if (noun < 0 || partners.size() < kFewestPartners) return false;
    const Value& value = values_[static_cast<std::size_t>(noun)];
    const bool joined = value.conjunct >= 0 && is_held_out(word.hash, grammar_->entry(values_[static_cast<std::size_t>(value.conjunct)].entry).hash, tie);
    return joined || is_held_out(word.hash, grammar_->entry(value.entry).hash, tie);
  };
  return std::any_of(values_.begin(), values_.end(), [&](const Value& value) {
    if (!value.present || value.entry < 0) return false;
    const Entry& word = grammar_->entry(value.entry);
    return held(word, value.subject, word.subjects.list, kSubjectTie) || held(word, value.object, word.objects.list, kObjectTie) || held(word, value.other_object, word.objects.list, kObjectTie) || held(word, value.described, word.of.list, kAdjectiveTie);
  });
}

void Generator::finish_side(Language language) {
  WorldSide& words = side(language);
  const auto index = static_cast<std::size_t>(language);
  const auto place_of = [&](int value) {
    const int head = values_[static_cast<std::size_t>(value)].head;
    return head < 0 ? -1 : values_[static_cast<std::size_t>(head)].place[index];
  };
  for (const Pending& verb : sides_[index].verbs) {
    const int conjunct = values_[static_cast<std::size_t>(verb.value)].conjunct;
    if (const int noun = place_of(verb.value); noun >= 0) words.subjects.push_back({verb.place, noun});
    if (conjunct >= 0)
      if (const int noun = place_of(conjunct); noun >= 0) words.subjects.push_back({verb.place, noun});
  }
  for (const Pending& pronoun : sides_[index].pronouns)
    if (const int noun = place_of(pronoun.value); noun >= 0) words.referents.push_back({pronoun.place, noun});
}

void Generator::link() {
  std::vector<WordLink>& links = sentence_->links;
  links.clear();
  for (Side& state : sides_) std::sort(state.marks.begin(), state.marks.end());
  const auto& chinese = sides_[1].marks;
  std::size_t from = 0;
  for (const Mark& mark : sides_[0].marks) {
    while (from < chinese.size() && chinese[from].key < mark.key) ++from;
    for (std::size_t i = from; i < chinese.size() && chinese[i].key == mark.key; ++i) links.push_back({mark.place, chinese[i].place});
  }
  const auto last = [](const WorldSide& words) { return static_cast<int>(words.tokens.size()) - 1; };
  if (sentence_->english.tokens.back().part == PartOfSpeech::Punctuation && sentence_->chinese.tokens.back().part == PartOfSpeech::Punctuation)
    links.push_back({last(sentence_->english), last(sentence_->chinese)});
  std::sort(links.begin(), links.end(), [](WordLink a, WordLink b) { return a.english != b.english ? a.english < b.english : a.chinese < b.chinese; });
  links.erase(std::unique(links.begin(), links.end()), links.end());
}

void Generator::finish(int production) {
  auto& tokens = sentence_->english.tokens;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i)
    if (tokens[i].word == grammar_->a && tokens[i].entry < 0 && grammar_->vowel[static_cast<std::size_t>(tokens[i + 1].word)]) tokens[i].word = grammar_->an;
  const Production& rule = grammar_->productions[static_cast<std::size_t>(production)];
  sentence_->kind = rule.kind;
  finish_side(Language::English);
  finish_side(Language::Chinese);
  link();
  sentence_->topic = -1;
  int most = 0;
  for (const WorldToken& token : tokens) {      // the topic of most of the nouns; the first where two are level
    const int topic = token.entry < 0 ? -1 : grammar_->entry(token.entry).topic;
    if (topic < 0) continue;
    const auto votes = static_cast<int>(std::count_if(tokens.begin(), tokens.end(), [&](const WorldToken& other) { return other.entry >= 0 && grammar_->entry(other.entry).topic == topic; }));
    if (votes > most) most = votes, sentence_->topic = topic;
  }
  const int feeling = rule.feel < 0 ? 0 : grammar_->entry(values_[static_cast<std::size_t>(rule.feel)].entry).feeling;
  sentence_->sentiment = static_cast<Sentiment>(rule.feel_turned ? -feeling : feeling);
  sentence_->held_out = holds_held_out();
}

}  // namespace epochs::data::tiny
