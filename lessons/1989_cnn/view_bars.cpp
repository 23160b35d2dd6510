// Ten bars: how sure the network is of each digit, what it says, and what is right.
#include <array>
#include <cmath>

#include "ui/formula.hpp"
#include "ui/rich_text.hpp"
#include "views.hpp"
#include "viz/bars.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {
namespace {

using ui::Rect;
using ui::Token;

constexpr float kMarkColumn = 22, kFoot = 66;

bool truth_is_known(const Scene& scene) { return scene.hand.showing == Showing::Sample || (scene.hand.label >= 0 && !scene.hand.pad.empty()); }

void draw_diamond(ui::Ui& ui, ui::Vec2 at) {
  constexpr float r = 6;
  const std::array<ui::Vec2, 4> corners{{{at.x, at.y - r}, {at.x + r, at.y}, {at.x, at.y + r}, {at.x - r, at.y}}};
  ui.canvas.polygon(corners, ui.color(Token::Target));
}

void draw_truth_legend(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const std::string_view text = ui.say({"right answer", "正确答案"});
  const ui::TextStyle style{ui::Face::Ui, ui::kSmall};
  const float w = ui.canvas.text_width(text, style);
  if (w + 22 > area.w - 36 - 200) return;
  ui.canvas.text({area.right() - 36, area.y - 20}, text, style, ui.color(Token::Text3), ui::Align::Right);
  draw_diamond(ui, {area.right() - 36 - w - 12, area.y - 24.5f});
}

// What it says, and the loss: −ln of the bar that should have been 1.
void draw_foot(Scene& scene, Rect area, bool known) {
  ui::Ui& ui = scene.ui;
  const bool english = ui.language == Language::English;
  const int guess = scene.reading.answer.digit();
  const std::string said = std::to_string(guess), right = std::to_string(scene.reading.label);
  std::string text = english ? "It says " + said : "网络说是 " + said;
  if (known) text += guess == scene.reading.label ? (english ? ", which is right." : "，答对了。") : english ? "; the right answer is " + right + "." : "；正确答案是 " + right + "。";
  else text += english ? "." : "。";
  ui.canvas.text({area.x, area.y + 22}, text, {ui::Face::Medium, ui::kLabel}, ui.color(Token::Text1));
  if (!known || !reached(Place::Kind::Loss, 1, scene.at, scene.seen.settings.shape)) return;
  const double loss = value_at({scene.reading.parts.loss, {0, 0}}, scene.reading), bar = scene.reading.answer.bars[static_cast<std::size_t>(scene.reading.label)];
  const std::string shown = "{" + format_number(bar, bar < 0.0005 || bar > 0.9995 ? 6 : 3) + "}";
  ui::draw_formula(ui, {area.x, area.y + 48}, "\\c{loss}{J} = -\\ln \\c{a}{\\hat{y}}_{" + right + "} = -\\ln \\v" + shown + " = \\v{" + format_number(loss, loss < 0.01 ? 5 : 3) + "}", 16);
}

}  // namespace

void draw_bars_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const bool drawing = scene.hand.showing == Showing::Drawing;   // what is drawn is read as it is drawn
  if (!drawing && !reached(Place::Kind::Bar, 1, scene.at, scene.seen.settings.shape)) {
    const std::string_view text = ui.say({"The walk has not come to the ten bars yet.", "还没有算到这十个概率。"});
    ui::plain_text(ui, {area.x, area.y + 8}, area.w, text, {{ui::Face::Ui, ui::kBody}, 24, Token::Text2});
    return;
  }
  const bool known = truth_is_known(scene), foot = area.h >= 16 * kClasses + kFoot;
  if (known) draw_truth_legend(scene, area);
  Rect rows = area;
  std::array<viz::Bar, kClasses> items;
  for (std::size_t digit = 0; digit < items.size(); ++digit) items[digit] = {std::to_string(digit), scene.reading.answer.bars[digit]};
  rows.cut_left(kMarkColumn);
  if (foot) rows.h -= kFoot;
  const float row = std::min(30.0f, rows.h / kClasses);
  if (foot) draw_foot(scene, {area.x, rows.y + row * kClasses + 10, area.w, kFoot - 10}, known);
  const viz::BarsResult result = viz::bars(ui, "bars", rows, items, {.selected = scene.reading.answer.digit(), .full = 1});
  if (known) draw_diamond(ui, {area.x + 8, rows.y + row * (static_cast<float>(scene.reading.label) + 0.5f)});
  if (result.hovered >= 0) ui.highlight.hovered = "a";
  if (result.clicked >= 0) scene.hand.selected = {Place::Kind::Bar, 1, result.clicked, 0, 0};
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
