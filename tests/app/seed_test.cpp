// The seed of a lesson: changed in the Model panel, remembered with the run, the same numbers whenever it comes back.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/model_panel.hpp"
#include "app/ready_lessons.hpp"
#include "app/temporary_folder.hpp"
#include "support/ui_driver.hpp"

namespace epochs::app {
namespace {

using epochs::testing::bring_into_view;
using epochs::testing::open_model_panel;
using epochs::testing::ready_lessons;
using epochs::testing::TemporaryFolder;
using epochs::testing::UiDriver;

class Seeds : public ::testing::TestWithParam<std::string> {
 protected:
  std::uint64_t seed(UiDriver& driver) { return driver.app().player()->save()["seed"].get<std::uint64_t>(); }
  session::Status status(UiDriver& driver) { return driver.app().player()->training().status(); }
  // Everything that nine updates lead to, as text.
  std::string nine_updates(UiDriver& driver) {
    driver.app().player()->training().advance(9);
    driver.app().player()->training().settle();
    std::string all;
    for (const lesson::Table& table : driver.app().player()->tables())
      for (const auto& row : table.rows)
        for (const std::string& cell : row) all += cell + ",";
    return all;
  }
  void type_seed(UiDriver& driver, const std::string& digits) {
    bring_into_view(driver, "model.seed", 700);
    driver.click("model.seed");
    driver.type(digits);
    driver.key(ui::Key::Enter);
    driver.frames(2);
  }
};

TEST_P(Seeds, ANewOneTrainsFromTheStartAndTheOldOneGivesTheOldNumbers) {
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
  driver.frames(3);
  ASSERT_EQ(seed(driver), 1u);
  driver.app().player()->training().restart();   // without the weights that the first step sets by hand
  const std::string first = nine_updates(driver);
  open_model_panel(driver);
  bring_into_view(driver, "model.new_seed", 700);
  driver.click("model.new_seed");
  driver.frames(2);
  EXPECT_EQ(seed(driver), 2u);
  EXPECT_EQ(status(driver).update, 0);
  const std::string second = nine_updates(driver);
  EXPECT_TRUE(second != first);
  type_seed(driver, "1");
  EXPECT_EQ(seed(driver), 1u);
  EXPECT_TRUE(nine_updates(driver) == first);    // pages of text: not to be printed
  driver.app().player()->training().restart();
  EXPECT_TRUE(nine_updates(driver) == first) << "a restart starts from the same seed";
  type_seed(driver, "2");
  EXPECT_TRUE(nine_updates(driver) == second);
}

TEST_P(Seeds, KeepsTheSettings) {
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
  // Counting words has no rate.
  const auto [key, value] = GetParam() == "1972_bag_of_words" ? std::pair{"weighting", "tfidf"} : std::pair{"rate", "0.7"};
  ASSERT_TRUE(driver.app().player()->set(key, value));
  driver.frames(3);
  open_model_panel(driver);
  bring_into_view(driver, "model.new_seed", 700);
  driver.click("model.new_seed");
  driver.frames(2);
  ASSERT_EQ(seed(driver), 2u);
  for (const lesson::Setting& setting : driver.app().player()->settings())
    if (setting.key == key) { EXPECT_EQ(setting.value, value); }
}

TEST_P(Seeds, RefusesWhatIsNoSeed) {
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
  driver.frames(3);
  open_model_panel(driver);
  for (const char* text : {"0", "1.5", "9999999999"}) {
    type_seed(driver, text);
    EXPECT_TRUE(driver.has("model.seed.number")) << text << " stays in the field, with a sentence";
    EXPECT_EQ(seed(driver), 1u);
    driver.key(ui::Key::Escape);
    driver.frames(2);
  }
}

TEST_P(Seeds, IsRememberedAndHandedOutWithTheRun) {
  const TemporaryFolder folder;
  AppOptions options = UiDriver::quiet_options();
  options.data = folder.path();
  std::string numbers;
  nlohmann::json state;
  {
    UiDriver driver(options);
    ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
    driver.frames(3);
    open_model_panel(driver);
    type_seed(driver, "4711");
    numbers = nine_updates(driver);
    driver.click("bar.settings");
    driver.click("sheet.share");
    driver.click("sheet.copy_state");
    driver.frames(2);
    state = nlohmann::json::parse(driver.app().take_copied().value_or("{}"));
    driver.key("h");
  }
  EXPECT_EQ(state["seed"], 4711);
  UiDriver again(options);
  ASSERT_TRUE(again.app().open_lesson(GetParam()).ok());
  again.frames(3);
  EXPECT_EQ(seed(again), 4711u);
  again.app().player()->training().restart();
  EXPECT_TRUE(nine_updates(again) == numbers);
  UiDriver elsewhere;
  ASSERT_TRUE(elsewhere.app().open_state(state).ok());
  elsewhere.frames(3);   // a picture asks for what it shows
  elsewhere.app().player()->training().restart();
  EXPECT_TRUE(nine_updates(elsewhere) == numbers);
}

INSTANTIATE_TEST_SUITE_P(Catalog, Seeds, ::testing::ValuesIn(ready_lessons()));

}  // namespace
}  // namespace epochs::app
