// A learner's whole way through the lesson on recurrent networks: every step, what can be tried in it, to the last question.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/reader_walk.hpp"
#include "app/twin_run.hpp"

namespace epochs::app {
namespace {

using epochs::testing::TemporaryFolder;
using epochs::testing::UiDriver;
using recurrent::Place;

using epochs::testing::kRecurrent;
using epochs::testing::reader_options;
using epochs::testing::ReaderWalk;

void type_two_sentences(ReaderWalk& walk) {
  walk.answer(0);
  const auto& order = walk.hand().order;
  ASSERT_EQ(order.read[0], "dogs chase cats");
  const auto before = order.states[0];
  walk.driver.click("order.first");
  for (int i = 0; i < 4; ++i) walk.driver.key(ui::Key::Backspace);
  walk.driver.type("mice");
  walk.driver.frames(2);
  EXPECT_EQ(order.read[0], "dogs chase mice");
  EXPECT_NE(order.states[0], before);
  walk.driver.key(ui::Key::Escape);
}

// Through the ops of an update into the next one.
void walk_the_cell(ReaderWalk& walk) {
  walk.answer(0);
  EXPECT_GT(walk.hand().at, 0) << "an old state goes through W";
  for (int op = 0; op < 80 && walk.status().update == 0; ++op) walk.driver.key(".");
  walk.settle();
  EXPECT_EQ(walk.status().update, 1);
}

void fold_the_line(ReaderWalk& walk) {
  walk.answer(2);
  walk.driver.click("unrolled.2");
  walk.driver.frames(2);
  EXPECT_EQ(walk.hand().at, 2);
  walk.driver.click("unrolled.probe");
  walk.driver.type("a dog");
  walk.driver.frames(3);
  EXPECT_EQ(walk.rows("unrolled").size(), 5u) << "the line of one's own, a column a symbol";
  walk.driver.key(ui::Key::Escape);
  walk.driver.click("unrolled.fold");
  walk.driver.frames(3);
  EXPECT_TRUE(walk.hand().unrolled.folded);
  walk.driver.click("unrolled.fold");
  walk.driver.frames(3);
  EXPECT_FALSE(walk.hand().unrolled.folded);
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

// The share right of one run at its own gap, in its last exam.
double right_of(const lesson::Player& run, int gap) {
  const auto& player = dynamic_cast<const recurrent::RecurrentPlayer&>(run);
  for (const lesson::Table& table : player.tables()) {
    if (table.name != "memory") continue;
    const auto column = std::find(table.columns.begin(), table.columns.end(), "gap_" + std::to_string(gap)) - table.columns.begin();
    return std::stod("0" + table.rows.back().at(static_cast<std::size_t>(column)));
  }
  return -1;
}

// Two runs on one clock: with five letters in between it learns, with twenty-five it stays at chance.
void watch_both_gaps(ReaderWalk& walk) {
  auto& twin = dynamic_cast<TwinRun&>(*walk.driver.app().on_stage());
  twin.training().pause();
  twin.training().settle();
  twin.training().advance(300 - twin.training().status().update);
  twin.training().settle();
  walk.driver.frames(3);
  EXPECT_GT(right_of(twin.side(TwinSide::First), 5), 0.9);
  EXPECT_LT(right_of(twin.side(TwinSide::Second), 25), 0.3);
}

void stretch_the_gap(ReaderWalk& walk) {
  EXPECT_EQ(walk.setting("gap"), "5");
  walk.answer(1);
  ASSERT_TRUE(walk.driver.has("twin.close"));
  watch_both_gaps(walk);
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

// A rate of 2 holds while the gradient is clipped. Without clipping it explodes, is named with its step, and one click brings it back.
void blow_it_up(ReaderWalk& walk) {
  walk.driver.click("gradient.rate");
  walk.settle();
  EXPECT_EQ(walk.setting("rate"), "0.003") << "what was well has to be seen first";
  walk.advance(40);
  walk.driver.click("gradient.rate");
  walk.settle();
  EXPECT_EQ(walk.status().mode, session::RunMode::Running);
  walk.training().pause();
  walk.advance(40);
  EXPECT_EQ(walk.setting("rate"), "2");
  EXPECT_EQ(walk.status().health.kind, session::Health::Kind::Well) << "clipped";
  const long held = walk.status().update;
  walk.driver.click("gradient.clip");
  walk.settle();
  EXPECT_EQ(walk.setting("clip"), "0");
  walk.training().play();
  for (int i = 0; i < 600 && !walk.driver.has("trouble.repair"); ++i) walk.driver.frames(1);
  ASSERT_TRUE(walk.driver.has("trouble.repair"));
  EXPECT_EQ(walk.status().health.kind, session::Health::Kind::Diverged);
  EXPECT_GT(walk.status().health.update, held);
  walk.driver.click("trouble.repair");
  walk.settle();
  EXPECT_FALSE(walk.driver.has("trouble.repair"));
  EXPECT_EQ(walk.setting("clip"), "1");
  EXPECT_EQ(walk.setting("rate"), "0.003");
  walk.advance(60);
  EXPECT_EQ(walk.status().health.kind, session::Health::Kind::Well);
}

void prove_that_it_vanishes(ReaderWalk& walk) {
  walk.driver.click("claim.prove.rnn.vanishing");
  const auto ended = [&] { return walk.driver.has("claim.holds.rnn.vanishing") || walk.driver.has("claim.fails.rnn.vanishing"); };
  for (int i = 0; i < 4000 && !ended(); ++i) walk.driver.frames(1);
  EXPECT_TRUE(walk.driver.has("claim.holds.rnn.vanishing")) << "on seed 1";
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

TEST(RecurrentWalk, FromTheHallThroughEveryStepToTheLastQuestion) {
  const TemporaryFolder folder;
  {
    ReaderWalk walk(folder);
    ASSERT_TRUE(walk.driver.app().player());
    ASSERT_EQ(walk.driver.app().step_count(), 12u);
    EXPECT_EQ(walk.step(), "question");
    type_two_sentences(walk);
    walk.next();
    EXPECT_EQ(walk.step(), "cell");
    walk_the_cell(walk);
    walk.next();
    EXPECT_EQ(walk.step(), "unrolled");
    fold_the_line(walk);
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
    prove_that_it_vanishes(walk);
    blow_it_up(walk);
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
