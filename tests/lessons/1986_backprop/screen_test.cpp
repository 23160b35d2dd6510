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
  const std::string rate = value_of(player, "rate"), layers = value_of(player, "layers");
  ASSERT_TRUE(player.set("rate", "7").ok());
  ASSERT_TRUE(player.set("hidden", "3,2").ok());
  EXPECT_EQ(value_of(player, "rate"), "7") << "at once";
  EXPECT_EQ(value_of(player, "layers") + value_of(player, "units1") + value_of(player, "units2"), "232");
  driver.frames(30);
  EXPECT_EQ(value_of(player, "rate"), "7");
  player.training().undo();
  player.training().undo();
  player.training().settle();
  driver.frames(30);
  EXPECT_EQ(value_of(player, "rate"), rate);
  EXPECT_EQ(value_of(player, "layers"), layers);
}

// A ReLU far below 0 for every point learns nothing any more: the Model panel says so, and no longer once it does.
TEST(BackpropScreen, UnitsThatStoppedLearningAreNamedInTheModelPanel) {
  testing::UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson("1986_backprop", "hidden").ok());
  driver.frames(3);
  lesson::Player& player = *driver.app().player();
  driver.click("side.model");
  driver.frames(2);
  EXPECT_FALSE(driver.has("side.idle.hidden1"));
  nlohmann::json run = player.save();
  ASSERT_TRUE(player.set("activation", "relu").ok());
  player.training().settle();
  run = player.save();
  run.erase("state");
  run["commands"].push_back({{"at", 0}, {"command", {{"parameter", {1, 0, 1, -100}}}}});
  ASSERT_TRUE(player.restore(run).ok());
  player.training().settle();
  player.training().advance(1);
  player.training().settle();
  driver.frames(3);
  EXPECT_TRUE(driver.has("side.idle.hidden1"));
  player.training().seek(0);
  player.training().undo();
  player.training().settle();
  driver.frames(3);
  EXPECT_FALSE(driver.has("side.idle.hidden1"));
}

TEST(BackpropScreen, LayersAndTheirUnitsAreChosenOneByOne) {
  testing::UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson("1986_backprop", "hidden").ok());
  driver.frames(3);
  const lesson::Player& player = *driver.app().player();
  driver.click("side.model");
  driver.frames(2);
  driver.click("setting.layers.3");
  driver.frames(2);
  EXPECT_EQ(value_of(player, "units1") + value_of(player, "units2") + value_of(player, "units3"), "444") << "new layers are as wide as the one before";
  driver.click("setting.units2.more");
  driver.click("setting.units3.less");
  driver.frames(2);
  EXPECT_EQ(value_of(player, "units1") + value_of(player, "units2") + value_of(player, "units3"), "453");
  driver.click("setting.units1");
  driver.type("16");
  driver.key(ui::Key::Enter);
  driver.frames(2);
  EXPECT_EQ(value_of(player, "units1"), "16");
  driver.click("setting.units1.more");
  driver.frames(2);
  EXPECT_EQ(value_of(player, "units1"), "16") << "no more than sixteen";
  driver.app().player()->training().settle();
  driver.frames(2);
  EXPECT_EQ(testing::table_of(player, "network").rows.size(), 2u * 16 + 16 + 16 * 5 + 5 + 5 * 3 + 3 + 3 + 1);
  for (int i = 0; i < 4; ++i) driver.app().player()->training().undo(), driver.app().player()->training().settle();
  driver.frames(30);
  EXPECT_EQ(value_of(player, "layers") + value_of(player, "units1"), "14") << "each press is one edit to undo";
}

}  // namespace
}  // namespace epochs::backprop
