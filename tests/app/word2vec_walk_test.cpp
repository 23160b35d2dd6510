// A learner's whole way through the lesson on word vectors: every step, what can be tried in it, to the last question.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/model_panel.hpp"
#include "app/temporary_folder.hpp"
#include "lessons/2013_word2vec/player.hpp"
#include "support/ui_driver.hpp"

namespace epochs::app {
namespace {

using epochs::testing::TemporaryFolder;
using epochs::testing::UiDriver;
using word2vec::Source;

constexpr const char* kVectors = "2013_word2vec";

AppOptions vector_options(const TemporaryFolder& folder, const char* today) {
  AppOptions options = UiDriver::quiet_options();
  options.data = folder.path();
  options.today = today;
  return options;
}

class VectorWalk {
 public:
  explicit VectorWalk(const TemporaryFolder& folder) : driver(vector_options(folder, "2026-11-20")) {
    driver.click(std::string("hall.card.") + kVectors);
    driver.frames(3);
    driver.scrub("transport.speed", 0.1f, 0.99f);   // as fast as possible
  }

  word2vec::Word2VecPlayer& player() { return dynamic_cast<word2vec::Word2VecPlayer&>(*driver.app().player()); }
  const word2vec::Hand& hand() { return player().hand(); }
  session::Training& training() { return player().training(); }
  session::Status status() { return training().status(); }
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
  std::optional<int> measured(const char* step) {
    lesson::Step asked;
    asked.id = step;
    return player().measured_answer(asked);
  }
  std::string step() { return hand().step; }
  void next() {
    driver.click("narrative.next");
    settle();
  }
  void settle() {
    training().settle();
    driver.frames(3);
  }
  void answer(int option) {
    driver.click("predict.option." + std::to_string(option));
    driver.click("predict.check");
    driver.frames(2);
    EXPECT_FALSE(driver.has("predict.check"));
  }
  template <class Condition>
  bool until(Condition condition) {
    for (int i = 0; i < 900; ++i) {
      if (condition()) return true;
      driver.frames(1);
    }
    return false;
  }
  void choose(const std::string& key, const std::string& value) {
    ASSERT_TRUE(player().set(key, value).ok()) << key;
    settle();
  }
  bool is_selected(const std::string& word) { return driver.app().player() && hand().word >= 0 && rows_word(hand().word) == word; }
  std::string rows_word(int id) { return text().word(id); }
  const word2vec::Text& text() {
    if (!text_ || text_->source != source()) text_ = word2vec::built_in_text(source(), 1);
    return *text_;
  }
  Source source() { return setting("text") == "bilingual" ? Source::Bilingual : setting("text") == "few" ? Source::Few : setting("text") == "shelf" ? Source::Shelf : Source::World; }

  UiDriver driver;

 private:
  std::shared_ptr<const word2vec::Text> text_;
};

// Guessed, then trained to the answer; a word is clicked; space, t-SNE and back.
void watch_words_move(VectorWalk& walk) {
  EXPECT_FALSE(walk.driver.has("twin.first"));
  walk.answer(1);
  EXPECT_TRUE(walk.until([&] { return walk.measured("map").has_value(); })) << "it trains until the answer can be measured";
  walk.settle();
  EXPECT_EQ(walk.measured("map"), 0) << "another animal";
  EXPECT_EQ(walk.rows_word(walk.hand().word), "cat");
  std::string other;
  for (const std::string& anchor : walk.driver.anchors())
    if (anchor.starts_with("map.word.") && anchor != "map.word.cat") other = anchor;
  ASSERT_FALSE(other.empty()) << "words have names";
  walk.driver.click(other);
  walk.driver.frames(2);
  EXPECT_EQ("map.word." + walk.rows_word(walk.hand().word), other);
  EXPECT_EQ(walk.hand().selected.kind, word2vec::Place::Kind::Cosine);
  walk.driver.click("map.depth.1");
  walk.driver.frames(2);
  EXPECT_EQ(walk.hand().map.depth, word2vec::Depth::Space);
  const ui::Vec2 middle = walk.driver.rect("map.plot").center();
  const float yaw = walk.hand().map.camera.yaw;
  walk.driver.drag(middle, middle + ui::Vec2{60, 10});
  EXPECT_NE(walk.hand().map.camera.yaw, yaw);
  walk.driver.click("map.projection.1");
  EXPECT_TRUE(walk.until([&] { return !walk.hand().map.places.linear(); })) << "laid out, a slice a frame";
  EXPECT_EQ(walk.hand().map.depth, word2vec::Depth::Plane);
  EXPECT_FALSE(walk.hand().map.places.linear());
  walk.driver.click("map.projection.0");
  walk.driver.frames(3);
  EXPECT_TRUE(walk.hand().map.places.linear());
}

// Back and on again: the same bits.
void scrub_back(VectorWalk& walk) {
  const auto there = walk.rows("matrices");
  const long update = walk.status().update;
  ASSERT_GT(update, 10);
  walk.training().seek(5);
  walk.settle();
  EXPECT_NE(walk.rows("matrices"), there);
  walk.training().seek(update);
  walk.settle();
  EXPECT_EQ(walk.rows("matrices"), there);
}

// The step's own words, then three others by hand: one dragged onto another, the third clicked.
void build_an_analogy(VectorWalk& walk) {
  const auto& slots = walk.hand().analogy;
  EXPECT_EQ(walk.rows_word(slots[0]) + walk.rows_word(slots[1]) + walk.rows_word(slots[2]), "manwomanking");
  walk.answer(1);
  EXPECT_TRUE(walk.until([&] { return walk.measured("analogy").has_value(); }));
  walk.settle();
  EXPECT_TRUE(walk.driver.has("map.sum"));
  const ui::Rect pill = walk.driver.rect("map.sum");
  for (const word2vec::PlacedLabel& label : walk.hand().map.labels) {
    const bool asked = std::find(slots.begin(), slots.end(), label.word) != slots.end();
    const bool apart = label.box.right() <= pill.x || label.box.x >= pill.right() || label.box.bottom() <= pill.y || label.box.y >= pill.bottom();
    EXPECT_TRUE(asked || apart) << walk.rows_word(label.word) << " lies under the sum";
  }
  const ui::Rect man = walk.driver.rect("map.word.man"), woman = walk.driver.rect("map.word.woman");
  walk.driver.drag(woman.center(), man.center());
  walk.driver.frames(2);
  EXPECT_EQ(walk.rows_word(slots[0]) + walk.rows_word(slots[1]), "womanman");
  EXPECT_EQ(slots[2], -1);
  EXPECT_FALSE(walk.driver.has("map.sum"));
  std::string third;
  for (const std::string& anchor : walk.driver.anchors())
    if (anchor.starts_with("map.word.") && anchor != "map.word.man" && anchor != "map.word.woman") third = anchor;
  walk.driver.click(third);
  walk.driver.frames(2);
  EXPECT_EQ("map.word." + walk.rows_word(slots[2]), third);
  EXPECT_TRUE(walk.driver.has("map.sum"));
}

// Every way to break it is named, and mended with one press.
void break_and_mend(VectorWalk& walk) {
  walk.answer(1);
  EXPECT_TRUE(walk.until([&] { return walk.driver.has("twin.close"); }));
  walk.driver.click("twin.close");
  walk.driver.frames(3);
  walk.training().pause();
  walk.settle();
  walk.training().advance(30);
  walk.settle();
  ASSERT_TRUE(walk.driver.has("map.mishap.negatives"));
  walk.driver.click("map.repair");
  walk.settle();
  EXPECT_EQ(walk.setting("negatives"), "5");
  struct Way {
    const char *id, *key, *broken, *mended;
  };
  for (const Way& way : {Way{"window", "window", "0", "2"}, Way{"width", "width", "1", "24"}, Way{"few", "text", "few", "world"}}) {
    ASSERT_TRUE(walk.driver.has(std::string("map.break.") + way.id)) << way.id;
    walk.driver.click(std::string("map.break.") + way.id);
    walk.settle();
    EXPECT_EQ(walk.setting(way.key), way.broken);
    EXPECT_TRUE(walk.driver.has(std::string("map.mishap.") + way.id));
    walk.training().advance(3);
    walk.settle();
    EXPECT_EQ(walk.status().failure, "");
    walk.driver.click("map.repair");
    walk.settle();
    EXPECT_EQ(walk.setting(way.key), way.mended);
    EXPECT_FALSE(walk.driver.has(std::string("map.mishap.") + way.id));
  }
}

TEST(VectorWalk, FromTheHallThroughEveryStepToTheLastQuestion) {
  const TemporaryFolder folder;
  {
    VectorWalk walk(folder);
    ASSERT_TRUE(walk.driver.app().player());
    ASSERT_EQ(walk.driver.app().step_count(), 12u);
    EXPECT_EQ(walk.step(), "question");
    walk.answer(3 - 1);
    walk.next();
    EXPECT_EQ(walk.step(), "shelf");
    EXPECT_EQ(walk.setting("text"), "shelf");
    walk.next();
    EXPECT_EQ(walk.step(), "window");
    walk.answer(1);
    walk.next();
    EXPECT_EQ(walk.step(), "network");
    EXPECT_EQ(walk.setting("output"), "softmax");
    walk.next();
    EXPECT_EQ(walk.step(), "pair");
    walk.answer(1);
    for (int op = 0; op < 40 && walk.status().update == 0; ++op) walk.driver.key(".");   // through the beats of one guess into the next
    walk.settle();
    EXPECT_EQ(walk.status().update, 1);
    walk.next();
    EXPECT_EQ(walk.step(), "map");
    watch_words_move(walk);
    scrub_back(walk);
    walk.next();
    EXPECT_EQ(walk.step(), "neighbours");
    walk.next();
    EXPECT_EQ(walk.step(), "analogy");
    build_an_analogy(walk);
    walk.next();
    EXPECT_EQ(walk.step(), "bilingual");
    walk.training().advance(20);
    walk.settle();
    EXPECT_EQ(walk.rows_word(walk.hand().word), "man");
    walk.next();
    EXPECT_EQ(walk.step(), "gap");
    EXPECT_EQ(walk.setting("method"), "cbow");
    walk.next();
    EXPECT_EQ(walk.step(), "break");
    break_and_mend(walk);
    walk.next();
    EXPECT_EQ(walk.step(), "limits");
    EXPECT_EQ(walk.rows_word(walk.hand().word), "old");
    EXPECT_EQ(walk.status().failure, "");
    walk.driver.click("bar.hall");
    EXPECT_EQ(walk.driver.app().player(), nullptr);
  }
  UiDriver later(vector_options(folder, "2026-11-22"));
  later.click(std::string("hall.card.") + kVectors);
  later.frames(3);
  EXPECT_TRUE(later.has("sheet.question.yes")) << "the last question, on a later visit";
}

}  // namespace
}  // namespace epochs::app
