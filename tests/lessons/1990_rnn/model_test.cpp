// The session: it learns, everything can be changed while it runs, any place of a run is reached again with the same bits, and what runs away is named.
#include "lessons/1990_rnn/model.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/check.hpp"
#include "lessons/1990_rnn/exam.hpp"
#include "nn/ops/cross_entropy.hpp"
#include "session/training_of.hpp"

namespace epochs::recurrent {
namespace {

static_assert(session::Session<Reader>);

std::shared_ptr<const Text> short_text() {
  std::string out;
  for (int i = 0; i < 60; ++i) out += "the cat sees the dog.\nthe dog sees a bird.\n";
  return text_of(Source::Own, out).value();
}

Settings small() {
  Settings settings;
  settings.hidden = 8, settings.steps = 6, settings.rows = 3;
  return settings;
}

Reader reader_of(Settings settings, std::uint64_t seed = 1) { return Reader(seed, settings, short_text()); }

bool same_matrices(const std::vector<Matrix>& a, const std::vector<Matrix>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i].rows() != b[i].rows() || a[i].cols() != b[i].cols() || !(a[i].array() == b[i].array()).all()) return false;
  return true;
}

void expect_same_state(const Reader& one, const Reader& other, const char* what) {
  const Reader::State a = one.state(), b = other.state();
  EXPECT_EQ(a.settings, b.settings) << what;
  EXPECT_EQ(a.streams, b.streams) << what;
  EXPECT_EQ(a.random, b.random) << what;
  EXPECT_EQ(a.updates, b.updates) << what;
  EXPECT_EQ(a.symbols_read, b.symbols_read) << what;
  EXPECT_EQ(a.next_exam, b.next_exam) << what;
  ASSERT_EQ(a.contestants.size(), b.contestants.size()) << what;
  for (std::size_t i = 0; i < a.contestants.size(); ++i) {
    const auto &x = a.contestants[i], &y = b.contestants[i];
    EXPECT_EQ(x.shape, y.shape) << what;
    EXPECT_TRUE(same_matrices(x.parameters, y.parameters)) << what;
    EXPECT_TRUE(same_matrices(x.optimizer.first, y.optimizer.first)) << what;
    EXPECT_TRUE(same_matrices(x.optimizer.second, y.optimizer.second)) << what;
    EXPECT_EQ(x.optimizer.step, y.optimizer.step) << what;
    EXPECT_TRUE(same_matrices({x.carried}, {y.carried})) << what;
    EXPECT_EQ(x.loss, y.loss) << what;
    ASSERT_EQ(x.exams.size(), y.exams.size()) << what;
    for (std::size_t k = 0; k < x.exams.size(); ++k) {
      EXPECT_EQ(x.exams[k].bits, y.exams[k].bits) << what;
      EXPECT_EQ(x.exams[k].sample, y.exams[k].sample) << what;
      EXPECT_EQ(x.exams[k].right, y.exams[k].right) << what;
    }
  }
}

std::vector<Command> every_command() {
  return {SetRate{0.02}, SetClip{0}, SetSteps{9}, SetRows{5}, SetOptimizer{nn::OptimizerKind::Sgd}, SetClip{0.1}, SetKind{nn::RecurrentKind::Lstm}, SetForgetBias{3}, SetOptimizer{nn::OptimizerKind::Adam},
          SetKind{nn::RecurrentKind::Gru}, SetContest{Contest::AllThree}, SetInit{nn::Init::Orthogonal}, SetHidden{5}, ChooseTask{Task::Recall}, SetGap{4, false}, SetGap{6, true}, SetRows{2},
          ChooseTask{Task::Agreement}, SetContest{Contest::Alone}, ChooseTask{Task::Text}, UseText{short_text(), "", "pasted", Source::Own}};
}

TEST(RnnModel, EveryCommandCanBeTakenBackByRestoring) {
  Reader model = reader_of(small());
  for (const Command& command : every_command()) {
    const std::string what = "command " + std::to_string(command.index());
    for (int update = 0; update < 4; ++update) model.advance();
    Reader twin = reader_of(small(), 9);         // another seed: nothing of it may remain
    twin.restore(model.state());
    expect_same_state(model, twin, what.c_str());
    model.apply(command), twin.apply(command);
    EXPECT_EQ(model.loss(), twin.loss()) << what;
    for (int update = 0; update < 12; ++update) EXPECT_EQ(model.advance().loss, twin.advance().loss) << what;
    expect_same_state(model, twin, what.c_str());
  }
}

// What the state of every update says is what a run that never stopped comes to: moments and carried states go on, nothing begins anew.
TEST(RnnModel, FromAnyPlaceItGoesOnToTheSameBits) {
  for (const Task task : {Task::Text, Task::Recall, Task::Agreement}) {
    Settings settings = small();
    settings.task = task, settings.contest = Contest::AllThree, settings.mixed_gaps = true, settings.gap = 7;
    Reader model = reader_of(settings);
    std::vector<Reader::State> states;
    for (int update = 0; update < 25; ++update) states.push_back(model.state()), model.advance();
    for (const std::size_t from : {std::size_t{0}, std::size_t{9}, std::size_t{24}}) {
      Reader again = reader_of(small(), 5);
      again.restore(states[from]);
      for (std::size_t update = from; update < 25; ++update) again.advance();
      expect_same_state(model, again, "going on");
    }
  }
}

TEST(RnnModel, ThreadedOrNotAndRewoundItIsTheSameRun) {
  const auto run = [](session::RunnerKind kind) {
    auto runner = session::make_runner(reader_of(small()), kind);
    runner->advance(20);
    runner->settle();
    runner->post(SetRate{0.02});
    runner->advance(20);
    runner->settle();
    const Reader::State there = *runner->save().state;
    runner->seek(7);
    runner->settle();
    EXPECT_EQ(runner->latest()->updates, 7);
    runner->seek(40);
    runner->settle();
    const Reader::State again = *runner->save().state;
    EXPECT_TRUE(same_matrices(again.contestants[0].parameters, there.contestants[0].parameters));
    EXPECT_TRUE(same_matrices(again.contestants[0].optimizer.second, there.contestants[0].optimizer.second));
    EXPECT_TRUE(same_matrices({again.contestants[0].carried}, {there.contestants[0].carried}));
    return there.contestants[0].parameters;
  };
  EXPECT_TRUE(same_matrices(run(session::RunnerKind::Threaded), run(session::RunnerKind::Cooperative)));
}

TEST(RnnModel, LearnsEveryTaskWithEveryCell) {
  for (const nn::RecurrentKind kind : {nn::RecurrentKind::Rnn, nn::RecurrentKind::Lstm, nn::RecurrentKind::Gru})
    for (const Task task : {Task::Text, Task::Recall, Task::Agreement}) {
      Settings settings;
      settings.task = task, settings.kind = kind, settings.hidden = 24, settings.gap = 1, settings.rate = 0.01;
      Reader model = reader_of(settings);
      model.set_exams(false);
      const double before = model.loss();
      for (int update = 0; update < 150; ++update) model.advance();
      EXPECT_LT(model.loss(), 0.8 * before) << nn::name_of(kind) << " " << static_cast<int>(task);
    }
}

// A fresh network knows nothing: its guess is nearly uniform. And what loss() says is what the first update then reports.
TEST(RnnModel, AFreshModelGuessesAtRandomAndSaysSoBeforeTheFirstUpdate) {
  for (const Task task : {Task::Text, Task::Recall, Task::Agreement}) {
    Settings settings = small();
    settings.task = task;
    Reader model = reader_of(settings);
    const double said = model.loss();
    EXPECT_NEAR(said, std::log(symbols_of(model.settings(), model.text())), 1.0);
    EXPECT_NEAR(model.advance().loss, said, 1e-6);
  }
}

// The state goes on from stretch to stretch: two stretches of six are one of twelve.
TEST(RnnModel, CarriesTheStateFromStretchToStretch) {
  Settings settings = small();
  settings.rate = 1e-30;                         // nothing moves
  settings.optimizer = nn::OptimizerKind::Sgd;
  Reader pieces = reader_of(settings);
  settings.steps = 12;
  Reader whole = reader_of(settings);
  const double mean = (pieces.advance().loss + pieces.advance().loss) / 2;
  EXPECT_NEAR(whole.advance().loss, mean, 1e-6);
  EXPECT_LT((pieces.state().contestants[0].carried - whole.state().contestants[0].carried).cwiseAbs().maxCoeff(), 1e-5f);
  pieces.apply(SetRows{2});
  EXPECT_EQ(pieces.state().contestants[0].carried, Matrix::Zero(2, 8)) << "other streams begin with no memory";
}

TEST(RnnModel, AllThreeReadTheSameAndAreAsLarge) {
  Settings settings = small();
  settings.contest = Contest::AllThree, settings.kind = nn::RecurrentKind::Gru, settings.hidden = 32;
  Reader model = reader_of(settings);
  for (int update = 0; update < 12; ++update) model.advance();
  const Snapshot seen = model.observe({});
  ASSERT_EQ(seen.contestants.size(), 3u);
  EXPECT_EQ(seen.contestants[0].kind, nn::RecurrentKind::Gru);
  EXPECT_EQ(seen.contestants[1].kind, nn::RecurrentKind::Rnn);
  EXPECT_EQ(seen.contestants[2].kind, nn::RecurrentKind::Lstm);
  for (const ContestantSeen& each : seen.contestants) EXPECT_NEAR(static_cast<double>(each.parameters), static_cast<double>(seen.contestants[0].parameters), 0.03 * static_cast<double>(seen.contestants[0].parameters));
  // Each is what it is alone: nobody draws from another's numbers.
  settings.contest = Contest::Alone;
  Reader alone = reader_of(settings);
  for (int update = 0; update < 12; ++update) alone.advance();
  EXPECT_TRUE(same_matrices(alone.state().contestants[0].parameters, model.state().contestants[0].parameters));
}

TEST(RnnModel, TheSameSeedIsTheSameRun) {
  Reader a = reader_of(small(), 5), b = reader_of(small(), 5), other = reader_of(small(), 6);
  for (int update = 0; update < 12; ++update) EXPECT_EQ(a.advance().loss, b.advance().loss), other.advance();
  expect_same_state(a, b, "the same seed");
  EXPECT_FALSE(same_matrices(a.state().contestants[0].parameters, other.state().contestants[0].parameters));
}

// Another task, text or network begins anew; what only says how to learn goes on.
TEST(RnnModel, WhatChangesTheNetworkBeginsAnew) {
  for (const Command& command : every_command()) {
    Settings settings = small();
    settings.task = Task::Recall;
    Reader model = reader_of(settings);
    model.advance();
    model.apply(command);
    const bool goes_on = std::holds_alternative<SetRate>(command) || std::holds_alternative<SetClip>(command) || std::holds_alternative<SetSteps>(command) || std::holds_alternative<SetRows>(command) ||
                         std::holds_alternative<SetOptimizer>(command) || std::holds_alternative<SetGap>(command);
    EXPECT_EQ(model.state().updates, goes_on ? 1 : 0) << command.index();
    model.advance();
    EXPECT_TRUE(std::isfinite(model.loss())) << command.index();
  }
  EXPECT_TRUE(continues(SetRate{1}, SetRate{2}));
  EXPECT_TRUE(continues(SetGap{1, false}, SetGap{2, false}));
  EXPECT_FALSE(continues(SetRate{1}, SetClip{2}));
  EXPECT_FALSE(continues(SetKind{nn::RecurrentKind::Gru}, SetKind{nn::RecurrentKind::Rnn}));
  EXPECT_TRUE(outlives_restart(SetHidden{2}));
}

TEST(RnnModel, WhatIsOutOfRangeIsRefusedAndChangesNothing) {
  Reader model = reader_of(small());
  model.advance();
  const Reader before = [&] { Reader copy = reader_of(small()); copy.restore(model.state()); return copy; }();
  const std::vector<Command> refused{SetHidden{0}, SetHidden{kMostHidden + 1}, SetSteps{0}, SetSteps{kMostSteps + 1}, SetRows{0}, SetRows{kMostRows + 1}, SetRate{0}, SetRate{NAN}, SetRate{INFINITY},
                                     SetClip{-1}, SetClip{NAN}, SetClip{kMostClip + 1}, SetForgetBias{NAN}, SetForgetBias{1000}, SetGap{0, false}, SetGap{kMostGap + 1, true},
                                     SetOptimizer{nn::OptimizerKind::RmsProp}, SetInit{nn::Init::Zero}, ChooseText{Source::Own}, ChooseText{Source::Austen}, UseText{nullptr, "", ""},
                                     UseText{std::make_shared<Text>(), "", ""}};
  for (const Command& command : refused) {
    EXPECT_THROW(model.apply(command), CheckFailed) << command.index();
    expect_same_state(model, before, "refused");
  }
}

// ---- What breaks -------------------------------------------------------------------------------------------------------

TEST(RnnModel, ARateThatIsTooHighNamesItsParameter) {
  Settings settings = small();
  settings.rate = 1e38, settings.clip = 0, settings.optimizer = nn::OptimizerKind::Sgd;
  Reader model = reader_of(settings);
  EXPECT_TRUE(model.culprit().empty());
  for (int update = 0; update < 200 && model.culprit().empty(); ++update) model.advance();
  EXPECT_FALSE(model.culprit().empty());
  Reader opened = reader_of(small());
  opened.restore(model.state());
  EXPECT_EQ(opened.culprit(), model.culprit());
  const Snapshot seen = model.observe({.trace = false});
  for (const Exam& exam : seen.contestants[0].exams) EXPECT_TRUE(std::isfinite(exam.loss) && std::isfinite(exam.bits));
  model.apply(SetKind{nn::RecurrentKind::Gru});
  EXPECT_TRUE(model.culprit().empty());
}

TEST(RnnModel, AContestantThatRunsAwayIsNamedWithItsKind) {
  Settings settings = small();
  settings.contest = Contest::AllThree;
  Reader model = reader_of(settings);
  Reader::State state = model.state();
  state.contestants[1].parameters[1](0, 0) = NAN;
  model.restore(state);
  EXPECT_EQ(model.culprit(), "lstm/cell/wh");
  state = reader_of(settings).state();
  state.contestants[0].parameters[0](0, 0) = -1000;
  model.restore(state);
  EXPECT_EQ(model.culprit(), "");
  EXPECT_EQ(model.largest_parameter(), "cell/wx");
  state.contestants[2].parameters[3](0, 0) = 2000;
  model.restore(state);
  EXPECT_EQ(model.largest_parameter(), "gru/cell/bh");
}

TEST(RnnModel, ClippingHoldsTheStepDownAndTheNormIsToldEitherWay) {
  Settings settings = small();
  settings.optimizer = nn::OptimizerKind::Sgd, settings.rate = 1, settings.clip = 0;
  Reader loose = reader_of(settings);
  settings.clip = 0.01;
  Reader tight = reader_of(settings);
  const auto moved = [](Reader& model) {
    const std::vector<Matrix> before = model.state().contestants[0].parameters;
    model.advance();
    const std::vector<Matrix> after = model.state().contestants[0].parameters;
    double sum = 0;
    for (std::size_t i = 0; i < before.size(); ++i) sum += static_cast<double>((after[i] - before[i]).squaredNorm());
    return std::sqrt(sum);
  };
  const double far = moved(loose), near = moved(tight);
  const double norm = loose.observe({.trace = false}).contestants[0].gradient_norm;
  EXPECT_NEAR(far, norm, 1e-4 * norm);
  EXPECT_NEAR(near, 0.01, 1e-5);
  EXPECT_NEAR(tight.observe({.trace = false}).contestants[0].gradient_norm, norm, 1e-6 * norm);
}

// ---- Pictures ----------------------------------------------------------------------------------------------------------

TEST(RnnModel, ShowsTheFirstRowOfTheBatchThatComesNext) {
  for (const Task task : {Task::Text, Task::Recall, Task::Agreement}) {
    Settings settings = small();
    settings.task = task, settings.rows = 1;
    Reader model = reader_of(settings);
    for (int update = 0; update < 3; ++update) model.advance();
    const Snapshot seen = model.observe({});
    ASSERT_TRUE(seen.next && seen.blame);
    double sum = 0;
    int asked = 0, last = 0;
    for (std::size_t t = 0; t < seen.next->targets.size(); ++t)
      if (seen.next->targets[t] != nn::kIgnored) sum += seen.next->losses[t], ++asked, last = static_cast<int>(t);
    EXPECT_EQ(seen.blame->at, last);
    EXPECT_NEAR(model.advance().loss, sum / asked, 1e-4) << static_cast<int>(task);
    EXPECT_EQ(seen.symbols.size(), static_cast<std::size_t>(seen.network().shape.symbols));
    EXPECT_EQ(seen.text != nullptr, task == Task::Text);
    EXPECT_EQ(seen.counting != nullptr, task == Task::Text);
  }
  EXPECT_FALSE(reader_of(small()).observe({.trace = false}).next);
}

TEST(RnnModel, PicturesShareWhatHasNotChangedAndStayWhatTheyWere) {
  Reader model = reader_of(small());
  const Snapshot first = model.observe({}), again = model.observe({});
  EXPECT_EQ(first.contestants[0].network, again.contestants[0].network);
  const Matrix kept = first.network().cell.wh.value;
  model.advance();
  EXPECT_NE(model.observe({}).contestants[0].network, first.contestants[0].network);
  EXPECT_TRUE(first.network().cell.wh.value == kept);
}

TEST(RnnModel, AStateSaysHowLargeItIs) {
  Settings settings = small();
  settings.hidden = 100;
  Reader model = reader_of(settings);
  for (int update = 0; update < 3; ++update) model.advance();
  EXPECT_GE(Reader::size_of(model.state()), 3 * sizeof(Real) * static_cast<std::size_t>(parameter_count(model.network().shape)));
}

}  // namespace
}  // namespace epochs::recurrent
