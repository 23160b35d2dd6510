// A table of the learner's own points: pasted into its sheet, or opened there by its path.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/model_panel.hpp"
#include "app/own_points.hpp"
#include "app/points_sheet.hpp"
#include "app/temporary_folder.hpp"
#include "lessons/catalog.hpp"
#include "support/ui_driver.hpp"

namespace epochs::app {
namespace {

using epochs::testing::bring_into_view;
using epochs::testing::open_model_panel;
using epochs::testing::TemporaryFolder;
using epochs::testing::UiDriver;

// By name: this is read when the program starts, once for each of its tests, and asking every lesson would train them all.
const std::vector<std::string> kLessonsOfPoints = {"1957_perceptron", "1986_backprop"};

TEST(LessonsOfPoints, AreThoseThatTakeThem) {
  std::vector<std::string> taking;
  for (const lesson::Lesson& lesson : lessons::catalog())
    if (lesson.make && lesson.make(1, false)->takes_points()) taking.push_back(lesson.id);
  EXPECT_EQ(taking, kLessonsOfPoints);
}

class OwnPoints : public ::testing::TestWithParam<std::string> {
 protected:
  void open_sheet(UiDriver& driver) {
    ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
    driver.frames(3);
    open_model_panel(driver);
    driver.click("model.points");
    driver.frames(3);
    ASSERT_TRUE(driver.has("sheet.points.table"));
  }
  static std::size_t rows(UiDriver& driver) { return driver.app().player()->tables().front().rows.size(); }
  static std::string saved(UiDriver& driver) { return driver.app().player()->save().dump(); }
};

TEST_P(OwnPoints, APastedTableIsLearnedFromAndCanBeUndone) {
  UiDriver driver;
  open_sheet(driver);
  const std::size_t before = rows(driver);
  driver.click("sheet.points.learn");
  EXPECT_TRUE(driver.has("sheet.points.table")) << "without a table there is nothing to press";
  driver.app().paste("x,y,class\n0.5,1.2,1\n-0.3,0.8,0\n1.1,-0.4,1\n");
  driver.frames(2);
  driver.click("sheet.points.learn");
  driver.frames(4);
  driver.app().player()->training().settle();
  driver.frames(2);
  EXPECT_FALSE(driver.has("sheet.points.table"));
  EXPECT_TRUE(driver.has("notice.close")) << "it says that it was taken";
  EXPECT_EQ(rows(driver), 3u);
  driver.app().player()->training().undo();
  driver.app().player()->training().settle();
  driver.frames(2);
  EXPECT_EQ(rows(driver), before);
}

TEST_P(OwnPoints, ARefusedTableStaysInTheSheetAndTheLessonAsItWas) {
  UiDriver driver;
  open_sheet(driver);
  const std::string before = saved(driver);
  driver.app().paste("1,2,1\n1,oops,1\n");
  driver.frames(2);
  EXPECT_TRUE(driver.has("sheet.points.problem")) << "it is read as it comes";
  driver.click("sheet.points.learn");
  driver.frames(2);
  EXPECT_TRUE(driver.has("sheet.points.problem"));
  EXPECT_EQ(saved(driver), before);
  driver.key(ui::Key::Escape);
  driver.frames(2);
  ASSERT_FALSE(driver.has("sheet.points.table"));
  driver.click("model.points");
  driver.frames(2);
  EXPECT_TRUE(driver.has("sheet.points.problem")) << "nothing of it is lost when the sheet is closed";
  driver.app().paste("1,2,1\n1,-2,-1\n");
  driver.frames(2);
  EXPECT_FALSE(driver.has("sheet.points.problem"));
  driver.click("sheet.points.learn");
  driver.app().player()->training().settle();
  driver.frames(2);
  EXPECT_EQ(rows(driver), 2u);
}

TEST_P(OwnPoints, AreTypedLineByLineAndEditedInPlace) {
  UiDriver driver;
  open_sheet(driver);
  driver.click("sheet.points.table");
  driver.type("1,2,1");
  driver.key(ui::Key::Enter);
  driver.type("1,oops,0");
  driver.frames(2);
  EXPECT_TRUE(driver.has("sheet.points.problem")) << "told while it is typed";
  for (int i = 0; i < 6; ++i) driver.key(ui::Key::Backspace);
  driver.type("-2,0");
  driver.frames(2);
  EXPECT_FALSE(driver.has("sheet.points.problem"));
  driver.app().paste("\n3,3,1\n4,4,0");       // at the caret, with its lines
  driver.frames(2);
  driver.key(ui::Key::Up);
  driver.key(ui::Key::End);
  driver.key(ui::Key::Delete);                 // joins the two lines
  driver.frames(2);
  EXPECT_TRUE(driver.has("sheet.points.problem")) << "3,3,14,4,0 names a third class";
  driver.key(ui::Key::Enter);
  driver.frames(2);
  driver.click("sheet.points.learn");
  driver.app().player()->training().settle();
  driver.frames(2);
  EXPECT_FALSE(driver.has("sheet.points.table"));
  EXPECT_EQ(rows(driver), 4u);
}

TEST_P(OwnPoints, AFileIsOpenedByItsPath) {
  const TemporaryFolder folder;
  const auto file = folder.write("mine.csv", "1;2;a\n1,5;-2;b\n0;0;a\n");
  UiDriver driver;
  open_sheet(driver);
  driver.click("sheet.points.path");
  driver.type(file.string() + "x");
  driver.click("sheet.points.open");
  driver.frames(2);
  EXPECT_TRUE(driver.has("sheet.points.problem")) << "there is no such file";
  driver.click("sheet.points.path");
  driver.key(ui::Key::End);
  driver.key(ui::Key::Backspace);
  driver.key(ui::Key::Enter);
  driver.frames(2);
  EXPECT_FALSE(driver.has("sheet.points.problem"));
  driver.app().paste("this goes into the field");
  driver.click("sheet.points.learn");
  driver.app().player()->training().settle();
  driver.frames(2);
  EXPECT_EQ(rows(driver), 3u);
}

TEST_P(OwnPoints, AreNotOfferedWhereATeacherLockedThePicturesOrTheSettings) {
  for (const char* control : {"stage", "settings"}) {
    UiDriver driver;
    ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
    nlohmann::json state = driver.app().player()->save();
    state["version"] = 1, state["lesson"] = GetParam(), state["step"] = driver.app().step_id(0), state["locked"] = {control};
    ASSERT_TRUE(driver.app().open_state(state).ok());
    driver.frames(3);
    driver.click("side.model");
    driver.frames(2);
    EXPECT_FALSE(driver.has("model.points")) << control;
  }
}

TEST_P(OwnPoints, RefusalsNameTheLineInBothLanguages) {
  const auto player = lessons::find(GetParam())->make(1, false);
  const auto pasted = give_points(*player, "", "1,2,1\n1,oops,1\n");
  ASSERT_TRUE(pasted);
  EXPECT_EQ(pasted->line, 2);
  EXPECT_EQ(pasted->why.message, "Line 2: y is not a number.");
  EXPECT_EQ(pasted->why.chinese, "第 2 行：y 不是数。");
  const auto dropped = give_points(*player, "mine.csv", "1,2,1\n1,oops,1\n");
  ASSERT_TRUE(dropped);
  EXPECT_EQ(dropped->why.message, "mine.csv:2: y is not a number.");
  EXPECT_EQ(dropped->why.chinese, "mine.csv:2：y 不是数。");
  const auto whole = give_points(*player, "", "1,2,a\n1,3,b\n1,4,c\n");
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->line, 0);
  EXPECT_EQ(whole->why.message, "There are 3 classes; this model tells two apart, so keep two of them.");
  EXPECT_EQ(whole->why.chinese, "共有 3 种类别；这个模型只区分两类，请保留两类。");
}

INSTANTIATE_TEST_SUITE_P(Catalog, OwnPoints, ::testing::ValuesIn(kLessonsOfPoints));

TEST(PointsSheet, DrawsThePointsOfTheLinesThatCanBeRead) {
  PointsState state;
  std::string table;
  for (int i = 1; i <= 40; ++i) table += (i == 30 ? "1,x," : "1,2,") + std::to_string(i % 2) + (i % 3 ? "\n" : "\r\n");
  state.take(table);
  ASSERT_TRUE(state.problem());
  EXPECT_EQ(state.problem()->line, 30);
  EXPECT_EQ(state.problem()->why.message, "Line 30: y is not a number.");
  EXPECT_EQ(state.points().size(), 39u) << "all but the one at fault";
  EXPECT_EQ(state.editor.count(), 40);
  state.take("1\t2\t1\n0,5\t1\t0\n");
  EXPECT_FALSE(state.problem());
  EXPECT_EQ(state.points().size(), 2u);
  EXPECT_EQ(state.table(), "1;2;1\n0,5;1;0\n");
  state.take(std::string("\xff\xfe\0\t", 4));
  EXPECT_TRUE(state.problem());
  state.take("");
  EXPECT_FALSE(state.problem());
  EXPECT_EQ(state.editor.count(), 0);
}

TEST(LineEditor, InsertsWhatHasLinesWhereTheCaretIs) {
  LineEditor editor;
  editor.set("one\ntwo\n");
  EXPECT_EQ(editor.text(), "one\ntwo\n");
  editor.insert("a\r\nb");
  EXPECT_EQ(editor.text(), "a\nbone\ntwo\n");
  EXPECT_EQ(editor.current(), 2);
  editor.insert("-");
  EXPECT_EQ(editor.line(2), "b-one");
}

}  // namespace
}  // namespace epochs::app
