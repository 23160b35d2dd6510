// Predict, then see: outcomes that take training, claims behind the question, words that change while a lesson is open.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "app/ready_lessons.hpp"
#include "app/temporary_folder.hpp"
#include "app/twin_run.hpp"
#include "lessons/catalog.hpp"
#include "screen_driver.hpp"
#include "support/ui_driver.hpp"
#include "test_player.hpp"

namespace epochs::app {
namespace {

using epochs::testing::ready_lessons;
using epochs::testing::TemporaryFolder;
using epochs::testing::UiDriver;
using testing::ScreenDriver;

void answer_first(UiDriver& driver) {
  if (!driver.has("predict.option.1")) return;
  driver.click("predict.option.1");
  driver.click("predict.check");
  driver.frames(4);
}

// An outcome that training brings from its own thread pushes what stands below it down.
void wait_until_it_rests(UiDriver& driver, const std::string& anchor) {
  float before = 0;
  for (int i = 0; i < 100 && driver.rect(anchor).y != before; ++i) {
    before = driver.rect(anchor).y;
    driver.frames(10);
  }
}

class Claims : public ::testing::TestWithParam<std::string> {};

TEST_P(Claims, EachIsProvenFromAStepOfItsLesson) {
  AppOptions options = UiDriver::quiet_options();
  options.threaded = true;             // "prove it" then runs beside the interface and is cancelled at the end
  UiDriver driver(options);
  ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
  driver.frames(3);
  std::set<std::string> pressed;
  for (std::size_t step = 0; step < driver.app().step_count(); ++step) {
    ASSERT_TRUE(driver.app().open_lesson(GetParam(), driver.app().step_id(step)).ok());
    driver.frames(4);
    answer_first(driver);
    for (const std::string& anchor : driver.anchors()) {
      if (!anchor.starts_with("claim.prove.")) continue;
      driver.move_to({200, 400});
      for (int i = 0; i < 40 && driver.rect(anchor).bottom() > 760; ++i) driver.wheel(-1);
      wait_until_it_rests(driver, anchor);
      driver.click(anchor);
      driver.frames(3);
      EXPECT_FALSE(driver.has(anchor)) << anchor << " runs, or has its outcome";
      pressed.insert(anchor.substr(12));
    }
  }
  for (const claim::Claim& claim : lessons::find(GetParam())->claims) EXPECT_TRUE(pressed.contains(claim.id)) << claim.id;
}

TEST_P(Claims, TellNothingBeforeTheQuestionIsAnswered) {
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
  for (std::size_t step = 0; step < driver.app().step_count(); ++step) {
    driver.frames(3);
    const std::vector<std::string> anchors = driver.anchors();
    const auto is = [&](std::string_view start) { return std::any_of(anchors.begin(), anchors.end(), [&](const std::string& a) { return a.starts_with(start); }); };
    EXPECT_FALSE(is("predict.option.") && is("claim.")) << driver.app().step_id(step);
    driver.key(ui::Key::Right);
  }
}

// The step "rate" promises two runs to compare, their weights and their lines: both open with the answer.
TEST(Rate, OpensTwoRunsWithTheAnswerAndShowsTheirWeights) {
  for (const char* language : {"en", "zh"}) {
    UiDriver driver;
    if (language[0] == 'z') driver.key("l");
    ASSERT_TRUE(driver.app().open_lesson("1957_perceptron", "rate").ok());
    driver.frames(3);
    EXPECT_FALSE(driver.has("twin.first"));
    driver.click("predict.option.1");
    driver.click("predict.check");
    driver.frames(2);
    auto* twin = dynamic_cast<TwinRun*>(driver.app().on_stage());
    ASSERT_NE(twin, nullptr) << "the answer opens it";
    twin->training().advance(500);
    twin->training().settle();
    driver.frames(3);
    const auto value = [&](TwinSide side, std::string_view key) {
      for (const lesson::Setting& setting : twin->side(side).settings())
        if (setting.key == key) return std::strtod(setting.value.c_str(), nullptr);
      return 0.0;
    };
    EXPECT_EQ(value(TwinSide::First, "rate"), 0.1);
    EXPECT_EQ(value(TwinSide::Second, "rate"), 1);
    for (const char* weight : {"w1", "w2", "b"}) EXPECT_NEAR(value(TwinSide::Second, weight), 10 * value(TwinSide::First, weight), 0.02) << weight;
    EXPECT_TRUE(twin->status_of(TwinSide::First).finished);
    EXPECT_EQ(twin->status_of(TwinSide::First).update, twin->status_of(TwinSide::Second).update);
    const ui::Rect panel = driver.rect("twin.first"), line = driver.rect("reviews");
    for (const char* chip : {"neuron.w1", "neuron.w2", "neuron.b", "neuron.z"}) {
      const ui::Rect place = driver.rect(chip);
      EXPECT_TRUE(place.x >= panel.x && place.right() <= panel.right() && place.bottom() <= panel.bottom() && place.y >= line.bottom()) << chip;
    }
  }
}

TEST_P(Claims, TheWayOnLeadsFromTheLastStepToTheNextLesson) {
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
  driver.frames(3);
  const std::size_t steps = driver.app().step_count();
  for (std::size_t i = 0; i < steps; ++i) {
    ASSERT_NE(driver.app().player(), nullptr);
    driver.click("narrative.next");
    driver.frames(3);
  }
  const lesson::Lesson* following = lessons::following(GetParam());
  if (!following) {
    EXPECT_TRUE(driver.has("hall.card." + GetParam()));
    return;
  }
  ASSERT_NE(driver.app().player(), nullptr);
  EXPECT_EQ(driver.app().player()->views(), following->make(1, false)->views());
}

INSTANTIATE_TEST_SUITE_P(Catalog, Claims, ::testing::ValuesIn(ready_lessons()));

// What the panel of mistakes says of points that no line parts is the answer to the question of that step.
TEST(Guess, ThePanelOfMistakesKeepsTheAnswerUntilTheGuess) {
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson("1957_perceptron", "noise").ok());
  driver.frames(3);
  EXPECT_TRUE(driver.has("mistakes.covered"));
  answer_first(driver);
  EXPECT_FALSE(driver.has("mistakes.covered"));
  ASSERT_TRUE(driver.app().open_lesson("1957_perceptron", "bound").ok());
  driver.frames(3);
  EXPECT_FALSE(driver.has("mistakes.covered")) << "there is a bound, and the question is another one";
}

double bias_of(UiDriver& driver) {
  for (const lesson::Setting& setting : driver.app().player()->settings())
    if (setting.key == "b") return std::strtod(setting.value.c_str(), nullptr);
  return -1000;
}

// "You raise the bias: what does the line do?" Whoever drags b has the answer: it waits, and says so.
TEST(Guess, TheBiasWaitsUntilItsQuestionIsAnswered) {
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson("1957_perceptron", "line").ok());
  driver.frames(3);
  const auto drag = [&](const char* chip) {
    const ui::Vec2 at = driver.rect(chip).center();
    driver.drag(at, at + ui::Vec2{80, 0});
    driver.frames(3);
  };
  const double before = bias_of(driver);
  drag("neuron.b");
  EXPECT_EQ(bias_of(driver), before);
  EXPECT_TRUE(driver.has("neuron.b.waits"));
  answer_first(driver);
  EXPECT_FALSE(driver.has("neuron.b.waits"));
  drag("neuron.b");
  EXPECT_NEAR(bias_of(driver), before + 0.8, 0.05);
}

TEST(Guess, TheShareRightIsCoveredWhileTheQuestionIsOpen) {
  UiDriver driver;
  for (const char* step : {"question", "descent"}) {
    ASSERT_TRUE(driver.app().open_lesson("1986_backprop", step).ok());
    driver.frames(3);
    EXPECT_TRUE(driver.has("field.covered") && !driver.has("field.score")) << step;
    answer_first(driver);
    EXPECT_TRUE(!driver.has("field.covered") && driver.has("field.score")) << step;
  }
}

// Knows its outcome after 50 updates.
class SlowPlayer : public testing::TestPlayer {
 public:
  SlowPlayer() : TestPlayer(false) {}
  std::optional<int> measured_answer(const lesson::Step&) override { return training().status().update < 50 ? std::nullopt : std::optional<int>(1); }
  std::optional<double> reveal(const lesson::Step&) override { return 0; }   // as fast as possible
};

TEST(Guess, AnOutcomeThatTakesTrainingIsMarkedWhenItIsMeasured) {
  ScreenDriver driver(std::make_unique<SlowPlayer>());
  ASSERT_TRUE(driver.screen.go_to("descent"));
  driver.frames(3);
  const int speed = driver.screen.speed();
  driver.click("predict.option.1");
  driver.click("predict.check");
  EXPECT_TRUE(driver.has("predict.measuring"));
  EXPECT_GT(driver.screen.speed(), speed);
  EXPECT_EQ(driver.screen.predictions("2026-11-22").at("descent").outcome, -1);
  driver.screen.player().training().advance(50);
  driver.screen.player().training().settle();
  driver.frames(3);
  EXPECT_FALSE(driver.has("predict.measuring"));
  EXPECT_EQ(driver.screen.predictions("2026-11-22").at("descent").outcome, 1);
  EXPECT_EQ(driver.screen.predictions("2026-11-22").at("descent").chosen, 0);
  EXPECT_EQ(driver.screen.speed(), speed) << "what comes next is over before it is seen";
}

TEST(Guess, StaysWithItsQuestionWhenATeacherInsertsAStep) {
  const TemporaryFolder folder;
  const std::filesystem::path words = folder.path() / "1986_backprop";
  std::filesystem::create_directories(words);
  const auto write = [&](bool longer) {
    for (const char* language : {"en", "zh"}) {
      const std::string name = std::string("text.") + language + ".md";
      std::ostringstream text;
      text << std::ifstream(std::filesystem::path(EPOCHS_SOURCE_DIR) / "lessons/1986_backprop" / name).rdbuf();
      std::string all = text.str();
      if (longer) all.insert(all.find("## question |"), "## before | Before it\n\n:::view field\n\nOne more step.\n\n");
      std::ofstream(words / name) << all;
      std::filesystem::last_write_time(words / name, std::filesystem::file_time_type::clock::now() + std::chrono::seconds(longer ? 10 : 0));
    }
  };
  write(false);
  ScreenDriver driver(std::make_unique<testing::TestPlayer>(false), lesson::TextStore("1986_backprop", folder.path()));
  ASSERT_EQ(lesson::TextStore("1986_backprop", folder.path()).error(), "");
  ASSERT_EQ(driver.screen.step_id(0), "question");
  driver.click("predict.option.2");
  driver.click("predict.check");
  ASSERT_EQ(driver.screen.predictions("").at("question").chosen, 1);
  const std::size_t steps = driver.screen.step_count();
  write(true);
  const lesson::TextStore fresh("1986_backprop", folder.path());
  ASSERT_EQ(fresh.error(), "");
  ASSERT_EQ(fresh.text(Language::English).steps.size(), steps + 1);
  for (double now = 10; now < 40; now += 5) EXPECT_EQ(driver.screen.refresh_words(now).message, "");
  ASSERT_EQ(driver.screen.step_count(), steps + 1) << "the words were read again";
  EXPECT_EQ(driver.screen.step_id(driver.screen.step()), "question");
  const auto after = driver.screen.predictions("");
  EXPECT_EQ(after.size(), 1u);
  ASSERT_TRUE(after.contains("question"));
  EXPECT_EQ(after.at("question").chosen, 1);
  driver.screen.restore_seen({"question", "hidden", "gone"}, "question");
  EXPECT_LE(driver.screen.progress(), 1.f);
  EXPECT_LT(driver.screen.progress(), 0.5f);
}

// Takes what the steps of the words set; its activation cannot be changed.
class StubbornPlayer : public testing::TestPlayer {
 public:
  StubbornPlayer() : TestPlayer(false) {}
  Result<void> set(std::string_view key, std::string_view value) override { return key == "rate" || key == "shape" ? TestPlayer::set(key, value) : Result<void>(); }
};

TEST(Guess, WhatTheModelSaidAboutASettingEndsWithTheStep) {
  ScreenDriver driver(std::make_unique<StubbornPlayer>());
  driver.click("side.model");
  driver.click("setting.shape.relu");
  EXPECT_TRUE(driver.has("side.problem"));
  driver.screen.go(1);
  driver.frames(3);
  EXPECT_FALSE(driver.has("side.problem"));
}

}  // namespace
}  // namespace epochs::app
