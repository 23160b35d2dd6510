// The sentence twice, top to bottom: at the left the words that look, at the right the same words looked at; a line for each weight, as wide as it is. A press on a word
// at the left makes it the one that looks; on a word at the right hides that word from everybody.
#include <algorithm>
#include <string>

#include "parts.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/focus.hpp"

namespace epochs::self_attention {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr float kLeastPitch = 15, kMostPitch = 30, kWidestColumn = 130, kNumber = 44;
constexpr ui::TextStyle kLooksWord{Face::Medium, ui::kLabel};

struct LooksLayout {
  Rect left, right;
  float pitch = 20;
  Rect row(bool looking, int i) const {
    const Rect& side = looking ? left : right;
    return {side.x, side.y + pitch * static_cast<float>(i), side.w, pitch};
  }
};

LooksLayout lay_looks(ui::Ui& ui, Rect area, const Shown& shown) {
  float widest = 30;
  for (int i = 0; i < shown.words(); ++i) widest = std::max(widest, ui.canvas.text_width(shown.word(i), kLooksWord) + 16);
  const float column = std::min({widest, kWidestColumn, area.w * 0.3f});
  LooksLayout out;
  out.pitch = std::min(area.h / static_cast<float>(shown.words()), kMostPitch);
  out.left = {area.x, area.y, column, area.h};
  out.right = {area.right() - column - kNumber, area.y, column, area.h};
  if (area.w > 460) out.right.x = std::min(out.right.x, area.x + column + 320);
  return out;
}

double weight_between(const Shown& shown, int layer, int head, int query, int key) {
  const LayerLook& all = shown.look->layers[static_cast<std::size_t>(layer)];
  double out = 0;
  for (std::size_t h = 0; h < all.heads.size(); ++h)
    if (head == kAny || head == static_cast<int>(h)) out += static_cast<double>(all.heads[h].weights(query, key)) / (head == kAny ? static_cast<double>(all.heads.size()) : 1);
  return out;
}

bool is_hidden(const Shown& shown, int key) { return std::find(shown.meddling.cuts.begin(), shown.meddling.cuts.end(), Cut{kAny, kAny, kAny, key}) != shown.meddling.cuts.end(); }

void hide_or_show(Hand& hand, int key) {
  const Cut cut{kAny, kAny, kAny, key};
  const auto found = std::find(hand.meddling.cuts.begin(), hand.meddling.cuts.end(), cut);
  if (found == hand.meddling.cuts.end()) hand.meddling.cuts.push_back(cut);
  else hand.meddling.cuts.erase(found);
}

void draw_links(Scene& scene, const LooksLayout& lay, int layer, int head, int query) {
  ui::Ui& ui = scene.ui;
  const Shown& shown = scene.shown;
  for (const bool chosen : {false, true})
    for (int t = 0; t < shown.words(); ++t)
      for (int s = 0; s < shown.words(); ++s) {
        const auto share = static_cast<float>(weight_between(shown, layer, head, t, s));
        if ((t == query) != chosen || share < (chosen ? 0.015f : 0.12f)) continue;
        const Rect from = lay.row(true, t), to = lay.row(false, s);
        const ui::Vec2 a{from.right() + 3, from.center().y}, d{to.x - 3, to.center().y};
        const float bend = (d.x - a.x) * 0.45f;
        const ui::Color color = chosen ? ui::with_alpha(ui.color(Token::Activation), std::min(1.0f, 0.35f + 1.5f * share)) : ui::with_alpha(ui.color(Token::Text3), 0.22f);
        ui.canvas.bezier(a, {a.x + bend, a.y}, {d.x - bend, d.y}, d, color, chosen ? 1 + 8 * share : 0.8f + 2 * share);
      }
}

void draw_word(Scene& scene, const LooksLayout& lay, bool looking, int i, int query, double weight) {
  ui::Ui& ui = scene.ui;
  const Shown& shown = scene.shown;
  const Rect row = lay.row(looking, i), box = row.inset(0, std::min(1.5f, row.h * 0.06f));
  const std::string id = std::string(looking ? "looks.from." : "looks.to.") + std::to_string(i);
  const ui::Pressed press = ui::pressable(ui, id, box, 6, ui::Access::Open, ui::TabStop::Own);
  const bool chosen = looking && i == query, hidden = !looking && is_hidden(shown, i);
  if (chosen) ui.canvas.fill(box, ui.color(Token::Query), 6);
  else ui::hover_fill(ui, box, Token::Surface2, 6, press);
  if (!looking && weight > 0.005) ui.canvas.fill(box, ui::with_alpha(ui.color(Token::Activation), 0.08f + 0.4f * static_cast<float>(weight)), 6);
  const ui::Color ink = chosen ? ui::text_on(ui.color(Token::Query)) : ui.color(hidden ? Token::Text3 : Token::Text1);
  const std::string word = fitted(ui, shown.word(i), kLooksWord, row.w - 10);
  const float w = ui.canvas.text_width(word, kLooksWord), x = looking ? row.right() - 8 - w : row.x + 8;
  ui.canvas.text({x, row.center().y + 5}, word, kLooksWord, ink);
  if (hidden) ui.canvas.line({x - 2, row.center().y}, {x + w + 2, row.center().y}, ui.color(Token::Text2), 1.5f);
  if (i == shown.sentence.referent && !looking && !scene.hand.question_open) ui.canvas.outline(box, ui.color(Token::Target), 6, 1.6f);
  if (!looking && weight >= 0.005) ui.canvas.text({row.right() + kNumber - 2, row.center().y + 4.5f}, percent_of(weight), {Face::Mono, ui::kTick}, ui.color(Token::Text2), ui::Align::Right);
  if (!press.clicked) return;
  if (looking) scene.hand.query = i;
  else if (ui.pointer.shift) scene.hand.selected = {Place::Kind::Weight, layer_of(scene.hand, shown), std::max(0, head_of(scene.hand, shown)), query, i};
  else hide_or_show(scene.hand, i);
}

// Keys beside the lines open their weight.
void open_number(Scene& scene, const LooksLayout& lay, int layer, int head, int query) {
  ui::Ui& ui = scene.ui;
  for (int s = 0; s < scene.shown.words(); ++s) {
    const Rect row = lay.row(false, s), number{row.right(), row.y, kNumber, row.h};
    if (!number.contains(ui.pointer.position)) continue;
    ui.requests.cursor = ui::Cursor::Hand;
    if (ui.pointer.pressed) scene.hand.selected = {Place::Kind::Weight, layer, std::max(0, head), query, s};
  }
}

void draw_restore(Scene& scene, Rect& area) {
  if (scene.hand.meddling.empty()) return;
  const std::string_view words = scene.ui.say({"Show all again", "全部恢复"});
  const Rect row = area.cut_bottom(32);
  const float w = std::min(row.w, scene.ui.canvas.text_width(words, {Face::Semibold, ui::kLabel}) + 30);
  if (ui::button(scene.ui, "looks.restore", {row.x, row.y, w, row.h}, words)) scene.hand.meddling = {};
  area.cut_bottom(6);
}

// In a low panel: the sentence in lines, each word the brighter the more it is looked at.
void draw_low(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const Shown& shown = scene.shown;
  const int layer = layer_of(scene.hand, shown), head = head_of(scene.hand, shown), query = query_of(scene.hand, shown);
  if (area.h > kAnswerHeight + 60) draw_answer(scene, area.cut_bottom(kAnswerHeight), "looks.answer");
  const bool known = walked(scene).has(layer, 2);
  float x = area.x, y = area.y;
  for (int i = 0; i < shown.words(); ++i) {
    const float w = std::min(area.w, ui.canvas.text_width(shown.word(i), kLooksWord) + 18);
    if (x > area.x && x + w > area.right()) x = area.x, y += 30;
    const Rect box{x, y, w, 27};
    if (box.bottom() > area.bottom()) return;
    const ui::Pressed press = ui::pressable(ui, "looks.from." + std::to_string(i), box, 6);
    const double weight = known ? weight_between(shown, layer, head, query, i) : 0;
    if (i == query) ui.canvas.outline(box, ui.color(Token::Query), 6, 1.8f);
    else ui::hover_fill(ui, box, Token::Surface2, 6, press);
    ui.canvas.fill(box, ui::with_alpha(ui.color(Token::Activation), 0.7f * static_cast<float>(weight)), 6);
    text_in(ui, {x + 9, box.center().y + 5}, w - 16, shown.word(i), kLooksWord, Token::Text1);
    if (press.clicked) scene.hand.query = i;
    x += w + 4;
  }
}

}  // namespace

void draw_looks_view(Scene& scene, Rect area) {
  scene.ui.anchors.add("looks", area);
  if (area.h < kLowPanel) return draw_low(scene, area);
  draw_sentence_picker(scene, area, "looks.sentence");
  draw_head_picker(scene, area.cut_top(32), "looks", MeanToo::Yes);
  area.cut_top(10);
  const bool beside = area.w > 660;
  Rect answer = beside ? area.cut_right(230) : area.cut_bottom(kAnswerHeight);
  if (beside) area.cut_right(20);
  else area.cut_bottom(8);
  draw_answer(scene, {answer.x, answer.y, answer.w, kAnswerHeight}, "looks.answer");
  draw_restore(scene, area);
  if (area.h < kLeastPitch * static_cast<float>(scene.shown.words()) * 0.6f) return;
  const int layer = layer_of(scene.hand, scene.shown), head = head_of(scene.hand, scene.shown), query = query_of(scene.hand, scene.shown);
  const LooksLayout lay = lay_looks(scene.ui, area, scene.shown);
  const bool known = walked(scene).has(layer, 2);
  if (known) draw_links(scene, lay, layer, head, query);
  for (int i = 0; i < scene.shown.words(); ++i) {
    draw_word(scene, lay, true, i, query, 0);
    draw_word(scene, lay, false, i, query, known ? weight_between(scene.shown, layer, head, query, i) : 0);
  }
  if (known) open_number(scene, lay, layer, head, query);
}

}  // namespace epochs::self_attention
