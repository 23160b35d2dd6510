// The field as a learner uses it: keys and pointer through Dear ImGui, the clipboard, the place of the input method.
#include <gtest/gtest.h>

#include "screen.hpp"
#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "ui/text_field.hpp"

namespace epochs::ui {
namespace {

class TextField : public ::testing::Test {
 protected:
  TextField() {
    screen.frame(draw);                         // fonts
    screen.interface.focus().move_to("field");
    screen.settle(draw);
  }
  void type(const std::string& text) { screen.interface.put_text(text), screen.settle(draw); }
  void key(Key k, bool shift = false, bool control = false) { screen.interface.put_key(k, shift, control), screen.settle(draw); }
  void shortcut(char letter, bool shift = false) { screen.interface.put_shortcut(letter, shift), screen.settle(draw); }
  void drag(float from, float to) {
    for (const float x : {from, to}) screen.interface.put_pointer({area.x + x, area.center().y}), screen.interface.put_button(x == from);
    screen.settle(draw);
    screen.interface.put_button(false);
    screen.settle(draw);
  }

  Screen screen;
  const Rect area{20, 20, 200, 40};
  TextFieldState state;
  TextFieldStyle style;
  TextFieldResult result;
  int entered = 0, cancelled = 0, shortcuts = 0;
  std::function<void(Ui&)> draw = [this](Ui& ui) {
    result = text_field(ui, "field", area, state, style);
    entered += result.entered, cancelled += result.cancelled;
    for (const KeyPress& press : ui.keys) shortcuts += press.key == Key::Character;
    ui.focus.add("after");
  };
};

TEST_F(TextField, TakesCapitalsPunctuationAndChineseAsWritten) {
  type("GPT-2 > 感知机 Ä?");
  EXPECT_EQ(state.text(), "GPT-2 > 感知机 Ä?");
  EXPECT_EQ(shortcuts, 0);
}

TEST_F(TextField, KeysMoveSelectAndDelete) {
  type("hello big World");
  key(Key::Left, true, true);
  EXPECT_EQ(state.edit.selected(), "World");
  type("x");
  EXPECT_EQ(state.text(), "hello big x");
  key(Key::Home);
  key(Key::Delete);
  key(Key::End);
  key(Key::Backspace, false, true);
  EXPECT_EQ(state.text(), "ello big ");
  key(Key::Home, true);
  EXPECT_EQ(state.edit.selected(), "ello big ");
}

TEST_F(TextField, ClipboardAndUndoShortcuts) {
  type("Rosenblatt");
  shortcut('a');
  shortcut('c');
  EXPECT_EQ(state.text(), "Rosenblatt");
  key(Key::End);
  shortcut('v');
  EXPECT_EQ(state.text(), "RosenblattRosenblatt");
  shortcut('a');
  shortcut('x');
  EXPECT_EQ(state.text(), "");
  shortcut('z');
  EXPECT_EQ(state.text(), "RosenblattRosenblatt");
  shortcut('z', true);
  EXPECT_EQ(state.text(), "");
  shortcut('v');
  EXPECT_EQ(state.text(), "RosenblattRosenblatt");
}

TEST_F(TextField, ThePointerPlacesTheCaretAndSelects) {
  type("aaaaaaaaaa");
  drag(style.lead - 8, 199);
  EXPECT_EQ(state.edit.selected(), "aaaaaaaaaa");
  drag(style.lead, style.lead);
  EXPECT_EQ(state.edit.caret(), 0u);
  EXPECT_TRUE(state.edit.selection().empty());
}

TEST_F(TextField, ADoubleClickTakesAWord) {
  type("one two");
  const Vec2 in_one{area.x + style.lead + 8, area.center().y};
  screen.click(in_one, draw);
  screen.click(in_one, draw);
  EXPECT_EQ(state.edit.selected(), "one");
}

TEST_F(TextField, LongTextsScrollWithTheCaret) {
  type("a text that is much longer than its field can show at once");
  EXPECT_GT(state.scroll, 100);
  const auto caret = screen.interface.text_caret();
  ASSERT_TRUE(caret);
  EXPECT_LE(caret->x, area.right() * 1.001f);
  EXPECT_GE(caret->x, area.x);
  key(Key::Home);
  EXPECT_FLOAT_EQ(state.scroll, 0);
}

TEST_F(TextField, TheInputMethodOpensAtTheCaret) {
  const auto empty = screen.interface.text_caret();
  ASSERT_TRUE(empty);
  type("机器");
  const auto later = screen.interface.text_caret();
  ASSERT_TRUE(later);
  EXPECT_GT(later->x, empty->x + 10);
  EXPECT_FLOAT_EQ(later->y, empty->y);
  key(Key::Tab);
  EXPECT_FALSE(screen.interface.text_caret());
}

TEST_F(TextField, EnterEscapeAndTabAreTold) {
  key(Key::Enter);
  EXPECT_EQ(entered, 1);
  key(Key::Escape);
  EXPECT_EQ(cancelled, 1);
  key(Key::Tab);
  EXPECT_FALSE(result.typing);
  type("x");
  EXPECT_EQ(state.text(), "");
  EXPECT_EQ(shortcuts, 1);
}

TEST_F(TextField, APressElsewhereTakesTheKeyboardAway) {
  screen.click({400, 300}, draw);
  EXPECT_FALSE(result.typing);
  screen.click(area.center(), draw);
  EXPECT_TRUE(result.typing);
}

TEST_F(TextField, NumbersTakeOnlyWhatANumberHas) {
  style.content = Content::Number;
  type("−1２.5abc e3");
  EXPECT_EQ(state.text(), "-12.5e3");
  EXPECT_EQ(number_in(state.text()), -12500.0);
}

TEST_F(TextField, ADisabledOneTakesNothing) {
  style.disabled = true;
  type("x");
  screen.click(area.center(), draw);
  type("y");
  EXPECT_EQ(state.text(), "");
}

TEST(NumberIn, ReadsWhatPeopleWriteAndNothingElse) {
  EXPECT_EQ(number_in("0.5"), 0.5);
  EXPECT_EQ(number_in(" 0,5 "), 0.5);
  EXPECT_EQ(number_in("\xE2\x88\x92" "3"), -3.0);
  EXPECT_EQ(number_in("１２"), 12.0);
  for (const char* text : {"", "-", "1,000.5", "1 2", "0x10", "nan", "inf", "1e999", "3 apples"}) EXPECT_FALSE(number_in(text)) << text;
}

}  // namespace
}  // namespace epochs::ui
