// A learner's whole way through the lesson on self-attention: every step, what can be tried in it, to the last question.
#include <gtest/gtest.h>

#include "app/temporary_folder.hpp"
#include "lessons/2017_self_attention/player.hpp"
#include "support/ui_driver.hpp"

namespace epochs::app {
namespace {

using epochs::testing::TemporaryFolder;
using epochs::testing::UiDriver;
using self_attention::AttentionPlayer;

AppOptions attention_options(const TemporaryFolder& folder) {
  AppOptions options = UiDriver::quiet_options();
  options.data = folder.path();
  options.today = "2026-11-20";
  return options;
}

class AttentionWalk {
 public:
  explicit AttentionWalk(const TemporaryFolder& folder) : driver(attention_options(folder)) {
    driver.click("hall.card.2017_self_attention");
    driver.frames(3);
    driver.scrub("transport.speed", 0.1f, 0.99f);   // as fast as possible
  }
  AttentionPlayer& player() { return dynamic_cast<AttentionPlayer&>(*driver.app().player()); }
  const self_attention::Hand& hand() { return player().hand(); }
  void settle() {
    player().training().settle();
    driver.frames(3);
  }
  void next() {
    driver.click("narrative.next");
    settle();
  }
  void answer(int option) {                       // from 1
    driver.click("predict.option." + std::to_string(option));
    driver.click("predict.check");
    driver.frames(2);
    EXPECT_FALSE(driver.has("predict.check")) << hand().step;
    settle();
  }
  std::string setting(std::string_view key) {
    for (const lesson::Setting& each : player().settings())
      if (each.key == key) return each.value;
    return {};
  }
  UiDriver driver;
};

TEST(SelfAttentionWalk, FromTheFirstStepToTheLastQuestion) {
  const TemporaryFolder folder;
  AttentionWalk walk(folder);
  EXPECT_EQ(walk.hand().step, "question");
  walk.answer(2);
  walk.driver.click("looks.sentence.1");
  EXPECT_EQ(walk.hand().sentence, self_attention::SentenceChoice::Counterpart);
  walk.next();
  EXPECT_EQ(walk.hand().step, "pizza");
  EXPECT_EQ(walk.hand().sentence, self_attention::SentenceChoice::Example) << "what was chosen does not follow";
  walk.answer(2);
  walk.driver.click("pizza.step.4");
  EXPECT_EQ(walk.hand().pizza.step, self_attention::PizzaStep::Sum);
  walk.next();
  EXPECT_EQ(walk.hand().step, "query");
  walk.driver.click("query.score.1");
  EXPECT_EQ(walk.hand().query_view.key, 1);
  walk.next();
  EXPECT_EQ(walk.hand().step, "learn");
  walk.player().set("width", "24").ok();          // the walk is about the way, not about what is learned
  walk.settle();
  EXPECT_FALSE(walk.player().measured_answer([] { lesson::Step step; step.id = "learn"; return step; }())) << "it has not learned yet";
  walk.answer(1);
  EXPECT_GE(walk.player().training().status().update, 300) << "the answer takes training";
  walk.next();
  EXPECT_EQ(walk.hand().step, "heads");
  EXPECT_EQ(walk.setting("heads"), "4");
  walk.answer(3);
  walk.next();
  EXPECT_EQ(walk.hand().step, "hide");
  walk.answer(2);
  walk.next();
  EXPECT_EQ(walk.hand().step, "order");
  EXPECT_EQ(walk.setting("positions"), "none");
  walk.player().set("width", "12").ok();
  walk.settle();
  walk.answer(1);
  walk.next();
  EXPECT_EQ(walk.hand().step, "mask");
  EXPECT_EQ(walk.setting("mask"), "causal");
  EXPECT_EQ(walk.setting("positions"), "learned");
  walk.player().set("width", "12").ok();
  walk.settle();
  walk.answer(1);
  walk.next();
  EXPECT_EQ(walk.hand().step, "scale");
  EXPECT_EQ(walk.setting("scale"), "off");
  walk.answer(3);
  walk.next();
  EXPECT_EQ(walk.hand().step, "cost");
  walk.answer(2);
  EXPECT_FALSE(walk.hand().cost.points.empty());
  walk.next();
  EXPECT_EQ(walk.hand().step, "limits");
  EXPECT_EQ(walk.setting("labels"), "shuffled");
}

}  // namespace
}  // namespace epochs::app
