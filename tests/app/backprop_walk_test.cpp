// A learner's whole way through the backpropagation lesson: every step, everything that can be tried in it, to the last question.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "app/temporary_folder.hpp"
#include "support/ui_driver.hpp"

namespace epochs::app {
namespace {

using epochs::testing::TemporaryFolder;
using epochs::testing::UiDriver;
using session::Health;

constexpr const char* kLesson = "1986_backprop";

AppOptions options_in(const TemporaryFolder& folder, const char* today) {
  AppOptions options = UiDriver::quiet_options();
  options.data = folder.path();
  options.today = today;
  return options;
}

class Walk {
 public:
  explicit Walk(const TemporaryFolder& folder) : driver(options_in(folder, "2026-11-20")), folder_(folder) {
    driver.click(std::string("hall.card.") + kLesson);
    driver.frames(3);
  }

  lesson::Player& player() { return *driver.app().player(); }
  session::Training& training() { return player().training(); }
  session::Status status() { return training().status(); }

  std::string setting(std::string_view key) {
    for (const lesson::Setting& each : player().settings())
      if (each.key == key) return each.value;
    return {};
  }
  // One number of the network: "W2", from 1.
  double weight(const std::string& parameter, int row, int column) {
    for (const lesson::Table& table : player().tables())
      if (table.name == "network")
        for (const auto& each : table.rows)
          if (each[0] == parameter && each[1] == std::to_string(row) && each[2] == std::to_string(column)) return std::strtod(each[3].c_str(), nullptr);
    ADD_FAILURE() << "there is no " << parameter << " " << row << " " << column;
    return 0;
  }
  std::string weights() {
    std::string all;
    for (const lesson::Table& table : player().tables())
      if (table.name == "network")
        for (const auto& row : table.rows) all += row[3] + " ";
    return all;
  }
  template <class Condition>
  bool until(Condition condition) {
    for (int i = 0; i < 3000; ++i) {
      if (condition()) return true;
      driver.frames(1);
    }
    return false;
  }

  void next() {
    driver.click("narrative.next");
    driver.frames(2);
  }
  void answer(int option) {
    driver.click("predict.option." + std::to_string(option));
    driver.click("predict.check");
    driver.frames(2);
    EXPECT_FALSE(driver.has("predict.check"));
  }
  // The outcome that stands beside the guess, as it is kept for the next visit.
  int outcome_of(const std::string& step) {
    driver.app().save();
    const auto stored = nlohmann::json::parse(TemporaryFolder::read(folder_.path() / "progress.json"));
    return stored["lessons"][kLesson]["predictions"][step].value("outcome", -1);
  }
  void pause() {
    if (status().mode == session::RunMode::Running) driver.click("transport.play");
    EXPECT_EQ(status().mode, session::RunMode::Paused);
  }
  void play() {
    if (status().mode == session::RunMode::Paused) driver.click("transport.play");
    EXPECT_EQ(status().mode, session::RunMode::Running);
  }
  void prove(const std::string& claim) {
    driver.move_to({200, 300});        // a long answer leaves the experiment below the column's end: the wheel brings it up
    for (int i = 0; i < 30 && driver.rect("claim.prove." + claim).bottom() > 768; ++i) driver.wheel(-1);
    driver.click("claim.prove." + claim);
    EXPECT_TRUE(until([&] { return driver.has("claim.holds." + claim) || driver.has("claim.fails." + claim); })) << claim;
    EXPECT_TRUE(driver.has("claim.holds." + claim)) << claim << " on seed 1";
  }

  UiDriver driver;

 private:
  const TemporaryFolder& folder_;
};

// One line cannot part XOR: guessed, seen.
void see_one_line_fail(Walk& walk) {
  walk.answer(3);
  EXPECT_EQ(walk.outcome_of("question"), 2);
  EXPECT_TRUE(walk.until([&] { return walk.status().update > 10; })) << "the answer plays";
  walk.pause();
  EXPECT_GT(walk.status().loss, 0.6) << "it stops at the value for guessing, ln 2";
}

void change_everything_while_running(Walk& walk) {
  UiDriver& driver = walk.driver;
  walk.play();
  driver.click("side.model");
  for (const auto& [key, value] : std::initializer_list<std::pair<const char*, const char*>>{
           {"layers", "2"}, {"layers", "1"}, {"activation", "relu"}, {"loss", "squared"}, {"optimizer", "adam"}, {"activation", "tanh"}, {"loss", "cross_entropy"}}) {
    driver.click(std::string("setting.") + key + "." + value);
    EXPECT_EQ(walk.setting(key), value);
    EXPECT_EQ(walk.status().mode, session::RunMode::Running) << key << " is changed while it runs";
  }
  driver.click("setting.rate.value");
  driver.type("0.25");
  driver.key(ui::Key::Enter);
  EXPECT_EQ(walk.setting("rate"), "0.25") << "typed";
  driver.scrub("setting.rate", 0.5f, 0.1f);
  EXPECT_LT(std::strtod(walk.setting("rate").c_str(), nullptr), 0.25) << "dragged";
  const long before = walk.status().update;
  EXPECT_TRUE(walk.until([&] { return walk.status().update > before; })) << "and it goes on";
  walk.pause();
  EXPECT_EQ(walk.status().failure, "");
}

// The chip of an edge, dragged up: the weight grows, and Undo has it back.
void drag_a_weight(Walk& walk) {
  UiDriver& driver = walk.driver;
  const ui::Rect from = driver.rect("network/a/1/0/0"), to = driver.rect("network/a/2/0/0");
  const ui::Vec2 start{from.right(), from.center().y}, end{to.x, to.center().y};
  driver.click_at(start + (end - start) * 0.2f);
  const double before = walk.weight("W2", 1, 1);
  const ui::Vec2 chip = driver.rect("network/chip").center();
  driver.drag(chip, chip - ui::Vec2{0, 50});
  walk.training().settle();
  EXPECT_NEAR(walk.weight("W2", 1, 1), before + 1, 0.05);
  driver.click("side.model");
  driver.click("model.undo");
  walk.training().settle();
  EXPECT_NEAR(walk.weight("W2", 1, 1), before, 1e-6);
  driver.click("side.number");
}

// Every op of an update by the button, and back again; numbers on the way are opened.
void go_through_the_beats(Walk& walk) {
  UiDriver& driver = walk.driver;
  const long before = walk.status().update;
  EXPECT_EQ(walk.player().trace_position().beat, lesson::Beat::Forward);
  int ops = 0;
  for (; ops < 100 && walk.status().update == before; ++ops) {
    driver.click("transport.forward");
    walk.training().settle();
  }
  EXPECT_GE(ops, 8) << "two layers forwards and backwards, the loss, the update";
  EXPECT_EQ(walk.status().update, before + 1);
  for (int i = 0; i < ops; ++i) {
    driver.click("transport.back");
    walk.training().settle();
  }
  EXPECT_EQ(walk.status().update, before);
  EXPECT_EQ(walk.player().trace_position().op, 0);
  driver.click("transport.update_beat");
  EXPECT_EQ(walk.player().trace_position().beat, lesson::Beat::Update);
  driver.click("graph/z/1/1/0");
  const auto account = walk.player().account(Language::English);
  ASSERT_TRUE(account);
  EXPECT_EQ(account->terms.size(), 3u) << "two inputs and the bias";
  ASSERT_FALSE(account->uses.empty());
  driver.click("side.use." + account->uses.front().selects);
  EXPECT_NE(walk.player().account(Language::English)->description, account->description) << "the number that it goes into";
}

void check_a_gradient(Walk& walk) {
  UiDriver& driver = walk.driver;
  driver.click("check/w/1/2/1");
  EXPECT_FALSE(driver.has("check/result"));
  driver.click("check/all");
  EXPECT_TRUE(driver.has("check/result"));
  driver.click("transport.forward");
  for (int i = 0; i < 30; ++i) driver.click("transport.forward");   // into the next update
  walk.training().settle();
  driver.frames(2);
  EXPECT_FALSE(driver.has("check/result")) << "the result belonged to other weights";
}

void descend(Walk& walk) {
  UiDriver& driver = walk.driver;
  EXPECT_FALSE(driver.has("claim.prove.backprop.xor")) << "the claim would give the answer away";
  walk.answer(3);
  walk.training().settle();
  driver.frames(3);
  EXPECT_EQ(walk.status().update, 2000);
  EXPECT_EQ(walk.outcome_of("descent"), 2) << "what the run measured stands beside the guess";
  walk.prove("backprop.xor");
}

void rewind_and_go_another_way(Walk& walk) {
  UiDriver& driver = walk.driver;
  const std::string there = walk.weights();
  driver.scrub("transport.history", 0.95f, 0.25f);
  walk.training().settle();
  driver.frames(2);
  const long back = walk.status().update;
  EXPECT_LT(back, 700);
  EXPECT_EQ(walk.status().furthest, 2000);
  driver.key(ui::Key::End);
  walk.training().settle();
  EXPECT_EQ(walk.weights(), there) << "the same bits as the first time";
  driver.scrub("transport.history", 0.95f, 0.25f);
  walk.training().settle();
  driver.scrub("transport.speed", 0.1f, 0.4f);
  walk.play();
  EXPECT_TRUE(walk.until([&] { return walk.status().update > back + 5; }));
  walk.pause();
  EXPECT_LT(walk.status().furthest, 2000);
  EXPECT_FALSE(walk.training().history()->old_line.empty()) << "the line that was left stays, greyed";
}

void break_it_and_repair_it(Walk& walk) {
  UiDriver& driver = walk.driver;
  EXPECT_EQ(walk.setting("rate"), "30");
  walk.answer(2);
  EXPECT_TRUE(walk.until([&] { return driver.has("trouble.repair"); }));
  const Health ran_away = walk.status().health;
  EXPECT_TRUE(ran_away.kind == Health::Kind::Diverged || ran_away.kind == Health::Kind::NotFinite);
  EXPECT_FALSE(ran_away.parameter.empty()) << "the parameter that went first is named";
  EXPECT_EQ(walk.status().mode, session::RunMode::Paused) << "it stops by itself";
  EXPECT_EQ(walk.outcome_of("break"), 1);
  driver.click("trouble.repair");
  walk.training().settle();
  driver.frames(3);
  EXPECT_FALSE(driver.has("trouble.repair"));
  EXPECT_EQ(walk.setting("rate"), "0.3");
  const long back = walk.status().update;
  EXPECT_LT(back, ran_away.update);
  walk.play();
  EXPECT_TRUE(walk.until([&] { return walk.status().update > back + 20; }));
  walk.pause();
  EXPECT_EQ(walk.status().health.kind, Health::Kind::Well);
  walk.prove("backprop.diverges");
}

TEST(BackpropWalk, FromTheHallThroughEveryStepToTheLastQuestion) {
  const TemporaryFolder folder;
  {
    Walk walk(folder);
    ASSERT_TRUE(walk.driver.app().player());
    ASSERT_EQ(walk.driver.app().step_count(), 10u);
    see_one_line_fail(walk);
    walk.next();                       // hidden
    change_everything_while_running(walk);
    walk.next();                       // forward
    walk.driver.click("narrative.back");
    drag_a_weight(walk);
    walk.next();
    go_through_the_beats(walk);
    walk.next();                       // loss
    walk.driver.click("transport.loss_beat");
    EXPECT_EQ(walk.player().trace_position().beat, lesson::Beat::Loss);
    walk.next();                       // backward
    walk.answer(1);
    EXPECT_EQ(walk.player().trace_position().beat, lesson::Beat::Backward) << "the answer shows the blame";
    walk.next();                       // check
    check_a_gradient(walk);
    walk.next();                       // descent
    descend(walk);
    rewind_and_go_another_way(walk);
    walk.next();                       // spiral
    EXPECT_EQ(walk.setting("data"), "spiral");
    walk.prove("backprop.spiral");
    walk.next();                       // break
    break_it_and_repair_it(walk);
    walk.next();                       // history
    walk.prove("backprop.gradient");
    EXPECT_EQ(walk.status().failure, "");
    walk.driver.click("bar.hall");
    EXPECT_EQ(walk.driver.app().player(), nullptr);
  }
  UiDriver later(options_in(folder, "2026-11-22"));
  later.click(std::string("hall.card.") + kLesson);
  later.frames(3);
  later.click("sheet.question.yes");
  later.frames(2);
  EXPECT_FALSE(later.has("sheet.question.yes"));
}

}  // namespace
}  // namespace epochs::app
