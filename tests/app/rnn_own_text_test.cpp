// Texts of one's own in the lesson on recurrent networks: dropped, pasted, too short.
#include <gtest/gtest.h>

#include <string>

#include "app/reader_walk.hpp"

namespace epochs::app {
namespace {

using epochs::testing::kRecurrent;
using epochs::testing::ReaderWalk;
using epochs::testing::TemporaryFolder;

std::string much_of(const std::string& sentence) {
  std::string out;
  for (int i = 0; i < 60; ++i) out += sentence;
  return out;
}

class OwnText : public ::testing::Test {
 protected:
  OwnText() : walk(folder) {
    EXPECT_TRUE(walk.driver.app().open_lesson(kRecurrent, "learn").ok());
    walk.driver.frames(3);
    walk.driver.settle_question();
    walk.advance(5);
  }
  void until_told() {
    for (int i = 0; i < 2000 && !walk.driver.has("notice.close"); ++i) walk.driver.frames(1);
    ASSERT_TRUE(walk.driver.has("notice.close"));
    walk.driver.click("notice.close");
    walk.settle();
  }
  TemporaryFolder folder;
  ReaderWalk walk;
};

TEST_F(OwnText, ADroppedFileIsReadTrainedAndWrittenOnFrom) {
  walk.driver.app().drop_file(folder.write("mine.txt", much_of("Zebras quiz a jovial vixen. ")));
  until_told();
  EXPECT_EQ(walk.setting("source"), "own");
  walk.advance(20);
  EXPECT_NE(walk.player().honesty().data.english.find("mine.txt"), std::string::npos);
  walk.driver.click("writing.prompt");
  walk.driver.type("Zebra");
  walk.driver.key(ui::Key::Enter);
  for (int i = 0; i < 100 && walk.hand().writing.live.written.size() < 5; ++i) walk.driver.frames(1);
  EXPECT_GE(walk.hand().writing.live.written.size(), 5u) << "in the symbols of the learner's text";
}

TEST_F(OwnText, APastedTextInChineseIsRead) {
  walk.driver.app().paste(much_of("狗追猫，猫追老鼠。"));
  until_told();
  EXPECT_EQ(walk.setting("source"), "own");
  walk.advance(20);
  EXPECT_EQ(walk.status().failure, "");
  EXPECT_EQ(walk.rows("chart").size(), walk.rows("writing").size() + 1 + 4);
}

TEST_F(OwnText, ATextThatIsTooShortChangesNothing) {
  const long update = walk.status().update;
  walk.driver.app().drop_file(folder.write("few.txt", "A line."));
  until_told();
  EXPECT_EQ(walk.setting("source"), "world");
  EXPECT_EQ(walk.status().update, update);
}

}  // namespace
}  // namespace epochs::app
