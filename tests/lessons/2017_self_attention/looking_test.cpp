// What is worked out by hand for the pictures is what the fused op works out; and what a learner meddles with does what it says.
#include "lessons/2017_self_attention/looking.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "lessons/2017_self_attention/exam.hpp"
#include "nn/tape.hpp"

namespace epochs::self_attention {
namespace {

Network network_of(int layers, int heads, nn::PositionKind positions = nn::PositionKind::Learned) {
  Random random(5);
  return Network({corpus(Language::English)->size(), 48, heads, layers, positions}, random);
}

TEST(SelfAttentionLooking, IsWhatTheOpWorksOut) {
  const Corpus& all = *corpus(Language::English);
  for (const nn::PositionKind positions : {nn::PositionKind::None, nn::PositionKind::Sinusoidal, nn::PositionKind::Learned})
    for (const int layers : {1, 2})
      for (const int heads : {1, 3, 4})
        for (const Way way : {Way{}, Way{Scaling::None, Mask::None}, Way{Scaling::Root, Mask::Causal}}) {
          const Network network = network_of(layers, heads, positions);
          const Batch batch = batch_of({&all.learn[3], &all.learn[700], &example(all)});      // of different lengths: padding is looked at by nobody
          nn::Tape tape(nn::Mode::Infer);
          tape.begin();
          const Matrix& logits = tape.value(network.logits(tape, batch, way));
          for (int row = 0; row < batch.rows; ++row) {
            const Sentence& sentence = *batch.sentences[static_cast<std::size_t>(row)];
            const Look by_hand = look(network, sentence.words, way);
            EXPECT_LT((by_hand.logits.row(sentence.pronoun) - logits.row(row)).cwiseAbs().maxCoeff(), 2e-4) << layers << " " << heads << " " << row;
          }
        }
}

TEST(SelfAttentionLooking, ScoresAndWeightsAreThoseOfTheOp) {
  const Corpus& all = *corpus(Language::English);
  const Network network = network_of(1, 2);
  const Look by_hand = look(network, example(all).words);
  nn::Tape tape(nn::Mode::Record);
  tape.begin();
  const nn::Value q = tape.input(by_hand.layers[0].q), k = tape.input(by_hand.layers[0].k), v = tape.input(by_hand.layers[0].v);
  const nn::Value out = nn::attention(tape, q, k, v, {.batch = 1, .heads = 2});
  EXPECT_LT((tape.value(out) - by_hand.layers[0].joined).cwiseAbs().maxCoeff(), 1e-5);
  const nn::Node& node = tape.node(out.node);
  const Index t = by_hand.steps();
  for (Index head = 0; head < 2; ++head) {
    EXPECT_LT((node.saved[0].middleRows(head * t, t) - by_hand.layers[0].heads[static_cast<std::size_t>(head)].scores).cwiseAbs().maxCoeff(), 1e-4);
    EXPECT_LT((node.saved[1].middleRows(head * t, t) - by_hand.layers[0].heads[static_cast<std::size_t>(head)].weights).cwiseAbs().maxCoeff(), 1e-5);
  }
}

TEST(SelfAttentionLooking, AMutedHeadIsTheOpsMutedHead) {
  const Network network = network_of(1, 2);
  const Look muted = look(network, example(*corpus(Language::English)).words, {}, {.cuts = {}, .scores = {}, .muted = {{0, 1}}});
  nn::Tape tape(nn::Mode::Infer);
  tape.begin();
  const LayerLook& layer = muted.layers[0];
  const nn::Value out = nn::attention(tape, tape.input(layer.q), tape.input(layer.k), tape.input(layer.v), {.batch = 1, .heads = 2, .muted_heads = {1}});
  EXPECT_LT((tape.value(out) - layer.joined).cwiseAbs().maxCoeff(), 1e-5);
  EXPECT_TRUE(layer.heads[1].mixed.isZero());
}

TEST(SelfAttentionLooking, WhatIsCutGetsNothingAndTheOthersShareIt) {
  const Network network = network_of(2, 2);
  const Sentence& sentence = example(*corpus(Language::English));
  const Look plain = look(network, sentence.words);
  const Look cut = look(network, sentence.words, {}, {.cuts = {{0, 1, sentence.pronoun, sentence.subject}}, .scores = {}, .muted = {}});
  const Matrix &before = plain.layers[0].heads[1].weights, &after = cut.layers[0].heads[1].weights;
  EXPECT_EQ(after(sentence.pronoun, sentence.subject), 0);
  EXPECT_NEAR(after.row(sentence.pronoun).sum(), 1, 1e-5);
  EXPECT_NEAR(after(sentence.pronoun, 0), before(sentence.pronoun, 0) / (1 - before(sentence.pronoun, sentence.subject)), 1e-5) << "what it had is shared alike";
  EXPECT_EQ(after.row(0), before.row(0));
  EXPECT_EQ(cut.layers[0].heads[0].weights, plain.layers[0].heads[0].weights);
  EXPECT_NE(cut.layers[1].heads[0].weights.row(sentence.pronoun), plain.layers[1].heads[0].weights.row(sentence.pronoun));
  const Look hidden = look(network, sentence.words, {}, {.cuts = {{kAny, kAny, kAny, 3}}, .scores = {}, .muted = {}});
  for (const LayerLook& layer : hidden.layers)
    for (const HeadLook& head : layer.heads) EXPECT_TRUE(head.weights.col(3).isZero());
}

TEST(SelfAttentionLooking, AWordThatMayLookAtNobodyGetsNothing) {
  const Network network = network_of(1, 1);
  const std::vector<int> two{1, 2};
  const Look none = look(network, two, {}, {.cuts = {{kAny, kAny, 0, 0}, {kAny, kAny, 0, 1}}, .scores = {}, .muted = {}});
  EXPECT_TRUE(none.layers[0].heads[0].weights.row(0).isZero());
  EXPECT_TRUE(none.layers[0].heads[0].mixed.row(0).isZero());
  EXPECT_TRUE(none.probabilities.allFinite());
}

TEST(SelfAttentionLooking, AScoreIsTakenAsItIsWritten) {
  const Network network = network_of(1, 1);
  const Sentence& sentence = example(*corpus(Language::English));
  const Look edited = look(network, sentence.words, {}, {.cuts = {}, .scores = {{0, 0, sentence.pronoun, sentence.object, 40}}, .muted = {}});
  EXPECT_EQ(edited.layers[0].heads[0].scores(sentence.pronoun, sentence.object), 40);
  EXPECT_GT(edited.layers[0].heads[0].weights(sentence.pronoun, sentence.object), 0.999);
  const Look causal = look(network, sentence.words, {Scaling::Root, Mask::Causal}, {.cuts = {}, .scores = {{0, 0, 0, 5, 40}}, .muted = {}});
  EXPECT_EQ(causal.layers[0].heads[0].weights(0, 5), 0) << "what a mask hides no score brings back";
}

TEST(SelfAttentionLooking, WithoutPositionsTheOrderOfTheWordsIsLost) {
  const Corpus& all = *corpus(Language::English);
  const Sentence& sentence = example(all);
  Sentence exchanged = sentence;
  std::swap(exchanged.words[static_cast<std::size_t>(sentence.subject)], exchanged.words[static_cast<std::size_t>(sentence.object)]);
  for (const nn::PositionKind positions : {nn::PositionKind::None, nn::PositionKind::Sinusoidal}) {
    const Network network = network_of(2, 2, positions);
    const Look one = look(network, sentence.words), other = look(network, exchanged.words);
    const double apart = static_cast<double>((one.logits.row(sentence.pronoun) - other.logits.row(sentence.pronoun)).cwiseAbs().maxCoeff());
    if (positions == nn::PositionKind::None) EXPECT_LT(apart, 1e-4);
    else EXPECT_GT(apart, 1e-2);
  }
}

TEST(SelfAttentionLooking, AblationHidesWhatIsLookedAtMost) {
  const Network network = network_of(2, 2);
  const Sentence& sentence = example(*corpus(Language::English));
  const Ablation cut = ablate(network, sentence);
  const Look plain = look(network, sentence.words);
  const std::vector<double> first = looks_at(plain, sentence, 0), second = looks_at(plain, sentence, 1);
  const auto got = [&](int place) { return first[static_cast<std::size_t>(place)] + second[static_cast<std::size_t>(place)]; };
  for (int place = 0; place < static_cast<int>(sentence.words.size()); ++place) {
    if (place == sentence.pronoun) continue;
    EXPECT_LE(got(place), got(cut.most));
    EXPECT_GE(got(place), got(cut.least));
  }
  EXPECT_NE(cut.most, sentence.pronoun);
  EXPECT_NE(cut.without_most.probability, cut.before.probability);
  const AblationShares shares = ablation_shares(network, {&sentence}, {});
  EXPECT_EQ(shares.most_moves, cut.without_most.word != cut.before.word ? 1 : 0);
}

TEST(SelfAttentionLooking, AnExamAgreesWithTheSentencesOneByOne) {
  const Corpus& all = *corpus(Language::English);
  const Network network = network_of(2, 2);
  const ExamPaper paper = exam_paper(all, 20, 6);
  ASSERT_FALSE(paper.pairs.empty());
  const Exam exam = examine(network, paper, {});
  int right = 0;
  double on_referent = 0;
  for (const Sentence* each : paper.sentences) {
    const Look seen = look(network, each->words);
    right += answer_of(seen, *each).word == each->at(each->referent);
    on_referent += looks_at(seen, *each, 1, 1)[static_cast<std::size_t>(each->referent)] / static_cast<double>(paper.sentences.size());
  }
  EXPECT_DOUBLE_EQ(exam.right, right / static_cast<double>(paper.sentences.size()));
  EXPECT_NEAR(exam.on_referent.at(3), on_referent, 1e-9);
  for (const auto& [one, other] : paper.pairs) EXPECT_NE(one->referent, other->referent);
}

}  // namespace
}  // namespace epochs::self_attention
