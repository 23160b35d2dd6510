// Sessions over the engine: with a thread as without, again as the first time, and what goes wrong is named.
#include <gtest/gtest.h>

#include <cmath>

#include "engine_session.hpp"
#include "runner_kit.hpp"
#include "session/training_of.hpp"

namespace epochs {
namespace {

using session::Health;
using session::make_runner;
using session::RunnerKind;
using test::EngineSession;
using Kind = EngineSession::Command::Kind;

std::vector<Matrix> weights_of(session::Runner<EngineSession>& runner) { return test::look(runner).weights; }

TEST(EngineSessions, ThreadedEqualsCooperativeWithCommandsAndTravel) {
  std::vector<std::vector<Matrix>> ends;
  for (const RunnerKind kind : {RunnerKind::Threaded, RunnerKind::Cooperative}) {
    const auto runner = make_runner(EngineSession(3), kind);
    runner->advance(300);
    runner->post({Kind::Rate, 0.03});
    runner->advance(100);
    runner->post({Kind::Nudge, 0.5});
    runner->post({Kind::Kind, static_cast<double>(nn::OptimizerKind::RmsProp)});
    runner->seek(350);
    runner->post({Kind::Nudge, -1});
    runner->advance(200);
    ends.push_back(weights_of(*runner));
  }
  ASSERT_FALSE(ends[0].empty());
  EXPECT_EQ(ends[0], ends[1]);
}

TEST(EngineSessions, TimeTravelWithItsJournalIsTheFirstRun) {
  const auto runner = make_runner(EngineSession(4), RunnerKind::Cooperative);
  std::vector<std::vector<Matrix>> first = {weights_of(*runner)};
  for (int update = 1; update <= 150; ++update) {
    runner->advance(1);
    if (update == 40) runner->post({Kind::Rate, 0.05});
    if (update == 90) runner->post({Kind::Kind, static_cast<double>(nn::OptimizerKind::Momentum)});
    if (update == 120) runner->post({Kind::Nudge, 2});
    first.push_back(weights_of(*runner));
  }
  for (const long update : {149L, 0L, 90L, 41L, 39L, 120L, 121L, 150L, 1L}) {
    runner->seek(update);
    ASSERT_EQ(weights_of(*runner), first[static_cast<std::size_t>(update)]) << update;
  }
}

TEST(EngineSessions, TheSameSeedGivesTheSameBits) {
  EngineSession a(5), b(5), other(6);
  for (int i = 0; i < 500; ++i) {
    EXPECT_EQ(a.advance().loss, b.advance().loss);
    other.advance();
  }
  EXPECT_EQ(a.state().weights, b.state().weights);
  EXPECT_NE(a.state().weights, other.state().weights);
}

TEST(EngineSessions, LearnXor) {
  EngineSession session(7, 0);
  for (int i = 0; i < 2000; ++i) session.advance();
  const Matrix answers = session.observe({}).answers;
  for (Index corner = 0; corner < 4; ++corner) EXPECT_NEAR(static_cast<double>(answers(corner, 0)), corner == 0 || corner == 3 ? 1 : -1, 0.1);
}

TEST(EngineSessions, DivergenceNamesUpdateAndParameter) {
  for (const RunnerKind kind : {RunnerKind::Threaded, RunnerKind::Cooperative}) {
    const auto runner = make_runner(EngineSession(8, 0), kind);
    runner->post({Kind::Kind, static_cast<double>(nn::OptimizerKind::Sgd)});
    runner->post({Kind::Rate, 0.01});
    runner->advance(30);
    runner->settle();
    EXPECT_EQ(runner->status().health.kind, Health::Kind::Well);
    runner->post({Kind::Rate, 1e30});
    runner->advance(100);
    runner->settle();
    const Health health = runner->status().health;
    EXPECT_TRUE(health.kind == Health::Kind::NotFinite || health.kind == Health::Kind::Diverged);
    EXPECT_GT(health.update, 30);
    EXPECT_LE(runner->status().update, health.update) << "training stops there";
  }
}

TEST(EngineSessions, ANumberThatIsNoneIsNamed) {
  const auto runner = make_runner(EngineSession(9), RunnerKind::Cooperative);
  runner->advance(10);
  runner->post({Kind::Nudge, std::nan("")});
  runner->advance(5);
  runner->settle();
  const Health health = runner->status().health;
  EXPECT_EQ(health.kind, Health::Kind::NotFinite);
  EXPECT_EQ(health.parameter, "hidden/w");
  EXPECT_EQ(health.update, 11);
}

}  // namespace
}  // namespace epochs
