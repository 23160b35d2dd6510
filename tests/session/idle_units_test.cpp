// Units that have stopped learning, as a state of the run.
#include "session/idle_units.hpp"

#include <gtest/gtest.h>

#include "runner_kit.hpp"

namespace epochs {
namespace {

using session::IdleLayer;
using session::IdleUnitMonitor;
using session::IdleUnits;
using session::make_runner;
using session::RunnerKind;
using test::LineFit;

// A line fit that says how many of its eight units are idle: those below the whole part of w.
struct Dying : LineFit {
  std::vector<IdleLayer> idle_layers() const { return {{"hidden1", static_cast<int>(state().w), 8}, {"hidden2", 0, 4}}; }
};
static_assert(session::TellsIdleUnits<Dying>);
static_assert(!session::TellsIdleUnits<LineFit>);

TEST(IdleUnitMonitor, KeepsSinceWhen) {
  IdleUnitMonitor monitor;
  EXPECT_TRUE(monitor.at(1000).empty());
  monitor.observe(64, {{"a", 1, 8}, {"b", 0, 8}});
  monitor.observe(128, {{"a", 2, 8}, {"b", 3, 8}});
  monitor.observe(192, {{"a", 0, 8}, {"b", 3, 8}});
  monitor.observe(256, {{"a", 1, 8}, {"b", 3, 8}});
  EXPECT_TRUE(monitor.at(63).empty());
  EXPECT_EQ(monitor.at(127), (std::vector<IdleUnits>{{"a", 1, 8, 64}}));
  EXPECT_EQ(monitor.at(128), (std::vector<IdleUnits>{{"a", 2, 8, 64}, {"b", 3, 8, 128}}));
  EXPECT_EQ(monitor.at(200), (std::vector<IdleUnits>{{"b", 3, 8, 128}}));
  EXPECT_EQ(monitor.at(999), (std::vector<IdleUnits>{{"a", 1, 8, 256}, {"b", 3, 8, 128}}));
  monitor.cut(191);
  EXPECT_EQ(monitor.at(999), (std::vector<IdleUnits>{{"a", 2, 8, 64}, {"b", 3, 8, 128}}));
  monitor.observe(128, {});                                                // an edit there mends them all
  EXPECT_TRUE(monitor.at(128).empty());
  EXPECT_FALSE(monitor.at(127).empty());
}

TEST(IdleUnitMonitor, StaysSmallHoweverOftenItChanges) {
  IdleUnitMonitor monitor;
  for (long update = 1; update <= 100'000; ++update) monitor.observe(update, {{"a", static_cast<int>(1 + update % 7), 8}});
  EXPECT_EQ(monitor.at(100'000), (std::vector<IdleUnits>{{"a", 1 + 100'000 % 7, 8, 1}}));
}

TEST(IdleUnits, AreAStateOfTheRunAndTravelWithIt) {
  for (const RunnerKind kind : {RunnerKind::Threaded, RunnerKind::Cooperative}) {
    const auto runner = make_runner(Dying{}, kind);
    const auto idle_at = [&](long update) {
      runner->seek(update);
      runner->settle();
      return runner->status().idle_units;
    };
    runner->advance(2000);                                                 // w goes from 0 to 3, where rounding may leave it just below
    runner->settle();
    const std::vector<IdleUnits> end = runner->status().idle_units;
    ASSERT_EQ(end.size(), 1u);
    EXPECT_EQ(end[0].layer, "hidden1");
    EXPECT_GE(end[0].idle, 2);
    EXPECT_EQ(end[0].units, 8);
    EXPECT_EQ(end[0].since, 2);                                            // w is 0.6, then 1.08
    EXPECT_TRUE(idle_at(0).empty());
    EXPECT_TRUE(idle_at(1).empty());
    EXPECT_EQ(idle_at(5)[0].since, 2);
    EXPECT_EQ(idle_at(2000), end);
    runner->seek(1);
    runner->post({.rate = 0.1, .w = 0});                                   // a branch
    runner->advance(1);
    runner->settle();
    EXPECT_TRUE(runner->status().idle_units.empty());
    runner->post({.rate = 0.1, .w = 2.5});                                 // seen at once, at the edit's own place
    runner->settle();
    EXPECT_EQ(runner->status().idle_units, (std::vector<IdleUnits>{{"hidden1", 2, 8, 2}}));
    runner->restart();
    runner->settle();
    EXPECT_TRUE(runner->status().idle_units.empty());
  }
}

TEST(IdleUnits, AreNotLookedForAtEveryUpdate) {
  int looks = 0;
  for (long update = 1; update <= 6400; ++update) looks += IdleUnitMonitor::due(update);
  EXPECT_EQ(looks, 106);                                                   // 1, 2, 4, 8, 16, 32 and a hundred times every 64
}

TEST(IdleUnits, OfASessionThatDoesNotTellAreNone) {
  const auto runner = make_runner(LineFit{}, RunnerKind::Cooperative);
  runner->advance(100);
  runner->settle();
  EXPECT_TRUE(runner->status().idle_units.empty());
}

}  // namespace
}  // namespace epochs
