// The account of a number, longer than its column.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "screen_driver.hpp"
#include "support/ui_driver.hpp"
#include "test_player.hpp"
#include "ui/focus.hpp"

namespace epochs::app {
namespace {

class ManyUses : public testing::TestPlayer {
 public:
  ManyUses() : TestPlayer(false) {}
  std::optional<lesson::Account> account(Language language) const override {
    auto out = TestPlayer::account(language);
    for (int i = 0; i < 30; ++i) out->uses.push_back({"unit " + std::to_string(i), "unit." + std::to_string(i)});
    return out;
  }
};

TEST(Account, RowsThatAreScrolledOutTakeNoPress) {
  auto owned = std::make_unique<ManyUses>();
  ManyUses& player = *owned;
  testing::ScreenDriver driver(std::move(owned));
  driver.frames(3);
  const auto below = driver.interface.anchors().find("side.use.unit.12");
  ASSERT_TRUE(below);
  ASSERT_GT(below->y, 770) << "it lies under the transport bar";
  driver.click("side.use.unit.12");
  EXPECT_EQ(player.selected, "");
}

TEST(Account, IsReachedByTheKeyboardToItsEnd) {
  auto owned = std::make_unique<ManyUses>();
  ManyUses& player = *owned;
  testing::ScreenDriver driver(std::move(owned));
  driver.frames(3);
  for (int i = 0; i < 200 && driver.interface.focus().current() != "side.use.unit.29"; ++i) driver.key(ui::Key::Tab);
  driver.frames(2);
  const auto last = driver.interface.anchors().find("side.use.unit.29");
  ASSERT_TRUE(last);
  EXPECT_LT(last->bottom(), 770) << "it was scrolled into the column";
  driver.key(ui::Key::Enter);
  EXPECT_EQ(player.selected, "unit.29");
  driver.key(ui::Key::Tab);
  EXPECT_EQ(driver.interface.focus().current(), "side.account");
  driver.key(ui::Key::Home);
  driver.frames(2);
  EXPECT_GT(driver.interface.anchors().find("side.use.unit.29")->y, 770);
}

// At the size that the screens are drawn for, every comment of a code twin has its place beside the code.
TEST(Code, ShowsItsCommentsWhole) {
  for (const auto& [lesson, lines] : {std::pair{"1957_perceptron", std::vector<int>{4, 6, 7, 8}}, std::pair{"1986_backprop", std::vector<int>{2, 5, 6, 10}}})
    for (const char* language : {"en", "zh"}) {
      epochs::testing::UiDriver driver;
      if (language[0] == 'z') driver.key("l");
      ASSERT_TRUE(driver.app().open_lesson(lesson).ok());
      driver.frames(3);
      driver.click("side.code");
      driver.frames(2);
      for (const int line : lines) EXPECT_TRUE(driver.has("code.comment." + std::to_string(line))) << lesson << " line " << line << " " << language;
    }
}

}  // namespace
}  // namespace epochs::app
