// Every number of a translation worked out by hand equals the ops; what a learner meddles with does what it says.
#include "lessons/2014_seq2seq/translating.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "lessons/2014_seq2seq/model.hpp"
#include "nn/tape.hpp"

namespace epochs::translation {
namespace {

// A little trained, so that probabilities are not all alike.
Interpreter trained_a_little(Settings settings) {
  settings.hidden = 16, settings.rows = 12, settings.rate = 0.01;
  Interpreter model(4, settings);
  model.set_exams(false);
  for (int update = 0; update < 40; ++update) model.advance();
  return model;
}
Interpreter with_attention() { return trained_a_little({.context = nn::Context::Attention}); }

std::vector<Settings> all_kinds() {
  std::vector<Settings> out;
  for (const nn::Context context : {nn::Context::Fixed, nn::Context::Attention})
    for (const nn::Reading reading : {nn::Reading::Forwards, nn::Reading::BothWays})
      for (const nn::RecurrentKind kind : {nn::RecurrentKind::Rnn, nn::RecurrentKind::Lstm, nn::RecurrentKind::Gru}) out.push_back({.context = context, .reading = reading, .kind = kind});
  for (const nn::Score score : {nn::Score::Product, nn::Score::ScaledProduct})
    for (const nn::Reading reading : {nn::Reading::Forwards, nn::Reading::BothWays}) out.push_back({.context = nn::Context::Attention, .score = score, .reading = reading});
  return out;
}

TEST(TranslatingByHand, EqualsTheOps) {
  for (const Settings& settings : all_kinds()) {
    const Interpreter model = trained_a_little(settings);
    const Pair& pair = *exam_paper(model.words(), 7)[5];
    const Batch batch = batch_of({&pair});
    const Translating hand = translate_step_by_step(model.network(), pair.source, &pair.target);
    nn::Tape tape(nn::Mode::Infer);
    tape.begin();
    const Matrix& logits = tape.value(model.network()(tape, {batch.source, batch.source_steps, batch.last_rows, &batch.lengths}, batch.said, batch.target_steps));
    ASSERT_EQ(hand.probabilities.rows(), logits.rows());
    for (Index t = 0; t < logits.rows(); ++t) {
      const Eigen::RowVectorXd row = (logits.row(t).cast<double>().array() - static_cast<double>(logits.row(t).maxCoeff())).exp().matrix();
      EXPECT_LT((row / row.sum() - hand.probabilities.row(t).cast<double>()).cwiseAbs().maxCoeff(), 2e-5) << t;
    }
    EXPECT_EQ(hand.said, std::vector<int>(batch.said.begin(), batch.said.end()));
    EXPECT_EQ(translate_step_by_step(model.network(), pair.source).words, translate(model.network(), batch).front());
    if (settings.context == nn::Context::Fixed) continue;
    const Matrix looked = alignments(model.network(), batch).front();
    EXPECT_LT((looked - hand.weights.topRows(looked.rows())).cwiseAbs().maxCoeff(), 2e-5f);
  }
}

TEST(TranslatingByHand, AContextIsTheSumThatItsWeightsSay) {
  const Interpreter model = with_attention();
  const Translating hand = translate_step_by_step(model.network(), exam_paper(model.words(), 7)[5]->source);
  ASSERT_GT(hand.steps(), 1);
  for (Index t = 0; t < hand.steps(); ++t) {
    EXPECT_NEAR(static_cast<double>(hand.weights.row(t).sum()), 1, 1e-5);
    EXPECT_LT((hand.weights.row(t) * hand.states - hand.contexts.row(t)).cwiseAbs().maxCoeff(), 1e-5f);
  }
  EXPECT_LT(hand.log_probability(), 0);
}

TEST(TranslatingByHand, AWeightSetLeavesTheOthersTheirProportions) {
  const Interpreter model = with_attention();
  const std::vector<int>& source = exam_paper(model.words(), 7)[5]->source;
  const Translating plain = translate_step_by_step(model.network(), source), set = translate_step_by_step(model.network(), source, nullptr, {.scores = {}, .weights = {{0, 1, 0.75}}, .words = {}});
  EXPECT_NEAR(static_cast<double>(set.weights(0, 1)), 0.75, 1e-6);
  EXPECT_NEAR(static_cast<double>(set.weights.row(0).sum()), 1, 1e-5);
  EXPECT_NEAR(static_cast<double>(set.weights(0, 2) / set.weights(0, 0)), static_cast<double>(plain.weights(0, 2) / plain.weights(0, 0)), 1e-3);
  EXPECT_GT((set.contexts.row(0) - plain.contexts.row(0)).cwiseAbs().maxCoeff(), 0);
}

TEST(TranslatingByHand, AScoreSetMovesItsRowOnly) {
  const Interpreter model = with_attention();
  const Pair& pair = *exam_paper(model.words(), 7)[5];
  const Translating plain = translate_step_by_step(model.network(), pair.source, &pair.target), set = translate_step_by_step(model.network(), pair.source, &pair.target, {.scores = {{1, 0, 9}}, .weights = {}, .words = {}});
  EXPECT_EQ(set.scores(1, 0), Real(9));
  EXPECT_GT(set.weights(1, 0), Real(0.9));
  EXPECT_EQ(set.weights.row(0), plain.weights.row(0));
}

TEST(TranslatingByHand, SwitchedOffEveryWordGetsTheSameShare) {
  const Interpreter model = with_attention();
  const Translating even = translate_step_by_step(model.network(), exam_paper(model.words(), 7)[5]->source, nullptr, {.scores = {}, .weights = {}, .words = {}, .looking = Looking::Evenly});
  EXPECT_FLOAT_EQ(even.weights.minCoeff(), even.weights.maxCoeff());
  EXPECT_NEAR(static_cast<double>(even.weights.row(0).sum()), 1, 1e-5);
}

TEST(TranslatingByHand, AForcedWordIsReadByTheNextStep) {
  const Interpreter model = with_attention();
  const std::vector<int>& source = exam_paper(model.words(), 7)[5]->source;
  const int forced = model.words().target.size() - 1;
  const Translating set = translate_step_by_step(model.network(), source, nullptr, {.scores = {}, .weights = {}, .words = {{0, forced}}});
  ASSERT_GT(set.said.size(), 1u);
  EXPECT_EQ(set.words.front(), forced);
  EXPECT_EQ(set.said[1], forced);
}

TEST(TranslatingByHand, MeddlingThatFitsNothingDoesNothing) {
  const Interpreter model = with_attention();
  const std::vector<int>& source = exam_paper(model.words(), 7)[2]->source;
  const Meddling far{.scores = {{99, 0, 5}, {0, 99, 5}, {0, -1, 5}}, .weights = {{0, 99, 1}, {-1, 0, 1}}, .words = {{0, -4}, {99, 3}}};
  EXPECT_EQ(translate_step_by_step(model.network(), source, nullptr, far).words, translate_step_by_step(model.network(), source).words);
}

}  // namespace
}  // namespace epochs::translation
