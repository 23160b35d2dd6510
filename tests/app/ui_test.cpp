// The program driven as a learner drives it.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/dropped_file.hpp"
#include "app/model_panel.hpp"
#include "app/ready_lessons.hpp"
#include "app/temporary_folder.hpp"
#include "lessons/catalog.hpp"
#include "support/ui_driver.hpp"

namespace epochs::app {
namespace {

using epochs::testing::bring_into_view;
using epochs::testing::open_model_panel;
using epochs::testing::ready_lessons;
using epochs::testing::TemporaryFolder;
using epochs::testing::UiDriver;

TEST(Hall, EveryLessonHasACardThatCanBeHit) {
  UiDriver driver;
  for (const lesson::Lesson& lesson : lessons::catalog()) {
    const ui::Rect card = driver.rect("hall.card." + lesson.id);
    EXPECT_GE(card.w, 32) << lesson.id;
    EXPECT_GE(card.h, 32) << lesson.id;
  }
}

TEST(Hall, KeysChangeLanguageThemeAndTextSize) {
  UiDriver driver;
  driver.key("l");
  EXPECT_EQ(driver.app().settings().language, Language::Chinese);
  driver.key("t");
  EXPECT_EQ(driver.app().settings().brightness, ui::Brightness::Light);
  driver.key("+");
  EXPECT_FLOAT_EQ(driver.app().settings().text_size, 1.15f);
  driver.key("+");
  driver.key("+");
  EXPECT_FLOAT_EQ(driver.app().settings().text_size, 1.3f) << "the largest";
  driver.key("0");
  EXPECT_FLOAT_EQ(driver.app().settings().text_size, 1.0f);
}

TEST(Hall, ClicksChangeLanguageAndTheme) {
  UiDriver driver;
  driver.click("bar.language");
  EXPECT_EQ(driver.app().settings().language, Language::Chinese);
  driver.click("bar.theme");
  EXPECT_EQ(driver.app().settings().brightness, ui::Brightness::Light);
}

TEST(Hall, SearchFindsInBothLanguagesAndEscapeLeavesIt) {
  UiDriver driver;
  for (const char* words : {"percep", "感知"}) {
    driver.key("/");
    driver.type(words);
    driver.frames(3);
    EXPECT_TRUE(driver.has("sheet.lesson.1957_perceptron")) << words;
    EXPECT_FALSE(driver.has("sheet.lesson.1989_cnn")) << words;
    driver.key(ui::Key::Escape);
    driver.frames(3);
    EXPECT_FALSE(driver.has("sheet.lesson.1957_perceptron"));
  }
  EXPECT_EQ(driver.app().settings().language, Language::English) << "letters belong to the field while it has the keyboard";
}

TEST(Hall, SearchIsARealTextField) {
  UiDriver driver;
  driver.key("/");
  driver.frames(2);
  driver.type("PERCEPTRON x");                      // capitals find what small letters find
  driver.key(ui::Key::Backspace, false, true);      // the last word
  driver.frames(2);
  EXPECT_TRUE(driver.has("sheet.lesson.1957_perceptron"));
  driver.key(ui::Key::Home, true);
  driver.type("感知机");
  driver.frames(2);
  EXPECT_TRUE(driver.has("sheet.lesson.1957_perceptron"));
  EXPECT_FALSE(driver.has("sheet.lesson.1986_backprop"));
  driver.click("sheet.search.clear");
  driver.frames(2);
  EXPECT_TRUE(driver.has("sheet.lesson.1986_backprop"));
  driver.type("19");
  driver.key(ui::Key::Down);
  driver.key(ui::Key::Up);
  EXPECT_FALSE(driver.app().player());
  driver.key(ui::Key::Escape);
  EXPECT_FALSE(driver.has("sheet.search"));
  driver.key("/");
  driver.type("Perceptron");
  driver.key(ui::Key::Enter);
  EXPECT_TRUE(driver.app().player());
}

TEST(Hall, SearchSaysThatALessonIsStillToCome) {
  const auto& all = lessons::catalog();
  const auto coming = std::find_if(all.begin(), all.end(), [](const lesson::Lesson& lesson) { return !lesson.make; });
  if (coming == all.end()) return;     // all lessons are built
  UiDriver driver;
  driver.key("/");
  driver.type(std::string(coming->title.english));
  driver.key(ui::Key::Enter);
  driver.frames(2);
  EXPECT_TRUE(driver.has("notice.close"));
  EXPECT_EQ(driver.app().player(), nullptr);
}

TEST(Hall, TheKeysAreOneKeyAway) {
  UiDriver driver;
  driver.key("?");
  driver.frames(2);
  EXPECT_TRUE(driver.has("sheet.close"));
  driver.key(ui::Key::Escape);
  driver.frames(3);
  EXPECT_FALSE(driver.has("sheet.close"));
}

// A damaged state, and a table while no lesson is open that could take it.
TEST(Hall, AFileThatNobodyCanUseIsAnsweredWithASentence) {
  const TemporaryFolder folder;
  UiDriver driver;
  for (const auto& file : {folder.write("holiday.epochs", "{\"lesson\": 12"), folder.write("points.csv", "x,y,class\n1,2,0\n")}) {
    driver.app().drop_file(file);
    driver.frames(2);
    EXPECT_TRUE(driver.has("notice.close")) << file;
    EXPECT_EQ(driver.app().player(), nullptr) << file;
    driver.click("notice.close");
    driver.frames(2);
    EXPECT_FALSE(driver.has("notice.close")) << file;
  }
}

// Close, then every choice of every row: the last of each row wins.
TEST(Hall, TabReachesEverySetting) {
  UiDriver driver;
  driver.click("bar.settings");
  driver.frames(2);
  driver.key(ui::Key::Tab);
  for (int choice = 0; choice < 2 + 2 + 4 + 3 + 2; ++choice) {
    driver.key(ui::Key::Tab);
    driver.key(ui::Key::Enter);
  }
  const Settings& chosen = driver.app().settings();
  EXPECT_EQ(chosen.language, Language::Chinese);
  EXPECT_EQ(chosen.brightness, ui::Brightness::Light);
  EXPECT_FLOAT_EQ(chosen.text_size, 1.3f);
  EXPECT_EQ(chosen.palette, ui::Palette::Greys);
  EXPECT_TRUE(chosen.reduced_motion);
}

TEST(Hall, HostileStatesAreRefused) {
  UiDriver driver;
  using nlohmann::json;
  for (const char* text : {"[]", "{}", "null", "{\"lesson\":1}", "{\"lesson\":\"../../etc\"}", "{\"version\":1,\"lesson\":\"1900_nothing\",\"step\":\"x\"}",
                           "{\"version\":99,\"lesson\":\"1957_perceptron\"}"}) {
    const json state = json::parse(text);
    EXPECT_FALSE(driver.app().open_state(state).ok()) << text;
    driver.frames(2);
  }
}

class ReadyLesson : public ::testing::TestWithParam<std::string> {};

TEST_P(ReadyLesson, IsWalkedThroughFromTheHallToTheEnd) {
  UiDriver driver;
  driver.click("hall.card." + GetParam());
  driver.frames(5);
  ASSERT_NE(driver.app().player(), nullptr) << "a click on the card opens the lesson";
  ASSERT_GT(driver.app().step_count(), 3u);
  for (std::size_t step = 0; step < driver.app().step_count(); ++step) {
    if (driver.has("predict.option.1")) {
      driver.click("predict.option.1");
      driver.click("predict.check");
      driver.frames(30);
    }
    driver.key(ui::Key::Right);
    driver.frames(5);
  }
  EXPECT_EQ(driver.app().player()->training().status().failure, "");
  driver.key("h");
  driver.frames(3);
  EXPECT_EQ(driver.app().player(), nullptr) << "H leads back to the hall";
}

TEST_P(ReadyLesson, TrainsByTheButtonAndIsRewoundInTheHistory) {
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
  driver.frames(3);
  driver.settle_question();
  session::Training& training = driver.app().player()->training();
  training.advance(40);
  training.settle();
  driver.frames(3);
  const long reached = training.status().furthest;
  ASSERT_GT(reached, 5);
  driver.scrub("transport.history", 0.9f, 0.25f);
  driver.frames(5);
  training.settle();
  EXPECT_LT(training.status().update, reached);
  EXPECT_EQ(training.status().furthest, reached);
  const long back_at = training.status().update;
  driver.click("transport.forward");
  training.settle();
  driver.frames(2);
  EXPECT_GE(training.status().update, back_at);
}

// Sliders take numbers too: a double click, a click on the number, or Enter with the keyboard on it.
TEST(Settings, NumbersAreTypedIntoSliders) {
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson("1957_perceptron"));
  driver.frames(3);
  driver.click("side.model");
  driver.frames(2);
  const auto rate = [&] {
    for (const lesson::Setting& setting : driver.app().player()->settings())
      if (setting.key == "rate") return setting.value;
    return std::string();
  };
  const std::string before = rate();
  driver.click("setting.rate");
  driver.click("setting.rate");
  driver.frames(2);
  ASSERT_TRUE(driver.has("setting.rate.number"));
  EXPECT_EQ(rate(), before) << "a double click does not move it";
  driver.type("0.25");
  driver.key(ui::Key::Enter);
  EXPECT_FALSE(driver.has("setting.rate.number"));
  EXPECT_EQ(rate(), "0.25");
  driver.click("setting.rate.value");
  driver.type("99");
  driver.key(ui::Key::Enter);
  EXPECT_TRUE(driver.has("setting.rate.number")) << "99 is out of range, so the field stays and says so";
  EXPECT_EQ(rate(), "0.25");
  driver.key(ui::Key::Escape);
  driver.frames(2);
  EXPECT_FALSE(driver.has("setting.rate.number"));
  EXPECT_EQ(rate(), "0.25");
}

TEST_P(ReadyLesson, IsThereAgainAfterARestart) {
  const TemporaryFolder folder;
  AppOptions options = UiDriver::quiet_options();
  options.data = folder.path();
  long update = 0;
  {
    UiDriver driver(options);
    ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
    driver.frames(2);
    driver.app().player()->training().advance(17);
    driver.app().player()->training().settle();
    update = driver.app().player()->training().status().update;
    driver.frames(2);
    driver.app().save();
  }
  UiDriver driver(options);
  ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
  driver.frames(3);
  driver.app().player()->training().settle();
  driver.frames(2);
  EXPECT_EQ(driver.app().player()->training().status().update, update);
}

TEST_P(ReadyLesson, HostileTablesLeaveItAsItWas) {
  const TemporaryFolder folder;
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
  driver.app().player()->training().advance(5);
  driver.app().player()->training().settle();
  const std::string before = driver.app().player()->save().dump();
  for (const std::string& text : {std::string(), std::string("x"), std::string("\0\0\0", 3), std::string("x,y,class\nnan,inf,1e999\n"), std::string(5'000'000, ','),
                                  std::string("\xff\xfe"), std::string("a,b,c,d,e\n1,2\n")}) {
    driver.app().drop_file(folder.write("points.csv", text));
    driver.frames(2);
    for (int frames = 0; frames < 2000 && !driver.has("notice.close"); ++frames) driver.frames(1);   // a text is read in slices
    EXPECT_TRUE(driver.has("notice.close"));
    driver.click("notice.close");
    driver.frames(2);
    EXPECT_EQ(driver.app().player()->save().dump(), before);
  }
}

TEST_P(ReadyLesson, AFaultInATableIsToldByTheNameOfTheFile) {
  const TemporaryFolder folder;
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
  const std::string said = take_dropped_file(driver.app(), folder.write("mine.csv", "1,2,1\n1,oops,1\n"));
  EXPECT_TRUE(said.starts_with("mine.csv:")) << said;
  EXPECT_EQ(said.find("points:"), std::string::npos) << said;
}

TEST_P(ReadyLesson, ADamagedSaveIsSetAsideAndTheLessonOpens) {
  const TemporaryFolder folder;
  AppOptions options = UiDriver::quiet_options();
  options.data = folder.path();
  std::filesystem::create_directories(folder.path() / "lessons");
  for (const char* text : {"{", R"({"version":1,"state":{"update":-5,"commands":"no"}})", R"({"version":1,"state":[]})"}) {
    folder.write("lessons/" + GetParam() + ".json", text);
    UiDriver driver(options);
    EXPECT_TRUE(driver.app().open_lesson(GetParam()).ok()) << text;
    driver.frames(3);
    EXPECT_TRUE(driver.has("notice.close")) << text;
    driver.app().save();
  }
  EXPECT_EQ(TemporaryFolder::read(folder.path() / "lessons" / (GetParam() + ".json.damaged")), "{");
}

TEST_P(ReadyLesson, PresenterGoesOnByTheKeysOfARemote) {
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
  driver.key("p");
  driver.frames(3);
  EXPECT_TRUE(driver.has("presenter.next"));
  for (std::size_t step = 0; step <= driver.app().step_count(); ++step) driver.key(ui::Key::PageDown);
  driver.key(ui::Key::PageUp);
  driver.key("b");
  driver.key("b");
  driver.key(ui::Key::Escape);
  driver.frames(3);
  EXPECT_FALSE(driver.has("presenter.next"));
}

TEST_P(ReadyLesson, RunsTwiceWithOneSettingChangedAndLeavesTheLearnersRunAlone) {
  for (const char* language : {"en", "zh"}) {
    UiDriver driver;
    if (language[0] == 'z') driver.key("l");
    ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
    driver.frames(3);
    driver.settle_question();
    driver.app().player()->training().advance(100);
    driver.app().player()->training().settle();
    const std::string before = driver.app().player()->save().dump();
    open_model_panel(driver);
    bring_into_view(driver, "twin.run", 680);
    EXPECT_FALSE(driver.has("twin.key.place")) << "what a click does makes no difference between two runs";
    driver.click("twin.run");
    driver.frames(30);
    ASSERT_TRUE(driver.has("twin.first") && driver.has("twin.second")) << "two pictures side by side";
    EXPECT_LE(driver.rect("twin.first").right(), driver.rect("twin.second").x);
    session::Training& both = driver.app().on_stage()->training();
    ASSERT_NE(&both, &driver.app().player()->training());
    driver.key(ui::Key::Space);
    both.settle();
    driver.frames(2);
    both.advance(20);
    both.settle();
    driver.frames(2);
    const auto history = both.history();
    ASSERT_FALSE(history->line.empty());
    ASSERT_FALSE(history->twin_line.empty());
    EXPECT_TRUE(history->old_line.empty()) << "the learner's own run is no part of this one";
    driver.scrub("transport.history", 0.9f, 0.2f);
    both.settle();
    EXPECT_LT(both.status().update, both.status().furthest) << "both are rewound";
    driver.click("twin.close");
    driver.frames(3);
    EXPECT_FALSE(driver.has("twin.first"));
    EXPECT_EQ(driver.app().player()->save().dump(), before) << "the learner's own run rested meanwhile";
  }
}

TEST_P(ReadyLesson, StopsAtTheUpdateThatWasAskedFor) {
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
  driver.frames(3);
  open_model_panel(driver);
  bring_into_view(driver, "stop.kind.2", 680);
  driver.click("stop.kind.2");
  driver.frames(2);
  ASSERT_TRUE(driver.has("stop.update"));
  bring_into_view(driver, "stop.update", 680);
  driver.scrub("stop.update", 0.25f, 0.0f);   // the least: 10
  session::Training& training = driver.app().player()->training();
  training.set_speed(0);
  training.play();
  driver.frames(40);
  EXPECT_LE(training.status().update, 10);
  EXPECT_EQ(training.status().mode, session::RunMode::Paused);
  driver.click("stop.kind.0");
  training.advance(5);
  training.settle();
  const bool done = training.status().finished;
  EXPECT_TRUE(done || training.status().update > 10) << "never: goes on";
}

INSTANTIATE_TEST_SUITE_P(Catalog, ReadyLesson, ::testing::ValuesIn(ready_lessons()));

}  // namespace
}  // namespace epochs::app
