#include "support/screen_ledger.hpp"

namespace epochs::testing {

using ui::Rect;

namespace {

constexpr float kPanelWidth = 120, kPanelHeight = 60, kPanelRadius = 10;   // what is no smaller is a panel: words that begin in it end in it
constexpr float kSlack = 1.5f;

bool holds(Rect outer, Rect inner, float slack) {
  return inner.x >= outer.x - slack && inner.right() <= outer.right() + slack && inner.y >= outer.y - slack && inner.bottom() <= outer.bottom() + slack;
}

std::string quoted(const std::string& text) { return "“" + text + "”"; }

}  // namespace

Rect ScreenLedger::common(Rect a, Rect b) {
  const float x = std::max(a.x, b.x), y = std::max(a.y, b.y);
  return {x, y, std::max(0.f, std::min(a.right(), b.right()) - x), std::max(0.f, std::min(a.bottom(), b.bottom()) - y)};
}

// What is opaque hides the words below it.
void ScreenLedger::fill(Rect rect, ui::Color color, float radius) {
  const Rect seen = clips_.empty() ? rect : common(rect, clips_.back());
  if (color.a < 250) return;
  std::erase_if(words_, [&](const Word& word) { return holds(seen, word.box, kSlack) && rect.h > word.box.h + 6; });
  if (rect.w >= kPanelWidth && rect.h >= kPanelHeight && radius >= kPanelRadius) panels_.push_back(rect);
}

float ScreenLedger::text(ui::Vec2 at, std::string_view text, ui::TextStyle style, ui::Color color, ui::Align align) {
  const float width = measure_.text_width(text, style), x = align == ui::Align::Left ? at.x : align == ui::Align::Right ? at.x - width : at.x - width / 2;
  const bool symbol = style.face == ui::Face::Math || style.face == ui::Face::MathItalic;
  if (color.a < 40 || text.empty()) return width;
  Word word{std::string(text), {x, at.y - 0.74f * style.size, width, 0.94f * style.size}, clips_.empty() ? window_ : clips_.back(), {0, 0, -1, -1}, symbol};
  for (const Rect& panel : panels_)
    if (panel.contains({x + std::min(width, 8.f) / 2, at.y - 0.3f * style.size})) word.panel = panel;
  words_.push_back(std::move(word));
  return width;
}

std::vector<std::string> ScreenLedger::faults() const {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const Word& a = words_[i];
    if (!is_seen(a)) continue;
    if (!holds(window_, a.box, 2)) out.push_back(quoted(a.text) + " leaves the window");
    if (a.box.x < a.clip.x - 3 || a.box.right() > a.clip.right() + 3) out.push_back(quoted(a.text) + " is cut at its side");
    if (a.panel.w > 0 && a.box.right() > a.panel.right() + 1) out.push_back(quoted(a.text) + " leaves its panel");
    for (std::size_t j = i + 1; j < words_.size(); ++j) {
      const Word& b = words_[j];
      if (!is_seen(b) || (a.symbol && b.symbol) || (a.text == b.text && std::abs(a.box.x - b.box.x) < 2 && std::abs(a.box.y - b.box.y) < 2)) continue;   // Chinese headings are written twice
      const Rect both = common(common(a.box, a.clip), common(b.box, b.clip));
      if (both.w > kSlack && both.h > 2.5f) out.push_back(quoted(a.text) + " lies over " + quoted(b.text));
    }
  }
  return out;
}

}  // namespace epochs::testing
