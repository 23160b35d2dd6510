// A learner's whole way through the lesson on recurrent networks: every step, what can be tried in it, to the last question.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/temporary_folder.hpp"
#include "lessons/1990_rnn/player.hpp"
#include "support/ui_driver.hpp"

namespace epochs::app {
namespace {

using epochs::testing::TemporaryFolder;
using epochs::testing::UiDriver;
using recurrent::Place;

constexpr const char* kRecurrent = "1990_rnn";

AppOptions reader_options(const TemporaryFolder& folder, const char* today) {
  AppOptions options = UiDriver::quiet_options();
  options.data = folder.path();
  options.today = today;
  return options;
}

class ReaderWalk {
 public:
  explicit ReaderWalk(const TemporaryFolder& folder) : driver(reader_options(folder, "2026-11-20")) {
    driver.click(std::string("hall.card.") + kRecurrent);
    driver.frames(3);
    driver.scrub("transport.speed", 0.1f, 0.99f);   // as fast as possible
  }

  recurrent::RecurrentPlayer& player() { return dynamic_cast<recurrent::RecurrentPlayer&>(*driver.app().player()); }
  const recurrent::Hand& hand() { return player().hand(); }
  session::Training& training() { return player().training(); }
  session::Status status() { return training().status(); }
  std::string step() { return hand().step; }
  std::string setting(std::string_view key) {
    for (const lesson::Setting& each : player().settings())
      if (each.key == key) return each.value;
    return {};
  }
  std::vector<std::vector<std::string>> rows(const char* name) {
    for (lesson::Table& each : player().tables())
      if (each.name == name) return each.rows;
    ADD_FAILURE() << name;
    return {};
  }
  void settle() {
    training().settle();
    driver.frames(3);
  }
  void next() {
    driver.click("narrative.next");
    settle();
  }
  void advance(long updates) {
    training().advance(updates);
    settle();
  }
  void answer(int option) {                       // from 0
    driver.click("predict.option." + std::to_string(option + 1));
    driver.click("predict.check");
    driver.frames(2);
    EXPECT_FALSE(driver.has("predict.check"));
  }

  UiDriver driver;
};

// Through the ops of an update into the next one.
void walk_the_cell(ReaderWalk& walk) {
  walk.answer(0);
  for (int op = 0; op < 80 && walk.status().update == 0; ++op) walk.driver.key(".");
  walk.settle();
  EXPECT_EQ(walk.status().update, 1);
}

// Guessed, then trained to the answer; the samples of the run, from the last to the first.
void learn_to_write(ReaderWalk& walk) {
  walk.answer(0);
  lesson::Step asked;
  asked.id = "learn";
  for (int i = 0; i < 900 && !walk.player().measured_answer(asked); ++i) walk.driver.frames(1);
  walk.settle();
  ASSERT_TRUE(walk.player().measured_answer(asked)) << "it trains until the answer can be measured";
  EXPECT_EQ(walk.player().measured_answer(asked), 0) << "below the bigram";
  EXPECT_GT(walk.rows("writing").size(), 10u);
  EXPECT_EQ(walk.hand().writing.exam, -1) << "the latest";
  walk.driver.scrub("writing.scrub", 0.98f, 0.02f);
  walk.driver.frames(2);
  EXPECT_EQ(walk.hand().writing.exam, 0) << "noise";
}

// Live from a beginning of one's own; then a unit is moved in the middle, and the text goes on differently.
void write_live(ReaderWalk& walk) {
  const auto& writing = walk.hand().writing;
  walk.driver.click("writing.prompt");
  walk.driver.type("The cat");
  walk.driver.key(ui::Key::Enter);
  walk.driver.frames(3);
  EXPECT_EQ(writing.read, "The cat");
  for (int i = 0; i < 300 && !writing.live.full(); ++i) walk.driver.frames(1);
  ASSERT_GT(writing.live.written.size(), 40u) << "symbol by symbol";
  walk.driver.scrub("writing.temperature", 0.4f, 0.75f);
  EXPECT_NEAR(writing.temperature, 1.5, 0.1);
  const std::vector<int> plain = writing.live.written;
  walk.driver.click("writing.live");             // puts the caret into the middle of the text
  walk.driver.frames(2);
  const int place = writing.place;
  ASSERT_GE(place, 0);
  walk.driver.scrub("writing.unit", 0.5f, 0.99f);
  walk.driver.frames(2);
  ASSERT_FALSE(writing.live.edits.empty());
  EXPECT_EQ(writing.live.edits.front().at, place);
  EXPECT_TRUE(std::equal(plain.begin(), plain.begin() + place, writing.live.written.begin()));
  walk.driver.click("writing.undo");
  walk.driver.frames(2);
  EXPECT_TRUE(writing.live.edits.empty());
}

void ask_every_unit(ReaderWalk& walk) {
  walk.advance(40);
  walk.driver.click("unit.search.2");
  walk.driver.frames(2);
  EXPECT_EQ(walk.hand().unit.order, recurrent::UnitOrder::WordStart);
  EXPECT_EQ(walk.hand().unit.unit, -1) << "the one that the search finds";
  walk.driver.click("unit.cells");
  walk.driver.frames(2);
  EXPECT_GE(walk.hand().unit.unit, 0) << "and another by hand";
  walk.driver.click("unit.line");
  walk.driver.type("a cat and a dog");
  walk.driver.frames(3);
  EXPECT_EQ(walk.hand().probe, "a cat and a dog");
  ASSERT_TRUE(walk.hand().unit.reading);
  EXPECT_EQ(walk.hand().unit.reading->inputs.size(), 15u);
  walk.driver.key(ui::Key::Escape);
}

void follow_the_path(ReaderWalk& walk) {
  EXPECT_TRUE(walk.hand().probe.empty()) << "another step, another line";
  walk.driver.click("paths.symbols.3");
  walk.driver.frames(2);
  EXPECT_EQ(walk.hand().at, 3);
  walk.driver.click("paths.step.6");
  walk.driver.frames(2);
  EXPECT_EQ(walk.hand().paths.places.cols(), 2);
}

void stretch_the_gap(ReaderWalk& walk) {
  EXPECT_EQ(walk.setting("gap"), "5");
  walk.answer(1);
  EXPECT_TRUE(walk.driver.has("twin.close"));
  walk.driver.click("twin.close");
  walk.driver.frames(3);
  walk.training().pause();
  walk.settle();
  walk.advance(30);
  ASSERT_TRUE(walk.driver.has("memory.shares"));
  walk.driver.scrub("memory.gap", 0.1f, 0.5f);
  walk.driver.frames(2);
  EXPECT_GT(walk.hand().memory.gap, 20);
  const std::uint64_t before = walk.hand().memory.draw;
  walk.driver.click("memory.another");
  walk.driver.frames(2);
  EXPECT_NE(walk.hand().memory.draw, before);
  walk.driver.click("memory.answer.2");
  walk.driver.frames(3);
  EXPECT_EQ(walk.hand().selected.kind, Place::Kind::Probability);
  EXPECT_EQ(walk.hand().selected.b, 2);
  const auto account = walk.player().account(Language::English);
  ASSERT_TRUE(account) << "every number opens";
  EXPECT_NEAR(account->value, static_cast<double>(walk.hand().memory.reading->probabilities(walk.hand().memory.gap + 1, 2)), 1e-5);
}

void move_the_verb_away(ReaderWalk& walk) {
  walk.advance(60);
  ASSERT_TRUE(walk.driver.has("agreement.curve"));
  walk.driver.scrub("agreement.distance", 0.2f, 0.99f);
  walk.driver.frames(2);
  EXPECT_EQ(walk.hand().agreement.distance, 10);
  walk.driver.scrub("agreement.distance", 0.98f, 0.3f);
  walk.driver.frames(2);
  EXPECT_EQ(walk.hand().agreement.distance, 3);
  walk.driver.click("agreement.another");
  walk.driver.frames(2);
  walk.driver.click("agreement.form.0");
  walk.driver.frames(3);
  const auto account = walk.player().account(Language::Chinese);
  ASSERT_TRUE(account);
  const auto& state = walk.hand().agreement;
  EXPECT_NEAR(account->value, static_cast<double>(state.reading->probabilities(state.sentence.verb - 1, state.sentence.words[static_cast<std::size_t>(state.sentence.verb)])), 1e-5);
}

// Back and on again: the same bits.
void scrub_the_run(ReaderWalk& walk) {
  const auto there = walk.rows("cell");
  const long update = walk.status().update;
  ASSERT_GT(update, 10);
  walk.training().seek(5);
  walk.settle();
  EXPECT_NE(walk.rows("cell"), there);
  walk.training().seek(update);
  walk.settle();
  EXPECT_EQ(walk.rows("cell"), there);
}

TEST(ReaderWalk, FromTheHallThroughEveryStepToTheLastQuestion) {
  const TemporaryFolder folder;
  {
    ReaderWalk walk(folder);
    ASSERT_TRUE(walk.driver.app().player());
    ASSERT_EQ(walk.driver.app().step_count(), 12u);
    EXPECT_EQ(walk.step(), "question");
    walk.answer(0);
    walk.next();
    EXPECT_EQ(walk.step(), "cell");
    walk_the_cell(walk);
    walk.next();
    EXPECT_EQ(walk.step(), "unrolled");
    walk.answer(2);
    walk.next();
    EXPECT_EQ(walk.step(), "learn");
    EXPECT_EQ(walk.setting("hidden"), "64");
    learn_to_write(walk);
    write_live(walk);
    walk.next();
    EXPECT_EQ(walk.step(), "unit");
    ask_every_unit(walk);
    walk.next();
    EXPECT_EQ(walk.step(), "paths");
    follow_the_path(walk);
    walk.next();
    EXPECT_EQ(walk.step(), "text");
    walk.advance(10);
    EXPECT_TRUE(walk.driver.has("chart.levels"));
    walk.next();
    EXPECT_EQ(walk.step(), "memory");
    stretch_the_gap(walk);
    scrub_the_run(walk);
    walk.next();
    EXPECT_EQ(walk.step(), "gradient");
    EXPECT_TRUE(walk.driver.has("gradient.bars"));
    walk.next();
    EXPECT_EQ(walk.step(), "agreement");
    move_the_verb_away(walk);
    walk.next();
    EXPECT_EQ(walk.step(), "curriculum");
    EXPECT_EQ(walk.setting("mixed"), "on");
    walk.advance(5);
    walk.next();
    EXPECT_EQ(walk.step(), "limits");
    EXPECT_EQ(walk.status().failure, "");
    walk.driver.click("bar.hall");
    EXPECT_EQ(walk.driver.app().player(), nullptr);
  }
  UiDriver later(reader_options(folder, "2026-11-22"));
  later.click(std::string("hall.card.") + kRecurrent);
  later.frames(3);
  EXPECT_TRUE(later.has("sheet.question.yes")) << "the last question, on a later visit";
}

}  // namespace
}  // namespace epochs::app
