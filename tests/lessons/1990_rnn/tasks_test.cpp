// The truths of the tasks: what is asked can be known from what stands before, and from nothing else.
#include "lessons/1990_rnn/tasks.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <set>

#include "core/check.hpp"
#include "nn/ops/cross_entropy.hpp"

namespace epochs::recurrent {
namespace {

TEST(RnnRecall, AsksForTheFirstSymbolAtTheEndAndForNothingElse) {
  for (const int gap : {0, 1, 5, kMostGap}) {
    Random random(1);
    const Batch batch = recall_batch(random, 40, gap);
    ASSERT_EQ(batch.steps, gap + 2);
    ASSERT_EQ(batch.inputs.size(), 40u * static_cast<std::size_t>(gap + 2));
    ASSERT_EQ(batch.targets.size(), batch.inputs.size());
    for (std::size_t row = 0; row < 40; ++row) {
      const int* in = &batch.inputs[row * static_cast<std::size_t>(batch.steps)];
      const int* out = &batch.targets[row * static_cast<std::size_t>(batch.steps)];
      for (int step = 0; step <= gap; ++step) {
        EXPECT_LT(in[step], kRecallSymbols);
        EXPECT_EQ(out[step], nn::kIgnored);
      }
      EXPECT_EQ(recall_symbols()[static_cast<std::size_t>(in[gap + 1])], "?");
      EXPECT_EQ(out[gap + 1], in[0]);
    }
  }
}

// All eight come first equally often, and what comes between says nothing of them.
TEST(RnnRecall, ChanceIsAnEighth) {
  Random random(2);
  const Batch batch = recall_batch(random, 16'000, 1);
  std::array<int, kRecallSymbols> first{};
  int equal = 0;
  for (std::size_t row = 0; row < 16'000; ++row) ++first[static_cast<std::size_t>(batch.inputs[3 * row])], equal += batch.inputs[3 * row] == batch.inputs[3 * row + 1];
  for (const int count : first) EXPECT_NEAR(count, 2000, 200);
  EXPECT_NEAR(equal, 2000, 200);
}

TEST(RnnRecall, RefusesWhatIsOutOfRange) {
  Random random(1);
  EXPECT_THROW(recall_batch(random, 1, kMostGap + 1), CheckFailed);
  EXPECT_THROW(recall_batch(random, 1, -1), CheckFailed);
  EXPECT_THROW(recall_batch(random, 0, 1), CheckFailed);
}

// A reader of the surface: "dogs" is of many, "dog" of one; "sits" goes with one, "sit" with many.
struct Surface {
  std::vector<std::string> words;
  static bool of_many(const std::string& noun) { return noun.back() == 's'; }
  bool subject_of_many() const { return of_many(words[1]); }
};
Surface surface_of(const AgreementSentence& sentence) {
  Surface out;
  for (const int word : sentence.words) out.words.push_back(agreement_words()[static_cast<std::size_t>(word)]);
  return out;
}

TEST(RnnAgreement, VerbsAgreeWithTheirSubjectsAndNothingBetweenTellsHow) {
  Random random(3);
  for (int distance = 0; distance <= kMostDistance; ++distance)
    for (int round = 0; round < 50; ++round) {
      const AgreementSentence sentence = agreement_sentence(random, distance);
      const auto words = surface_of(sentence).words;
      ASSERT_EQ(words.size(), 4u + 4 * static_cast<std::size_t>(distance));
      EXPECT_EQ(sentence.subject, 1);
      EXPECT_EQ(sentence.verb, 2 + 4 * distance);
      EXPECT_EQ(words.back(), ".");
      const bool many = Surface::of_many(words[1]);
      const std::string verb = words[static_cast<std::size_t>(sentence.verb)], wrong = agreement_words()[static_cast<std::size_t>(sentence.wrong)];
      EXPECT_EQ(verb.back() == 's', !many);
      EXPECT_EQ(many ? verb + "s" : verb, many ? wrong : wrong + "s");
      for (int clause = 0; clause < distance; ++clause) {
        const auto at = static_cast<std::size_t>(2 + 4 * clause);
        EXPECT_EQ(words[at], "that");
        EXPECT_TRUE((std::set<std::string>{"saw", "liked", "chased", "followed", "heard", "met"}).count(words[at + 1])) << words[at + 1];
        EXPECT_EQ(words[at + 2], "the");
        EXPECT_NE(Surface::of_many(words[at + 3]), many) << "nouns between are of the other number";
      }
    }
}

// As it is learned, the noun before the verb agrees with it as often as not: only the subject tells.
TEST(RnnAgreement, WhatIsLearnedFromCannotBeGuessedByTheNounBefore) {
  Random random(4);
  std::map<int, int> alike;
  for (int distance = 1; distance <= kLongestLearned; ++distance)
    for (int round = 0; round < 1000; ++round) {
      const auto words = surface_of(agreement_sentence(random, distance, Between::AnyNumber)).words;
      alike[distance] += Surface::of_many(words[words.size() - 3]) == Surface::of_many(words[1]);
    }
  for (const auto& [distance, count] : alike) EXPECT_NEAR(count, 500, 80) << distance;
}

TEST(RnnAgreement, ABatchAsksForEveryNextWordOfItsSentencesOnly) {
  Random random(5);
  const Batch batch = agreement_batch(random, 200);
  std::set<int> lengths;
  const int words = static_cast<int>(agreement_words().size());
  for (int row = 0; row < batch.rows; ++row) {
    int length = 0;
    for (int step = 0; step < batch.steps; ++step) {
      const auto at = static_cast<std::size_t>(row * batch.steps + step);
      ASSERT_GE(batch.inputs[at], 0);
      ASSERT_LT(batch.inputs[at], words);
      if (batch.targets[at] == nn::kIgnored) continue;
      EXPECT_EQ(length, step) << "asked without a hole";
      ++length;
      if (step + 1 < batch.steps) {
        EXPECT_EQ(batch.inputs[at + 1], batch.targets[at]);
      }
    }
    lengths.insert(length);
  }
  EXPECT_EQ(lengths, (std::set<int>{3, 7, 11, 15}));
}

TEST(RnnStreams, GoOnWhereTheyEndedAndRoundTheEnd) {
  std::vector<int> ids;
  for (int i = 0; i < 10; ++i) ids.push_back(i);
  Streams streams = begin_streams(ids, 2);
  EXPECT_EQ(streams.at, (std::vector<std::size_t>{0, 5}));
  const Batch first = next_batch(ids, streams, 3), second = next_batch(ids, streams, 3);
  EXPECT_EQ(first.inputs, (std::vector<int>{0, 1, 2, 5, 6, 7}));
  EXPECT_EQ(first.targets, (std::vector<int>{1, 2, 3, 6, 7, 8}));
  EXPECT_EQ(second.inputs, (std::vector<int>{3, 4, 5, 8, 9, 0}));
  EXPECT_EQ(second.targets, (std::vector<int>{4, 5, 6, 9, 0, 1}));
  EXPECT_EQ(streams.at, (std::vector<std::size_t>{6, 1}));
}

}  // namespace
}  // namespace epochs::recurrent
