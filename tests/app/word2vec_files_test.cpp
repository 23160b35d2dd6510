// Files around the lesson of word2vec: texts and word vectors dropped on the window, a text pasted, vectors saved from a panel's menu, a run that waits for its text.
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "app/temporary_folder.hpp"
#include "lesson/text_lesson.hpp"
#include "lessons/lesson_fixture.hpp"
#include "support/ui_driver.hpp"

namespace epochs::app {
namespace {

namespace fs = std::filesystem;
using epochs::testing::TemporaryFolder;
using epochs::testing::UiDriver;

constexpr const char* kWordsLesson = "2013_word2vec";

class WordFiles : public ::testing::Test {
 protected:
  WordFiles() {
    if (const char* given = std::getenv("XDG_DOCUMENTS_DIR")) before_ = given;
    ::setenv("XDG_DOCUMENTS_DIR", folder.path().c_str(), 1);
  }
  ~WordFiles() override { before_.empty() ? ::unsetenv("XDG_DOCUMENTS_DIR") : ::setenv("XDG_DOCUMENTS_DIR", before_.c_str(), 1); }

  static void open(UiDriver& driver) {
    ASSERT_TRUE(driver.app().open_lesson(kWordsLesson).ok());
    driver.frames(2);
  }
  static void settle(UiDriver& driver) {
    driver.app().player()->training().settle();
    driver.frames(3);
  }
  static std::string value_of(UiDriver& driver, const std::string& key) {
    for (const lesson::Setting& setting : driver.app().player()->settings())
      if (setting.key == key) return setting.value;
    return {};
  }
  static std::vector<lesson::ModelForm> forms_of(UiDriver& driver) { return lesson::text_lesson(*driver.app().player())->model_forms(); }
  static lesson::Honesty honesty_of(UiDriver& driver) { return driver.app().player()->honesty().kind; }

  TemporaryFolder folder;

 private:
  std::string before_;
};

TEST_F(WordFiles, ADroppedTextIsRead) {
  const fs::path file = folder.write("mine.txt", "The cat sees the dog. The dog sees the cat.\n");
  UiDriver driver;
  open(driver);
  driver.app().drop_file(file);
  settle(driver);
  EXPECT_TRUE(driver.has("notice.close"));
  EXPECT_EQ(value_of(driver, "text"), "own");
  EXPECT_NE(driver.app().player()->honesty().size.english.find("10 words, 4 different"), std::string::npos) << driver.app().player()->honesty().size.english;
  epochs::testing::advance(*driver.app().player(), 3);
  EXPECT_EQ(driver.app().player()->training().status().update, 3);
}

TEST_F(WordFiles, DroppedVectorsAreShownAndNothingTrainsThem) {
  const fs::path file = folder.write("mine.vec", "3 2\ncat 1 0\ndog 0.9 0.1\nking 0 1\n");
  UiDriver driver;
  open(driver);
  driver.app().drop_file(file);
  settle(driver);
  EXPECT_EQ(honesty_of(driver), lesson::Honesty::Pretrained);
  EXPECT_EQ(value_of(driver, "text"), "vectors");
  EXPECT_EQ(driver.app().player()->settings().size(), 1u) << "window, width and the rest change nothing of them";
  driver.click("side.model");
  driver.frames(2);
  EXPECT_TRUE(driver.has("side.note")) << "and it is said why";
  ASSERT_TRUE(driver.app().player()->set("text", "few").ok());
  settle(driver);
  EXPECT_GT(driver.app().player()->settings().size(), 5u);
  EXPECT_FALSE(driver.has("side.note"));
}

// A long file comes in slices, with a bar; stopped, it leaves all as it was.
TEST_F(WordFiles, ALongTextIsReadInSlicesAndMayBeStopped) {
  std::string text;
  for (int i = 0; i < 300'000; ++i) text += "the cat sees w" + std::to_string(i % 900) + " here.\n";
  const fs::path file = folder.write("long.txt", text);
  UiDriver driver;
  open(driver);
  const std::string before = value_of(driver, "text");
  driver.app().drop_file(file);
  driver.frames(2);
  ASSERT_TRUE(driver.has("reading.bar"));
  EXPECT_FALSE(driver.has("notice.close"));
  EXPECT_EQ(value_of(driver, "text"), before) << "what was there stays";
  driver.click("reading.stop");
  driver.frames(2);
  EXPECT_FALSE(driver.has("reading.bar"));
  EXPECT_EQ(value_of(driver, "text"), before);
  driver.app().drop_file(file);
  int frames = 0;
  for (; frames < 3000 && !driver.has("notice.close"); ++frames) driver.frames(1);
  EXPECT_GT(frames, 3);
  settle(driver);
  EXPECT_FALSE(driver.has("reading.bar"));
  EXPECT_EQ(value_of(driver, "text"), "own");
}

TEST_F(WordFiles, WhatIsNoneLeavesTheRunAsItWas) {
  std::string garbage;
  for (int i = 0; i < 3000; ++i) garbage += static_cast<char>(i * 7919 % 251);
  const std::vector<fs::path> files{folder.write("garbage.txt", garbage), folder.write("garbage.bin", garbage), folder.write("cut.txt", "3 2\ncat 1 0\n"), folder.write("empty.txt", ""), folder / "nowhere.txt"};
  UiDriver driver;
  open(driver);
  epochs::testing::advance(*driver.app().player(), 2);
  const std::vector<std::string> numbers = epochs::testing::numbers_of(*driver.app().player());
  for (const fs::path& dropped : files) {
    driver.app().drop_file(dropped);
    settle(driver);
    ASSERT_TRUE(driver.has("notice.close")) << dropped;
    driver.click("notice.close");
    EXPECT_EQ(driver.app().player()->training().status().update, 2) << dropped;
    EXPECT_EQ(epochs::testing::numbers_of(*driver.app().player()), numbers) << dropped;
  }
}

TEST_F(WordFiles, APastedTextIsReadAndIsThereAgainWithTheRun) {
  UiDriver driver;
  open(driver);
  driver.app().paste("猫追老鼠。国王吃苹果。猫吃老鼠。");
  settle(driver);
  EXPECT_EQ(value_of(driver, "text"), "own");
  epochs::testing::advance(*driver.app().player(), 4);
  const nlohmann::json saved = driver.app().player()->save();
  UiDriver later;
  open(later);
  ASSERT_TRUE(later.app().player()->restore(saved).ok());
  settle(later);
  EXPECT_EQ(later.app().player()->honesty().size.english, driver.app().player()->honesty().size.english);
  EXPECT_EQ(later.app().player()->training().status().update, 4);
}

TEST_F(WordFiles, APanelsMenuSavesTheVectorsInEveryForm) {
  UiDriver driver;
  open(driver);
  epochs::testing::advance(*driver.app().player(), 2);
  driver.frames(2);
  std::string menu;
  for (const std::string& anchor : driver.anchors())
    if (anchor.starts_with("stage.menu.")) menu = anchor;
  for (const lesson::ModelForm& form : forms_of(driver)) {
    driver.click(menu);
    driver.frames(1);
    driver.click("menu.model" + form.ending);
    driver.frames(2);
    bool written = false;
    for (const auto& each : fs::directory_iterator(folder.path() / "Epochs")) written |= each.path().string().ends_with("-vectors" + form.ending);
    EXPECT_TRUE(written) << form.ending;
  }
  EXPECT_EQ(forms_of(driver).size(), 4u);
}

TEST_F(WordFiles, ARunOnATextThatIsGoneSaysSo) {
  const fs::path file = folder.write("mine.txt", "The cat sees the dog. The dog sees the cat.\n");
  UiDriver driver;
  open(driver);
  driver.app().drop_file(file);
  settle(driver);
  const nlohmann::json saved = driver.app().player()->save();
  fs::remove(file);
  EXPECT_TRUE(driver.app().player()->missing(saved).has_value());
  const auto restored = driver.app().player()->restore(saved);
  ASSERT_FALSE(restored.ok());
  EXPECT_EQ(restored.error().find("This run cannot go on without its text: "), 0u) << restored.error();
}

// The step of the gap: with the poems in the learner's folder a word is put in, then the line that the text has is shown.
TEST_F(WordFiles, AGapIsFilledAndThenTheTrueLineIsShown) {
  const char* given = std::getenv("XDG_DATA_HOME");
  const std::string data = given ? given : "";
  ::setenv("XDG_DATA_HOME", folder.path().c_str(), 1);
  fs::create_directories(folder.path() / "epochs/data/usr/share/games/fortunes");
  folder.write("epochs/data/usr/share/games/fortunes/tang300", "《静夜思》\n作者：李白\n床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n%\n");
  UiDriver driver;
  open(driver);
  for (int step = 0; step < 40 && !driver.has("gap.line"); ++step) driver.key(ui::Key::Right), driver.frames(2);
  settle(driver);
  given ? ::setenv("XDG_DATA_HOME", data.c_str(), 1) : ::unsetenv("XDG_DATA_HOME");
  ASSERT_TRUE(driver.has("gap.fit.0.0"));
  ASSERT_TRUE(driver.has("gap.fit.1.0"));
  EXPECT_EQ(value_of(driver, "text"), "poems");
  driver.click("gap.fit.0.0");
  driver.frames(2);
  EXPECT_FALSE(driver.has("gap.fit.0.0")) << "it is filled";
  EXPECT_TRUE(driver.has("gap.fit.1.0"));
  driver.click("gap.reveal");
  driver.frames(2);
  driver.click("gap.hole.0");
  driver.frames(2);
  EXPECT_TRUE(driver.has("gap.fit.0.0")) << "it is open again";
}

}  // namespace
}  // namespace epochs::app
