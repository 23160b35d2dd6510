// Words as the machine keeps them: every letter is a number, so a word is a small picture, one cell high. How far words are from one another as numbers
// says nothing about what they mean; that is the next chapter.
#include <algorithm>
#include <cmath>

#include "cells.hpp"
#include "ui/anchor.hpp"
#include "ui/rich_text.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {
namespace {

using ui::Rect;
using ui::Token;

constexpr float kField = 40, kLetter = 52, kLargestLetter = 96, kLetterGap = 6, kRowGap = 18;
constexpr std::size_t kMostWords = 5;

struct Word {
  std::string text;
  std::vector<std::string> letters;
  std::vector<int> codes;
};

std::vector<Word> words_in(std::string_view text) {
  std::vector<Word> out;
  bool inside = false;
  for (const char32_t letter : decode_utf8(text)) {
    const bool space = letter == U' ' || letter == U'\u3000';
    if (!space && !inside) {
      if (out.size() == kMostWords) break;
      out.emplace_back();
    }
    inside = !space;
    if (space) continue;
    std::string written;
    append_utf8(written, letter);
    out.back().text += written;
    out.back().letters.push_back(written);
    out.back().codes.push_back(static_cast<int>(letter));
  }
  return out;
}

// Letter by letter; a letter that the shorter one has not counts as 0.
int distance(const Word& a, const Word& b) {
  int sum = 0;
  for (std::size_t i = 0; i < std::max(a.codes.size(), b.codes.size()); ++i) sum += std::abs((i < a.codes.size() ? a.codes[i] : 0) - (i < b.codes.size() ? b.codes[i] : 0));
  return sum;
}

// Letter and number as large as the cell lets them be.
void draw_word(Scene& scene, Rect row, const Word& word, int largest) {
  ui::Ui& ui = scene.ui;
  const float side = row.h, k = side / kLetter;
  for (std::size_t i = 0; i < word.codes.size(); ++i) {
    const Rect cell{row.x + static_cast<float>(i) * (side + kLetterGap), row.y, side, side};
    if (cell.right() > row.right()) break;
    const ui::Color ground = ui.theme.sequential_at(static_cast<float>(word.codes[i]) / static_cast<float>(std::max(1, largest)));
    ui.canvas.fill(cell, ground, 4);
    ui.canvas.text({cell.center().x, cell.y + 24 * k}, word.letters[i], {ui::Face::Medium, ui::kBody * k}, ui::text_on(ground), ui::Align::Center);
    ui.canvas.text({cell.center().x, cell.y + 43 * k}, std::to_string(word.codes[i]), {ui::Face::Mono, std::min(ui::kTick * k, 20.0f)}, ui::text_on(ground), ui::Align::Center);
  }
}

std::string how_far(const std::vector<Word>& words, Language language) {
  const bool english = language == Language::English;
  if (words.size() < 2) return std::string(english ? "Type a few words: each letter is a number." : "输入几个词：每个字都是一个数。");
  std::string out = english ? "Letter by letter, “" + words[0].text + "” is " : "逐字相减，“" + words[0].text + "”";
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string far = group_thousands(distance(words[0], words[i]));
    if (i > 1) out += english ? (i + 1 == words.size() ? " and " : ", ") : "，";
    out += english ? far + " away from “" + words[i].text + "”" : "与“" + words[i].text + "”相差 " + far;
  }
  return out + (english ? "." : "。");
}

}  // namespace

void draw_text_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  Hand& hand = scene.hand;
  const std::string_view opening = ui.say({"cat car dog", "猫 猛 虎"});
  if (!hand.words_begun && hand.words.text() != opening) hand.words.edit = ui::TextEdit(std::string(opening));
  ui::TextFieldStyle style;
  style.longest = 40;
  const Rect field = area.cut_top(kField);
  if (ui::text_field(ui, "text.field", {field.x, field.y, std::min(field.w, 420.0f), kField}, hand.words, style).changed) hand.words_begun = true;
  area.cut_top(18);
  const std::vector<Word> words = words_in(hand.words.text());
  int largest = 1;
  for (const Word& word : words)
    for (const int code : word.codes) largest = std::max(largest, code);
  const float foot = area.bottom() - 64;
  ui.anchors.add("text.letters", area);
  std::size_t longest = 1;
  for (const Word& word : words) longest = std::max(longest, word.codes.size());
  const float room = std::min((area.w + kLetterGap) / static_cast<float>(longest) - kLetterGap, (foot - area.y + kRowGap) / static_cast<float>(std::max<std::size_t>(1, words.size())) - kRowGap);
  const float side = std::clamp(room, kLetter, kLargestLetter);
  for (const Word& word : words) {
    if (area.y + side > foot) break;
    draw_word(scene, area.cut_top(side), word, largest);
    area.cut_top(kRowGap);
  }
  ui::plain_text(ui, {area.x, std::min(area.y + 6, foot)}, area.w - 16, how_far(words, ui.language), {{ui::Face::Ui, ui::kLabel}, 22, Token::Text2});
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
