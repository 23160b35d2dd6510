// The session: it learns, everything can be changed while it runs, any place of a run is reached again with the same bits, and what runs away is named.
#include "lessons/2017_self_attention/model.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/check.hpp"
#include "nn/ops/cross_entropy.hpp"
#include "session/training_of.hpp"

namespace epochs::self_attention {
namespace {

static_assert(session::Session<Resolver>);

Settings small() {
  Settings settings;
  settings.width = 12, settings.rows = 6;
  return settings;
}

bool same_matrices(const std::vector<Matrix>& a, const std::vector<Matrix>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i].rows() != b[i].rows() || a[i].cols() != b[i].cols() || !(a[i].array() == b[i].array()).all()) return false;
  return true;
}

void expect_same_state(const Resolver& one, const Resolver& other, const char* what) {
  const Resolver::State a = one.state(), b = other.state();
  EXPECT_EQ(a.settings, b.settings) << what;
  EXPECT_EQ(a.random, b.random) << what;
  EXPECT_EQ(a.drops, b.drops) << what;
  EXPECT_EQ(a.updates, b.updates) << what;
  EXPECT_EQ(a.next_exam, b.next_exam) << what;
  EXPECT_TRUE(same_matrices(a.parameters, b.parameters)) << what;
  EXPECT_TRUE(same_matrices(a.optimizer.first, b.optimizer.first)) << what;
  EXPECT_TRUE(same_matrices(a.optimizer.second, b.optimizer.second)) << what;
  EXPECT_EQ(a.exams, b.exams) << what;
  EXPECT_EQ(a.loss, b.loss) << what;
}

TEST(SelfAttentionModel, EveryCommandCanBeTakenBackByRestoring) {
  const std::vector<Command> commands{SetRate{0.02}, SetRows{3}, SetScaling{Scaling::None}, SetMask{Mask::Causal}, SetLabels{Labels::Shuffled}, SetLanguage{Language::Chinese}, SetPositions{nn::PositionKind::None},
                                      SetLayers{1}, SetHeads{3}, SetWidth{24}, SetPositions{nn::PositionKind::Sinusoidal}, SetHeads{4}, SetLanguage{Language::English}};
  Resolver model(1, small());
  for (const Command& command : commands) {
    const std::string what = "command " + std::to_string(command.index());
    for (int update = 0; update < 3; ++update) model.advance();
    Resolver twin(9, small());                   // another seed: nothing of it may remain
    twin.restore(model.state());
    expect_same_state(model, twin, what.c_str());
    model.apply(command), twin.apply(command);
    EXPECT_EQ(model.loss(), twin.loss()) << what;
    for (int update = 0; update < 4; ++update) EXPECT_EQ(model.advance().loss, twin.advance().loss) << what;
    expect_same_state(model, twin, what.c_str());
  }
}

TEST(SelfAttentionModel, FromAnyPlaceItGoesOnToTheSameBits) {
  Resolver model(1, small());
  std::vector<Resolver::State> states;
  for (int update = 0; update < 25; ++update) states.push_back(model.state()), model.advance();
  for (const std::size_t from : {std::size_t{0}, std::size_t{9}, std::size_t{24}}) {
    Resolver again(5, small());
    again.restore(states[from]);
    for (std::size_t update = from; update < 25; ++update) again.advance();
    expect_same_state(model, again, "going on");
  }
}

TEST(SelfAttentionModel, ThreadedOrNotAndRewoundItIsTheSameRun) {
  const auto run = [](session::RunnerKind kind) {
    auto runner = session::make_runner(Resolver(1, small()), kind);
    runner->advance(12);
    runner->settle();
    runner->post(SetRate{0.01});
    runner->advance(12);
    runner->settle();
    const Resolver::State there = *runner->save().state;
    runner->seek(7);
    runner->settle();
    EXPECT_EQ(runner->latest()->updates, 7);
    runner->seek(24);
    runner->settle();
    EXPECT_TRUE(same_matrices(runner->save().state->parameters, there.parameters));
    return there;
  };
  EXPECT_TRUE(same_matrices(run(session::RunnerKind::Threaded).parameters, run(session::RunnerKind::Cooperative).parameters));
}

// The claim itself is for `epochs verify`; a short run must be well on its way.
TEST(SelfAttentionModel, LearnsWhatItIs) {
  Settings settings;
  settings.width = 48, settings.rate = 0.003;
  Resolver model(3, settings);
  model.set_exams(false);
  for (int update = 0; update < 220; ++update) model.advance();
  EXPECT_LT(model.loss(), 0.7);
  const Exam exam = examine(model.network(), exam_paper(model.words(), 120, 40), {});
  EXPECT_GT(exam.right, 0.7);
  EXPECT_GT(exam.turned, 0.4);
}

// Written once more by hand in double: the derivative of the loss by each score.
TEST(SelfAttentionModel, ThePullOnAScoreIsTheSlopeOfTheLoss) {
  const Sentence& sentence = example(*corpus(Language::English));
  Random random(4);
  const Network network({corpus(Language::English)->size(), 24, 2, 2, nn::PositionKind::Learned}, random);
  const Pull back = pull(network, sentence);
  const int target = sentence.at(sentence.referent);
  ASSERT_EQ(back.scores.size(), 2u);
  ASSERT_EQ(back.words.size(), sentence.words.size());
  const auto loss_at = [&](const SetScore& score) {
    const Look seen = look(network, sentence.words, {}, {.cuts = {}, .scores = {score}, .muted = {}});
    const auto row = seen.logits.row(sentence.pronoun).cast<double>();
    const double most = row.maxCoeff();
    return most + std::log((row.array() - most).exp().sum()) - row(target);
  };
  const Look plain = look(network, sentence.words);
  for (const int layer : {0, 1})
    for (const int key : {sentence.subject, sentence.object, sentence.adjective}) {
      SetScore score{layer, 1, sentence.pronoun, key, 0};
      const auto here = static_cast<double>(plain.layers[static_cast<std::size_t>(layer)].heads[1].scores(sentence.pronoun, key));
      score.value = here + 0.05;
      const double above = loss_at(score);
      score.value = here - 0.05;
      const double slope = (above - loss_at(score)) / 0.1, told = static_cast<double>(back.scores[static_cast<std::size_t>(layer)][1](sentence.pronoun, key));
      EXPECT_NEAR(told, slope, 0.02 * std::abs(slope) + 2e-4) << layer << " " << key;
    }
  EXPECT_NEAR(back.loss, loss_at({9, 9, 0, 0, 0}), 1e-4);
}

TEST(SelfAttentionModel, WhatRunsAwayIsNamed) {
  Resolver model(1, small());
  model.apply(SetRate{kMostRate});
  for (int update = 0; update < 40 && model.culprit().empty(); ++update) model.advance();
  EXPECT_FALSE(model.culprit().empty());
  EXPECT_FALSE(model.largest_parameter().empty());
}

TEST(SelfAttentionModel, ExamsStayFew) {
  Resolver model(1, small());
  Resolver::State state = model.state();
  state.exams.assign(static_cast<std::size_t>(kMostExams), {0, 1, 0.5, 0.5, 0, 0, {0, 0, 0, 0}, {0, 0, 0, 0}});
  model.restore(state);
  model.advance();
  EXPECT_LE(model.state().exams.size(), static_cast<std::size_t>(kMostExams));
  EXPECT_GT(model.state().exams.size(), static_cast<std::size_t>(kMostExams) / 2 - 2);
}

TEST(SelfAttentionModel, ATraceIsAboutTheSentenceThatComesNext) {
  Resolver model(2, small());
  const Snapshot seen = model.observe({.trace = true});
  ASSERT_TRUE(seen.next && seen.look && seen.pull);
  EXPECT_EQ(seen.look->words, seen.next->words);
  EXPECT_EQ(seen.next_rows, 6);
  EXPECT_FALSE(model.observe({.trace = false}).next);
  EXPECT_EQ(model.observe({}).network.get(), seen.network.get()) << "copied once between two updates";
}

TEST(SelfAttentionModel, RefusesWhatIsOutOfRange) {
  Resolver model(1, small());
  for (const Command& command : std::vector<Command>{SetLayers{0}, SetLayers{3}, SetHeads{0}, SetHeads{5}, SetWidth{13}, SetWidth{108}, SetRate{0}, SetRate{-1}, SetRate{std::nan("")}, SetRows{0}, SetRows{129}})
    EXPECT_THROW(model.apply(command), CheckFailed);
}

}  // namespace
}  // namespace epochs::self_attention
