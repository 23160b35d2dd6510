#include "sample_text.hpp"

#include <algorithm>
#include <utility>

#include "parts.hpp"
#include "ui/pattern.hpp"

namespace epochs::recurrent {
namespace {

using ui::Token;

constexpr float kSampleLine = 24;
const ui::TextStyle kSampleStyle{ui::Face::Ui, ui::kHeading};

std::string utf8(char32_t letter) {
  std::string out;
  append_utf8(out, letter);
  return out;
}

// A Chinese character stands by itself; it is known with the one before or behind it.
TextPiece::Kind kind_of_character(const std::vector<char32_t>& letters, std::size_t i, const WordShare& words) {
  const auto pair = [&](std::size_t a) { return a + 1 < letters.size() && is_word_character(letters[a]) && is_word_character(letters[a + 1]) && words.knows(utf8(letters[a]) + utf8(letters[a + 1])); };
  return (i > 0 && pair(i - 1)) || pair(i) ? TextPiece::Kind::Known : TextPiece::Kind::Unknown;
}

}  // namespace

std::vector<TextPiece> pieces_of(std::string_view written, const WordShare& words) {
  std::vector<TextPiece> out;
  const std::vector<char32_t> letters = decode_utf8(written);
  std::string word;
  const auto close = [&](bool cut) {
    if (word.empty()) return;
    const std::string bare = lower_word(word);
    out.push_back({std::exchange(word, {}), cut ? TextPiece::Kind::Between : words.knows(bare) ? TextPiece::Kind::Known : TextPiece::Kind::Unknown});
  };
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (is_word_letter(letters[i])) {
      append_utf8(word, letters[i]);
      continue;
    }
    close(false);
    out.push_back({utf8(letters[i]), is_word_character(letters[i]) ? kind_of_character(letters, i, words) : TextPiece::Kind::Between});
  }
  close(true);
  return out;
}

float draw_sample_text(Scene& scene, ui::Rect area, std::string_view written, const WordShare& words) {
  ui::Ui& ui = scene.ui;
  float x = area.x, y = area.y;
  const bool low = area.h < 4 * kSampleLine;     // then lines do not end where the network ended them
  for (const TextPiece& piece : pieces_of(written, words)) {
    if (piece.text == "\n") {
      if (low && x + 26 < area.right()) x += (x > area.x ? ui.canvas.text({x + 3, y + 16.5f}, shown_symbol("\n"), kSampleStyle, ui.color(Token::Text3)) + 10 : 0);
      else x = area.x, y += kSampleLine;
      continue;
    }
    const float w = piece.text == " " ? 5 : ui.canvas.text_width(piece.text, kSampleStyle);
    if (x + w > area.right() && x > area.x) x = area.x, y += kSampleLine;
    if (y + kSampleLine > area.bottom() + 0.5f) break;
    if (piece.text == " ") {
      x += x > area.x ? w : 0;
      continue;
    }
    const bool unknown = piece.kind == TextPiece::Kind::Unknown;
    const std::string shown = fitted(ui, piece.text, kSampleStyle, area.w);
    ui.canvas.text({x, y + 16.5f}, shown, kSampleStyle, ui.color(unknown ? Token::Text3 : Token::Text1));
    if (unknown) ui.canvas.dashed({x, y + 20}, {std::min(x + w, area.right()), y + 20}, ui.color(Token::Text3), 1, 1.5f, 2.5f);
    x += w + 0.4f;
  }
  return std::min(area.h, y + kSampleLine - area.y);
}

const WordShare& known_words(Scene& scene) {
  WritingState& state = scene.hand.writing;
  if (!state.words || state.words_of.lock() != scene.seen.text) {
    state.words = std::make_shared<const WordShare>(*scene.seen.text);
    state.words_of = scene.seen.text;
  }
  return *state.words;
}

}  // namespace epochs::recurrent
