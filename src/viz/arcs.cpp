#include "viz/arcs.hpp"

#include <algorithm>
#include <vector>

#include "core/check.hpp"
#include "ui/anchor.hpp"

namespace epochs::viz {
namespace {

using ui::Token;

constexpr float kWord = 30;
constexpr ui::TextStyle kText{ui::Face::Medium, ui::kLabel};

// Words spread over the width in proportion to their length.
std::vector<ui::Rect> row(ui::Ui& ui, ui::Rect area, float y, std::span<const std::string> words) {
  std::vector<ui::Rect> out;
  float total = 0;
  for (const std::string& word : words) {
    const float w = ui.canvas.text_width(word, kText) + 14;
    out.push_back({0, y, w, kWord});
    total += w;
  }
  const float gap = out.size() > 1 ? std::max(2.0f, (area.w - total) / static_cast<float>(out.size() - 1)) : 0;
  float x = area.x;
  for (ui::Rect& rect : out) rect.x = x, x += rect.w + gap;
  return out;
}

void link(ui::Ui& ui, const ui::Rect& from, const ui::Rect& to, ui::Color color, float width) {
  const ui::Vec2 a{from.center().x, from.bottom() + 2}, d{to.center().x, to.y - 2};
  const float bend = (d.y - a.y) * 0.5f;
  ui.canvas.bezier(a, {a.x, a.y + bend}, {d.x, d.y - bend}, d, color, width);
}

}  // namespace

ArcsResult arcs(ui::Ui& ui, std::string_view id, ui::Rect area, std::span<const std::string> sources, std::span<const std::string> targets, ConstMatrix shares, int selected) {
  EPOCHS_CHECK(shares.rows() == static_cast<Index>(targets.size()) && shares.cols() == static_cast<Index>(sources.size()), "arcs: sizes do not fit");
  ArcsResult result;
  ui.anchors.add(id, area);
  const std::vector<ui::Rect> above = row(ui, area, area.y, sources), below = row(ui, area, area.bottom() - kWord, targets);
  for (std::size_t t = 0; t < below.size(); ++t)
    if (below[t].contains(ui.pointer.position)) result.hovered = static_cast<int>(t);
  if (ui.pointer.pressed) result.clicked = result.hovered;
  const int lit = result.hovered >= 0 ? result.hovered : selected;
  int strongest = -1;
  for (const bool of_lit : {false, true})
    for (std::size_t t = 0; t < below.size(); ++t)
      for (std::size_t s = 0; s < above.size(); ++s) {
        const auto share = static_cast<float>(shares(static_cast<Index>(t), static_cast<Index>(s)));
        if ((static_cast<int>(t) == lit) != of_lit || share < (of_lit ? 0.015f : 0.07f)) continue;
        if (of_lit && (strongest < 0 || share > static_cast<float>(shares(static_cast<Index>(t), strongest)))) strongest = static_cast<int>(s);
        const ui::Color color = of_lit ? with_alpha(ui.color(Token::Activation), std::min(1.0f, 0.35f + 2 * share)) : with_alpha(ui.theme.sequential_at(0.25f + 0.6f * share), 0.35f);
        link(ui, above[s], below[t], color, of_lit ? 1 + 8 * share : 0.8f + 4 * share);
      }
  const auto word = [&](const ui::Rect& rect, const std::string& text, bool on, Token identity) {
    const ui::Color ground = ui.color(on ? identity : Token::Surface2);
    ui.canvas.fill(rect, ground, 8);
    ui.canvas.text({rect.center().x, rect.y + 20}, text, kText, on ? ui::text_on(ground) : ui.color(Token::Text1), ui::Align::Center);
  };
  for (std::size_t s = 0; s < above.size(); ++s) word(above[s], sources[s], static_cast<int>(s) == strongest, Token::Key);
  for (std::size_t t = 0; t < below.size(); ++t) word(below[t], targets[t], static_cast<int>(t) == lit, Token::Query);
  return result;
}

}  // namespace epochs::viz
