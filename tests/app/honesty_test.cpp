// A panel that shows numbers from elsewhere than its lesson's says so.
#include <gtest/gtest.h>

#include "screen_driver.hpp"
#include "test_player.hpp"

namespace epochs::app {
namespace {

class Mixed : public testing::TestPlayer {
 public:
  Mixed() : TestPlayer(false) {}
  lesson::HonestyRecord honesty_of(std::string_view view) const override {
    return view == "network" ? lesson::HonestyRecord{lesson::Honesty::Illustrative, {"drawn by hand", "手绘"}, {"none", "无"}, 1} : honesty();
  }
};

TEST(Honesty, APanelThatDiffersCarriesItsOwnMark) {
  testing::ScreenDriver driver(std::make_unique<Mixed>());
  ASSERT_TRUE(driver.screen.go_to("descent"));   // shows "field" and "network"
  driver.frames(3);
  EXPECT_TRUE(driver.has("stage.honesty.network"));
  EXPECT_FALSE(driver.has("stage.honesty.field"));
  driver.click("stage.honesty.network");
  EXPECT_EQ(driver.shell.sheet, Sheet::Honesty);
}

TEST(Honesty, NoPanelIsMarkedWhereAllIsTheLessons) {
  testing::ScreenDriver driver(std::make_unique<testing::TestPlayer>(false));
  ASSERT_TRUE(driver.screen.go_to("descent"));
  driver.frames(3);
  for (const char* view : {"field", "network"}) EXPECT_FALSE(driver.has(std::string("stage.honesty.") + view));
}

// What moves comes to rest by itself, and nothing moves under reduced motion.
TEST(StepChange, MovesForAThirdOfASecondAndNotWhereMotionIsReduced) {
  for (const bool reduced : {false, true}) {
    testing::ScreenDriver driver(std::make_unique<testing::TestPlayer>(false));
    driver.input.reduced_motion = reduced;
    driver.frames(60);
    EXPECT_FALSE(driver.interface.animating());
    driver.screen.go(1);
    driver.frames(2);
    EXPECT_EQ(driver.interface.animating(), !reduced);
    driver.frames(30);
    EXPECT_FALSE(driver.interface.animating()) << "reduced: " << reduced;
  }
}

}  // namespace
}  // namespace epochs::app
