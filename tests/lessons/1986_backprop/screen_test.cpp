// The lesson on the screen, without a window.
#include "app/temporary_folder.hpp"
#include "lessons/lesson_fixture.hpp"
#include "support/ui_driver.hpp"

namespace epochs::backprop {
namespace {

std::string value_of(const lesson::Player& player, std::string_view key) {
  for (const lesson::Setting& setting : player.settings())
    if (setting.key == key) return setting.value;
  return {};
}

TEST(BackpropScreen, AnUndoneSettingIsShownAsItIs) {
  testing::UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson("1986_backprop").ok());
  driver.frames(3);
  lesson::Player& player = *driver.app().player();
  const std::string rate = value_of(player, "rate"), hidden = value_of(player, "hidden");
  ASSERT_TRUE(player.set("rate", "7").ok());
  ASSERT_TRUE(player.set("hidden", "3,2").ok());
  EXPECT_EQ(value_of(player, "rate"), "7") << "at once";
  driver.frames(30);
  EXPECT_EQ(value_of(player, "rate"), "7");
  player.training().undo();
  player.training().undo();
  player.training().settle();
  driver.frames(30);
  EXPECT_EQ(value_of(player, "rate"), rate);
  EXPECT_EQ(value_of(player, "hidden"), hidden);
}

}  // namespace
}  // namespace epochs::backprop
