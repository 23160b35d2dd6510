// Nobody waits for a training step: long seeks are sliced, the interface reads what was published, many hands do no harm.
#include <gtest/gtest.h>

#include "core/random.hpp"
#include "runner_kit.hpp"

namespace epochs {
namespace {

using session::make_runner;
using session::RunMode;
using session::RunnerKind;
using test::LineFit;
using test::Logistic;
using test::look;
using Kind = Logistic::Command::Kind;
using namespace std::chrono_literals;

TEST(CooperativeRunner, ALongSeekIsSlicedAndSaysHowFarItIs) {
  const auto runner = make_runner(Logistic(1, 100'000), RunnerKind::Cooperative);   // states of megabytes: few are kept
  runner->advance(200);
  const Logistic::State end = look(*runner).state;
  runner->seek(0);
  runner->seek(199);
  const session::Status departed = runner->status();
  ASSERT_TRUE(departed.replaying);
  EXPECT_EQ(departed.target, 199);
  EXPECT_EQ(departed.furthest, 200);
  EXPECT_EQ(runner->latest()->state, end) << "the last picture stays until the replay has arrived";
  runner->pump(0us);
  EXPECT_EQ(runner->status().update, departed.update + 1);
  EXPECT_GT(runner->status().progress, 0);
  EXPECT_LT(runner->status().progress, 1);
  runner->seek(198);
  EXPECT_EQ(runner->status().target, 198) << "a new seek takes the place of the old one";
  runner->settle();
  EXPECT_EQ(runner->status().update, 198);
  EXPECT_FALSE(runner->status().replaying);
}

struct Sleeper : LineFit {
  session::UpdateReport advance() {
    std::this_thread::sleep_for(50ms);
    return LineFit::advance();
  }
};

TEST(ThreadedRunner, TheInterfaceNeverWaitsForAnUpdate) {
  const auto runner = make_runner(Sleeper(), RunnerKind::Threaded);
  runner->play();
  session::Clock::duration longest{};
  for (int frame = 0; frame < 30; ++frame) {
    const auto start = session::Clock::now();
    runner->latest();
    runner->status();
    runner->history();
    runner->post({0.1});
    runner->request({frame, true, true});
    longest = std::max(longest, session::Clock::now() - start);
    std::this_thread::sleep_for(5ms);
  }
  EXPECT_LT(longest, 40ms);
  EXPECT_GT(runner->status().update, 0);
}

TEST(ThreadedRunner, ManyHandsDoNotDisturbIt) {
  const auto runner = make_runner(Logistic(5), RunnerKind::Threaded);
  Random random(11);
  for (int i = 0; i < 300; ++i) {
    switch (random.below(8)) {
      case 0: runner->play(); break;
      case 1: runner->pause(); break;
      case 2: runner->seek(random.below(2000)); break;
      case 3: runner->post({Kind::Rate, random.uniform(0.01, 0.3)}); break;
      case 4: runner->undo(); break;
      case 5: runner->advance(random.below(50)); break;
      case 6: runner->redo(); break;
      default: runner->set_speed(random.below(3) * 500.0); break;
    }
    ASSERT_NE(runner->latest(), nullptr);
    ASSERT_NE(runner->history(), nullptr);
    if (i % 10 == 0) std::this_thread::sleep_for(1ms);
  }
  runner->pause();
  const Logistic::State end = look(*runner).state;
  const auto replayed = make_runner(Logistic(5), RunnerKind::Cooperative);
  session::Saved<Logistic> saved = runner->save();
  saved.state.reset();
  saved.place = {};
  replayed->load(saved);
  EXPECT_EQ(look(*replayed).state, end) << "whatever was done, the journal repeats it";
}

}  // namespace
}  // namespace epochs
