// The sentence that is read: the window around the centre, and the guess from one word to the other as an arc.
#include <algorithm>
#include <vector>

#include "ui/anchor.hpp"
#include "ui/rich_text.hpp"
#include "views.hpp"

namespace epochs::word2vec {
namespace {

using ui::Rect;
using ui::Token;
using ui::Vec2;

constexpr float kChip = 34, kChipPad = 11, kChipGap = 7, kPlainPad = 7, kCaption = 26, kArc = 30;
const ui::TextStyle kWordStyle{ui::Face::Medium, 15}, kPlainStyle{ui::Face::Ui, 15}, kCaptionStyle{ui::Face::Ui, ui::kSmall};

enum class Role { Outside, Inside, Source, Target };             // of a word: beyond the window, in it, whose v guesses, the word that is guessed

struct Piece {
  std::size_t at = 0;
  std::string text;
  Role role = Role::Outside;
  float w = 0, x = 0;
};

std::pair<std::size_t, std::size_t> sentence_around(const Text& text, std::size_t at) {
  std::size_t from = at, to = at;
  while (from > 0 && text.ids[from - 1] != kSentenceEnd) --from;
  while (to < text.ids.size() && text.ids[to] != kSentenceEnd) ++to;
  return {from, to};
}

Role role_of(const Snapshot& seen, std::size_t at) {
  const Example& next = seen.next.example;
  const bool cbow = seen.settings.method == Method::Cbow;
  if (at == next.at) return cbow ? Role::Target : Role::Source;
  if (!cbow && at == next.neighbour_at) return Role::Target;
  const std::size_t away = at > next.at ? at - next.at : next.at - at;
  if (away > static_cast<std::size_t>(seen.settings.window)) return Role::Outside;
  return cbow && std::find(next.inputs.begin(), next.inputs.end(), seen.text->ids[at]) != next.inputs.end() ? Role::Source : Role::Inside;
}

Piece piece_of(const Scene& scene, std::size_t at) {
  Piece out{at, scene.word(scene.seen.text->ids[at]), role_of(scene.seen, at)};
  const bool chip = out.role != Role::Outside;
  out.w = scene.ui.canvas.text_width(out.text, chip ? kWordStyle : kPlainStyle) + 2 * (chip ? kChipPad : kPlainPad);
  return out;
}

// As many words to both sides of the centre as there is room for.
std::vector<Piece> pieces_in(const Scene& scene, float width, bool& cut_left, bool& cut_right) {
  const auto [from, to] = sentence_around(*scene.seen.text, scene.seen.next.example.at);
  constexpr float kDots = 20;
  std::size_t left = scene.seen.next.example.at, right = left;
  std::vector<Piece> out{piece_of(scene, left)};
  float used = out.front().w;
  bool left_full = false, right_full = false;
  while (!(left_full || left == from) || !(right_full || right + 1 == to)) {
    const auto grow = [&](std::size_t at, bool& full) {
      Piece piece = piece_of(scene, at);
      const float room = width - (left > from || right + 1 < to ? 2 * kDots : 0);
      if (used + piece.w + kChipGap > room) return full = true, false;
      used += piece.w + kChipGap;
      out.insert(at < left ? out.begin() : out.end(), std::move(piece));
      return true;
    };
    if (!left_full && left > from && grow(left - 1, left_full)) --left;
    if (!right_full && right + 1 < to && grow(right + 1, right_full)) ++right;
  }
  cut_left = left > from, cut_right = right + 1 < to;
  float x = cut_left ? kDots : 0;
  for (Piece& piece : out) piece.x = x, x += piece.w + kChipGap;
  return out;
}

void draw_piece(Scene& scene, const Piece& piece, Rect row) {
  ui::Ui& ui = scene.ui;
  const Rect chip{row.x + piece.x, row.y, piece.w, kChip};
  const float y = chip.center().y + 5.2f;
  ui.anchors.add("sentence." + std::to_string(piece.at), chip);
  if (piece.role == Role::Outside) {
    ui.canvas.text({chip.x + kPlainPad, y}, piece.text, kPlainStyle, ui.color(Token::Text3));
    return;
  }
  const bool source = piece.role == Role::Source, target = piece.role == Role::Target;
  const ui::Color ground = ui.color(source ? Token::Input : target ? Token::Target : Token::Surface2);
  ui.canvas.fill(chip, ground, 8);
  if (!source && !target) ui.canvas.outline(chip, ui.color(Token::Line2), 8, 1);
  const bool lit = (source && ui.highlight.is("x")) || (target && ui.highlight.is("y"));
  if (lit) ui.canvas.outline({chip.x - 3, chip.y - 3, chip.w + 6, chip.h + 6}, ui.color(Token::Text1), 10, 1.6f);
  if (chip.contains(ui.pointer.position) && (source || target)) ui.highlight.hovered = source ? "x" : "y";
  ui.canvas.text({chip.x + kChipPad, y}, piece.text, kWordStyle, source || target ? ui::text_on(ground) : ui.color(Token::Text1));
}

void draw_arc_below(Scene& scene, const Piece& from, const Piece& to, Rect row) {
  const Vec2 a{row.x + from.x + from.w / 2, row.y + kChip + 4}, b{row.x + to.x + to.w / 2, row.y + kChip + 4};
  const float deep = kArc - 10;
  scene.ui.canvas.bezier(a, {a.x, a.y + deep}, {b.x, b.y + deep}, b, scene.ui.color(Token::Target), 2);
}

std::string caption_above(const Scene& scene) {
  const bool english = scene.ui.language == Language::English;
  const std::string window = std::to_string(scene.seen.settings.window);
  if (!scene.seen.trainable()) return english ? "These vectors come from a file; no text is read" : "这些向量来自文件，没有在读文本";
  if (!scene.seen.next.example.exists()) return english ? "No word has a neighbour: there is nothing to guess" : "谁都没有邻居，没有什么可猜";
  const bool basket = scene.seen.settings.source == Source::Shelf;
  if (english) return (basket ? "The basket being read, window of " : "The sentence being read, window of ") + window;
  return (basket ? "正在读的购物篮，窗口 " : "正在读的句子，窗口 ") + window;
}

}  // namespace

float draw_sentence(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.canvas.text({area.x, area.y + 14}, caption_above(scene), kCaptionStyle, ui.color(Token::Text3));
  const Example& next = scene.seen.next.example;
  if (!next.exists() || !scene.seen.trainable() || next.at >= scene.seen.text->ids.size()) return kCaption;
  bool cut_left = false, cut_right = false;
  const std::vector<Piece> pieces = pieces_in(scene, area.w, cut_left, cut_right);
  const Rect row{area.x, area.y + kCaption, area.w, kChip};
  ui.anchors.add("sentence", {row.x, row.y, row.w, kChip + kArc});
  ui.canvas.push_clip({area.x - 4, area.y, area.w + 8, kCaption + kChip + kArc});
  const auto target = std::find_if(pieces.begin(), pieces.end(), [](const Piece& each) { return each.role == Role::Target; });
  for (const Piece& piece : pieces) {
    draw_piece(scene, piece, row);
    if (piece.role == Role::Source && target != pieces.end()) draw_arc_below(scene, piece, *target, row);
  }
  const ui::Color faint = ui.color(Token::Text3);
  if (cut_left) ui.canvas.text({row.x, row.center().y + 5}, "…", kPlainStyle, faint);
  if (cut_right) ui.canvas.text({row.x + pieces.back().x + pieces.back().w + 4, row.center().y + 5}, "…", kPlainStyle, faint);
  ui.canvas.pop_clip();
  return kCaption + kChip + kArc;
}

}  // namespace epochs::word2vec
