// While a question is open nothing runs: by mouse, by key, in front of a room and with a remote; and there is a way on.
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "app/ready_lessons.hpp"
#include "support/ui_driver.hpp"

namespace epochs::app {
namespace {

using epochs::testing::ready_lessons;
using epochs::testing::UiDriver;

constexpr WindowSize kSizes[] = {{1440, 900, 1}, {1024, 700, 1}, {800, 900, 1}, {420, 860, 1}};

class Held : public ::testing::TestWithParam<std::string> {
 protected:
  static bool is_still(UiDriver& driver, long update, lesson::TracePosition at) {
    session::Training& training = driver.app().on_stage()->training();
    training.settle();
    const lesson::TracePosition now = driver.app().on_stage()->trace_position();
    return training.status().mode == session::RunMode::Paused && training.status().update == update && now.beat == at.beat && now.op == at.op;
  }
  // Whatever `act` does, the run stands where it stood and the question is what is pointed at.
  static void expect_held(UiDriver& driver, const std::string& what, const std::function<void()>& act) {
    const long update = driver.app().on_stage()->training().status().update;
    const lesson::TracePosition at = driver.app().on_stage()->trace_position();
    act();
    driver.frames(3);
    EXPECT_TRUE(is_still(driver, update, at)) << what;
    EXPECT_TRUE(driver.app().asks()) << what;
    EXPECT_TRUE(driver.has("predict.urged")) << what << ": the question is outlined";
  }
};

TEST_P(Held, NothingRunsBeforeTheGuess) {
  for (const WindowSize& size : kSizes) {
    UiDriver driver(UiDriver::quiet_options(), size);
    ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
    for (std::size_t i = 0; i < driver.app().step_count(); ++i) {
      ASSERT_TRUE(driver.app().open_lesson(GetParam(), driver.app().step_id(i)).ok());
      driver.frames(3);
      EXPECT_EQ(driver.has("transport.held"), driver.app().asks()) << driver.app().step_id(i);
      if (!driver.app().asks()) continue;
      const std::string where = driver.app().step_id(i) + " at " + std::to_string(size.width);
      for (const char* control : {"transport.play", "transport.forward", "transport.back", "transport.backward_beat", "transport.update_beat"}) {
        if (driver.has("narrative.close")) driver.click("narrative.close");
        if (driver.has(control)) expect_held(driver, where + ": " + control, [&] { driver.click(control); });
      }
      for (const char* key : {".", ","}) expect_held(driver, where + ": " + key, [&] { driver.key(key); });
      for (const ui::Key key : {ui::Key::Space, ui::Key::Home, ui::Key::End}) expect_held(driver, where, [&] { driver.key(key); });
      if (size.width != 1440) break;   // the others differ in their layout only
    }
  }
}

TEST_P(Held, TheBarOffersToShowWithoutAGuess) {
  for (const WindowSize& size : kSizes) {
    UiDriver driver(UiDriver::quiet_options(), size);
    ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
    driver.frames(3);
    std::size_t i = 0;
    while (i < driver.app().step_count() && !driver.app().asks()) {
      ASSERT_TRUE(driver.app().open_lesson(GetParam(), driver.app().step_id(i++)).ok());
      driver.frames(3);
    }
    ASSERT_TRUE(driver.app().asks());
    const ui::Rect guess = driver.rect("transport.guess"), bar = driver.rect("transport.held");
    EXPECT_TRUE(guess.x >= bar.x - 1 && guess.right() <= bar.right() + 1) << size.width;
    if (driver.has("transport.show")) {
      const ui::Rect offer = driver.rect("transport.show");
      EXPECT_TRUE(offer.x > guess.right() && offer.right() <= bar.right() + 1) << size.width;
      driver.click("transport.show");
    } else {
      EXPECT_LT(size.width, 680) << "only a phone has no room for both";
      driver.click("transport.guess");
      driver.frames(3);
      driver.click("predict.skip");
    }
    driver.frames(3);
    EXPECT_FALSE(driver.app().asks());
    EXPECT_FALSE(driver.has("transport.held"));
    EXPECT_TRUE(driver.has("transport.history"));
  }
}

// What a learner set going elsewhere does not run on under a question.
TEST_P(Held, ARunEndsAtAQuestion) {
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
  for (std::size_t i = 0; i < driver.app().step_count(); ++i) {
    driver.app().player()->training().play();
    ASSERT_TRUE(driver.app().open_lesson(GetParam(), driver.app().step_id(i)).ok());
    driver.frames(1);
    if (driver.app().asks()) {
      EXPECT_EQ(driver.app().player()->training().status().mode, session::RunMode::Paused) << driver.app().step_id(i);
    }
    driver.app().player()->training().pause();
  }
}

TEST_P(Held, InFrontOfARoomTheAnswerIsRevealedBeforeTheRunAndARemoteRevealsIt) {
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
  for (std::size_t i = 0; i < driver.app().step_count(); ++i) {
    ASSERT_TRUE(driver.app().open_lesson(GetParam(), driver.app().step_id(i)).ok());
    driver.frames(2);
    if (!driver.app().asks()) continue;
    const std::string step = driver.app().step_id(i);
    driver.key("p");
    driver.frames(2);
    expect_held(driver, step + ": Space", [&] { driver.key(ui::Key::Space); });
    expect_held(driver, step + ": .", [&] { driver.key("."); });
    expect_held(driver, step + ": Play", [&] { driver.click("presenter.play"); });
    driver.key(ui::Key::PageDown);
    driver.frames(2);
    EXPECT_FALSE(driver.app().asks()) << step;
    EXPECT_TRUE(driver.has("presenter.reason")) << step << ": the remote's next reveals before it goes on";
    driver.app().on_stage()->training().pause();
    if (i + 1 == driver.app().step_count()) break;
    driver.key(ui::Key::PageDown);
    driver.frames(2);
    EXPECT_FALSE(driver.has("presenter.reason")) << step << ": and the next press goes on";
    driver.key(ui::Key::Escape);
    driver.frames(2);
    return;                            // one question is as good as all
  }
}

INSTANTIATE_TEST_SUITE_P(Lessons, Held, ::testing::ValuesIn(ready_lessons()));

// Two runs side by side would tell as much as one.
TEST(HeldPanel, TheTwinRunWaitsForTheGuess) {
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson("1957_perceptron", "bound").ok());
  driver.frames(3);
  driver.click("side.model");
  driver.frames(2);
  EXPECT_FALSE(driver.has("twin.run"));
  driver.key("1");
  driver.key(ui::Key::Enter);
  driver.frames(3);
  driver.click("side.model");
  driver.frames(2);
  EXPECT_TRUE(driver.has("twin.run"));
}

}  // namespace
}  // namespace epochs::app
