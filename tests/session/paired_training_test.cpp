// Two trainings on one clock, with threads and without.
#include <gtest/gtest.h>

#include "runner_kit.hpp"
#include "session/paired_training.hpp"

namespace epochs::session {
namespace {

using namespace epochs::test;
using Kind = Logistic::Command::Kind;

struct Pair {
  explicit Pair(RunnerKind kind) : first(make_runner(Logistic(3), kind)), second(make_runner(Logistic(3), kind)) {
    second->post({Kind::Rate, 0.9, 0, 0});
    first->settle();
    second->settle();
  }
  void play_past(long update) {
    both.play();
    while (both.status().update < update) {
      both.pump(2ms);
      std::this_thread::sleep_for(1ms);
    }
    both.pause();
    both.settle();
  }
  std::unique_ptr<Runner<Logistic>> first, second;
  PairedTraining both{*first, *second};
};

class Paired : public ::testing::TestWithParam<RunnerKind> {};

TEST_P(Paired, PlaysBothToTheSameUpdate) {
  Pair pair(GetParam());
  pair.both.set_speed(0);
  pair.play_past(200);
  EXPECT_EQ(pair.first->status().update, pair.second->status().update);
  EXPECT_NE(look(*pair.first).state.w[0], look(*pair.second).state.w[0]) << "the rate differs";
}

TEST_P(Paired, TheFirstIsTheRunItWouldBeAlone) {
  Pair pair(GetParam());
  pair.both.set_speed(0);
  pair.play_past(60);
  auto alone = make_runner(Logistic(3), RunnerKind::Cooperative);
  alone->advance(pair.first->status().update);
  EXPECT_TRUE(look(*alone).state == look(*pair.first).state);
}

TEST_P(Paired, ScrubsBothAndGoesOn) {
  Pair pair(GetParam());
  pair.both.advance(50);
  pair.both.settle();
  EXPECT_EQ(pair.second->status().update, 50);
  pair.both.seek(20);
  pair.both.settle();
  EXPECT_EQ(pair.first->status().update, 20);
  EXPECT_EQ(pair.second->status().update, 20);
  pair.both.advance(1);
  pair.both.settle();
  EXPECT_EQ(pair.second->status().update, 21);
}

TEST_P(Paired, BothStopWhereARuleStopsTheFirst) {
  Pair pair(GetParam());
  pair.both.set_stop({{}, 33});
  pair.both.set_speed(0);
  pair.both.play();
  for (int i = 0; i < 5000 && pair.both.status().mode == RunMode::Running; ++i) {
    pair.both.pump(2ms);
    std::this_thread::sleep_for(1ms);
  }
  pair.both.settle();
  EXPECT_EQ(pair.first->status().update, 33);
  EXPECT_EQ(pair.second->status().update, 33);
}

// At a set speed they are handed one update at a time, so the rule is met by the last one that was handed out.
TEST_P(Paired, BothStopAtTheRuleAtAnySpeed) {
  for (const session::StopRule& rule : {session::StopRule{{}, 7}, session::StopRule{1e9, {}}}) {
    Pair pair(GetParam());
    pair.both.set_stop(rule);
    pair.both.set_speed(300);
    pair.both.play();
    for (int i = 0; i < 2000 && pair.both.status().mode == RunMode::Running; ++i) {
      pair.both.pump(2ms);
      std::this_thread::sleep_for(1ms);
    }
    pair.both.settle();
    EXPECT_EQ(pair.both.status().mode, RunMode::Paused);
    EXPECT_EQ(pair.first->status().update, rule.at_update.value_or(1));
    EXPECT_EQ(pair.second->status().update, rule.at_update.value_or(1));
  }
}

TEST_P(Paired, ShowsTheSecondLossBesideTheFirst) {
  Pair pair(GetParam());
  pair.both.advance(30);
  pair.both.settle();
  const auto history = pair.both.history();
  ASSERT_EQ(history->line.size(), 30u);
  ASSERT_EQ(history->twin_line.size(), 30u);
  EXPECT_NE(history->line.back().loss, history->twin_line.back().loss);
  ASSERT_TRUE(pair.both.status().twin_loss);
  EXPECT_DOUBLE_EQ(*pair.both.status().twin_loss, history->twin_line.back().loss);
}

TEST_P(Paired, ASecondThatRanAwayStandsStillWhileTheFirstGoesOn) {
  Pair pair(GetParam());
  pair.second->post({Kind::Weight, 1e300, 0, 0});
  pair.second->post({Kind::Rate, 1e300, 0, 0});
  pair.both.set_speed(0);
  pair.play_past(100);
  EXPECT_LT(pair.second->status().update, 100);
  EXPECT_TRUE(pair.both.second_rests());
}

TEST_P(Paired, TheDifferenceIsNotUndone) {
  Pair pair(GetParam());
  pair.first->post({Kind::Rate, 0.2, 0, 0});       // a step's setting, before the pair
  pair.both.advance(5);
  pair.both.settle();
  EXPECT_FALSE(pair.both.can_undo());
  pair.both.undo();
  pair.both.settle();
  EXPECT_EQ(look(*pair.first).state.rate, 0.2);
  EXPECT_EQ(look(*pair.second).state.rate, 0.9);
}

TEST_P(Paired, KeepsTheSpeed) {
  Pair pair(GetParam());
  pair.both.set_speed(100);
  const auto start = Clock::now();
  pair.play_past(20);
  EXPECT_GE(Clock::now() - start, 150ms);
}

INSTANTIATE_TEST_SUITE_P(Kinds, Paired, ::testing::Values(RunnerKind::Threaded, RunnerKind::Cooperative),
                         [](const auto& kind) { return kind.param == RunnerKind::Threaded ? "Threaded" : "Cooperative"; });

}  // namespace
}  // namespace epochs::session
