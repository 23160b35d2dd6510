// Beam search, the dictionary, and sentences that a learner types.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/check.hpp"
#include "lessons/2014_seq2seq/beam.hpp"
#include "lessons/2014_seq2seq/dictionary.hpp"
#include "lessons/2014_seq2seq/model.hpp"
#include "lessons/2014_seq2seq/translating.hpp"
#include "lessons/2014_seq2seq/typed.hpp"

namespace epochs::translation {
namespace {

Interpreter briefly_trained(nn::Context context, nn::RecurrentKind kind) {
  Settings settings;
  settings.context = context, settings.kind = kind, settings.hidden = 24, settings.rows = 16, settings.rate = 0.01;
  Interpreter model(5, settings);
  model.set_exams(false);
  for (int update = 0; update < 60; ++update) model.advance();
  return model;
}

TEST(BeamSearch, OfWidthOneIsGreedy) {
  for (const nn::Context context : {nn::Context::Fixed, nn::Context::Attention})
    for (const nn::RecurrentKind kind : {nn::RecurrentKind::Gru, nn::RecurrentKind::Lstm}) {
      const Interpreter model = briefly_trained(context, kind);
      for (const Pair* pair : exam_paper(model.words(), 6)) {
        const Translating greedy = translate_step_by_step(model.network(), pair->source);
        const BeamTree tree = beam_search(model.network(), pair->source, 1);
        if (!greedy.ended) continue;
        ASSERT_GE(tree.best, 0);
        EXPECT_EQ(tree.words(tree.best), greedy.words);
        EXPECT_NEAR(tree.nodes[static_cast<std::size_t>(tree.best)].log_probability, greedy.log_probability(), 1e-3);
      }
    }
}

// What it says of a sentence's probability is what the network gives when that sentence is dictated.
TEST(BeamSearch, SaysTheProbabilityThatTheNetworkGives) {
  const Interpreter model = briefly_trained(nn::Context::Attention, nn::RecurrentKind::Gru);
  const Pair& pair = *exam_paper(model.words(), 6)[3];
  const BeamTree tree = beam_search(model.network(), pair.source, 4);
  ASSERT_GE(tree.best, 0);
  const std::vector<int> words = tree.words(tree.best);
  const Translating dictated = translate_step_by_step(model.network(), pair.source, &words);
  double sum = 0;
  for (std::size_t t = 0; t <= words.size(); ++t) sum += std::log(static_cast<double>(dictated.probabilities(static_cast<Index>(t), t < words.size() ? words[t] : kEnd)));
  EXPECT_NEAR(tree.nodes[static_cast<std::size_t>(tree.best)].log_probability, sum, 1e-3);
}

TEST(BeamSearch, KeepsSoManyAtEachStepAndTheBestIsTheLikeliestThatEnded) {
  const Interpreter model = briefly_trained(nn::Context::Attention, nn::RecurrentKind::Gru);
  for (const int width : {2, 5, kWidestBeam})
    for (const Pair* pair : exam_paper(model.words(), 5)) {
      const BeamTree tree = beam_search(model.network(), pair->source, width);
      std::vector<int> kept(static_cast<std::size_t>(kMostWritten), 0);
      for (std::size_t i = 1; i < tree.nodes.size(); ++i) {
        const BeamNode& node = tree.nodes[i];
        ASSERT_LT(node.parent, static_cast<int>(i));
        const BeamNode& parent = tree.nodes[static_cast<std::size_t>(node.parent)];
        EXPECT_EQ(node.step, parent.step + 1);
        EXPECT_NEAR(node.log_probability, parent.log_probability + std::log(node.step_probability), 1e-9);
        EXPECT_NE(parent.word, kEnd) << "nothing follows the end";
        kept[static_cast<std::size_t>(node.step)] += node.fate != Fate::Dropped;
        if (node.fate == Fate::Ended) {
          EXPECT_LE(node.log_probability, tree.nodes[static_cast<std::size_t>(tree.best)].log_probability);
        }
      }
      EXPECT_LE(*std::max_element(kept.begin(), kept.end()), width);
    }
}

TEST(BeamSearch, RefusesAWidthThatIsNone) {
  const Interpreter model(1);
  EXPECT_THROW(static_cast<void>(beam_search(model.network(), std::vector<int>{3}, 0)), CheckFailed);
  EXPECT_THROW(static_cast<void>(beam_search(model.network(), std::vector<int>{}, 2)), CheckFailed);
}

TEST(TranslationDictionary, KnowsItsWordsAndThatSomeStandForNothing) {
  const Corpus& words = *corpus(Language::English);
  const Dictionary dictionary = dictionary_of(words);
  const auto said = [&](const char* word) {
    const int partner = dictionary[static_cast<std::size_t>(words.source.id_of(word))].word;
    return partner < 0 ? std::string() : words.target.word(partner);
  };
  EXPECT_EQ(said("cat"), "猫");
  EXPECT_EQ(said("because"), "因为");
  EXPECT_EQ(said("the"), "") << "the article has no word in Chinese";
  const Pair& pair = words.learn[777];
  EXPECT_EQ(word_for_word(dictionary, pair.source).size(), pair.source.size());
}

// Word for word is seldom right: that is what the lesson begins with.
TEST(TranslationDictionary, IsNoTranslation) {
  const Corpus& words = *corpus(Language::English);
  const Dictionary dictionary = dictionary_of(words);
  int right = 0;
  for (const Pair& pair : words.held_out) {
    std::vector<int> said = word_for_word(dictionary, pair.source);
    said.erase(std::remove(said.begin(), said.end(), -1), said.end());
    right += said == pair.target;
  }
  EXPECT_LT(right, static_cast<int>(words.held_out.size()) / 3);
}

TEST(TranslationTyped, IsReadInEitherLanguageAndKnownOnesAreFound) {
  for (const Language language : {Language::English, Language::Chinese}) {
    const Corpus& words = *corpus(language);
    for (const std::size_t i : {std::size_t{3}, words.learn.size() / 2}) {
      const Pair& pair = words.learn[i];
      const Typed typed = read_typed(words, spelled(words.source, pair.source));
      EXPECT_TRUE(typed.read.unknown.empty()) << told(typed).english;
      EXPECT_EQ(typed.words.back(), pair.source.back());
      if (language == Language::English) {
        ASSERT_NE(typed.known, nullptr);
        EXPECT_EQ(typed.known->source, pair.source);
      }
    }
  }
}

TEST(TranslationTyped, WhatIsMissingIsSaid) {
  const Corpus& words = *corpus(Language::English);
  EXPECT_EQ(read_typed(words, "").missing, Missing::Words);
  EXPECT_FALSE(told(read_typed(words, "")).chinese.empty());
  EXPECT_NE(told(read_typed(words, "the catt sleeps")).english.find("catt"), std::string::npos);
  std::string many;
  for (int i = 0; i < kMostWords + 5; ++i) many += "cat ";
  EXPECT_EQ(read_typed(words, many).missing, Missing::TooLong);
  EXPECT_EQ(words.source.word(read_typed(words, "the cat sleeps").words.back()), ".");
  EXPECT_LT(words.source.id_of("<end> "), 0);
  EXPECT_FALSE(read_typed(words, "<end>").read.unknown.empty()) << "a sign is no word";
}

}  // namespace
}  // namespace epochs::translation
