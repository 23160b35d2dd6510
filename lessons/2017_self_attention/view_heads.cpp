// Every head of every layer as a map of weights (of one layer where there is little room): rows look, columns are looked at. A press on a cell opens its weight; each head can be muted.
#include <algorithm>
#include <string>
#include <vector>

#include "parts.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "viz/heatmap.hpp"
#include "viz/tooltip.hpp"

namespace epochs::self_attention {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr float kHeadGap = 14, kHeadTitle = 32, kHeadCaption = 22, kBarRoom = 128, kLeastHead = kHeadTitle + kHeadCaption + 40;

enum class BarHere { No, Yes };

void mute_or_not(Hand& hand, Mute mute) {
  const auto found = std::find(hand.meddling.muted.begin(), hand.meddling.muted.end(), mute);
  if (found == hand.meddling.muted.end()) hand.meddling.muted.push_back(mute);
  else hand.meddling.muted.erase(found);
}

// The heatmap staggers its column headings on two lines: each has the room of two columns.
void label_axes(ui::Ui& ui, float width, const Shown& shown, viz::HeatmapStyle& style) {
  const ui::TextStyle small{Face::Semibold, ui::kSmall};
  style.row_labels = style.column_labels = shown.corpus->spelled(shown.sentence);
  float widest = 0;
  for (const std::string& word : style.row_labels) widest = std::max(widest, ui.canvas.text_width(word, small));
  const float room = 2 * (width - widest - 24) / static_cast<float>(shown.words()) - 7;
  for (std::string& word : style.column_labels) word = fitted(ui, word, small, room);
}

// Where the word that asks looks most in this head: small maps have no room for words on their axes.
void draw_caption(Scene& scene, Rect row, const HeadLook& seen) {
  const int query = query_of(scene.hand, scene.shown);
  Index most = 0;
  const auto share = static_cast<double>(seen.weights.row(query).maxCoeff(&most));
  const ui::TextStyle small{Face::Ui, ui::kSmall};
  const std::string what = scene.shown.word(static_cast<int>(most)) + " " + percent_of(share), whole = scene.shown.word(query) + " → " + what;
  const bool fits = scene.ui.canvas.text_width(whole, small) <= row.w;
  text_in(scene.ui, {row.x, row.center().y + 4.5f}, row.w, fits ? whole : what, small, Token::Text2);
}

void draw_head(Scene& scene, Rect area, int layer, int head, viz::HeatmapState& state, BarHere bar) {
  ui::Ui& ui = scene.ui;
  const Shown& shown = scene.shown;
  const std::string name = std::to_string(layer + 1) + "." + std::to_string(head + 1), id = "heads." + name;
  const Mute mute{layer, head};
  const bool muted = std::find(shown.meddling.muted.begin(), shown.meddling.muted.end(), mute) != shown.meddling.muted.end();
  const Rect title = area.cut_top(kHeadTitle);
  const Walked done = walked(scene);
  if (!scene.running && done.layer == layer && (done.op == 1 || done.op == 2)) draw_lit(scene, title);
  const bool on = title.w > 92 ? ui::switch_control(ui, id + ".on", title, !muted) : !muted;
  const std::string words = title.w > 120 ? std::string(ui.say({"Head ", "头 "})) + name : name;
  text_in(ui, {title.x + 8, title.center().y + 5}, title.w > 92 ? title.w - 58 : title.w - 8, words, {Face::Medium, ui::kLabel}, muted ? Token::Text3 : Token::Text1);
  if (on == muted) mute_or_not(scene.hand, mute);
  if (area.h < 40 || area.w < 40 || !done.has(layer, 2)) return;
  const HeadLook& seen = shown.look->layers[static_cast<std::size_t>(layer)].heads[static_cast<std::size_t>(head)];
  Rect caption = area.cut_top(kHeadCaption);
  if (bar == BarHere::Yes && caption.w > kBarRoom) {
    const Rect room = caption.cut_right(kBarRoom);
    viz::color_bar(ui, {room.right(), room.y + 5}, viz::ColorMap::Sequential, 1, "a");
  }
  if (caption.w > 60) draw_caption(scene, {caption.x + 8, caption.y, caption.w - 8, caption.h}, seen);
  viz::HeatmapStyle style;
  style.bar = viz::ColorBar::Elsewhere;
  style.limit = 1;
  style.hide_below = 0.1;
  const bool wide = area.w > 210 && area.h > 42 + 13 * static_cast<float>(shown.words());      // else the names would lie over each other
  if (wide) label_axes(ui, area.w, shown, style);
  style.selected_row = query_of(scene.hand, shown);
  style.causal = shown.way.mask == Mask::Causal;
  const Place at = scene.hand.selected;
  if (at.kind == Place::Kind::Weight && at.layer == layer && at.head == head) style.selected = {at.a, at.b};
  const viz::HeatmapResult result = viz::heatmap(ui, id, area, seen.weights, state, style);
  if (result.clicked.exists()) scene.hand.selected = {Place::Kind::Weight, layer, head, result.clicked.row, result.clicked.column}, scene.hand.query = result.clicked.row;
  if (!result.hovered.exists()) return;
  const std::string text = shown.word(result.hovered.row) + " → " + shown.word(result.hovered.column) + "  " + format_number(static_cast<double>(seen.weights(result.hovered.row, result.hovered.column)), 3);
  viz::tooltip(ui, ui.pointer.position, ui.window, text);
}

// Where only the heads of one layer have room for their maps.
void draw_layer_choice(Scene& scene, Rect& area, BarHere bar) {
  ui::Ui& ui = scene.ui;
  Rect row = area.cut_top(32);
  area.cut_top(4);
  const std::string_view label = ui.say({"Layer", "层"});
  text_in(ui, {row.x + 8, row.center().y + 5}, 60, label, {Face::Ui, ui::kSmall}, Token::Text2);
  std::vector<std::string> names;
  for (int layer = 1; layer <= scene.shown.network->shape.layers; ++layer) names.push_back(std::to_string(layer));
  const std::vector<std::string_view> labels(names.begin(), names.end());
  row.cut_left(64);
  const int now = layer_of(scene.hand, scene.shown), chosen = ui::segmented(ui, "heads.layer", {row.x, row.y, std::min(row.w, 60 * static_cast<float>(labels.size())), row.h}, labels, now);
  if (chosen != now) scene.hand.layer = chosen;
  if (bar == BarHere::Yes) viz::color_bar(ui, {row.right(), row.center().y - 4}, viz::ColorMap::Sequential, 1, "a");
}

}  // namespace

void draw_heads_view(Scene& scene, Rect area) {
  scene.ui.anchors.add("heads", area);
  const Shape& shape = scene.shown.network->shape;
  const bool low = area.h < kLowPanel;
  bool above = false;
  if (!low) {
    const Rect top{area.x, area.y, area.w, 34};
    draw_sentence_picker(scene, area, "heads.sentence");
    above = top.w > kPickerRoom + kBarRoom;
    if (above) viz::color_bar(scene.ui, {top.right(), top.center().y - 4}, viz::ColorMap::Sequential, 1, "a");     // one for all maps
    draw_answer(scene, area.cut_bottom(kAnswerHeight), "heads.answer");
    area.cut_bottom(8);
  }
  int columns = shape.heads;                     // a layer a row, where that leaves the maps room
  while (columns > 1 && area.w / static_cast<float>(columns) < 150) --columns;
  if (low || (shape.layers == 1 && area.w > area.h)) columns = shape.heads;
  const auto rows_of = [&](int heads) { return (heads + columns - 1) / columns; };
  const auto height_of = [&](int rows) { return (area.h - kHeadGap * static_cast<float>(rows - 1)) / static_cast<float>(rows); };
  const bool one_layer = low || (shape.layers > 1 && area.w > 64 + 120 + kBarRoom && height_of(rows_of(shape.heads * shape.layers)) < kLeastHead);
  if (one_layer && !low) draw_layer_choice(scene, area, above ? BarHere::No : BarHere::Yes), above = true;
  const int all = one_layer ? shape.heads : shape.heads * shape.layers, first = one_layer ? shape.heads * layer_of(scene.hand, scene.shown) : 0;
  const float w = (area.w - kHeadGap * static_cast<float>(columns - 1)) / static_cast<float>(columns), h = height_of(rows_of(all));
  for (int i = 0; i < all; ++i) {
    const Rect place{area.x + (w + kHeadGap) * static_cast<float>(i % columns), area.y + (h + kHeadGap) * static_cast<float>(i / columns), w, h};
    const int which = first + i;
    draw_head(scene, place, which / shape.heads, which % shape.heads, scene.hand.heads.maps[static_cast<std::size_t>(which)], !above && i == columns - 1 ? BarHere::Yes : BarHere::No);
  }
}

}  // namespace epochs::self_attention
