// A question answered, and the steps walked, with the keyboard alone.
#include <gtest/gtest.h>

#include "support/ui_driver.hpp"
#include "ui/focus.hpp"

namespace epochs::app {
namespace {

using epochs::testing::UiDriver;

constexpr WindowSize kDesk{1440, 900, 1}, kTall{800, 900, 1};

class AskedAt : public UiDriver {
 public:
  explicit AskedAt(const char* step, WindowSize size = kDesk) : UiDriver(quiet_options(), size) {
    EXPECT_TRUE(app().open_lesson("1957_perceptron", step).ok());
    frames(3);
  }
  bool open() { return has("predict.option.3"); }   // what is neither chosen nor right goes with the answer
  void tab_to(std::string_view id, int most) {
    for (int i = 0; i < most && focus() != id; ++i) key(ui::Key::Tab);
    EXPECT_EQ(focus(), id);
  }
  std::string rate() {
    for (const lesson::Setting& setting : app().player()->settings())
      if (setting.key == "rate") return setting.value;
    return {};
  }
  const std::string& focus() { return interface().focus().current(); }
};

TEST(Keyboard, EnterConfirmsTheOptionThatANumberChose) {
  for (const WindowSize size : {kDesk, kTall}) {
    AskedAt driver("line", size);
    driver.key(ui::Key::Enter);
    if (size.width == kTall.width) driver.click("predict.open");
    EXPECT_TRUE(driver.open()) << "nothing was chosen yet";
    driver.key("1");
    EXPECT_TRUE(driver.open());
    driver.key(ui::Key::Enter);
    driver.frames(2);
    EXPECT_FALSE(driver.open());
    EXPECT_FALSE(driver.has("predict.check"));
  }
}

TEST(Keyboard, ANumberBringsTheQuestionIntoViewBeforeEnterAnswersIt) {
  AskedAt driver("line", kTall);
  EXPECT_FALSE(driver.open()) << "a tall window keeps the question in a card";
  driver.key("2");
  driver.frames(2);
  EXPECT_TRUE(driver.open());
  driver.key(ui::Key::Escape);
  driver.frames(2);
  EXPECT_FALSE(driver.open());
  driver.key(ui::Key::Enter);
  driver.click("predict.open");
  driver.frames(2);
  EXPECT_TRUE(driver.open()) << "Enter answers nothing that cannot be seen";
}

TEST(Keyboard, EnterOnAnotherControlIsThatControls) {
  AskedAt driver("line");
  driver.click("predict.option.2");
  driver.tab_to("bar.theme", 12);
  const ui::Brightness before = driver.app().settings().brightness;
  driver.key(ui::Key::Enter);
  EXPECT_NE(driver.app().settings().brightness, before);
  EXPECT_TRUE(driver.open());
  driver.tab_to("predict.option.1", 12);
  driver.key(ui::Key::Enter);                       // chooses
  EXPECT_TRUE(driver.open());
  driver.key(ui::Key::Enter);                       // confirms
  driver.frames(2);
  EXPECT_FALSE(driver.open());
}

TEST(Keyboard, TheStepsAreOnePlaceForTabAndArrowsMoveWithinThem) {
  AskedAt driver("line");
  driver.tab_to("narrative.step.line", 12);
  driver.key(ui::Key::Tab);
  EXPECT_FALSE(driver.focus().starts_with("narrative.step.")) << driver.focus();
  driver.key(ui::Key::Tab, true);
  driver.key(ui::Key::Right);
  driver.key(ui::Key::Right);
  driver.key(ui::Key::Left);
  EXPECT_EQ(driver.focus(), "narrative.step.mistake");
  EXPECT_EQ(driver.rate(), "1") << "arrows look, Enter goes";
  driver.key(ui::Key::Enter);
  driver.frames(2);
  EXPECT_EQ(driver.rate(), "0.3") << "the rate of the step \"mistake\"";
}

// A control that went away with the answer keeps no key for itself.
TEST(Keyboard, SpacePlaysAgainOnceTheButtonIsGone) {
  AskedAt driver("bound");                          // in "line" the weights are right already
  driver.key("2");
  driver.tab_to("predict.check", 3);
  driver.key(ui::Key::Enter);
  driver.frames(2);
  ASSERT_FALSE(driver.has("predict.check"));
  EXPECT_EQ(driver.app().player()->training().status().mode, session::RunMode::Paused);
  driver.key(ui::Key::Space);
  EXPECT_EQ(driver.app().player()->training().status().mode, session::RunMode::Running);
}

}  // namespace
}  // namespace epochs::app
