// The sentence that the pictures show, translated with what the learner meddles with.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>

#include "data/tiny_world.hpp"
#include "typed.hpp"
#include "views.hpp"

namespace epochs::translation {
namespace {

constexpr std::size_t kOfEachChoice = 24, kLongestShown = 22;    // beyond, the words of pictures become small
constexpr int kChoices = static_cast<int>(SentenceChoice::Typed);
constexpr std::string_view kClauseBegins = "the plate that the girl washed";      // of the text's example

using Choices = std::array<std::vector<const Pair*>, kChoices>;

std::vector<const Pair*>& of(Choices& choices, SentenceChoice choice) { return choices[static_cast<std::size_t>(choice)]; }

// Of many only so many, spread over all; the shorter before the longer.
void thin(std::vector<const Pair*>& pairs) {
  std::stable_sort(pairs.begin(), pairs.end(), [](const Pair* a, const Pair* b) { return a->source.size() < b->source.size(); });
  if (pairs.size() <= kOfEachChoice) return;
  std::vector<const Pair*> some;
  for (std::size_t i = 0; i < kOfEachChoice; ++i) some.push_back(pairs[i * pairs.size() / kOfEachChoice]);
  pairs = std::move(some);
}

// With "that", the clause about a thing; the one of the text, wherever it stands, before all others.
void order_clauses(const Corpus& corpus, std::vector<const Pair*>& clauses) {
  const bool english = corpus.source.language == Language::English;
  const auto in_english = [&](const Pair& pair) { return english ? spelled(corpus.source, pair.source) : spelled(corpus.target, pair.target); };
  std::stable_partition(clauses.begin(), clauses.end(), [&](const Pair* pair) { return in_english(*pair).find(" that ") != std::string::npos; });
  for (const std::vector<Pair>* pairs : {&corpus.held_out, &corpus.learn})
    for (const Pair& pair : *pairs)
      if (in_english(pair).starts_with(kClauseBegins)) return void(clauses.insert(clauses.begin(), &pair));
}

Choices choose(const Corpus& corpus) {
  const std::vector<std::string> kinds = data::TinyWorld::shipped().kinds();
  const auto kind_of = [&](std::string_view name) { return static_cast<int>(std::find(kinds.begin(), kinds.end(), name) - kinds.begin()); };
  const int greeting = kind_of("greeting"), clause = kind_of("clause");
  Choices out;
  for (const Pair& pair : corpus.learn)          // of greetings none is held out
    if (pair.kind == greeting) of(out, SentenceChoice::Greeting).push_back(&pair);
  for (const Pair& pair : corpus.held_out) {
    if (pair.kind == clause && pair.crosses()) of(out, SentenceChoice::Clause).push_back(&pair);
    if (pair.kind == greeting || pair.source.size() > kLongestShown) continue;
    const int third = corpus.third_of(pair);
    of(out, third == 0 ? SentenceChoice::Short : third == 1 ? SentenceChoice::Middle : SentenceChoice::Long).push_back(&pair);
  }
  for (std::vector<const Pair*>& each : out) thin(each);
  order_clauses(corpus, of(out, SentenceChoice::Clause));
  return out;
}

// Sentences by what a corpus has, made once for each: a corpus lives as long as the program.
const Choices& choices_of(const Corpus& corpus) {
  static std::map<const Corpus*, Choices> made;
  const auto found = made.find(&corpus);
  return found != made.end() ? found->second : made.emplace(&corpus, choose(corpus)).first->second;
}

struct Wanted {
  std::vector<int> source;
  const Pair* pair = nullptr;
  LocalizedText problem;
};

Wanted wanted(const Corpus& corpus, const Hand& hand) {
  const auto chosen = [](const Pair& pair) { return Wanted{pair.source, &pair, {}}; };
  if (hand.sentence != SentenceChoice::Typed) return chosen(chosen_pair(corpus, hand.sentence, hand.another));
  if (hand.typed.empty()) return chosen(chosen_pair(corpus, SentenceChoice::Middle, 0));
  const Typed typed = read_typed(corpus, hand.typed);
  if (typed.missing == Missing::Nothing) return {typed.words, typed.known, told(typed)};
  Wanted out = chosen(chosen_pair(corpus, SentenceChoice::Middle, 0));
  out.problem = told(typed);
  return out;
}

}  // namespace

const Pair& chosen_pair(const Corpus& corpus, SentenceChoice choice, int another) {
  const std::vector<const Pair*>& pairs = choices_of(corpus)[static_cast<std::size_t>(choice)];
  const int count = static_cast<int>(pairs.size());
  if (count == 0) return corpus.held_out.front();
  return *pairs[static_cast<std::size_t>(((another % count) + count) % count)];
}

void follow(Shown& shown, const Snapshot& seen, const Hand& hand) {
  const bool same_words = shown.run && shown.corpus == seen.corpus && hand.sentence == SentenceChoice::Typed && shown.typed == hand.typed && !hand.typed.empty();
  if (!same_words) {
    Wanted now = wanted(*seen.corpus, hand);
    if (now.source != shown.source || now.pair != shown.pair || shown.corpus != seen.corpus) shown.network = nullptr;
    shown.corpus = seen.corpus, shown.source = std::move(now.source), shown.pair = now.pair, shown.problem = std::move(now.problem);
    shown.typed = hand.sentence == SentenceChoice::Typed ? hand.typed : std::string();
  }
  const bool same_network = shown.run && shown.network == seen.network;
  if (same_network && shown.meddling == hand.meddling && shown.rows == hand.rows) return;
  const auto translated = [&](const std::vector<int>* dictated, const Meddling& meddling) {
    return std::make_shared<const Translating>(translate_step_by_step(*seen.network, shown.source, dictated, meddling));
  };
  const bool same_meddling = same_network && shown.meddling == hand.meddling;
  shown.network = seen.network, shown.meddling = hand.meddling, shown.rows = hand.rows;
  if (!same_network) shown.plain = translated(nullptr, {});
  if (!same_meddling) {
    shown.written = hand.meddling.empty() ? shown.plain : translated(nullptr, hand.meddling);
    shown.dictated = shown.pair ? translated(&shown.pair->target, hand.meddling) : nullptr;
  }
  shown.run = hand.rows == Rows::Right && shown.dictated ? shown.dictated : shown.written;
}

std::string sign_or_word(const Vocabulary& vocabulary, int id) { return id == kPad ? std::string("–") : vocabulary.word(id); }

int Shown::id_at(int t) const {
  const std::vector<int>& words = run == dictated && pair ? pair->target : run->words;
  return t >= 0 && static_cast<std::size_t>(t) < words.size() ? words[static_cast<std::size_t>(t)] : kEnd;
}

std::string Shown::word_at(int t) const { return sign_or_word(corpus->target, id_at(t)); }

bool Shown::belongs(int t, int s) const {
  if (!pair || (run != dictated && run->words != pair->target)) return false;
  return std::find(pair->links.begin(), pair->links.end(), Link{s, t}) != pair->links.end();
}

// Without a choice: a word that truly moved, where it is written; else the first.
int step_of(const Hand& hand, const Shown& shown) {
  if (hand.step >= 0 && hand.step < shown.steps()) return hand.step;
  int best = 0, most = -1;
  if (!shown.pair) return best;
  for (const Link& link : shown.pair->links) {
    const int word = shown.pair->target[static_cast<std::size_t>(link.target)], moved = std::abs(link.source - link.target);
    for (int t = 0; t < shown.steps() && moved > most; ++t)
      if (shown.id_at(t) == word) most = moved, best = t;
  }
  return best;
}

}  // namespace epochs::translation
