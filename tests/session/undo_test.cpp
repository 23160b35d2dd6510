// Taking edits back, one gesture at a time, with threads and without.
#include <gtest/gtest.h>

#include <cmath>

#include "runner_kit.hpp"

namespace epochs {
namespace {

using session::make_runner;
using session::RunnerKind;
using test::Logistic;
using test::look;
using Kind = Logistic::Command::Kind;

class Undo : public testing::TestWithParam<RunnerKind> {
 protected:
  std::unique_ptr<session::Runner<Logistic>> logistic() { return make_runner(Logistic(1), GetParam()); }
};
INSTANTIATE_TEST_SUITE_P(Runners, Undo, testing::Values(RunnerKind::Threaded, RunnerKind::Cooperative),
                         [](const auto& each) { return each.param == RunnerKind::Threaded ? "Threaded" : "Cooperative"; });

TEST_P(Undo, UndoIsAsIfTheEditHadNeverBeenMade) {
  const auto plain = logistic(), edited = logistic();
  plain->advance(300);
  edited->advance(100);
  edited->post({Kind::Rate, 0.001});
  edited->advance(200);
  edited->settle();
  ASSERT_TRUE(edited->can_undo());
  const Logistic::State with_edit = look(*edited).state;
  edited->undo();
  EXPECT_EQ(look(*edited).state, look(*plain).state);
  EXPECT_FALSE(edited->can_undo());
  ASSERT_TRUE(edited->can_redo());
  edited->redo();
  EXPECT_EQ(look(*edited).state, with_edit);
}

TEST_P(Undo, ADragIsOneUndo) {
  const auto runner = logistic();
  const double start = look(*runner).state.x[2];
  runner->begin_gesture();
  for (int i = 0; i < 10; ++i) {
    runner->post({Kind::Move, 0.1 * i, 2, 1});
    if (i % 3 == 0) runner->advance(1);
  }
  runner->end_gesture();
  runner->settle();
  EXPECT_EQ(runner->save().recording.edits.size(), 4u) << "at one update the last position of a drag stands for all";
  runner->undo();
  EXPECT_EQ(look(*runner).state.x[2], start);
  EXPECT_FALSE(runner->can_undo());
}

TEST_P(Undo, TwoEditsOfOneThingAreTwoUndosUnlessTheyAreOneDrag) {
  const auto runner = logistic();
  const double start = look(*runner).state.x[2];
  runner->post({Kind::Move, 7, 2, 1});             // by a text or a key
  runner->post({Kind::Move, 8, 2, 1});
  runner->advance(5);
  for (const double x : {9.0, 10.0}) {             // two drags, at another update
    runner->begin_gesture();
    runner->post({Kind::Move, x - 0.5, 2, 1});
    runner->post({Kind::Move, x, 2, 1});
    runner->end_gesture();
  }
  for (const double expected : {9.0, 8.0, 7.0, start}) {
    runner->undo();
    EXPECT_EQ(look(*runner).state.x[2], expected);
  }
  runner->redo();
  EXPECT_EQ(look(*runner).state.x[2], 7);
}

// An edit where nothing is finite any more is no other problem: the fault stays where it was, and a replay leads to where the learner stood.
TEST_P(Undo, AnEditAfterTheNumbersRanAwayIsReplayedInItsPlace) {
  const auto runner = make_runner(test::LineFit(), GetParam());
  runner->advance(4);
  runner->post({1e200});
  runner->advance(40);
  runner->settle();
  const long fault = runner->status().health.update;
  ASSERT_EQ(runner->status().health.kind, session::Health::Kind::NotFinite);
  while (!std::isnan(runner->status().loss)) runner->advance(1), runner->settle();
  const long edited = runner->status().update;
  runner->post({1e100});
  runner->advance(7);
  runner->settle();
  EXPECT_EQ(runner->status().update, edited + 7);
  EXPECT_EQ(runner->status().health.update, fault) << "the same fault";
  runner->undo();
  runner->redo();
  runner->settle();
  EXPECT_EQ(runner->status().update, edited + 7) << "a replay by itself does not end earlier";
  EXPECT_EQ(runner->status().health.update, fault);
  const auto there = runner->save();
  runner->seek(0);
  runner->seek(edited + 7);
  runner->settle();
  EXPECT_EQ(runner->status().update, edited + 7);
  const auto other = make_runner(test::LineFit(), GetParam());
  other->load(there);
  other->settle();
  EXPECT_EQ(other->status().update, edited + 7);
  EXPECT_EQ(other->status().health.update, fault);
}

}  // namespace
}  // namespace epochs
