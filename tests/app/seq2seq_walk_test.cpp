// A learner's whole way through the lesson on sequence to sequence: every step, what can be tried in it, to the last question.
#include <gtest/gtest.h>

#include "app/temporary_folder.hpp"
#include "lessons/2014_seq2seq/player.hpp"
#include "support/ui_driver.hpp"

namespace epochs::app {
namespace {

using epochs::testing::TemporaryFolder;
using epochs::testing::UiDriver;
using translation::TranslationPlayer;

AppOptions seq2seq_options(const TemporaryFolder& folder) {
  AppOptions options = UiDriver::quiet_options();
  options.data = folder.path();
  options.today = "2026-11-20";
  return options;
}

class Seq2SeqWalk {
 public:
  explicit Seq2SeqWalk(const TemporaryFolder& folder) : driver(seq2seq_options(folder)) {
    driver.click("hall.card.2014_seq2seq");
    driver.frames(3);
    driver.scrub("transport.speed", 0.1f, 0.99f);   // as fast as possible
  }
  TranslationPlayer& player() { return dynamic_cast<TranslationPlayer&>(*driver.app().player()); }
  const translation::Hand& hand() { return player().hand(); }
  void settle() {
    player().training().settle();
    driver.frames(3);
  }
  void next() {
    driver.click("narrative.next");
    settle();
    make_small();
  }
  void make_small() {                             // the walk is about the way, not about what is learned
    player().set("hidden", "8").ok(), player().set("rows", "2").ok();
    settle();
  }
  void answer(int option) {                       // from 1
    driver.click("predict.option." + std::to_string(option));
    driver.click("predict.check");
    driver.frames(2);
    EXPECT_FALSE(driver.has("predict.check")) << hand().lesson_step;
    settle();
  }
  UiDriver driver;
};

TEST(Seq2SeqWalk, FromTheFirstStepToTheLastQuestion) {
  const TemporaryFolder folder;
  Seq2SeqWalk walk(folder);
  EXPECT_EQ(walk.hand().lesson_step, "question");
  EXPECT_EQ(walk.hand().sentence, translation::SentenceChoice::Clause);
  walk.answer(3);
  walk.driver.click("dictionary.say.0");
  EXPECT_EQ(walk.hand().dictionary.word, 0);
  walk.next();
  EXPECT_EQ(walk.hand().lesson_step, "bridge");
  walk.answer(2);
  walk.next();
  EXPECT_EQ(walk.hand().lesson_step, "learn");
  walk.answer(3);
  EXPECT_GE(walk.player().training().status().update, 1000) << "the answer takes training";
  walk.driver.click("translate.sentence.0");
  EXPECT_EQ(walk.hand().sentence, translation::SentenceChoice::Greeting);
  walk.next();
  EXPECT_EQ(walk.hand().lesson_step, "vector");
  EXPECT_EQ(walk.hand().sentence, translation::SentenceChoice::Middle) << "what was chosen does not follow";
  walk.driver.click("bridge.sentence.another");
  EXPECT_EQ(walk.hand().another, 1);
  walk.next();
  EXPECT_EQ(walk.hand().lesson_step, "length");
  walk.answer(1);
  EXPECT_FALSE(walk.hand().length.scores.empty());
  walk.next();
  EXPECT_EQ(walk.hand().lesson_step, "forcing");
  walk.answer(2);
  walk.driver.click("forcing.dictated.1");
  EXPECT_EQ(walk.hand().forcing.step, 1);
  walk.next();
  EXPECT_EQ(walk.hand().lesson_step, "beam");
  EXPECT_TRUE(walk.hand().meddling.empty()) << "what was forced does not follow";
  walk.answer(2);
  walk.driver.click("tree.width.4");
  EXPECT_EQ(walk.hand().tree.width, 5);
  walk.next();
  EXPECT_EQ(walk.hand().lesson_step, "break");
  walk.answer(1);
  walk.next();
  EXPECT_EQ(walk.hand().lesson_step, "limits");
}

}  // namespace
}  // namespace epochs::app
