// The pairs of sentences and the session that learns to translate them.
#include "lessons/2014_seq2seq/model.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/check.hpp"
#include "nn/ops/cross_entropy.hpp"
#include "session/training_of.hpp"

namespace epochs::translation {
namespace {

static_assert(session::Session<Interpreter>);

Settings small(nn::Context context) {
  Settings settings;
  settings.context = context, settings.hidden = 12, settings.rows = 6;
  return settings;
}
Settings small() { return small(nn::Context::Attention); }

bool same_matrices(const std::vector<Matrix>& a, const std::vector<Matrix>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i].rows() != b[i].rows() || a[i].cols() != b[i].cols() || !(a[i].array() == b[i].array()).all()) return false;
  return true;
}

void expect_same_state(const Interpreter& one, const Interpreter& other, const char* what) {
  const Interpreter::State a = one.state(), b = other.state();
  EXPECT_EQ(a.settings, b.settings) << what;
  EXPECT_EQ(a.random, b.random) << what;
  EXPECT_EQ(a.updates, b.updates) << what;
  EXPECT_EQ(a.words_read, b.words_read) << what;
  EXPECT_EQ(a.next_exam, b.next_exam) << what;
  EXPECT_EQ(a.exams, b.exams) << what;
  EXPECT_TRUE(same_matrices(a.parameters, b.parameters)) << what;
  EXPECT_TRUE(same_matrices(a.optimizer.first, b.optimizer.first)) << what;
}

TEST(TranslationPairs, HoldOutCombinationsAndCoverEveryLength) {
  const Corpus& words = *corpus(Language::English);
  EXPECT_GT(words.learn.size(), 20'000u);
  EXPECT_GT(words.held_out.size(), 1'500u);
  std::set<std::pair<std::vector<int>, std::vector<int>>> learned;
  for (const Pair& pair : words.learn) EXPECT_TRUE(learned.emplace(pair.source, pair.target).second) << "twice";
  for (const Pair& pair : words.held_out) EXPECT_FALSE(learned.count({pair.source, pair.target}) > 0) << spelled(words.source, pair.source);
  EXPECT_EQ(words.source.word(kEnd), "<end>");
  int crossing = 0;
  std::array<int, kThirds> thirds{};
  for (const Pair& pair : words.held_out) {
    for (const Link& link : pair.links) {
      ASSERT_LT(link.source, static_cast<int>(pair.source.size()));
      ASSERT_LT(link.target, static_cast<int>(pair.target.size()));
    }
    crossing += pair.crosses();
    ++thirds[static_cast<std::size_t>(words.third_of(pair))];
  }
  EXPECT_GT(crossing, static_cast<int>(words.held_out.size()) / 10);
  for (const int count : thirds) EXPECT_GT(count, static_cast<int>(words.held_out.size()) / 6);
}

TEST(TranslationPairs, HelloIsTheShortest) {
  const Corpus& words = *corpus(Language::English);
  const auto shortest = std::min_element(words.learn.begin(), words.learn.end(), [](const Pair& a, const Pair& b) { return a.source.size() < b.source.size(); });
  EXPECT_LE(shortest->source.size(), 3u);
  EXPECT_TRUE(std::any_of(words.learn.begin(), words.learn.end(), [&](const Pair& pair) { return spelled(words.target, pair.target).starts_with("你好"); }));
}

TEST(TranslationPairs, EitherLanguageMayBeRead) {
  const Corpus &english = *corpus(Language::English), &chinese = *corpus(Language::Chinese);
  EXPECT_EQ(english.source.words, chinese.target.words);
  EXPECT_EQ(english.target.words, chinese.source.words);
  ASSERT_EQ(english.learn.size(), chinese.learn.size());
  const Pair &one = english.learn[1234], &other = chinese.learn[1234];
  EXPECT_EQ(one.source, other.target);
  EXPECT_EQ(one.links.size(), other.links.size());
  for (const Link& link : one.links) EXPECT_NE(std::find(other.links.begin(), other.links.end(), Link{link.target, link.source}), other.links.end());
}

TEST(TranslationPairs, ABatchPadsBothSidesAndWantsTheEnd) {
  const Corpus& words = *corpus(Language::English);
  std::vector<const Pair*> pairs;
  for (std::size_t i = 0; i < 5; ++i) pairs.push_back(&words.learn[i * 4000]);
  const Batch batch = batch_of(pairs);
  ASSERT_EQ(batch.source.size(), static_cast<std::size_t>(batch.rows * batch.source_steps));
  ASSERT_EQ(batch.said.size(), static_cast<std::size_t>(batch.rows * batch.target_steps));
  for (int row = 0; row < batch.rows; ++row) {
    const Pair& pair = *pairs[static_cast<std::size_t>(row)];
    const auto said = [&](std::size_t t) { return batch.said[static_cast<std::size_t>(row * batch.target_steps) + t]; };
    const auto wanted = [&](std::size_t t) { return batch.wanted[static_cast<std::size_t>(row * batch.target_steps) + t]; };
    EXPECT_EQ(batch.source[static_cast<std::size_t>(batch.last_rows[static_cast<std::size_t>(row)])], pair.source.back());
    EXPECT_EQ(said(0), kStart);
    for (std::size_t t = 0; t < pair.target.size(); ++t) {
      EXPECT_EQ(said(t + 1), pair.target[t]);
      EXPECT_EQ(wanted(t), pair.target[t]);
    }
    EXPECT_EQ(wanted(pair.target.size()), kEnd);
    for (std::size_t t = pair.target.size() + 1; t < static_cast<std::size_t>(batch.target_steps); ++t) EXPECT_EQ(wanted(t), nn::kIgnored);
  }
  Random random(3);
  for (const Pair* pair : draw_batch(words, random, 40, 6).pairs) EXPECT_LE(pair->source.size(), 6u);
}

TEST(TranslationModel, EveryCommandCanBeTakenBackByRestoring) {
  const std::vector<Command> commands{SetRate{0.02}, SetRows{3}, SetClip{0}, SetLongest{8}, SetFrom{Language::Chinese}, SetContext{nn::Context::Fixed}, SetKind{nn::RecurrentKind::Lstm}, SetHidden{10}, SetReading{nn::Reading::Forwards}, SetContext{nn::Context::Attention}, SetKind{nn::RecurrentKind::Rnn}, SetReading{nn::Reading::BothWays}, SetContext{nn::Context::Attention}, SetScoring{nn::Score::ScaledProduct}};
  Interpreter model(1, small());
  for (const Command& command : commands) {
    const std::string what = "command " + std::to_string(command.index());
    for (int update = 0; update < 2; ++update) model.advance();
    Interpreter twin(9, small());                // another seed: nothing of it may remain
    twin.restore(model.state());
    expect_same_state(model, twin, what.c_str());
    model.apply(command), twin.apply(command);
    EXPECT_EQ(model.loss(), twin.loss()) << what;
    for (int update = 0; update < 2; ++update) EXPECT_EQ(model.advance().loss, twin.advance().loss) << what;
    expect_same_state(model, twin, what.c_str());
  }
}

TEST(TranslationModel, ThreadedOrNotAndRewoundItIsTheSameRun) {
  const auto run = [](session::RunnerKind kind) {
    auto runner = session::make_runner(Interpreter(1, small()), kind);
    runner->advance(8);
    runner->settle();
    runner->post(SetRate{0.01});
    runner->advance(8);
    runner->settle();
    const Interpreter::State there = *runner->save().state;
    runner->seek(5);
    runner->settle();
    EXPECT_EQ(runner->latest()->updates, 5);
    runner->seek(16);
    runner->settle();
    EXPECT_TRUE(same_matrices(runner->save().state->parameters, there.parameters));
    return there;
  };
  EXPECT_TRUE(same_matrices(run(session::RunnerKind::Threaded).parameters, run(session::RunnerKind::Cooperative).parameters));
}

TEST(TranslationModel, LearnsToTranslateWithAndWithoutLookingBack) {
  for (const nn::Context context : {nn::Context::Fixed, nn::Context::Attention}) {
    Settings settings;
    settings.context = context, settings.hidden = 48, settings.rate = 0.006, settings.rows = 24;
    Interpreter model(3, settings);
    model.set_exams(false);
    const double before = model.loss();
    for (int update = 0; update < 120; ++update) model.advance();
    EXPECT_LT(model.loss(), 0.55 * before) << static_cast<int>(context);
  }
}

// Adam's steps are as large as the rate: weights shoot up, squashed states hide it, the loss does not.
TEST(TranslationModel, AFarTooHighRateShowsInTheLossAndTheLargestParameterIsNamed) {
  Interpreter model(1, small());
  const double before = model.loss();
  model.apply(SetRate{100});
  for (int update = 0; update < 5; ++update) model.advance();
  EXPECT_GT(model.loss(), 10 * before);
  EXPECT_FALSE(model.largest_parameter().empty());
  EXPECT_NO_THROW(static_cast<void>(model.observe({})));
}

TEST(TranslationModel, RefusesWhatIsOutOfRange) {
  Interpreter model(1, small());
  EXPECT_THROW(model.apply(SetHidden{0}), CheckFailed);
  EXPECT_THROW(model.apply(SetRows{kMostRows + 1}), CheckFailed);
  EXPECT_THROW(model.apply(SetLongest{1}), CheckFailed);
  EXPECT_THROW(model.apply(SetRate{0}), CheckFailed);
  EXPECT_THROW(model.apply(SetClip{-1}), CheckFailed);
}

// A sentence alone, and among longer ones that pad it: the same words.
TEST(TranslationExam, PaddingChangesNothing) {
  const Corpus& words = *corpus(Language::English);
  Interpreter model(2, small());
  model.set_exams(false);
  for (int update = 0; update < 30; ++update) model.advance();
  const Paper paper = exam_paper(words, 12);
  const std::vector<std::vector<int>> together = translate(model.network(), batch_of(paper));
  const std::vector<Matrix> looked = alignments(model.network(), batch_of(paper));
  for (std::size_t i = 0; i < paper.size(); ++i) {
    EXPECT_EQ(translate(model.network(), batch_of({paper[i]})).front(), together[i]) << i;
    const Matrix alone = alignments(model.network(), batch_of({paper[i]})).front();
    ASSERT_EQ(alone.rows(), looked[i].rows());
    EXPECT_LT((alone - looked[i]).cwiseAbs().maxCoeff(), 1e-5f);
    for (Index row = 0; row < alone.rows(); ++row) {
      EXPECT_GE(alone.row(row).minCoeff(), 0);
      EXPECT_NEAR(static_cast<double>(alone.row(row).sum()), 1, 1e-5);
    }
  }
}

TEST(TranslationExam, CountsExactSentencesAndTrueLinks) {
  Pair pair;
  pair.source = {5, 6, 7}, pair.target = {8, 9, 10};
  pair.links = {{2, 0}, {0, 2}};                 // the second Chinese word stands for none
  EXPECT_TRUE(pair.crosses());
  Matrix weights(3, 3);
  weights << 0, 0.1f, 0.9f, 1, 0, 0, 0.6f, 0.4f, 0;
  AlignmentCount all_right;
  all_right.add(weights, pair);
  EXPECT_EQ(all_right.error_rate(), 0);
  weights.row(2) << 0.2f, 0.8f, 0;
  AlignmentCount half;
  half.add(weights, pair);
  EXPECT_DOUBLE_EQ(half.error_rate(), 0.5);
}

}  // namespace
}  // namespace epochs::translation
