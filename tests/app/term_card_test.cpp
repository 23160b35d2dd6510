#include "app/term_card.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "app/platform/png.hpp"
#include "app/platform/studio.hpp"

namespace epochs::app {
namespace {

bool lies_in(ui::Rect window, ui::Rect card) { return card.x >= window.x && card.y >= window.y && card.right() <= window.right() && card.bottom() <= window.bottom(); }

TEST(TermCard, StaysInTheWindowAndOffThePointer) {
  const ui::Rect window{0, 0, 1170, 800};
  for (const ui::Vec2 pointer : {ui::Vec2{2, 2}, ui::Vec2{600, 400}, ui::Vec2{1168, 300}, ui::Vec2{1168, 798}, ui::Vec2{4, 796}}) {
    const ui::Rect card = term_card_place(window, pointer, {300, 110});
    EXPECT_TRUE(lies_in(window, card)) << pointer.x << " " << pointer.y;
    EXPECT_FALSE(card.contains(pointer)) << pointer.x << " " << pointer.y;
  }
}

// Number of pixels that the card changes: none for an unknown term, many for a known one.
std::size_t painted(Studio& studio, const Settings& settings, const std::string& shown, const char* name) {
  const lesson::Glossary glossary = lesson::Glossary::shipped(settings.language);
  const auto picture = [&](const std::string& highlight) {
    return studio.draw(settings, [&](ui::Ui& ui) {
      ui.pointer.position = {40, 30};
      ui.highlight.shown = highlight;
      draw_term_card(ui, glossary);
    }, 2);
  };
  const Picture with = picture(shown), without = picture("");
  if (const char* folder = std::getenv("EPOCHS_PICTURES")) { EXPECT_TRUE(write_png(std::filesystem::path(folder) / name, with)); }
  std::size_t changed = 0;
  for (std::size_t i = 0; i < with.rgb.size(); ++i) changed += with.rgb[i] != without.rgb[i];
  return changed;
}

TEST(TermCard, AppearsForATermOnly) {
  WindowSize size;
  size.width = 500, size.height = 260;
  auto studio = Studio::open(size);
  ASSERT_TRUE(studio.ok()) << studio.error();
  Settings settings;
  EXPECT_EQ(painted(*studio.value(), settings, "term:no such term", "term-none.png"), 0u);
  EXPECT_EQ(painted(*studio.value(), settings, "weight", "term-quantity.png"), 0u);
  EXPECT_GT(painted(*studio.value(), settings, "term:convergence_bound", "term-en.png"), 5000u);
  settings.language = Language::Chinese, settings.brightness = ui::Brightness::Light;
  EXPECT_GT(painted(*studio.value(), settings, "term:convergence_bound", "term-zh.png"), 5000u);
}

}  // namespace
}  // namespace epochs::app
