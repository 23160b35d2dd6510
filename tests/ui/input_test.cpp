// The whole way of an event: into Dear ImGui, out as Pointer and KeyPress, in units.
#include <gtest/gtest.h>

#include <string>

#include "core/text.hpp"
#include "screen.hpp"
#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "ui/imgui_version.hpp"

namespace epochs::ui {
namespace {

TEST(Input, ScaleFollowsTheWindow) {
  EXPECT_FLOAT_EQ(scale_for(1024, 700, 1), 0.875f);
  EXPECT_FLOAT_EQ(scale_for(1440, 900, 1), 1);
  EXPECT_FLOAT_EQ(scale_for(1920, 1080, 1), 1.25f);
  EXPECT_FLOAT_EQ(scale_for(3840, 2160, 1), 2.375f);
  EXPECT_FLOAT_EQ(scale_for(1440, 900, 1.3f), 1.25f);
}

TEST(Input, AClickArrivesOnceInUnits) {
  Screen screen;
  screen.input.width = 1920, screen.input.height = 1080;      // S = 1.25
  int pressed = 0, released = 0;
  Vec2 where;
  screen.click({125, 250}, [&](Ui& ui) {
    if (ui.pointer.pressed) ++pressed, where = ui.pointer.position;
    if (ui.pointer.released) ++released;
  });
  EXPECT_EQ(pressed, 1);
  EXPECT_EQ(released, 1);
  EXPECT_FLOAT_EQ(where.x, 100);
  EXPECT_FLOAT_EQ(where.y, 200);
}

TEST(Input, ADragMovesWhileDown) {
  Screen screen;
  float moved = 0;
  screen.interface.put_pointer({100, 100}), screen.interface.put_button(true);
  for (int i = 1; i <= 5; ++i) screen.interface.put_pointer({100.0f + 10 * static_cast<float>(i), 100});
  screen.interface.put_button(false), screen.interface.put_pointer({300, 100});
  screen.settle([&](Ui& ui) { moved += ui.pointer.down && !ui.pointer.pressed ? ui.pointer.moved.x : 0; });
  EXPECT_FLOAT_EQ(moved, 50);
}

TEST(Input, ChineseArrivesInATextFieldAndNowhereElse) {
  Screen screen;
  std::string text;
  int shortcuts = 0;
  bool escaped = false;
  const auto draw = [&](Ui& ui) {
    ui.focus.begin_typing();
    for (const KeyPress& key : ui.typed)
      if (key.key == Key::Character) append_utf8(text, key.character);
    for (const KeyPress& key : ui.keys) {
      shortcuts += key.key == Key::Character || key.key == Key::Space;
      escaped = escaped || key.key == Key::Escape;
    }
  };
  screen.frame(draw);
  screen.interface.put_text("你好 l");
  screen.interface.put_key(Key::Escape);
  screen.settle(draw);
  EXPECT_NE(text.find("你好"), std::string::npos) << text;
  EXPECT_EQ(shortcuts, 0);                  // "l" does not change the language while someone types
  EXPECT_TRUE(escaped);
}

TEST(Input, KeysCarryTheirModifiers) {
  Screen screen;
  std::vector<KeyPress> seen;
  const auto draw = [&](Ui& ui) { seen.insert(seen.end(), ui.keys.begin(), ui.keys.end()); };
  screen.frame(draw);
  screen.interface.put_key(Key::Tab, true);
  screen.interface.put_key(Key::Right);
  screen.interface.put_text("T");
  screen.interface.put_text(">");
  screen.settle(draw);
  ASSERT_EQ(seen.size(), 4u);
  EXPECT_EQ(seen[0].key, Key::Tab);
  EXPECT_TRUE(seen[0].shift);
  EXPECT_EQ(seen[1].key, Key::Right);
  EXPECT_FALSE(seen[1].shift);
  EXPECT_EQ(seen[2].character, U't');
  EXPECT_EQ(seen[3].character, U'.');       // Shift + . is the full stop's key
  EXPECT_TRUE(seen[3].shift);
}

TEST(Input, ShortcutsAreHeardThroughAChineseInputMethod) {
  Screen screen;
  std::u32string heard, written;
  const auto draw = [&](Ui& ui) {
    for (const KeyPress& key : ui.keys) heard += key.character;
    for (const KeyPress& key : ui.typed) written += key.character;
  };
  screen.frame(draw);
  screen.interface.put_text("。，？、《》＋");
  screen.settle(draw);
  EXPECT_EQ(heard, U".,?/,.+");
  EXPECT_EQ(written, U"。，？、《》＋") << "a text field gets what was written";
}

TEST(Input, AHeldKeyPressesOnceAndMovesOn) {
  Screen screen;
  int spaces = 0, steps = 0;
  const auto draw = [&](Ui& ui) {
    for (const KeyPress& key : ui.keys) spaces += key.key == Key::Space, steps += key.key == Key::Right;
  };
  screen.input.seconds = 0.1;
  screen.frame(draw);
  for (const ImGuiKey key : {ImGuiKey_Space, ImGuiKey_RightArrow}) {
    send_key(key, true);
    for (int i = 0; i < 20; ++i) screen.frame(draw);
    send_key(key, false);
    screen.frame(draw);
  }
  EXPECT_EQ(spaces, 1);
  EXPECT_GT(steps, 5);
}

TEST(Input, AnchorsAreFoundByNameAndListedAsJson) {
  Screen screen;
  screen.frame([](Ui& ui) { ui.anchors.add("transport.play", {10, 20, 48, 48}); });
  screen.frame([](Ui& ui) { EXPECT_EQ(ui.anchors.find("transport.play"), (Rect{10, 20, 48, 48})); });
  screen.frame([](Ui& ui) { EXPECT_FALSE(ui.anchors.find("transport.play").has_value()); });   // gone with what it named
}

TEST(Input, HighlightIsShownInTheNextFrame) {
  Screen screen;
  screen.frame([](Ui& ui) { ui.highlight.hovered = "w"; });
  screen.frame([](Ui& ui) { EXPECT_TRUE(ui.highlight.is("w")); });
  screen.frame([](Ui& ui) { EXPECT_FALSE(ui.highlight.is("w")); });
}

TEST(Input, FontsWaitUntilAResizeHasEnded) {
  Screen screen;
  const auto nothing = [](Ui&) {};
  screen.frame(nothing);
  EXPECT_FALSE(screen.interface.fonts_waiting());
  screen.input.width = 1920, screen.input.height = 1080;
  screen.frame(nothing);
  EXPECT_TRUE(screen.interface.fonts_waiting());
  for (int i = 0; i < 20; ++i) screen.frame(nothing);
  EXPECT_FALSE(screen.interface.fonts_waiting());
}

}  // namespace
}  // namespace epochs::ui
