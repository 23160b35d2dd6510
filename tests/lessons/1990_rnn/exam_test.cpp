// Exams: what they ask is held out and always the same; when they are held, and what counting is compared with.
#include "lessons/1990_rnn/exam.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "lessons/1990_rnn/ngram.hpp"

namespace epochs::recurrent {
namespace {

Network network_for(int symbols) {
  Random random(4);
  return Network({.symbols = symbols, .hidden = 12}, random);
}

TEST(RnnExam, RowsOfHeldOutTextLieInItAndApart) {
  for (const std::size_t symbols : {std::size_t{2}, std::size_t{20}, std::size_t{128}, std::size_t{129}, std::size_t{400}, std::size_t{40'000}, std::size_t{400'000}}) {
    const HeldOutRows rows = held_out_rows(symbols);
    ASSERT_FALSE(rows.starts.empty()) << symbols;
    EXPECT_LT(rows.warm, rows.steps);
    for (std::size_t row = 0; row < rows.starts.size(); ++row) {
      EXPECT_LT(rows.starts[row] + rows.steps, symbols) << "the last one is asked for";
      if (row > 0) {
        EXPECT_GT(rows.starts[row], rows.starts[row - 1] + rows.steps) << symbols;
      }
    }
  }
  EXPECT_EQ(held_out_rows(40'000).starts.size(), 32u);
  EXPECT_THROW(held_out_rows(1), CheckFailed);
}

// Of one row without warming up it is what reading in one go says.
TEST(RnnExam, BitsAreThoseOfReadingStepByStep) {
  const Network network = network_for(5);
  std::vector<int> ids;
  for (int i = 0; i < 100; ++i) ids.push_back(i * i % 5);
  EXPECT_NEAR(bits_on(network, ids, held_out_rows(ids.size())), bits_per_symbol(network, ids), 1e-4);
}

TEST(RnnExam, CountingIsAskedForTheSamePlaces) {
  const auto text = world_text(2);
  const auto counted = counting_bits(text);
  EXPECT_EQ(counted, counting_bits(text)) << "counted once";
  const NGram bigram(text->learn, 2, text->size());
  const HeldOutRows rows = held_out_rows(text->held_out.size());
  double bits = 0;
  long asked = 0;
  for (const std::size_t start : rows.starts)
    for (std::size_t t = start + rows.warm + 1; t <= start + rows.steps; ++t, ++asked) bits -= std::log2(bigram.probability(std::span(text->held_out).subspan(t - 1, 1), text->held_out[t]));
  EXPECT_NEAR(counted->bigram, bits / static_cast<double>(asked), 1e-9);
  EXPECT_NEAR(counted->uniform, std::log2(text->size()), 1e-12);
  EXPECT_GT(counted->unigram, counted->bigram);
  EXPECT_GT(counted->bigram, counted->trigram);
}

TEST(RnnExam, WithoutLearningItIsRightByChance) {
  const Network recall = network_for(static_cast<int>(recall_symbols().size())), agreement = network_for(static_cast<int>(agreement_words().size()));
  Random random(1);
  EXPECT_NEAR(recall_right(recall, random, 5, 2000), 1.0 / kRecallSymbols, 0.1);
  EXPECT_NEAR(agreement_right(agreement, random, 2, 2000), 0.5, 0.25);
}

// Every tenth update, later ever more rarely; always on the same questions.
TEST(RnnExam, AreHeldNowAndThenAndAskTheSame) {
  Settings settings;
  settings.task = Task::Recall, settings.hidden = 4, settings.rows = 1, settings.gap = 1, settings.rate = 1e-12, settings.optimizer = nn::OptimizerKind::Sgd;
  Reader model(1, settings);
  for (int update = 0; update < 260; ++update) model.advance();
  const std::vector<Exam> exams = model.observe({.trace = false}).contestants[0].exams;
  ASSERT_GE(exams.size(), 20u);
  EXPECT_EQ(exams[0].update, 0);
  EXPECT_EQ(exams[1].update, 10);
  EXPECT_GT(exams.back().update - exams[exams.size() - 2].update, 10);
  for (const Exam& exam : exams) {
    EXPECT_EQ(exam.right, exams[0].right) << "nothing was learned, nothing may change";
    EXPECT_EQ(exam.right.size(), kExamGaps.size());
  }
  model.set_exams(false);
  for (int update = 0; update < 40; ++update) model.advance();
  EXPECT_EQ(model.observe({.trace = false}).contestants[0].exams.size(), exams.size());
}

TEST(RnnExam, ALongRunKeepsAFew) {
  Settings settings;
  settings.task = Task::Agreement, settings.hidden = 1, settings.rows = 1;
  Reader model(1, settings);
  Reader::State state = model.state();
  for (long k = 0; k < kMostExams; ++k) {
    state.contestants[0].exams.emplace_back();
    state.contestants[0].exams.back().update = k;
  }
  state.updates = 1000, state.next_exam = 1001, state.last_exam = 999;
  model.restore(state);
  model.advance();
  const std::vector<Exam> exams = model.observe({.trace = false}).contestants[0].exams;
  EXPECT_EQ(exams.size(), static_cast<std::size_t>(kMostExams / 2 + 1));
  EXPECT_EQ(exams.front().update, 0);
  EXPECT_EQ(exams.back().update, 1001);
}

// From the zero state alone, which training hardly ever meets, comes noise.
TEST(RnnWriting, BeginsBehindTextThatWasNotLearned) {
  const auto text = world_text(5);
  const std::vector<int> begun = opening(*text);
  ASSERT_GT(begun.size(), 5u);
  EXPECT_LE(begun.size(), 160u);
  EXPECT_TRUE(std::equal(begun.begin(), begun.end(), text->held_out.begin()));
  EXPECT_EQ(text->decode({begun.back()}), "\n") << "a line is whole";
  Random random(2);
  const Network network({nn::RecurrentKind::Lstm, text->size(), 8, nn::Init::Xavier, 1}, random);
  const WritingSettings settings{.symbols = 40};
  EXPECT_EQ(write(network, *text, {}, settings), write(network, *text, begun, settings));
}

}  // namespace
}  // namespace epochs::recurrent
