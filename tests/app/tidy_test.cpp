// Every step of every lesson with the largest text, in both languages: no word is cut, lies over another or leaves its panel.
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

#include "app/ready_lessons.hpp"
#include "support/screen_ledger.hpp"
#include "support/ui_driver.hpp"

namespace epochs::app {
namespace {

using epochs::testing::ready_lessons;
using epochs::testing::ScreenLedger;
using epochs::testing::UiDriver;

constexpr WindowSize kWindows[] = {{1024, 700, 1}, {1440, 900, 1}, {1920, 1080, 1}};
constexpr float kLargest = kTextSizes[std::size(kTextSizes) - 1];

void expect_tidy(UiDriver& driver, const std::string& where) {
  for (const char* language : {"en", "zh"}) {
    std::unique_ptr<ScreenLedger> ledger;
    driver.frame_on([&](ui::Canvas& canvas, ui::Rect window) -> ui::Canvas& { return *(ledger = std::make_unique<ScreenLedger>(canvas, window)); });
    for (const std::string& fault : ledger->faults()) ADD_FAILURE() << where << " in " << language << ": " << fault;
    driver.key("l");
    driver.frames(3);
  }
}

class Tidy : public ::testing::TestWithParam<std::string> {};

TEST_P(Tidy, WithTheLargestText) {
  for (const WindowSize& size : kWindows) {
    AppOptions options = UiDriver::quiet_options();
    options.settings.text_size = kLargest;
    UiDriver driver(options, size);
    ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
    for (std::size_t i = 0; i < driver.app().step_count(); ++i) {
      ASSERT_TRUE(driver.app().open_lesson(GetParam(), driver.app().step_id(i)).ok());
      driver.frames(4);
      const std::string where = driver.app().step_id(i) + " at " + std::to_string(size.width) + "x" + std::to_string(size.height);
      expect_tidy(driver, where);
      if (!driver.app().asks() || size.width != kWindows[0].width) continue;
      driver.settle_question();
      expect_tidy(driver, where + ", answered");
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Lessons, Tidy, ::testing::ValuesIn(ready_lessons()));

}  // namespace
}  // namespace epochs::app
