#include "ui/focus.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace epochs::ui {
namespace {

class Keyboard {
 public:
  void frame(std::vector<KeyPress> keys = {}, bool pointer_pressed = false) {
    Pointer pointer;
    pointer.pressed = pointer_pressed;
    ring.begin_frame(keys, pointer);
    for (const char* id : {"page.back", "page.next", "sheet.close"}) ring.add(id);
  }
  void tab(bool shift = false) { frame({{Key::Tab, 0, shift, false}}); }
  FocusRing ring;
};

TEST(Focus, TabFollowsTheOrderOfDrawing) {
  Keyboard keys;
  keys.frame();
  EXPECT_FALSE(keys.ring.visible());
  keys.tab();
  EXPECT_TRUE(keys.ring.has("page.back"));
  EXPECT_TRUE(keys.ring.visible());
  keys.tab();
  EXPECT_TRUE(keys.ring.has("page.next"));
  keys.tab(true);
  EXPECT_TRUE(keys.ring.has("page.back"));
}

TEST(Focus, TabPastTheLastControlLeavesTheCanvasAndComesBack) {
  Keyboard keys;
  keys.frame();
  for (int i = 0; i < 3; ++i) keys.tab();
  EXPECT_TRUE(keys.ring.has("sheet.close"));
  keys.tab();
  EXPECT_EQ(keys.ring.current(), "");
  keys.tab(true);
  EXPECT_TRUE(keys.ring.has("sheet.close"));
}

TEST(Focus, AnOpenSheetKeepsTheKeyboard) {
  Keyboard keys;
  keys.ring.restrict_to("sheet.");
  keys.frame();
  keys.tab();
  EXPECT_TRUE(keys.ring.has("sheet.close"));
}

TEST(Focus, EnterPressesOnlyWhereTheRingIs) {
  Keyboard keys;
  keys.frame();
  keys.frame({{Key::Enter, 0, false, false}});
  EXPECT_FALSE(keys.ring.activated("page.back"));      // nothing has the keyboard
  keys.tab();
  keys.frame({{Key::Enter, 0, false, false}});
  EXPECT_TRUE(keys.ring.activated("page.back"));
  EXPECT_FALSE(keys.ring.activated("page.next"));
}

TEST(Focus, ThePointerHidesTheRing) {
  Keyboard keys;
  keys.frame();
  keys.tab();
  keys.frame({}, true);
  EXPECT_FALSE(keys.ring.visible());
}

}  // namespace
}  // namespace epochs::ui
