// The same numbers as links between the two sentences, as wide as the weight. One word that is written is chosen; the word that truly belongs to it is outlined.
#include <algorithm>
#include <string>
#include <vector>

#include "looking_parts.hpp"
#include "ui/anchor.hpp"

namespace epochs::translation {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr float kArcsNote = 22, kLeastWord = 26, kMostGap = 44, kMostArcs = 340;

struct Rows2 {
  std::vector<Rect> read, written;
};

// Over the whole width, as far as that does not tear the sentence apart.
std::vector<Rect> spread_wide(ui::Ui& ui, Rect area, const std::vector<std::string>& words) {
  std::vector<Rect> out = spread_chips(ui, area, words);
  if (out.size() < 2) return out;
  const float more = std::clamp((area.right() - out.back().right()) / static_cast<float>(out.size() - 1), 0.0f, kMostGap);
  for (std::size_t i = 0; i < out.size(); ++i) out[i].x += more * static_cast<float>(i);
  return out;
}

void draw_arc_links(Scene& scene, const Rows2& rows, int step, const Walked& done) {
  ui::Ui& ui = scene.ui;
  const Shown& shown = scene.shown;
  for (const bool chosen : {false, true})
    for (int t = 0; t < static_cast<int>(rows.written.size()); ++t) {
      if ((t == step) != chosen || !done.has(t, Walked::kWeights)) continue;
      for (int s = 0; s < shown.read(); ++s) {
        const auto share = static_cast<float>(shown.run->weights(t, s));
        if (share < (chosen ? 0.015f : 0.12f)) continue;
        const ui::Color color = chosen ? ui::with_alpha(ui.color(Token::Activation), std::min(1.0f, 0.35f + 1.5f * share)) : ui::with_alpha(ui.color(Token::Text3), 0.15f + 0.3f * share);
        draw_link(ui, rows.read[static_cast<std::size_t>(s)], rows.written[static_cast<std::size_t>(t)], color, chosen ? 1 + 8 * share : 0.8f + 3 * share);
      }
    }
}

void draw_arc_words(Scene& scene, const Rows2& rows, int step, const Walked& done) {
  const Shown& shown = scene.shown;
  const bool known = done.has(step, Walked::kWeights);
  const int most = known ? strongest_at(shown, step) : -1;
  for (int s = 0; s < shown.read(); ++s) {
    Chip chip{shown.word_read(s)};
    chip.shade = known ? 0.9f * static_cast<float>(shown.run->weights(step, s)) : 0;
    chip.color = Token::Activation;
    if (s == most) chip.filled = true, chip.color = Token::Key;
    const Rect& box = rows.read[static_cast<std::size_t>(s)];
    if (draw_chip(scene.ui, "arcs.read." + std::to_string(s), box, chip).clicked) scene.hand.step = step, scene.hand.selected = {Place::Kind::Weight, step, s};
    if (known && shown.belongs(step, s) && !scene.hand.question_open) scene.ui.canvas.outline(box.inset(-1.5f), scene.ui.color(Token::Target), 8, 2.2f);
  }
  for (int t = 0; t < static_cast<int>(rows.written.size()); ++t) {
    Chip chip{shown.word_at(t)};
    chip.ink = t < step ? Token::Text1 : Token::Text3;
    if (t == step) chip.filled = true, chip.color = Token::Query;
    if (draw_chip(scene.ui, "arcs.written." + std::to_string(t), rows.written[static_cast<std::size_t>(t)], chip).clicked) scene.hand.step = t, scene.hand.selected = {Place::Kind::Weight, t, strongest_at(shown, t)};
  }
}

void draw_arc_notes(Scene& scene, Rect row, const Rows2& rows, int step) {
  ui::Ui& ui = scene.ui;
  const ui::TextStyle small{Face::Ui, ui::kSmall};
  const std::string_view now = ui.say({"writing now", "正在写"}), before = ui.say({"written so far", "已写出"});
  const float w = ui.canvas.text_width(now, small), x = std::clamp(rows.written[static_cast<std::size_t>(step)].center().x - w / 2, row.x, std::max(row.x, row.right() - w));
  ui.canvas.text({x, row.center().y + 5}, now, small, ui.color(Token::Query));
  if (step > 0 && x - row.x > ui.canvas.text_width(before, small) + 12) ui.canvas.text({row.x, row.center().y + 5}, before, small, ui.color(Token::Text3));
}

}  // namespace

void draw_arcs_view(Scene& scene, LookingHand&, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("arcs", area);
  if (area.h > kLowPanel) draw_sentence_picker(scene, area, "arcs.sentence");
  if (draw_where_no_looking(scene, area, "arcs")) return;
  if (area.h < 2 * kChipHeight + 40) return draw_line_of_words(ui, area, alignment_words(scene));
  const Shown& shown = scene.shown;
  area.h = std::min(area.h, 2 * kChipHeight + kMostArcs + kArcsNote);
  std::vector<std::string> written = words_of_rows(shown);
  written.resize(std::min(written.size(), std::max<std::size_t>(1, static_cast<std::size_t>(area.w / kLeastWord))));
  const int step = std::min(step_of(scene.hand, shown), static_cast<int>(written.size()) - 1);
  const Rect notes = area.cut_bottom(kArcsNote);
  const Rows2 rows{spread_wide(ui, {area.x, area.y, area.w, kChipHeight}, words_read(shown)), spread_wide(ui, {area.x, area.bottom() - kChipHeight, area.w, kChipHeight}, written)};
  const Walked done = walked(scene);
  draw_arc_links(scene, rows, step, done);
  draw_arc_words(scene, rows, step, done);
  draw_arc_notes(scene, notes, rows, step);
}

}  // namespace epochs::translation
