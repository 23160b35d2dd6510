#include "session/time_machine.hpp"

#include <gtest/gtest.h>

#include "session/health.hpp"
#include "session/history.hpp"
#include "small_sessions.hpp"

namespace epochs {
namespace {

using test::LineFit;
using test::Logistic;

TEST(TimeMachine, AMillionUpdatesStayUnderTheCapAndEveryPlaceIsExact) {
  constexpr std::size_t kCap = 300'000;
  session::TimeMachine<Logistic> machine(Logistic(2, 4), kCap);
  session::HistoryRecorder history;
  std::vector<std::pair<long, Logistic::State>> seen;
  std::size_t most = 0;
  for (long i = 1; i <= 1'000'000; ++i) {
    history.record({i, machine.advance().loss}, "each update an event");
    most = std::max(most, machine.bytes());
    if (i % 199'999 == 7) seen.emplace_back(i, machine.session().state());
  }
  EXPECT_LE(most, kCap);
  EXPECT_GT(machine.states(), 300u) << "the cap is there to be used";
  const session::History drawn = history.history();
  EXPECT_LE(drawn.line.size(), 2 * session::LossLine::kBuckets + 1);
  EXPECT_GT(drawn.line.size(), session::LossLine::kBuckets / 2);
  EXPECT_LE(drawn.events.size(), session::HistoryRecorder::kEvents);
  for (const auto& [update, state] : seen) {
    machine.approach(update);
    EXPECT_GT(machine.update(), update - 4096) << "the nearest state is near";
    while (machine.update() < update) machine.advance();
    EXPECT_EQ(machine.session().state(), state);
  }
}

TEST(TimeMachine, AStateLargerThanTheCapIsStillExact) {
  session::TimeMachine<Logistic> machine(Logistic(2), 1);
  for (int i = 0; i < 100; ++i) machine.advance();
  const Logistic::State end = machine.session().state();
  EXPECT_LE(machine.states(), 2u);
  machine.approach(10);
  while (machine.update() < 100) machine.advance();
  EXPECT_EQ(machine.session().state(), end);
}

TEST(History, KeepsPeaksAndEndsAtTheLastPoint) {
  session::LossLine line;
  for (long i = 1; i <= 100'000; ++i) line.record({i, i == 77'777 ? 99.0 : i == 31'000 ? -5.0 : 1.0 / static_cast<double>(i)});
  const auto points = line.points();
  const auto has = [&](long update, double loss) {
    return std::any_of(points.begin(), points.end(), [&](const session::HistoryPoint& point) { return point.update == update && point.loss == loss; });
  };
  EXPECT_TRUE(has(77'777, 99));
  EXPECT_TRUE(has(31'000, -5));
  EXPECT_TRUE(has(1, 1));
  EXPECT_EQ(points.back().update, 100'000);
  for (std::size_t i = 1; i < points.size(); ++i) ASSERT_LT(points[i - 1].update, points[i].update);
}

TEST(History, CutForgetsWhatCameAfter) {
  session::LossLine line;
  for (long i = 1; i <= 5'000; ++i) line.record({i, static_cast<double>(i)});
  line.cut(1'234);
  EXPECT_LE(line.points().back().update, 1'234);
  line.record({1'235, 0});
  EXPECT_EQ(line.points().back().update, 1'235);
}

TEST(History, LeavesOutWhatIsNotFinite) {
  session::HistoryRecorder history;
  history.record({1, 0.5});
  history.record({2, std::numeric_limits<double>::infinity()});
  history.record({3, std::nan("")});
  EXPECT_EQ(history.history().line.size(), 1u);
  EXPECT_EQ(history.last(), 3);
}

TEST(History, HundredsOfDifferentEventsStayBounded) {
  session::HistoryRecorder history;
  for (long i = 1; i <= 2'000; ++i) history.record({i, 1}, "event " + std::to_string(i));
  EXPECT_LE(history.history().events.size(), session::HistoryRecorder::kEvents);
  EXPECT_EQ(history.history().events.front().name, "event 1");
}

TEST(Health, DivergedAboveTenTimesTheMeanOfTheFirstTwenty) {
  session::HealthMonitor health;
  for (long i = 1; i <= 20; ++i) health.observe(i, i % 2 == 0 ? 1.5 : 0.5, "");
  EXPECT_EQ(health.observe(21, 9.99, "").kind, session::Health::Kind::Well);
  EXPECT_EQ(health.observe(22, 10.01, "").kind, session::Health::Kind::Diverged);
  EXPECT_EQ(health.observe(23, 0.1, "").update, 22) << "it stays said";
  health.cut(21);
  EXPECT_EQ(health.health().kind, session::Health::Kind::Well);
}

TEST(Health, OscillationIsToldApartFromNoise) {
  session::HealthMonitor swing, noise;
  Random random(4);
  int oscillating = 0;
  for (long i = 1; i <= 10'000; ++i) {
    swing.observe(i, i % 2 == 0 ? 2 : 1, "");
    oscillating += noise.observe(i, 1 + random.uniform(), "").kind == session::Health::Kind::Oscillating;
  }
  EXPECT_EQ(swing.health().kind, session::Health::Kind::Oscillating);
  EXPECT_FALSE(swing.stopped());
  EXPECT_EQ(oscillating, 0);
}

TEST(Health, ADescentThatSwingsIsWell) {
  session::HealthMonitor health;
  for (long i = 1; i <= 200; ++i) {
    const double level = std::exp(-0.01 * static_cast<double>(i));
    EXPECT_EQ(health.observe(i, level * (i % 2 == 0 ? 1.5 : 1), "").kind, session::Health::Kind::Well) << i;
  }
}

TEST(Health, NotFiniteNamesTheParameter) {
  session::HealthMonitor health;
  EXPECT_EQ(health.observe(1, 0.5, "hidden1/w").parameter, "hidden1/w");
  EXPECT_EQ(health.health().kind, session::Health::Kind::NotFinite);
  session::HealthMonitor other;
  EXPECT_EQ(other.observe(1, std::numeric_limits<double>::infinity(), "").kind, session::Health::Kind::NotFinite);
}

}  // namespace
}  // namespace epochs
