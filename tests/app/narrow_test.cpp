// Windows where the words stand above the picture: everything there is to read and to answer opens as a card over it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/ready_lessons.hpp"
#include "lessons/catalog.hpp"
#include "support/ui_driver.hpp"

namespace epochs::app {
namespace {

using epochs::testing::ready_lessons;
using epochs::testing::UiDriver;

using Case = std::tuple<std::string, WindowSize>;
class Narrow : public ::testing::TestWithParam<Case> {
 protected:
  Narrow() : driver(UiDriver::quiet_options(), std::get<1>(GetParam())) {}
  UiDriver driver;
};

TEST_P(Narrow, QuestionsAreAnsweredAndClaimsReachedInACard) {
  ASSERT_TRUE(driver.app().open_lesson(std::get<0>(GetParam())).ok());
  driver.frames(3);
  std::size_t questions = 0, claims = 0;
  for (std::size_t step = 0; step < driver.app().step_count(); ++step) {
    const std::string id = driver.app().step_id(step);
    ASSERT_TRUE(driver.has("narrative.more")) << id;
    EXPECT_FALSE(driver.has("predict.option.1")) << id << ": nothing to press under the picture";
    if (driver.has("predict.open")) {
      driver.click("predict.open");
      driver.frames(3);
      if (driver.has("predict.option.1")) {
        ++questions;
        driver.click("predict.option.1");
        driver.click("predict.check");
        driver.frames(4);
        EXPECT_FALSE(driver.has("predict.check")) << id;
      }
      for (const std::string& anchor : driver.anchors()) claims += anchor.starts_with("claim.prove.");
    } else {
      driver.click("narrative.more");
    }
    driver.frames(2);
    EXPECT_TRUE(driver.has("narrative.close")) << id;
    driver.key(ui::Key::Escape);
    driver.frames(3);
    EXPECT_FALSE(driver.has("narrative.close")) << id;
    driver.key(ui::Key::Right);
    driver.frames(3);
  }
  EXPECT_GT(questions, 0u);
  EXPECT_EQ(claims, lessons::find(std::get<0>(GetParam()))->claims.size());
}

TEST_P(Narrow, TheCardTakesEveryPressAndAPressOutsideClosesIt) {
  ASSERT_TRUE(driver.app().open_lesson(std::get<0>(GetParam())).ok());
  driver.frames(3);
  const std::string before = driver.app().player()->save().dump();
  driver.click("narrative.more");
  driver.frames(3);
  const ui::Rect close = driver.rect("narrative.close");
  for (float down = 40; down < 200; down += 40) driver.drag({close.x - 160, close.y + down}, {close.x - 60, close.y + down + 20});
  EXPECT_EQ(driver.app().player()->save().dump(), before);
  EXPECT_TRUE(driver.has("narrative.close"));
  if (driver.has("side.model")) {
    driver.click("side.model");
    driver.frames(3);
    EXPECT_FALSE(driver.has("narrative.close")) << "one card at a time";
    EXPECT_TRUE(driver.has("model.undo"));
  }
}

INSTANTIATE_TEST_SUITE_P(Windows, Narrow,
                         ::testing::Combine(::testing::ValuesIn(ready_lessons()),
                                            ::testing::Values(WindowSize{800, 1000, 1}, WindowSize{600, 1000, 1}, WindowSize{420, 860, 1})),
                         [](const auto& test) { return std::get<0>(test.param) + "_" + std::to_string(std::get<1>(test.param).width); });

// A low panel shrinks the circles of the neuron: a number as long as "−1.0" still stands clear of its outline.
TEST(LowWindow, TheNeuronsNumbersStandClearOfTheirCircles) {
  UiDriver driver(UiDriver::quiet_options(), {1024, 700, 1});
  ASSERT_TRUE(driver.app().open_lesson("1957_perceptron", "xor").ok());
  driver.frames(4);
  const ui::Rect x1 = driver.rect("neuron.x1"), x2 = driver.rect("neuron.x2");
  EXPECT_GE(x1.w, 4 * 14 * 0.6f + 12) << "four signs of the number's type, and room beside them";
  EXPECT_LE(x1.bottom(), x2.y);
  EXPECT_LE(x1.right(), driver.rect("neuron.w1").x);
}

}  // namespace
}  // namespace epochs::app
