#include "ui/rich_text.hpp"

#include <algorithm>

namespace epochs::ui {
namespace {

// One piece that is never broken: a Latin word, a space, or one ideograph with the marks that must stay with it.
struct Piece {
  std::string text;
  std::size_t span = 0;
  float width = 0;
  bool space = false, hangs = false;   // hangs: ends in a mark that may stand a little outside the line
};

bool never_starts_a_line(char32_t c) {
  return std::u32string_view(U"，。；：？！、）」』”’》〉】%,.;:?!)").find(c) != std::u32string_view::npos;
}
bool never_ends_a_line(char32_t c) { return std::u32string_view(U"（「『“‘《〈【(").find(c) != std::u32string_view::npos; }

TextStyle style_of(const Span& span, const RichStyle& style) {
  TextStyle out = style.text;
  if (span.code) out.face = Face::Mono, out.size *= 0.92f;
  if (!span.quantity.empty() && out.face == Face::Ui) out.face = Face::Medium;
  if (span.strong && out.face == Face::Ui) out.face = Face::Semibold;
  return out;
}

// Breaks may come between any two ideographs and at spaces, within the rules above, across spans too.
std::vector<Piece> pieces_of(const Paragraph& paragraph) {
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < paragraph.size(); ++i) {
    bool glue = false;                 // the last character may not end a line
    bool word = false;                 // the last piece is a Latin word of this span that may grow
    for (const char32_t c : decode_utf8(paragraph[i].text)) {
      std::string letters;
      append_utf8(letters, c);
      const bool space = c == U' ' || c == U'\n';
      const bool mark = never_starts_a_line(c);
      if (space) {
        pieces.push_back({" ", i, 0, true, false});
        word = glue = false;
        continue;
      }
      const bool joins = !pieces.empty() && !pieces.back().space && pieces.back().span == i && (glue || mark || (word && !is_cjk(c)));
      if (joins)
        pieces.back().text += letters;
      else
        pieces.push_back({letters, i, 0, false, false});
      pieces.back().hangs = mark && c > 0x2000;
      word = !is_cjk(c) && !mark;
      glue = never_ends_a_line(c);
    }
  }
  return pieces;
}

struct Line {
  std::vector<std::pair<float, const Piece*>> pieces;   // x from the left
};

bool sticks_to_previous(const std::vector<Piece>& pieces, std::size_t i) {
  // A mark at the start of the next span stays with the word before it: "[weight]{w}, …".
  if (i == 0 || pieces[i].space || pieces[i - 1].space) return false;
  const auto points = decode_utf8(pieces[i].text);
  const auto before = decode_utf8(pieces[i - 1].text);
  return never_starts_a_line(points.front()) || never_ends_a_line(before.back()) || (!is_cjk(points.front()) && !is_cjk(before.back()));
}

std::vector<Line> break_lines(Canvas& canvas, std::vector<Piece>& pieces, const Paragraph& paragraph, const RichStyle& style, float width) {
  std::vector<Line> lines(1);
  float x = 0;
  for (Piece& piece : pieces) piece.width = canvas.text_width(piece.text, style_of(paragraph[piece.span], style));
  for (std::size_t i = 0; i < pieces.size();) {
    std::size_t end = i + 1;           // a group that stays together
    float group = pieces[i].width;
    while (end < pieces.size() && sticks_to_previous(pieces, end)) group += pieces[end++].width;
    const float slack = pieces[end - 1].hangs ? style.text.size * 0.6f : 0.5f;
    if (x > 0 && x + group > width + slack) {
      lines.emplace_back();
      x = 0;
    }
    for (; i < end; ++i) {
      if (pieces[i].space && x == 0) continue;
      lines.back().pieces.emplace_back(x, &pieces[i]);
      x += pieces[i].width;
    }
  }
  return lines;
}

void draw_piece(Ui& ui, Vec2 baseline, const Piece& piece, const Span& span, const RichStyle& style) {
  const TextStyle text = style_of(span, style);
  const Color color = ui.color(span.quantity.empty() ? style.color : identity_of(span.quantity));
  ui.canvas.text(baseline, piece.text, text, color);
  const Rect area{baseline.x, baseline.y - text.size, piece.width, text.size * 1.3f};
  if (!span.quantity.empty()) {
    if (area.contains(ui.pointer.position)) ui.highlight.hovered = span.quantity;
    if (ui.highlight.is(span.quantity)) ui.canvas.line({area.x, baseline.y + 3}, {area.right(), baseline.y + 3}, color, 1.4f);
  }
  if (!span.term.empty()) {
    ui.canvas.dashed({area.x, baseline.y + 3}, {area.right(), baseline.y + 3}, ui.color(Token::Text3), 1, 1.5f, 2.5f);
    if (area.contains(ui.pointer.position)) ui.highlight.hovered = "term:" + span.term;
  }
}

}  // namespace

float rich_text(Ui& ui, Vec2 at, float width, const Paragraph& paragraph, const RichStyle& style, Draw draw) {
  std::vector<Piece> pieces = pieces_of(paragraph);
  const std::vector<Line> lines = break_lines(ui.canvas, pieces, paragraph, style, width);
  const std::size_t shown = style.max_lines > 0 ? std::min(lines.size(), static_cast<std::size_t>(style.max_lines)) : lines.size();
  for (std::size_t i = 0; draw == Draw::Yes && i < shown; ++i) {
    const float baseline = at.y + (static_cast<float>(i) + 0.5f) * style.line_height + style.text.size * 0.35f;
    const bool cut = i + 1 == shown && shown < lines.size();   // "…" stands within the width too
    const float room = width - ui.canvas.text_width("…", style.text);
    float end = at.x;
    for (const auto& [x, piece] : lines[i].pieces) {
      if (cut && end > at.x && x + piece->width > room) break;
      draw_piece(ui, {at.x + x, baseline}, *piece, paragraph[piece->span], style);
      end = at.x + x + piece->width;
    }
    if (cut) ui.canvas.text({end, baseline}, "…", style.text, ui.color(style.color));
  }
  return static_cast<float>(shown) * style.line_height;
}

float plain_text(Ui& ui, Vec2 at, float width, std::string_view text, const RichStyle& style, Draw draw) {
  return rich_text(ui, at, width, {Span{std::string(text), {}, {}, false, false}}, style, draw);
}

}  // namespace epochs::ui
