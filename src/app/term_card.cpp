#include "app/term_card.hpp"

#include <algorithm>

#include "app/press.hpp"
#include "ui/rich_text.hpp"

namespace epochs::app {

using ui::Rect;
using ui::Token;

Rect term_card_place(Rect window, ui::Vec2 pointer, ui::Vec2 size) {
  constexpr float kGap = 18, kEdge = 8;
  const bool below = pointer.y + kGap + size.y <= window.bottom() - kEdge;
  const float x = std::clamp(pointer.x - 24, window.x + kEdge, std::max(window.x + kEdge, window.right() - kEdge - size.x));
  const float y = below ? pointer.y + kGap : std::max(window.y + kEdge, pointer.y - kGap - size.y);
  return {x, y, size.x, size.y};
}

void draw_term_card(ui::Ui& ui, const lesson::Glossary& glossary, float size) {
  constexpr std::string_view kPrefix = "term:";
  const std::string_view shown = ui.highlight.shown;
  if (!shown.starts_with(kPrefix)) return;
  const lesson::GlossaryEntry* entry = glossary.find(shown.substr(kPrefix.size()));
  if (!entry) return;
  constexpr float kPadding = 14;
  const float width = std::min(300.f * size / ui::kLabel, ui.window.w - 16), line = (ui.language == Language::Chinese ? 22.f : 20.f) * size / ui::kLabel;
  const ui::RichStyle name{{ui::Face::Semibold, size}, 22 * size / ui::kLabel, Token::Text1, 1};
  const ui::RichStyle words{{ui::Face::Ui, size}, line, Token::Text2, 0};
  const ui::Vec2 nowhere{0, 0};
  const float height = 2 * kPadding + ui::plain_text(ui, nowhere, width - 2 * kPadding, entry->forms.front(), name, ui::Draw::No) + 2 +
                       ui::plain_text(ui, nowhere, width - 2 * kPadding, entry->definition, words, ui::Draw::No);
  const Rect card = term_card_place(ui.window, ui.pointer.position, {width, height});
  ui.canvas.layer(ui::Canvas::kFlat);   // over everything drawn so far
  shadow(ui, card, 12);
  surface(ui, card, 12, Token::Surface2);
  const Rect inside = card.inset(kPadding);
  const float used = ui::plain_text(ui, {inside.x, inside.y}, inside.w, entry->forms.front(), name);
  ui::plain_text(ui, {inside.x, inside.y + used + 2}, inside.w, entry->definition, words);
}

}  // namespace epochs::app
