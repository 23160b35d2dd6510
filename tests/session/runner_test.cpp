#include "session/training_of.hpp"

#include <gtest/gtest.h>

#include "runner_kit.hpp"

namespace epochs {
namespace {

using session::Health;
using session::make_runner;
using session::RunMode;
using session::RunnerKind;
using test::LineFit;
using test::Logistic;
using test::look;
using test::play_past;
using Kind = Logistic::Command::Kind;
using namespace std::chrono_literals;

class BothRunners : public testing::TestWithParam<RunnerKind> {
 protected:
  std::unique_ptr<session::Runner<Logistic>> logistic(std::uint64_t seed = 1) { return make_runner(Logistic(seed), GetParam()); }
};
INSTANTIATE_TEST_SUITE_P(Runners, BothRunners, testing::Values(RunnerKind::Threaded, RunnerKind::Cooperative),
                         [](const auto& each) { return each.param == RunnerKind::Threaded ? "Threaded" : "Cooperative"; });


TEST_P(BothRunners, TrainAsTheBareSessionDoes) {
  Logistic bare(7);
  for (int i = 0; i < 500; ++i) bare.advance();
  const auto runner = logistic(7);
  runner->advance(500);
  EXPECT_EQ(look(*runner).state, bare.state());
  EXPECT_EQ(runner->status().update, 500);
  EXPECT_EQ(runner->status().mode, RunMode::Paused);
}

TEST(Runners, ThreadedEqualsCooperativeWithEditsAndTravel) {
  std::vector<Logistic::State> ends;
  for (const RunnerKind kind : {RunnerKind::Threaded, RunnerKind::Cooperative}) {
    const auto runner = make_runner(Logistic(3), kind);
    runner->advance(100);
    runner->post({Kind::Rate, 0.05});
    runner->advance(77);
    runner->post({Kind::Move, 2.5, 3});
    runner->seek(150);
    runner->post({Kind::Weight, -1.0});
    runner->advance(400);
    runner->undo();
    runner->advance(3);
    ends.push_back(look(*runner).state);
    EXPECT_EQ(runner->status().update, 553);
  }
  EXPECT_EQ(ends[0], ends[1]);
}

TEST_P(BothRunners, SeekIsExactWithEditsInTheJournal) {
  const auto runner = logistic();
  std::vector<Logistic::State> states{look(*runner).state};
  for (int i = 1; i <= 120; ++i) {
    runner->advance(1);
    if (i == 40) runner->post({Kind::Rate, 0.01});
    if (i == 80) runner->post({Kind::Move, -2, 5});
    states.push_back(look(*runner).state);
  }
  for (const long update : {60L, 0L, 119L, 40L, 39L, 80L, 120L, 1L}) {
    runner->seek(update);
    EXPECT_EQ(look(*runner).state, states[static_cast<std::size_t>(update)]) << update;
    EXPECT_EQ(runner->status().update, update);
    EXPECT_EQ(runner->status().furthest, 120);
  }
}

// The first update is often the largest step of all: without the loss before it there is no line to see it by.
TEST_P(BothRunners, TheLineBeginsWithTheUntrainedModel) {
  const auto runner = make_runner(LineFit(), GetParam());
  const auto first = [&] {
    runner->advance(1);
    runner->settle();
    const auto history = runner->history();
    EXPECT_EQ(history->line.size(), 2u);
    EXPECT_EQ(history->line.front().update, 0);
    EXPECT_EQ(history->line.back().update, 1);
    return history->line.front().loss;
  };
  EXPECT_EQ(first(), 9);
  runner->restart();
  runner->post({0.1, 5});
  EXPECT_EQ(first(), 4) << "of the model as it was changed before its first update";
}

TEST_P(BothRunners, AnEditInThePastBranchesAndKeepsTheOldLine) {
  const auto runner = logistic();
  runner->advance(200);
  runner->seek(50);
  runner->settle();
  const auto before = runner->history();
  EXPECT_TRUE(before->old_line.empty());
  runner->post({Kind::Rate, 0.001});
  runner->advance(20);
  runner->settle();
  const auto after = runner->history();
  EXPECT_EQ(after->branched_at, 50);
  EXPECT_EQ(after->old_line.front().update, 50);
  EXPECT_EQ(after->old_line.back().update, 200);
  EXPECT_EQ(after->line.back().update, 70);
  EXPECT_EQ(runner->status().furthest, 70);
  runner->seek(200);
  runner->settle();
  EXPECT_EQ(runner->status().update, 70) << "the old line's states are gone";
}

TEST_P(BothRunners, PlayingFromThePastBranchesAndSteppingFollowsTheLine) {
  const auto runner = logistic();
  runner->advance(200);
  runner->seek(100);
  runner->advance(1);
  runner->settle();
  EXPECT_EQ(runner->status().furthest, 200);
  EXPECT_EQ(runner->history()->branched_at, -1);
  play_past(*runner, 110);
  runner->pause();
  runner->settle();
  EXPECT_EQ(runner->history()->branched_at, 101);
  Logistic bare(1);
  for (long i = 0; i < runner->status().update; ++i) bare.advance();
  EXPECT_EQ(look(*runner).state, bare.state());
}

TEST_P(BothRunners, RestartKeepsSettingsButNotEditedWeights) {
  const auto runner = logistic();
  const Logistic::State start = look(*runner).state;
  runner->advance(10);
  runner->post({Kind::Weight, 9.0});
  runner->post({Kind::Rate, 0.07});
  runner->advance(10);
  runner->restart();
  const Logistic::State again = look(*runner).state;
  EXPECT_EQ(again.w[0], start.w[0]);
  EXPECT_EQ(again.rate, 0.07);
  EXPECT_EQ(runner->status().update, 0);
  EXPECT_EQ(runner->history()->branched_at, 0);
  EXPECT_EQ(runner->history()->old_line.size(), 20u);
}

TEST_P(BothRunners, ARestartDuringAReplayKeepsTheSettingsOnTheWay) {
  const auto runner = logistic();
  runner->advance(100);
  runner->post({Kind::Rate, 0.07});
  runner->advance(20);
  runner->settle();
  session::Saved<Logistic> saved = runner->save();
  saved.state.reset();
  saved.place = {};
  const auto other = logistic();
  other->load(saved);
  other->restart();
  EXPECT_EQ(look(*other).state.rate, 0.07);
  EXPECT_EQ(other->status().update, 0);
}

TEST_P(BothRunners, StopsByItselfWhenTheNumbersRunAway) {
  const auto runner = make_runner(LineFit(), GetParam());
  runner->advance(5);
  runner->post({1.2});
  runner->play();
  while (runner->status().health.kind == Health::Kind::Well) runner->pump(1ms);
  runner->settle();
  const session::Status status = runner->status();
  EXPECT_EQ(status.mode, RunMode::Paused);
  EXPECT_EQ(status.health.kind, Health::Kind::Diverged);
  EXPECT_EQ(status.health.update, status.update);
  runner->seek(status.update - 5);
  runner->settle();
  EXPECT_EQ(runner->status().health.kind, Health::Kind::Well) << "before the fault all was well";
  runner->post({0.1});
  runner->advance(100);
  runner->settle();
  EXPECT_EQ(runner->status().health.kind, Health::Kind::Well) << "repaired";
}

TEST_P(BothRunners, AnotherProblemIsMeasuredAgainstItsOwnFirstUpdates) {
  const auto runner = make_runner(LineFit(), GetParam());
  runner->advance(100);
  runner->post({0.1, 1'000});   // by hand, far off: a high loss that training did not make
  runner->advance(100);
  runner->settle();
  EXPECT_EQ(runner->status().health.kind, Health::Kind::Well);
  EXPECT_EQ(runner->status().update, 200);
  runner->post({1.1});
  runner->advance(500);
  runner->settle();
  const long there = runner->status().health.update;
  EXPECT_EQ(runner->status().health.kind, Health::Kind::Diverged);
  EXPECT_EQ(runner->status().update, there);
  runner->undo();
  runner->undo();
  runner->redo();
  runner->redo();
  runner->settle();
  EXPECT_EQ(runner->status().health.kind, Health::Kind::Diverged) << "the replay says the same";
  EXPECT_EQ(runner->status().health.update, there);
}

TEST_P(BothRunners, NamesTheParameterThatIsNotFinite) {
  const auto runner = logistic();
  runner->advance(4);
  runner->post({Kind::Weight, std::nan("")});
  runner->advance(10);
  runner->settle();
  EXPECT_EQ(runner->status().health.kind, Health::Kind::NotFinite);
  EXPECT_EQ(runner->status().health.parameter, "w");
  EXPECT_EQ(runner->status().update, 5);
}

TEST_P(BothRunners, ShowsTheLastFiniteNumbersOnceTheyAreNotFiniteAnyMore) {
  const auto runner = make_runner(LineFit(), GetParam());
  runner->advance(4);
  runner->settle();
  runner->post({1e200});
  runner->advance(40);
  const double w = look(*runner).w;
  const session::Status status = runner->status();
  EXPECT_EQ(status.health.kind, Health::Kind::NotFinite);
  EXPECT_EQ(status.update, status.health.update) << "the learner stands where it happened";
  EXPECT_TRUE(std::isfinite((w - 3) * (w - 3))) << w;
  EXPECT_GE(look(*runner).updates, 4);
  EXPECT_LT(look(*runner).updates, status.update);
  runner->request({7, true, true});
  EXPECT_EQ(look(*runner).w, w) << "asked again, the same";
  runner->seek(2);
  EXPECT_EQ(look(*runner).updates, 2);
  runner->seek(status.update);
  EXPECT_EQ(look(*runner).w, w);
  EXPECT_EQ(runner->status().update, status.update);
}

TEST_P(BothRunners, AFaultInTrainingEndsInTheStatus) {
  LineFit model;
  model.fault_at = 20;
  const auto runner = make_runner(model, GetParam());
  runner->play();
  while (runner->status().failure.empty()) runner->pump(1ms);
  runner->settle();
  EXPECT_EQ(runner->status().failure, "the model tripped");
  EXPECT_EQ(runner->status().update, 19);
  EXPECT_EQ(runner->status().mode, RunMode::Paused);
  runner->seek(7);
  EXPECT_EQ(look(*runner).updates, 7);
  EXPECT_TRUE(runner->status().failure.empty());
}

TEST_P(BothRunners, AFaultInACommandLeavesEverythingAsItWas) {
  const auto runner = logistic();
  runner->advance(30);
  const Logistic::State before = look(*runner).state;
  runner->post({Kind::Fault});
  EXPECT_EQ(look(*runner).state, before);
  EXPECT_EQ(runner->status().failure, "the command is broken");
  EXPECT_FALSE(runner->can_undo());
  runner->advance(1);
  runner->settle();
  EXPECT_EQ(runner->status().update, 31);
}

TEST_P(BothRunners, AFaultInObservingKeepsTheLastPicture) {
  LineFit model;
  model.fault_in_observe = true;
  const auto runner = make_runner(model, GetParam());
  runner->advance(3);
  EXPECT_EQ(look(*runner).updates, 0);
  EXPECT_EQ(runner->status().failure, "the picture tripped");
}

TEST_P(BothRunners, StopRules) {
  const auto runner = make_runner(LineFit(), GetParam());
  runner->set_stop({{}, 12});
  runner->play();
  while (runner->status().mode == RunMode::Paused && runner->status().update < 12) runner->pump(1ms);
  while (runner->status().mode == RunMode::Running) runner->pump(1ms);
  EXPECT_EQ(runner->status().update, 12);
  runner->set_stop({1e-6, {}});
  runner->play();
  runner->pump(10ms);
  while (runner->status().mode == RunMode::Running || runner->status().update == 12) runner->pump(1ms);
  EXPECT_LT(runner->status().loss, 1e-6);
  EXPECT_GT(runner->status().loss, 1e-7);
}

TEST_P(BothRunners, PausesWhenThereIsNothingLeftToLearn) {
  LineFit model;
  model.enough = 1e-4;
  const auto runner = make_runner(model, GetParam());
  runner->advance(1'000);
  runner->settle();
  EXPECT_TRUE(runner->status().finished);
  EXPECT_EQ(runner->status().mode, RunMode::Paused);
  EXPECT_LT(runner->status().update, 100);
  runner->seek(3);
  runner->settle();
  EXPECT_FALSE(runner->status().finished);
}

TEST_P(BothRunners, SpeedIsKept) {
  const auto runner = logistic();
  runner->set_speed(200);
  runner->play();
  const auto start = session::Clock::now();
  while (session::Clock::now() - start < 250ms) {
    runner->pump(2ms);
    std::this_thread::sleep_for(1ms);
  }
  runner->pause();
  runner->settle();
  EXPECT_GT(runner->status().update, 10);
  EXPECT_LE(runner->status().update, 75);
}

TEST_P(BothRunners, SavedRunComesBackWithAndWithoutItsState) {
  const auto runner = logistic();
  runner->advance(90);
  runner->post({Kind::Rate, 0.02});
  runner->advance(60);
  runner->post({Kind::Move, 1.5, 1});
  const Logistic::State end = look(*runner).state;
  session::Saved<Logistic> saved = runner->save();
  const double loss = runner->status().loss;
  ASSERT_TRUE(saved.state);
  for (const bool quick : {true, false}) {
    const auto other = logistic();
    other->advance(5);
    if (!quick) saved.state.reset(), saved.place = {};
    other->load(saved);
    EXPECT_EQ(look(*other).state, end);
    EXPECT_EQ(other->status().loss, loss);
    EXPECT_EQ(other->status().furthest, 150);
    EXPECT_EQ(other->history()->line.size(), 150u);
    runner->seek(33);
    other->seek(33);
    EXPECT_EQ(look(*other).state, look(*runner).state);
  }
}

TEST_P(BothRunners, RequestsReachTheSnapshot) {
  const auto runner = logistic();
  runner->request({5, false, true});
  EXPECT_EQ(look(*runner).request.probe, 5);
  EXPECT_FALSE(look(*runner).request.trace);
}

TEST_P(BothRunners, AFrameCostsTheSameAfterManyUpdates) {
  const auto runner = make_runner(LineFit(), GetParam());
  const auto frame = [&] {
    std::vector<session::Clock::duration> times;
    for (int i = 0; i < 21; ++i) {
      runner->advance(1);
      runner->settle();
      const auto start = session::Clock::now();
      runner->latest();
      runner->status();
      runner->history();
      times.push_back(session::Clock::now() - start);
    }
    std::nth_element(times.begin(), times.begin() + 10, times.end());
    return times[10];
  };
  frame();
  runner->advance(300'000);
  runner->settle();
  EXPECT_LT(frame(), 1ms);
  EXPECT_LE(runner->history()->line.size(), 1025u);
}

}  // namespace
}  // namespace epochs
