// A learner's whole way through the lesson on bags of words: every step, everything that can be tried in it, to the last question.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/model_panel.hpp"
#include "app/temporary_folder.hpp"
#include "lessons/1972_bag_of_words/player.hpp"
#include "support/ui_driver.hpp"

namespace epochs::app {
namespace {

using epochs::testing::TemporaryFolder;
using epochs::testing::UiDriver;

constexpr const char* kCounting = "1972_bag_of_words";

AppOptions counting_options(const TemporaryFolder& folder, const char* today) {
  AppOptions options = UiDriver::quiet_options();
  options.data = folder.path();
  options.today = today;
  return options;
}

class CountingWalk {
 public:
  explicit CountingWalk(const TemporaryFolder& folder) : driver(counting_options(folder, "2026-11-20")) {
    driver.click(std::string("hall.card.") + kCounting);
    driver.frames(3);
    driver.scrub("transport.speed", 0.1f, 0.99f);   // as fast as possible
  }

  bag::BagPlayer& player() { return dynamic_cast<bag::BagPlayer&>(*driver.app().player()); }
  session::Training& training() { return player().training(); }
  session::Status status() { return training().status(); }
  lesson::Table table(const char* name) {
    for (lesson::Table& each : player().tables())
      if (each.name == name) return each;
    ADD_FAILURE() << name;
    return {};
  }
  std::string setting(std::string_view key) {
    for (const lesson::Setting& each : player().settings())
      if (each.key == key) return each.value;
    return {};
  }
  // The English document, from 1, that is nearest to the question; −1: none.
  int nearest() {
    int best = -1;
    double most = 0;
    for (const auto& row : table("nearest").rows)
      if (row[0] == "en" && std::stod(row[2]) > most) most = std::stod(row[2]), best = std::stoi(row[1]);
    return best;
  }
  void next() {
    driver.click("narrative.next");
    driver.frames(2);
    training().settle();
    driver.frames(2);
  }
  void answer(int option) {
    driver.click("predict.option." + std::to_string(option));
    driver.click("predict.check");
    driver.frames(2);
    EXPECT_FALSE(driver.has("predict.check"));
  }
  template <class Condition>
  bool until(Condition condition) {
    for (int i = 0; i < 600; ++i) {
      if (condition()) return true;
      driver.frames(1);
    }
    return false;
  }
  void prove(const std::string& claim) {
    driver.move_to({200, 300});
    for (int i = 0; i < 30 && driver.rect("claim.prove." + claim).bottom() > 768; ++i) driver.wheel(-1);
    driver.click("claim.prove." + claim);
    EXPECT_TRUE(until([&] { return driver.has("claim.holds." + claim) || driver.has("claim.fails." + claim); })) << claim;
    EXPECT_TRUE(driver.has("claim.holds." + claim)) << claim << " on seed 1";
  }
  // Over whatever the field holds.
  void write(const std::string& field, const std::string& text) {
    driver.click(field);
    driver.key(ui::Key::Home);
    driver.key(ui::Key::End, true);   // all of it
    driver.type(text);
    driver.key(ui::Key::Enter);
    training().settle();
    driver.frames(2);
  }
  void choose(const std::string& key, const std::string& value) {
    ASSERT_TRUE(player().set(key, value).ok());
    training().settle();
    driver.frames(2);
  }

  UiDriver driver;
};

void type_characters(CountingWalk& walk) {
  walk.answer(3);
  EXPECT_TRUE(walk.driver.has("characters.pair"));
  walk.write("characters.field", "Ab");
  ASSERT_EQ(walk.table("characters").rows.size(), 2u);
  walk.driver.click("characters.1");
  EXPECT_EQ(walk.player().account(Language::English)->value, 98) << "b";
}

void drag_the_vocabulary(CountingWalk& walk) {
  walk.answer(3);
  walk.driver.scrub("onehot.vocabulary", 0.2f, 0.95f);
  walk.training().settle();
  EXPECT_GT(walk.table("onehot").rows.size(), 400u);
  walk.prove("words.onehot");
}

// Misled by counts; weighed, the bread is found.
void repair_the_question(CountingWalk& walk) {
  EXPECT_EQ(walk.nearest(), 2);
  walk.answer(1);
  walk.choose("weighting", "tfidf");
  EXPECT_EQ(walk.nearest(), 1);
  walk.write("documents.query", "the station of the city");
  EXPECT_EQ(walk.nearest(), 6);
  epochs::testing::open_model_panel(walk.driver);
  walk.driver.click("model.undo");
  walk.training().settle();
  walk.driver.frames(2);
  EXPECT_EQ(walk.nearest(), 1) << "the question that stood there before";
}

// A hundred documents, two runs side by side; back, and on to the same bits.
void read_and_scrub(CountingWalk& walk) {
  EXPECT_EQ(walk.setting("read"), "0");
  walk.answer(3);
  EXPECT_TRUE(walk.until([&] { return walk.driver.has("twin.first") && walk.driver.has("twin.second"); }));
  EXPECT_TRUE(walk.until([&] { return walk.driver.app().on_stage()->training().status().update >= 3; })) << "it plays to its answer";
  walk.driver.click("twin.close");
  walk.driver.frames(3);
  walk.training().advance(40);
  walk.training().settle();
  walk.driver.frames(2);
  const auto there = walk.table("idf").rows;
  const long update = walk.status().update;
  walk.training().seek(10);
  walk.training().settle();
  walk.driver.frames(2);
  EXPECT_EQ(walk.setting("read"), "10");
  EXPECT_NE(walk.table("idf").rows, there);
  walk.training().seek(update);
  walk.training().settle();
  EXPECT_EQ(walk.table("idf").rows, there) << "the same bits";
  EXPECT_LT(walk.status().loss, 0.4);
  walk.prove("words.tfidf");
}

// One document weighs nothing; a second one brings the words to life; a question of unknown words has no nearest document.
void break_and_repair(CountingWalk& walk) {
  walk.answer(2);
  for (const auto& row : walk.table("matrix").rows) EXPECT_EQ(row[6], "0") << row[2];
  walk.write("documents.add", "Two birds sing");
  bool alive = false;
  for (const auto& row : walk.table("matrix").rows) alive = alive || row[6] != "0";
  EXPECT_TRUE(alive);
  walk.choose("documents", "strangers");
  walk.choose("read", "200");
  EXPECT_EQ(walk.nearest(), -1);
  for (const auto& row : walk.table("nearest").rows) EXPECT_EQ(row[2], "0") << "no NaN";
}

TEST(CountingWalk, FromTheHallThroughEveryStepToTheLastQuestion) {
  const TemporaryFolder folder;
  {
    CountingWalk walk(folder);
    ASSERT_TRUE(walk.driver.app().player());
    ASSERT_EQ(walk.driver.app().step_count(), 12u);
    type_characters(walk);
    walk.next();                       // onehot
    drag_the_vocabulary(walk);
    walk.next();                       // counts
    walk.driver.click("transport.play");
    EXPECT_TRUE(walk.until([&] { return walk.status().finished; })) << "it stops by itself after the sixth";
    walk.driver.frames(2);
    walk.driver.click_at(walk.driver.rect("matrix.cells").center());
    EXPECT_EQ(walk.player().hand().selected.kind, bag::Place::Kind::Weight);
    walk.next();                       // order
    walk.answer(3);
    EXPECT_EQ(walk.nearest(), 1);
    walk.next();                       // misled
    repair_the_question(walk);
    walk.next();                       // idf
    walk.answer(2);
    EXPECT_EQ(walk.setting("weighting"), "tfidf");
    walk.next();                       // weights
    EXPECT_EQ(walk.setting("read"), "6");
    walk.next();                       // reading
    read_and_scrub(walk);
    walk.next();                       // chinese
    EXPECT_EQ(walk.setting("language"), "chinese");
    walk.choose("cut", "words");
    walk.next();                       // synonyms
    walk.answer(3);
    EXPECT_EQ(walk.nearest(), 1);
    walk.write("documents.query", "a physician");
    EXPECT_EQ(walk.nearest(), 2) << "the other word finds the other document";
    walk.next();                       // one
    break_and_repair(walk);
    walk.next();                       // history
    EXPECT_EQ(walk.setting("documents"), "six");
    EXPECT_EQ(walk.status().failure, "");
    walk.driver.click("bar.hall");
    EXPECT_EQ(walk.driver.app().player(), nullptr);
  }
  UiDriver later(counting_options(folder, "2026-11-22"));
  later.click(std::string("hall.card.") + kCounting);
  later.frames(3);
  EXPECT_TRUE(later.has("sheet.question.yes")) << "the last question, on a later visit";
  later.click("sheet.question.yes");
  later.frames(2);
  EXPECT_FALSE(later.has("sheet.question.yes"));
}

}  // namespace
}  // namespace epochs::app
