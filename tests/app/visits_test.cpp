// What goes from one visit to the next, from a teacher to a class, and what a narrow window keeps behind a menu.
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "app/ready_lessons.hpp"
#include "app/temporary_folder.hpp"
#include "support/ui_driver.hpp"

namespace epochs::app {
namespace {

using epochs::testing::ready_lessons;
using epochs::testing::TemporaryFolder;
using epochs::testing::UiDriver;

class Visits : public ::testing::TestWithParam<std::string> {};

TEST_P(Visits, HandsItsStateToAClassAsText) {
  UiDriver teacher;
  ASSERT_TRUE(teacher.app().open_lesson(GetParam()).ok());
  teacher.app().player()->training().advance(9);
  teacher.app().player()->training().settle();
  teacher.click("bar.settings");
  teacher.click("sheet.share");
  teacher.frames(2);
  teacher.click("sheet.share.settings.1");   // locked
  teacher.click("sheet.share.code.1");       // hidden
  teacher.click("sheet.copy_state");
  teacher.frames(2);
  const auto text = teacher.app().take_copied();
  ASSERT_TRUE(text);
  UiDriver learner;
  learner.app().paste("not a state");
  learner.frames(2);
  EXPECT_TRUE(learner.has("notice.close"));
  learner.app().paste(*text);
  learner.frames(3);
  ASSERT_NE(learner.app().player(), nullptr) << "Ctrl+V in the hall opens it";
  learner.app().player()->training().settle();
  EXPECT_EQ(learner.app().player()->training().status().update, teacher.app().player()->training().status().update);
  EXPECT_FALSE(learner.has("side.code"));
  learner.click("side.model");
  const std::string before = learner.app().player()->save().dump();
  for (const std::string& anchor : learner.anchors())
    if ((anchor.starts_with("setting.") || anchor.starts_with("model.")) && learner.rect(anchor).bottom() < 760) learner.click(anchor);   // below, the transport stands
  EXPECT_EQ(learner.app().player()->save().dump(), before) << "locked";
  learner.click("bar.settings");
  learner.click("sheet.free");
  learner.frames(3);
  EXPECT_TRUE(learner.has("side.code"));
}

TEST_P(Visits, LockedTrainingAndPicturesAnswerToNothing) {
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
  nlohmann::json state = driver.app().player()->save();
  state["version"] = 1, state["lesson"] = GetParam(), state["seed"] = 1u;
  state["locked"] = {"training", "stage"};
  ASSERT_TRUE(driver.app().open_state(state).ok());
  driver.frames(3);
  const std::string before = driver.app().player()->save().dump();
  driver.click("transport.forward");
  driver.click("transport.play");
  driver.key(ui::Key::Space);
  driver.key("r");
  EXPECT_FALSE(driver.has("sheet.restart"));
  for (float x = 0.4f; x < 0.7f; x += 0.1f) driver.drag({1440 * x, 300}, {1440 * x + 60, 420});
  driver.frames(20);
  EXPECT_EQ(driver.app().player()->save().dump(), before);
  state["locked"] = nlohmann::json::array();
  state["hidden"] = {"training", "number", "code", "settings", "claim"};
  ASSERT_TRUE(driver.app().open_state(state).ok());
  driver.frames(3);
  for (const char* anchor : {"transport.play", "side.number", "side.model", "side.code"}) EXPECT_FALSE(driver.has(anchor)) << anchor;
}

TEST_P(Visits, AStateFromElsewhereLeavesTheLearnersOwnRunBeside) {
  const TemporaryFolder folder;
  AppOptions options = UiDriver::quiet_options();
  options.data = folder.path();
  UiDriver driver(options);
  ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
  driver.app().player()->training().advance(13);
  driver.app().player()->training().settle();
  const long own = driver.app().player()->training().status().update;
  driver.key("h");
  const nlohmann::json state{{"version", 1}, {"lesson", GetParam()}, {"seed", 2}, {"update", 4}, {"commands", nlohmann::json::array()}};
  driver.app().drop_file(folder.write("class.epochs", state.dump()));
  driver.frames(3);
  EXPECT_TRUE(driver.has("notice.close")) << "it says so";
  driver.app().player()->training().settle();
  EXPECT_EQ(driver.app().player()->training().status().update, 4);
  driver.app().save();
  driver.app().drop_file(folder.path() / "lessons" / (GetParam() + "-own.epochs"));
  driver.app().player()->training().settle();
  EXPECT_EQ(driver.app().player()->training().status().update, own);
}

TEST_P(Visits, RemembersWhatWasGuessedAndAsksTheLastQuestionOnALaterDay) {
  const TemporaryFolder folder;
  AppOptions options = UiDriver::quiet_options();
  options.data = folder.path();
  options.today = "2026-11-20";
  std::size_t guessed = 0;
  {
    UiDriver driver(options);
    ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
    driver.frames(3);
    for (std::size_t step = 0; step < driver.app().step_count(); ++step) {
      if (driver.has("predict.option.1")) {
        driver.click("predict.option.1");
        driver.click("predict.check");
        driver.frames(2);
        ++guessed;
      }
      driver.key(ui::Key::Right);
      driver.frames(2);
    }
    driver.key("h");
  }
  ASSERT_GT(guessed, 0u);
  {
    UiDriver driver(options);   // the same day
    ASSERT_TRUE(driver.app().open_lesson(GetParam(), driver.app().step_id(0)).ok());
    driver.frames(3);
    EXPECT_FALSE(driver.has("sheet.question.yes"));
  }
  options.today = "2026-11-22";
  {
    UiDriver driver(options);
    ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
    driver.frames(3);
    ASSERT_TRUE(driver.has("sheet.question.yes"));
    driver.click("sheet.question.no");   // ask again
    driver.frames(2);
    EXPECT_FALSE(driver.has("sheet.question.yes"));
    for (std::size_t step = 0; step < driver.app().step_count(); ++step) {
      EXPECT_FALSE(driver.has("predict.check")) << "answered on the first visit";
      driver.key(ui::Key::Left);
      driver.frames(2);
    }
    driver.key("h");
  }
  const auto stored = nlohmann::json::parse(TemporaryFolder::read(folder.path() / "progress.json"))["lessons"][GetParam()];
  EXPECT_EQ(stored["predictions"].size(), guessed);
  EXPECT_EQ(stored["asked_on"], "2026-11-22");
  EXPECT_EQ(stored["predictions"].begin().value()["on"], "2026-11-20");
  options.today = "2026-11-23";
  UiDriver driver(options);
  ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
  driver.frames(3);
  driver.click("sheet.question.yes");
  driver.key("h");
  options.today = "2026-11-24";
  UiDriver later(options);
  ASSERT_TRUE(later.app().open_lesson(GetParam()).ok());
  later.frames(3);
  EXPECT_FALSE(later.has("sheet.question.yes")) << "answered";
}

TEST_P(Visits, PrintsTheSpeakersNotesAndHidesThePointerInFrontOfARoom) {
  const TemporaryFolder folder;
  ::setenv("XDG_DOCUMENTS_DIR", folder.path().c_str(), 1);
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
  driver.click("bar.settings");
  driver.click("sheet.share");
  driver.click("sheet.print_notes");
  driver.frames(2);
  const std::filesystem::path file = folder.path() / "Epochs" / (GetParam() + "-notes.en.html");
  const std::string page = TemporaryFolder::read(file);
  EXPECT_EQ(std::filesystem::status(file).permissions(), std::filesystem::perms(0644)) << "a class can read it";
  EXPECT_NE(page.find("</html>"), std::string::npos);
  EXPECT_GT(page.size(), 2000u);
  driver.key("p");
  EXPECT_TRUE(driver.app().wants_pointer());
  driver.frames(150);
  EXPECT_FALSE(driver.app().wants_pointer()) << "two seconds at rest";
  driver.move_to({400, 300});
  EXPECT_TRUE(driver.app().wants_pointer());
  ::unsetenv("XDG_DOCUMENTS_DIR");
}

TEST_P(Visits, HasItsBeatsBehindAMenuOnANarrowWindow) {
  UiDriver driver(UiDriver::quiet_options(), {420, 860, 1});
  ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
  driver.frames(3);
  driver.settle_question();
  EXPECT_FALSE(driver.has("transport.loss_beat"));
  driver.click("transport.more");
  driver.frames(2);
  driver.click("transport.backward_beat");
  driver.frames(2);
  EXPECT_EQ(driver.app().player()->trace_position().beat, lesson::Beat::Backward);
  EXPECT_TRUE(driver.has("transport.speed"));
  driver.key(ui::Key::Escape);
  driver.frames(3);
  EXPECT_FALSE(driver.has("transport.loss_beat"));
}

TEST_P(Visits, PinsANumberWhileOthersAreSelected) {
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
  driver.frames(3);
  if (!driver.has("side.pin")) driver.click("side.number");
  driver.frames(2);
  ASSERT_TRUE(driver.has("side.pin"));
  driver.click("side.pin");
  driver.app().player()->training().advance(3);
  driver.app().player()->training().settle();
  driver.frames(3);
  EXPECT_TRUE(driver.app().pinned());
  driver.key(ui::Key::Escape);
  EXPECT_FALSE(driver.app().pinned());
}

INSTANTIATE_TEST_SUITE_P(Catalog, Visits, ::testing::ValuesIn(ready_lessons()));

}  // namespace
}  // namespace epochs::app
