// The sentences are what they are said to be, no held-out combination is learned, and what is typed is read or its words are named.
#include "lessons/2017_self_attention/sentences.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

#include "nn/ops/cross_entropy.hpp"

namespace epochs::self_attention {
namespace {

std::string joined(const Corpus& corpus, const Sentence& sentence) {
  std::string out;
  for (const std::string& word : corpus.spelled(sentence)) out += word + " ";
  return out;
}

TEST(SelfAttentionSentences, ItStandsForOneOfTwoNouns) {
  for (const Language language : {Language::English, Language::Chinese}) {
    const Corpus& all = *corpus(language);
    const std::string it = language == Language::English ? "it" : "它";
    EXPECT_GT(all.learn.size(), 1500u);
    EXPECT_GT(all.held_out.size(), 300u);
    int subjects = 0, alike = 0;
    for (const Sentence& each : all.learn) {
      EXPECT_EQ(all.word(each.at(each.pronoun)), it);
      EXPECT_TRUE(all.nouns[static_cast<std::size_t>(each.at(each.subject))] && all.nouns[static_cast<std::size_t>(each.at(each.object))]) << joined(all, each);
      EXPECT_TRUE(all.adjectives[static_cast<std::size_t>(each.at(each.adjective))]) << joined(all, each);
      EXPECT_TRUE(each.referent == each.subject || each.referent == each.object);
      EXPECT_LT(each.subject, each.object);
      EXPECT_LT(each.object, each.pronoun);
      subjects += each.referent == each.subject, alike += each.alike;
    }
    const auto count = static_cast<double>(all.learn.size());
    EXPECT_NEAR(subjects / count, 0.5, 0.1) << "neither noun may be the better guess";
    EXPECT_GT(alike / count, 0.3);
  }
}

// A held-out sentence holds two words (verb and noun, adjective and noun) that stand together in no sentence that is learned.
TEST(SelfAttentionSentences, HeldOutCombinationsAreNotLearned) {
  const Corpus& all = *corpus(Language::English);
  std::set<std::vector<int>> learned;
  std::set<std::pair<int, int>> with_adjective;            // adjective and the noun that is so
  for (const Sentence& each : all.learn) learned.insert(each.words), with_adjective.insert({each.at(each.adjective), each.at(each.referent)});
  int unseen = 0;
  for (const Sentence& each : all.held_out) {
    EXPECT_EQ(learned.count(each.words), 0u) << joined(all, each);
    unseen += with_adjective.count({each.at(each.adjective), each.at(each.referent)}) == 0;
  }
  EXPECT_GT(unseen, static_cast<int>(all.held_out.size()) / 4) << "many of them with an adjective that this noun never had";
}

TEST(SelfAttentionSentences, TiredAndWideTurnTheExample) {
  const Corpus& all = *corpus(Language::English);
  const Sentence& tired = example(all);
  EXPECT_EQ(joined(all, tired), "the animal did not cross the street because it was too tired . ");
  EXPECT_EQ(tired.referent, tired.subject);
  const Sentence* wide = counterpart(all, tired);
  ASSERT_NE(wide, nullptr);
  EXPECT_EQ(joined(all, *wide), "the animal did not cross the street because it was too wide . ");
  EXPECT_EQ(wide->referent, wide->object);
  const Sentence* back = counterpart(all, *wide);
  ASSERT_NE(back, nullptr);
  EXPECT_EQ(back->words, tired.words);
  const Corpus& chinese = *corpus(Language::Chinese);
  EXPECT_EQ(joined(chinese, example(chinese)), "动物 没有 过 马路 ， 因为 它 太 累 了 。 ");
  ASSERT_NE(counterpart(chinese, example(chinese)), nullptr);
  EXPECT_EQ(joined(chinese, *counterpart(chinese, example(chinese))), "动物 没有 过 马路 ， 因为 它 太 宽 了 。 ");
}

TEST(SelfAttentionSentences, ABatchIsPaddedAndAsksAtThePronoun) {
  const Corpus& all = *corpus(Language::English);
  Random random(3);
  const Batch batch = draw_batch(all, random, 16);
  ASSERT_EQ(batch.ids.size(), static_cast<std::size_t>(batch.rows * batch.steps));
  for (int row = 0; row < batch.rows; ++row) {
    const Sentence& each = *batch.sentences[static_cast<std::size_t>(row)];
    EXPECT_EQ(batch.lengths[static_cast<std::size_t>(row)], static_cast<std::ptrdiff_t>(each.words.size()));
    EXPECT_TRUE(std::equal(each.words.begin(), each.words.end(), batch.ids.begin() + row * batch.steps));
    EXPECT_EQ(batch.targets[static_cast<std::size_t>(row)], each.at(each.referent));
  }
  Random again(3);
  EXPECT_EQ(draw_batch(all, again, 16).ids, batch.ids);
}

TEST(SelfAttentionSentences, ShuffledLabelsKeepNothingOfTheMeaning) {
  const Corpus& all = *corpus(Language::English);
  int same = 0, subjects = 0;
  for (const Sentence& each : all.learn) {
    const int label = label_of(each, Labels::Shuffled);
    EXPECT_TRUE(label == each.subject || label == each.object);
    EXPECT_EQ(label, label_of(Sentence(each), Labels::Shuffled)) << "one sentence, one label";
    same += label == each.referent, subjects += label == each.subject;
  }
  EXPECT_NEAR(same / static_cast<double>(all.learn.size()), 0.5, 0.05);
  EXPECT_NEAR(subjects / static_cast<double>(all.learn.size()), 0.5, 0.05);
}

TEST(SelfAttentionTyped, IsReadAsItIsWritten) {
  const Corpus& english = *corpus(Language::English);
  const Typed typed = read_typed(english, "  The animal didn't cross the street because it was too wide.");
  EXPECT_TRUE(typed.read.unknown.empty());
  EXPECT_EQ(typed.missing, Missing::Nothing);
  EXPECT_EQ(joined(english, typed.sentence), "the animal did not cross the street because it was too wide . ");
  EXPECT_EQ(typed.sentence.referent, typed.sentence.object) << "a sentence of the corpus: what it means is known";
  EXPECT_TRUE(told(typed).empty());
  const Typed strange = read_typed(english, "The street did not cross the animal because it was too wide");
  EXPECT_EQ(strange.missing, Missing::Nothing);
  EXPECT_EQ(strange.sentence.referent, -1) << "nobody knows";
  EXPECT_EQ(english.word(strange.sentence.at(strange.sentence.subject)), "street");
  const Corpus& chinese = *corpus(Language::Chinese);
  const Typed sentence = read_typed(chinese, "动物没有过马路，因为它太宽了。");
  EXPECT_EQ(sentence.sentence.words.size(), 11u);
  EXPECT_EQ(sentence.sentence.referent, sentence.sentence.object);
}

TEST(SelfAttentionTyped, UnknownWordsAreNamedWithNearOnes) {
  const Typed typed = read_typed(*corpus(Language::English), "The aminal did not cross the xylophones because it was too tierd");
  ASSERT_EQ(typed.read.unknown.size(), 3u);
  EXPECT_EQ(typed.read.unknown[0].word, "aminal");
  EXPECT_EQ(typed.read.unknown[0].near.front(), "animal");
  EXPECT_TRUE(typed.read.unknown[1].near.empty());
  EXPECT_EQ(typed.read.unknown[2].near.front(), "tired");
  EXPECT_NE(told(typed).english.find("“aminal” is unknown here; near to it: animal"), std::string::npos);
  EXPECT_NE(told(typed).chinese.find("“aminal”"), std::string::npos);
  const Typed chinese = read_typed(*corpus(Language::Chinese), "恐龙没有过马路，因为它太累了");
  ASSERT_EQ(chinese.read.unknown.size(), 1u);
  EXPECT_EQ(chinese.read.unknown[0].word, "恐龙");
}

TEST(SelfAttentionTyped, WhateverIsTypedIsAnsweredInOneSentence) {
  const Corpus& english = *corpus(Language::English);
  const auto missing = [&](std::string_view text) { return read_typed(english, text).missing; };
  EXPECT_EQ(missing(""), Missing::Words);
  EXPECT_EQ(missing("the animal did not cross the street"), Missing::Pronoun);
  EXPECT_EQ(missing("the animal was tired because it was tired"), Missing::Nouns);
  std::string longer = "the animal did not cross the street because it was too tired";
  for (int i = 0; i < 20; ++i) longer += " and the animal was tired";
  EXPECT_EQ(missing(longer), Missing::TooLong);
  Random random(9);
  for (int i = 0; i < 200; ++i) {
    std::string text;
    for (std::uint32_t length = random.below(60); length > 0; --length) text += static_cast<char>(random.below(256));
    for (const Language language : {Language::English, Language::Chinese}) {
      const Typed typed = read_typed(*corpus(language), text);
      EXPECT_TRUE(is_valid_utf8(told(typed).english) && is_valid_utf8(told(typed).chinese));
      EXPECT_TRUE(typed.missing != Missing::Nothing || !typed.sentence.words.empty());
    }
  }
}

}  // namespace
}  // namespace epochs::self_attention
