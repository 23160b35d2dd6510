// Which guesses a text gives: windows within a sentence, every pair once a reading, negatives by count^¾ and never the target, common words left out as the formula says.
#include "lessons/2013_word2vec/walk.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "states.hpp"

namespace epochs::word2vec {
namespace {

using epochs::testing::text_of;
using Pairs = std::multiset<std::pair<std::string, std::string>>;

Pairs first_pairs(const Text& text, Walk& walk, int count) {
  Pairs out;
  Example example;
  for (int i = 0; i < count; ++i) walk.take(example), out.emplace(text.word(example.centre), text.word(example.target));
  return out;
}

TEST(Word2VecWalk, PairsAreTheWordsWithinTheWindow) {
  const auto text = text_of({{"a", "b", "c", "d"}, {"e", "f"}});
  Walk near(text, {.window = 1, .negatives = 0}, 1);
  EXPECT_EQ(first_pairs(*text, near, 8), (Pairs{{"a", "b"}, {"b", "a"}, {"b", "c"}, {"c", "b"}, {"c", "d"}, {"d", "c"}, {"e", "f"}, {"f", "e"}}));
  EXPECT_EQ(near.next().at, 0u) << "the text begins anew";
  Walk wide(text, {.window = 10, .negatives = 0}, 1);
  EXPECT_EQ(first_pairs(*text, wide, 14).size(), 14u) << "4·3 pairs of the first sentence and 2 of the second: no window reaches across";
  EXPECT_EQ(wide.next().at, 0u);
}

TEST(Word2VecWalk, WithCbowAWordIsGuessedFromAllItsNeighbours) {
  const auto text = text_of({{"a", "b", "c"}});
  Walk walk(text, {.method = Method::Cbow, .window = 2, .negatives = 3}, 1);
  Example example;
  for (const std::string_view word : {"a", "b", "c"}) {
    walk.take(example);
    EXPECT_EQ(text->word(example.target), word);
    EXPECT_EQ(example.inputs.size(), 2u);
    EXPECT_EQ(example.negatives.size(), 3u);
    for (const int input : example.inputs) EXPECT_NE(input, example.target);
  }
}

TEST(Word2VecWalk, NegativesAreDrawnByCountToTheThreeQuarters) {
  std::vector<std::vector<std::string>> sentences(81, {"common", "other"});
  for (int i = 0; i < 16; ++i) sentences.push_back({"middling", "other"});
  sentences.push_back({"rare", "other"});
  const auto text = text_of(sentences);
  Walk walk(text, {.window = 1, .negatives = 20}, 3);
  std::map<std::string, double> drawn;
  Example example;
  double all = 0;
  for (int i = 0; i < 20'000; ++i) {
    walk.take(example);
    for (const int word : example.negatives) {
      ASSERT_NE(word, example.target);
      if (text->word(example.target) == "other") drawn[text->word(word)] += 1, all += 1;
    }
  }
  EXPECT_NEAR(drawn["common"] / all, 27.0 / 36, 0.01);         // 81^¾ : 16^¾ : 1^¾ = 27 : 8 : 1
  EXPECT_NEAR(drawn["middling"] / all, 8.0 / 36, 0.01);
  EXPECT_NEAR(drawn["rare"] / all, 1.0 / 36, 0.004);
}

TEST(Word2VecWalk, OfTwoWordsTheNegativeIsTheOtherOne) {
  const auto text = text_of({{"yes", "no"}});
  Walk walk(text, {.window = 1, .negatives = 5}, 1);
  Example example;
  for (int i = 0; i < 50; ++i) {
    walk.take(example);
    for (const int word : example.negatives) EXPECT_EQ(word, 1 - example.target);
  }
}

// A word of share f is left out with 1 − √(t/f): counted as centres of a text in which every word kept has a neighbour.
TEST(Word2VecWalk, CommonWordsAreLeftOutAsTheFormulaSays) {
  std::vector<std::string> sentence(1000, "the");
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    if (i % 2 == 1) sentence[i] = "word" + std::to_string(i % 100);
    if (i % 10 == 0) sentence[i] = "and";
  }
  const auto text = text_of(std::vector<std::vector<std::string>>(20, sentence));
  const double t = 0.02;
  Walk walk(text, {.method = Method::Cbow, .window = 10, .negatives = 0, .subsample = t}, 7);
  std::map<int, double> seen;
  Example example;
  constexpr int kReadings = 10;
  while (walk.state().reading < kReadings) walk.take(example), seen[example.target] += 1;
  for (const std::string_view word : {"the", "and", "word1"}) {
    const int id = text->find(word);
    const double count = static_cast<double>(text->counts[static_cast<std::size_t>(id)]), share = count / static_cast<double>(text->total);
    const double keep = std::min(1.0, std::sqrt(t / share)), sure = 4 * std::sqrt(keep * (1 - keep) / (count * kReadings)) + 0.01;
    EXPECT_NEAR(seen[id] / (count * kReadings), keep, sure) << word;
  }
}

TEST(Word2VecWalk, AWordLeftOutIsLeftOutForAllItsNeighboursAndKeepsItsPlace) {
  std::vector<std::string> sentence;
  for (int i = 0; i < 200; ++i) sentence.push_back(i % 2 == 0 ? "the" : "w" + std::to_string(i));
  const auto text = text_of({sentence});
  Walk walk(text, {.window = 2, .negatives = 0, .subsample = 0.1}, 5);
  std::set<std::size_t> centres, neighbours;
  Example example;
  while (walk.state().reading == 0) {
    walk.take(example);
    centres.insert(example.at), neighbours.insert(example.neighbour_at);
    EXPECT_LE(std::max(example.at, example.neighbour_at) - std::min(example.at, example.neighbour_at), 2u) << "windows do not grow";
  }
  EXPECT_EQ(centres, neighbours);
  EXPECT_LT(centres.size(), 180u);
}

TEST(Word2VecWalk, NobodyHasANeighbour) {
  const auto text = text_of({{"a", "b", "c"}});
  EXPECT_FALSE(Walk(text, {.window = 0}, 1).next().exists());
  EXPECT_FALSE(Walk(text_of({{"a"}, {"b"}}), {.window = 5}, 1).next().exists());
  EXPECT_EQ(Walk(text, {.window = 0}, 1).words(), 6) << "it gave up after two readings";
}

TEST(Word2VecWalk, GoesOnFromAStateAsItWouldHave) {
  const auto text = built_in_text(Source::World, 1);
  for (const double subsample : {0.0, 1e-3}) {
    const WalkSettings settings{.window = 3, .negatives = 5, .subsample = subsample};
    Walk walk(text, settings, 1), same(text, settings, 1);
    Example one, other;
    for (int i = 0; i < 1000; ++i) walk.take(one);
    same.restore(walk.state());
    for (int i = 0; i < 1000; ++i) {
      walk.take(one), same.take(other);
      ASSERT_EQ(one, other) << i;
    }
    EXPECT_EQ(walk.words(), same.words());
  }
}

}  // namespace
}  // namespace epochs::word2vec
