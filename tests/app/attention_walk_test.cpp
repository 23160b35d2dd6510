// A learner's whole way through the lesson on attention: every step, what can be tried in it, to the last question.
#include <gtest/gtest.h>

#include "app/temporary_folder.hpp"
#include "lessons/2014_attention/player.hpp"
#include "support/ui_driver.hpp"

namespace epochs::app {
namespace {

using epochs::testing::TemporaryFolder;
using epochs::testing::UiDriver;
using translation::AttentionPlayer;

AppOptions looking_options(const TemporaryFolder& folder) {
  AppOptions options = UiDriver::quiet_options();
  options.data = folder.path();
  options.today = "2026-11-20";
  return options;
}

class LookingWalk {
 public:
  explicit LookingWalk(const TemporaryFolder& folder) : driver(looking_options(folder)) {
    driver.click("hall.card.2014_attention");
    driver.frames(3);
    driver.scrub("transport.speed", 0.1f, 0.99f);   // as fast as possible
  }
  AttentionPlayer& player() { return dynamic_cast<AttentionPlayer&>(*driver.app().player()); }
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

TEST(LookingWalk, FromTheFirstStepToTheLastQuestion) {
  const TemporaryFolder folder;
  LookingWalk walk(folder);
  EXPECT_EQ(walk.hand().lesson_step, "question");
  walk.make_small();
  walk.answer(2);
  EXPECT_GE(walk.player().training().status().update, 1000) << "bars of a network that has learned nothing say nothing";
  walk.next();
  EXPECT_EQ(walk.hand().lesson_step, "guests");
  walk.answer(1);
  walk.driver.click("guests.feature.1.0");
  EXPECT_EQ(walk.player().looking().guests.row, 1);
  walk.next();
  EXPECT_EQ(walk.hand().lesson_step, "query");
  walk.driver.click("query.score.1");
  EXPECT_EQ(walk.player().looking().query.source, 1);
  walk.next();
  EXPECT_EQ(walk.hand().lesson_step, "learn");
  EXPECT_EQ(walk.hand().rows, translation::Rows::Right);
  walk.answer(1);
  EXPECT_GE(walk.player().training().status().update, 1000) << "the answer takes training";
  walk.next();
  EXPECT_EQ(walk.hand().lesson_step, "align");
  EXPECT_EQ(walk.hand().sentence, translation::SentenceChoice::Clause);
  walk.answer(2);
  walk.next();
  EXPECT_EQ(walk.hand().lesson_step, "cross");
  walk.answer(3);
  walk.driver.click("arcs.written.1");
  EXPECT_EQ(walk.hand().step, 1);
  walk.next();
  EXPECT_EQ(walk.hand().lesson_step, "length");
  walk.answer(1);
  walk.next();
  EXPECT_EQ(walk.hand().lesson_step, "edit");
  walk.driver.click("translate.attention");
  EXPECT_EQ(walk.hand().meddling.looking, translation::Looking::Evenly);
  walk.next();
  EXPECT_EQ(walk.hand().lesson_step, "dot");
  EXPECT_TRUE(walk.hand().meddling.empty()) << "what was switched does not follow";
  walk.answer(3);
  walk.next();
  EXPECT_EQ(walk.hand().lesson_step, "soft");
  walk.answer(2);
  walk.next();
  EXPECT_EQ(walk.hand().lesson_step, "limits");
}

}  // namespace
}  // namespace epochs::app
