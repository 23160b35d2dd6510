// A learner's whole way through the lesson on gates: every step, what can be tried in it, to the last question.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/temporary_folder.hpp"
#include "lessons/1997_lstm/player.hpp"
#include "support/ui_driver.hpp"

namespace epochs::app {
namespace {

using epochs::testing::TemporaryFolder;
using epochs::testing::UiDriver;
using recurrent::Gate;
using recurrent::Place;

constexpr const char* kGated = "1997_lstm";

AppOptions gated_options(const TemporaryFolder& folder, const char* today) {
  AppOptions options = UiDriver::quiet_options();
  options.data = folder.path();
  options.today = today;
  return options;
}

class GatedWalk {
 public:
  explicit GatedWalk(const TemporaryFolder& folder) : driver(gated_options(folder, "2026-11-20")) {
    driver.click(std::string("hall.card.") + kGated);
    driver.frames(3);
    driver.scrub("transport.speed", 0.1f, 0.99f);   // as fast as possible
  }

  recurrent::GatedPlayer& player() { return dynamic_cast<recurrent::GatedPlayer&>(*driver.app().player()); }
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
  void next(const char* id) {
    driver.click("narrative.next");
    settle();
    EXPECT_EQ(step(), id);
  }
  void advance(long updates) {
    training().advance(updates);
    settle();
  }
  void press(std::string_view anchor) {
    driver.click(std::string(anchor));
    driver.frames(2);
  }
  void answer(int option) {                       // from 0
    press("predict.option." + std::to_string(option + 1));
    press("predict.check");
    EXPECT_FALSE(driver.has("predict.check"));
  }

  UiDriver driver;
};

// Through the ops of an update into the next one.
void walk_the_gated_cell(GatedWalk& walk) {
  EXPECT_EQ(walk.setting("kind"), "lstm");
  EXPECT_EQ(walk.hand().selected.kind, Place::Kind::Cell) << "the number that the step is about";
  walk.answer(0);
  for (int op = 0; op < 80 && walk.status().update == 0; ++op) walk.driver.key(".");
  walk.settle();
  EXPECT_EQ(walk.status().update, 1);
}

// A line of one's own, a unit, a number that opens.
void look_at_the_gates(GatedWalk& walk) {
  walk.advance(20);
  walk.press("gates.probe");
  walk.driver.type("the cat sat");
  walk.driver.frames(3);
  EXPECT_EQ(walk.hand().probe, "the cat sat");
  EXPECT_EQ(walk.rows("gates").size(), 11u);
  walk.press("gates.line.3");
  EXPECT_EQ(walk.hand().at, 3);
  walk.driver.scrub("gates.unit", 0.5f, 0.99f);
  walk.driver.frames(2);
  EXPECT_EQ(walk.hand().gates.unit, 47);
  walk.press("gates.all.o");
  EXPECT_EQ(walk.hand().selected.kind, Place::Kind::Gate);
  EXPECT_EQ(walk.hand().gates.gate, Gate::Output);
  EXPECT_NE(walk.hand().gates.unit, 47) << "a press in the picture chooses the unit, too";
  walk.press("gates.unit.f");
  const auto account = walk.player().account(Language::English);
  ASSERT_TRUE(account) << "every number opens";
  EXPECT_NEAR(account->value, std::stod(walk.rows("gates")[static_cast<std::size_t>(walk.hand().selected.a)][3]), 1e-6);
}

// Shut, at a value, of one unit, a part of the line; each time another text; then free again.
void hold_gates(GatedWalk& walk) {
  EXPECT_TRUE(walk.hand().probe.empty());
  walk.press("hold.at.0");
  EXPECT_TRUE(walk.hand().meddling.empty()) << "the question comes first";
  walk.answer(1);
  walk.settle();
  EXPECT_EQ(walk.status().update, 600) << "a network that can write";
  walk.press("hold.gate.0");
  const auto& hold = walk.hand().hold;
  const std::vector<int> free = hold.plain.written;
  ASSERT_GT(free.size(), 100u);
  EXPECT_EQ(hold.held.written, free) << "nothing is held";
  walk.press("hold.at.0");
  ASSERT_EQ(walk.hand().meddling.gates.size(), 1u);
  EXPECT_EQ(walk.hand().meddling.gates.front().gate, Gate::Forget);
  EXPECT_EQ(walk.hand().meddling.gates.front().value, 0);
  EXPECT_NE(hold.held.written, free) << "it writes something else";
  EXPECT_EQ(hold.plain.written, free) << "beside what it writes by itself";
  for (const auto& row : walk.rows("gates")) EXPECT_EQ(row[3], "0") << "the picture shows it shut";
  walk.driver.scrub("hold.value", 0.02f, 0.5f);
  walk.driver.frames(2);
  EXPECT_NEAR(walk.hand().meddling.gates.front().value, 0.5, 0.06);
  walk.press("hold.at.2");
  EXPECT_EQ(walk.hand().meddling.gates.front().value, 1);
  walk.press("hold.units.1");
  EXPECT_GE(walk.hand().meddling.gates.front().unit, 0);
  walk.press("gates.line.4");
  walk.press("hold.part.1");
  EXPECT_EQ(walk.hand().meddling.gates.front().from, 4);
  walk.press("hold.gate.1");
  walk.press("hold.at.0");
  EXPECT_EQ(walk.hand().meddling.gates.size(), 2u) << "another gate as well";
  walk.press("hold.release");
  EXPECT_TRUE(walk.hand().meddling.empty());
  EXPECT_EQ(hold.held.written, free) << "and it is itself again";
  walk.press("hold.another");
  EXPECT_NE(hold.plain.written, free) << "other draws";
}

// Guessed, then trained until it can be measured.
void remember(GatedWalk& walk) {
  EXPECT_TRUE(walk.hand().meddling.empty()) << "what was held does not follow into another step";
  EXPECT_EQ(walk.setting("gap"), "25");
  walk.answer(0);
  lesson::Step asked;
  asked.id = "memory";
  for (int i = 0; i < 6'000 && !walk.player().measured_answer(asked); ++i) walk.driver.frames(1);
  walk.settle();
  ASSERT_TRUE(walk.player().measured_answer(asked));
  EXPECT_EQ(walk.player().measured_answer(asked), 0) << "nearly always";
}

void race(GatedWalk& walk) {
  EXPECT_EQ(walk.setting("contest"), "three");
  walk.advance(12);
  ASSERT_TRUE(walk.driver.has("writing.whose.2"));
  walk.press("writing.whose.2");
  EXPECT_EQ(walk.hand().writing.writer, 2);
  std::vector<std::string> names;
  for (const auto& row : walk.rows("writing"))
    if (names.empty() || names.back() != row[0]) names.push_back(row[0]);
  EXPECT_EQ(names, (std::vector<std::string>{"LSTM", "RNN", "GRU"}));
}

void search_the_units(GatedWalk& walk) {
  walk.advance(30);
  walk.driver.frames(90);                         // the search takes a slice of each
  ASSERT_TRUE(walk.driver.has("track.property.word"));
  walk.press("track.property.word");
  EXPECT_EQ(walk.hand().track.property, "word");
  walk.press("track.text");
  EXPECT_GE(walk.hand().track.at, 0);
  ASSERT_TRUE(walk.hand().track.done);
  const bool world = walk.hand().track.done->text->source == recurrent::Source::World;      // where the novel is not installed
  EXPECT_EQ(walk.rows("track").size(), world ? 7u : 6u) << "of subjects only TinyWorld is asked";
  EXPECT_NE(walk.rows("track")[1][3], "0") << "measured";
}

// Two runs at a rate far too high: one of them cut.
void break_it(GatedWalk& walk) {
  EXPECT_EQ(walk.setting("rate"), "30");
  walk.answer(0);
  ASSERT_TRUE(walk.driver.has("twin.close"));
  walk.driver.frames(20);
  walk.press("twin.close");
  walk.advance(30);
  EXPECT_GT(walk.status().loss, 8) << "far above ln 51, what blind guessing costs";
}

TEST(GatedWalk, FromTheHallThroughEveryStepToTheLastQuestion) {
  const TemporaryFolder folder;
  {
    GatedWalk walk(folder);
    ASSERT_TRUE(walk.driver.app().player());
    ASSERT_EQ(walk.driver.app().step_count(), 12u);
    EXPECT_EQ(walk.step(), "question");
    EXPECT_EQ(walk.setting("kind"), "rnn");
    walk.answer(2);
    walk.next("cell");
    walk_the_gated_cell(walk);
    walk.next("gates");
    look_at_the_gates(walk);
    walk.next("hand");
    hold_gates(walk);
    walk.next("memory");
    remember(walk);
    walk.next("gradient");
    EXPECT_TRUE(walk.driver.has("gradient.bars"));
    EXPECT_TRUE(walk.driver.has("gates.unit.f"));
    walk.next("gru");
    EXPECT_EQ(walk.setting("kind"), "gru");
    EXPECT_TRUE(walk.driver.has("gates.unit.z"));
    walk.answer(1);
    walk.next("race");
    race(walk);
    walk.next("track");
    search_the_units(walk);
    walk.next("words");
    walk.advance(3);
    EXPECT_TRUE(walk.driver.has("chart.words")) << "the share of words, as it grows";
    walk.next("break");
    break_it(walk);
    walk.next("limits");
    EXPECT_EQ(walk.setting("gap"), "60");
    EXPECT_EQ(walk.status().failure, "");
    walk.driver.click("bar.hall");
    EXPECT_EQ(walk.driver.app().player(), nullptr);
  }
  UiDriver later(gated_options(folder, "2026-11-22"));
  later.click(std::string("hall.card.") + kGated);
  later.frames(3);
  EXPECT_TRUE(later.has("sheet.question.yes")) << "the last question, on a later visit";
}

}  // namespace
}  // namespace epochs::app
