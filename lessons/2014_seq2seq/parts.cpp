#include "parts.hpp"

#include <algorithm>
#include <array>

#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/focus.hpp"
#include "ui/rich_text.hpp"

namespace epochs::translation {

using ui::Face;
using ui::Rect;
using ui::Token;

namespace {

constexpr ui::TextStyle kChipText{Face::Medium, ui::kLabel};
constexpr float kChipPad = 9, kChipGap = 5, kLeastChip = 32;

void begin_another(Hand& hand) {                 // what was meddled with belongs to its sentence
  hand.meddling.scores.clear(), hand.meddling.weights.clear(), hand.meddling.words.clear();
  hand.step = hand.forcing.step = hand.translate.source = -1;
}

void draw_own_field(Scene& scene, Rect& area, std::string_view id) {
  ui::TextFieldStyle style;
  style.placeholder = own_example(scene.shown.corpus->source.language);
  style.longest = 200;
  style.clearable = true;
  const std::string problem(scene.shown.problem.in(scene.language));
  if (ui::text_field(scene.ui, std::string(id) + ".own", area.cut_top(36), scene.hand.field, style).changed) {
    scene.hand.typed = scene.hand.field.text();
    begin_another(scene.hand);
  }
  area.cut_top(4);
  if (!problem.empty()) draw_line_of_words(scene.ui, area.cut_top(38), problem, Token::Error);
}

}  // namespace

std::string_view own_example(Language language) { return language == Language::English ? "The cat saw the small dog." : "猫看见了那只小狗。"; }

std::string percent_of(double share) {
  const double percent = 100 * share;
  return format_number(percent, percent >= 0.05 && percent < 9.95 ? 1 : 0) + "%";
}

void draw_line_of_words(ui::Ui& ui, Rect area, std::string_view text, Token color) {
  constexpr float kLine = 19;
  if (area.h < kLine - 2 || area.w < 40) return;
  ui::plain_text(ui, {area.x, area.y}, area.w, text, {{Face::Ui, ui::kSmall}, kLine, color, std::max(1, static_cast<int>(area.h / kLine))});
}

void draw_lit(Scene& scene, Rect area) {
  const ui::Color color = scene.ui.color(scene.at.beat == lesson::Beat::Forward ? Token::Activation : scene.at.beat == lesson::Beat::Update ? Token::Weight : Token::Error);
  scene.ui.canvas.fill(area, ui::with_alpha(color, 0.10f), 7);
  scene.ui.canvas.fill({area.x, area.y + 3, 3, area.h - 6}, color, 1.5f);
}

// ---- Choosing ------------------------------------------------------------------------------------------------------------

void draw_sentence_picker(Scene& scene, Rect& area, std::string_view id) {
  ui::Ui& ui = scene.ui;
  Hand& hand = scene.hand;
  const std::array<std::string_view, 6> labels{ui.say({"hello", "你好"}), ui.say({"short", "短"}), ui.say({"middle", "中"}), ui.say({"long", "长"}), ui.say({"clause", "从句"}), ui.say({"my own", "自己写"})};
  Rect row = area.cut_top(34);
  const std::string_view more = ui.say({"Another", "换一句"});
  const float w = ui.canvas.text_width(more, {Face::Semibold, ui::kLabel}) + 26;
  const Rect segments{row.x, row.y, std::min(row.w - w - 8, 470.0f), row.h};
  const int now = static_cast<int>(hand.sentence), chosen = ui::segmented(ui, id, segments, labels, now);
  if (chosen != now) {
    hand.sentence = static_cast<SentenceChoice>(chosen), hand.another = 0;
    if (hand.sentence == SentenceChoice::Typed && hand.typed.empty()) {          // one's own begins with what is there: a word is soon changed
      hand.field.edit.set(spelled(scene.shown.corpus->source, scene.shown.source));
      hand.typed = hand.field.text();
    }
    begin_another(hand);
  }
  const bool typed = hand.sentence == SentenceChoice::Typed;
  if (!typed && ui::button(ui, std::string(id) + ".another", {segments.right() + 8, row.y + 1, w, row.h - 2}, more)) {
    ++hand.another;
    begin_another(hand);
  }
  area.cut_top(8);
  if (typed) draw_own_field(scene, area, id);
}

void draw_rows_picker(Scene& scene, Rect row, std::string_view id) {
  if (!scene.shown.pair) return;
  const std::array<std::string_view, 2> labels{scene.ui.say({"what it writes", "它写的"}), scene.ui.say({"the right words", "正确译文"})};
  const int now = static_cast<int>(scene.hand.rows), chosen = ui::segmented(scene.ui, id, {row.x, row.y, std::min(row.w, 270.0f), row.h}, labels, now);
  if (chosen != now) scene.hand.rows = static_cast<Rows>(chosen), scene.hand.step = -1;
}

void draw_restore(Scene& scene, Rect& area, std::string_view id) {
  if (scene.hand.meddling.empty()) return;
  const std::string_view words = scene.ui.say({"Take my changes back", "撤回我的改动"});
  const Rect row = area.cut_bottom(32);
  const float w = std::min(row.w, scene.ui.canvas.text_width(words, {Face::Semibold, ui::kLabel}) + 30);
  if (ui::button(scene.ui, std::string(id) + ".restore", {row.x, row.y, w, row.h}, words)) scene.hand.meddling = {}, scene.hand.forcing.step = -1;
  area.cut_bottom(6);
}

// ---- Words in boxes --------------------------------------------------------------------------------------------------------

std::vector<Rect> lay_chips(ui::Ui& ui, Rect area, const std::vector<std::string>& words, float pitch) {
  std::vector<Rect> out;
  float x = area.x, y = area.y;
  for (const std::string& word : words) {
    const float w = std::min(area.w, ui.canvas.text_width(word, kChipText) + 2 * kChipPad);
    if (x > area.x && x + w > area.right() + 0.5f) x = area.x, y += pitch;
    out.push_back({x, y, w, y + kChipHeight <= area.bottom() + 0.5f ? kChipHeight : 0});
    x += w + kChipGap;
  }
  return out;
}

std::vector<Rect> spread_chips(ui::Ui& ui, Rect area, const std::vector<std::string>& words) {
  std::vector<Rect> out;
  float total = 0;
  for (const std::string& word : words) {
    out.push_back({0, area.y, std::max(kLeastChip, ui.canvas.text_width(word, kChipText) + 2 * kChipPad), std::min(kChipHeight, area.h)});
    total += out.back().w;
  }
  const float count = static_cast<float>(words.size()), gaps = std::max(1.0f, count - 1);
  const float shrink = std::min(1.0f, std::max(0.1f, (area.w - 2 * gaps) / std::max(1.0f, total)));
  const float gap = std::min(26.0f, (area.w - total * shrink) / gaps);
  float x = area.x;
  for (Rect& box : out) box.x = x, box.w *= shrink, x += box.w + gap;
  return out;
}

void draw_link(ui::Ui& ui, Rect above, Rect below, ui::Color color, float width) {
  const ui::Vec2 a{above.center().x, above.bottom() + 2}, d{below.center().x, below.y - 2};
  const float bend = (d.y - a.y) * 0.5f;
  ui.canvas.bezier(a, {a.x, a.y + bend}, {d.x, d.y - bend}, d, color, width);
}

ui::Pressed draw_chip(ui::Ui& ui, std::string_view id, Rect box, const Chip& chip) {
  if (box.h <= 0) return {};
  const ui::Pressed press = ui::pressable(ui, id, box, 7, ui::Access::Open, ui::TabStop::Own);
  const ui::Color color = ui.color(chip.color);
  if (chip.filled) ui.canvas.fill(box, color, 7);
  else {
    ui.canvas.fill(box, ui.color(Token::Surface2), 7);
    if (chip.shade > 0.004f) ui.canvas.fill(box, ui::with_alpha(color, std::min(1.0f, chip.shade)), 7);
    ui::hover_fill(ui, box, Token::Surface3, 7, press);
  }
  if (chip.outlined) ui.canvas.outline(box, color, 7, 1.8f);
  const ui::Color ink = chip.filled ? ui::text_on(color) : ui.color(chip.ink);
  const std::string text = fitted(ui, chip.text, kChipText, box.w - 8);
  ui.canvas.text({box.center().x, box.center().y + 5}, text, kChipText, ink, ui::Align::Center);
  if (chip.struck) ui.canvas.line({box.x + 4, box.center().y}, {box.right() - 4, box.center().y}, ui.color(Token::Text2), 1.5f);
  return press;
}

std::vector<std::string> words_read(const Shown& shown) {
  std::vector<std::string> out;
  for (int s = 0; s < shown.read(); ++s) out.push_back(shown.word_read(s));
  return out;
}

std::vector<std::string> words_of_rows(const Shown& shown) {
  std::vector<std::string> out;
  for (int t = 0; t < shown.steps(); ++t) out.push_back(shown.word_at(t));
  return out;
}

}  // namespace epochs::translation
