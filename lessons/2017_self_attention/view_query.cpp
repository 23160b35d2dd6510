// One word's query against the key of every word: score, weight and the value it fetches, row by row; below, the mix. A press on a score takes it into the hand.
#include <algorithm>
#include <cmath>
#include <string>

#include "parts.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/focus.hpp"
#include "viz/strip.hpp"

namespace epochs::self_attention {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr float kMostRow = 26, kLeastRow = 13, kScoreRoom = 62;
constexpr double kHandScore = 8;                 // a score in the hand goes from −8 to 8

struct QueryColumns {
  float word, key, score, weight, value;         // widths
};
QueryColumns columns_of(float width) {
  const float word = std::clamp(width * 0.16f, 52.0f, 110.0f), left = width - word - kScoreRoom;
  return {word, left * 0.32f, kScoreRoom, left * 0.34f, left * 0.34f};
}

void draw_cells_of(Scene& scene, Rect area, const Eigen::Ref<const RowVector>& values, double limit, Place first, std::string_view id) {
  if (area.w < 12 || area.h < 5) return;
  const RowVector held = values;
  const int shown = viz::cells_that_fit(area.w, static_cast<std::size_t>(held.size()));
  viz::Strip look{limit, shown};
  const Place& at = scene.hand.selected;
  if (at.kind == first.kind && at.layer == first.layer && at.head == first.head && at.a == first.a && at.b < shown) look.marked = at.b;
  scene.ui.anchors.add(id, area);
  const int under = viz::draw_strip(scene.ui, area, {held.data(), static_cast<std::size_t>(held.size())}, look);
  if (under < 0 || !area.contains(scene.ui.pointer.position)) return;
  scene.ui.requests.cursor = ui::Cursor::Hand;
  if (!scene.ui.pointer.pressed) return;
  scene.hand.selected = first;
  scene.hand.selected.b = under;
}

// "16 of 48", where a strip has no room for all of them.
std::string shown_of(ui::Ui& ui, float width, Index numbers) {
  const int shown = viz::cells_that_fit(width, static_cast<std::size_t>(numbers));
  return shown >= numbers ? std::string() : std::to_string(shown) + std::string(ui.say({" of ", " / "})) + std::to_string(numbers);
}

double limit_of(const Matrix& values) { return std::max(0.25, static_cast<double>(values.cwiseAbs().maxCoeff())); }

struct QueryStage {
  const LayerLook& layer;
  const HeadLook& head;
  int layer_index, head_index, query;
  Index first, d;
  Walked done;
};

void set_score(Hand& hand, const QueryStage& at, int key, double value) {
  const SetScore wanted{at.layer_index, at.head_index, at.query, key, value};
  for (SetScore& each : hand.meddling.scores)
    if (each.layer == wanted.layer && each.head == wanted.head && each.query == wanted.query && each.key == key) return void(each = wanted);
  hand.meddling.scores.push_back(wanted);
}

void draw_key_row(Scene& scene, Rect row, const QueryColumns& columns, const QueryStage& at, int key) {
  ui::Ui& ui = scene.ui;
  const std::string number = std::to_string(key);
  const ui::TextStyle style{Face::Medium, ui::kLabel}, mono{Face::Mono, ui::kTick};
  const Rect word = row.cut_left(columns.word);
  const bool query = key == at.query;
  text_in(ui, {word.x + 4, word.center().y + 5}, word.w - 8, scene.shown.word(key), style, query ? Token::Query : Token::Text1);
  if (at.done.has(at.layer_index, 0))
    draw_cells_of(scene, row.cut_left(columns.key).inset(4, 2.5f), at.layer.k.row(key).segment(at.first, at.d), limit_of(at.layer.k), {Place::Kind::Key, at.layer_index, at.head_index, key, 0}, "query.key." + number);
  else row.cut_left(columns.key);
  const Rect score = row.cut_left(columns.score);
  if (at.done.has(at.layer_index, 1)) {
    const auto value = static_cast<double>(at.head.scores(at.query, key));
    const ui::Pressed press = ui::pressable(ui, "query.score." + number, score.inset(2, 1), 5);
    ui::hover_fill(ui, score.inset(2, 1), Token::Surface2, 5, press);
    if (scene.hand.query_view.key == key) ui.canvas.outline(score.inset(2, 1), ui.color(Token::Text1), 5, 1.6f);
    ui.canvas.text({score.right() - 8, score.center().y + 4.5f}, std::isfinite(value) ? signed_number(value, 2) : "−∞", mono, ui.color(Token::Text1), ui::Align::Right);
    if (press.clicked) scene.hand.query_view.key = key, scene.hand.selected = {Place::Kind::Score, at.layer_index, at.head_index, at.query, key};
  }
  const Rect weight = row.cut_left(columns.weight);
  if (at.done.has(at.layer_index, 2)) {
    const auto share = static_cast<double>(at.head.weights(at.query, key));
    const Place place{Place::Kind::Weight, at.layer_index, at.head_index, at.query, key};
    viz::draw_share(ui, {weight.x + 6, weight.center().y - 4, std::max(8.0f, weight.w - 56), 8}, share, Token::Activation);
    ui.canvas.text({weight.right() - 6, weight.center().y + 4.5f}, format_number(share, 2), mono, ui.color(Token::Text2), ui::Align::Right);
    if (scene.hand.selected == place) ui.canvas.outline(weight.inset(2, 1), ui.color(Token::Text1), 5, 1.6f);
    if (weight.contains(ui.pointer.position)) {
      ui.requests.cursor = ui::Cursor::Hand;
      if (ui.pointer.pressed) scene.hand.selected = place;
    }
  }
  if (at.done.has(at.layer_index, 0))
    draw_cells_of(scene, row.inset(4, 2.5f), at.layer.v.row(key).segment(at.first, at.d), limit_of(at.layer.v), {Place::Kind::Value, at.layer_index, at.head_index, key, 0}, "query.value." + number);
}

void draw_titles(Scene& scene, Rect row, const QueryColumns& columns, Index d) {
  ui::Ui& ui = scene.ui;
  const std::string keys = shown_of(ui, columns.key - 8, d), values = shown_of(ui, columns.value - 8, d);
  const auto title = [&](float width, const char* symbol, Localized words, Token color, const std::string& count = "") {
    const Rect part = row.cut_left(width);
    float x = part.x + 4;
    if (*symbol) ui.canvas.text({x, part.center().y + 5}, symbol, {Face::MathItalic, 16}, ui.color(color)), x += ui.canvas.text_width(symbol, {Face::MathItalic, 16}) + 6;
    const ui::TextStyle small{Face::Ui, ui::kSmall};
    const std::string whole = count.empty() ? std::string(ui.say(words)) : std::string(ui.say(words)) + "  " + count;
    text_in(ui, {x, part.center().y + 5}, part.right() - x - 4, ui.canvas.text_width(whole, small) <= part.right() - x - 4 ? whole : ui.say(words), small, Token::Text3);
  };
  title(columns.word, "", {"word", "词"}, Token::Text3);
  title(columns.key, "k", {"key", "键"}, Token::Key, keys);
  title(columns.score, "s", {"score", "分数"}, Token::Text1);
  title(columns.weight, "a", {"weight", "权重"}, Token::Activation);
  title(columns.value, "v", {"value", "值"}, Token::Value, values);
}

// The query above, or the mix below: a symbol, words, and its numbers in the last column's place.
void draw_vector_row(Scene& scene, Rect row, const char* symbol, Localized words, Token color, const Eigen::Ref<const RowVector>& values, double limit, Place first, std::string_view id) {
  ui::Ui& ui = scene.ui;
  const float names = std::min(240.0f, row.w * 0.45f);
  ui.canvas.text({row.x + 4, row.center().y + 5}, symbol, {Face::MathItalic, 17}, ui.color(color));
  const ui::TextStyle small{Face::Ui, ui::kSmall};
  const std::string count = shown_of(ui, row.w - names - 4, values.size()), whole = std::string(ui.say(words)) + (count.empty() ? "" : "  " + count);
  text_in(ui, {row.x + 26, row.center().y + 5}, names - 30, ui.canvas.text_width(whole, small) <= names - 30 ? whole : ui.say(words), small, Token::Text2);
  draw_cells_of(scene, {row.x + names, row.y + 4, row.w - names - 4, row.h - 8}, values, limit, first, id);
}

void draw_score_hand(Scene& scene, Rect row, const QueryStage& at) {
  const int key = scene.hand.query_view.key;
  if (key < 0 || key >= scene.shown.words()) {
    text_in(scene.ui, {row.x + 4, row.center().y + 5}, row.w - 8, scene.ui.say({"Press a score to take it into your hand.", "点一个分数，就能亲手改它。"}), {Face::Ui, ui::kSmall}, Token::Text3);
    return;
  }
  const auto now = static_cast<double>(at.head.scores(at.query, key));
  if (!std::isfinite(now)) return;
  const std::string words = "“" + scene.shown.word(key) + "”  " + signed_number(now, 2);
  const float names = std::min(150.0f, row.w * 0.4f);
  text_in(scene.ui, {row.x + 4, row.center().y + 5}, names - 8, words, {Face::Medium, ui::kLabel}, Token::Text1);
  const auto share = static_cast<float>((std::clamp(now, -kHandScore, kHandScore) + kHandScore) / (2 * kHandScore));
  const float moved = ui::slider(scene.ui, "query.hand", {row.x + names, row.y, std::min(300.0f, row.w - names), row.h}, share, scene.hand.dragged, 0.02f);
  if (moved != share) set_score(scene.hand, at, key, 2 * kHandScore * static_cast<double>(moved) - kHandScore);
}

}  // namespace

void draw_query_view(Scene& scene, Rect area) {
  scene.ui.anchors.add("query", area);
  draw_sentence_picker(scene, area, "query.sentence");
  draw_head_picker(scene, area.cut_top(32), "query", MeanToo::No);
  area.cut_top(6);
  const Shown& shown = scene.shown;
  const int layer = layer_of(scene.hand, shown), head = std::max(0, head_of(scene.hand, shown));
  const LayerLook& looked = shown.look->layers[static_cast<std::size_t>(layer)];
  const QueryStage at{looked, looked.heads[static_cast<std::size_t>(head)], layer, head, query_of(scene.hand, shown), head * shown.network->head_width(), shown.network->head_width(), walked(scene)};
  const Rect question = area.cut_top(28);
  if (at.done.has(layer, 0)) draw_vector_row(scene, question, "q", {"what this word asks", "这个词在问什么"}, Token::Query, looked.q.row(at.query).segment(at.first, at.d), limit_of(looked.q), {Place::Kind::Query, layer, head, at.query, 0}, "query.query");
  const Rect hand = area.cut_bottom(30), mix = area.cut_bottom(28);
  if (at.done.has(layer, 3)) draw_vector_row(scene, mix, "m", {"the mix of values", "值的混合"}, Token::Value, at.head.mixed.row(at.query), limit_of(looked.v), {Place::Kind::Mixed, layer, head, at.query, 0}, "query.mixed");
  if (at.done.has(layer, 1)) draw_score_hand(scene, hand, at);
  const QueryColumns columns = columns_of(area.w);
  draw_titles(scene, area.cut_top(22), columns, at.d);
  const float pitch = std::min(kMostRow, area.h / static_cast<float>(shown.words()));
  if (pitch < kLeastRow) return draw_line_of_words(scene.ui, area, scene.ui.say({"There is no room for the numbers here.", "这里放不下这些数。"}));
  for (int key = 0; key < shown.words(); ++key) draw_key_row(scene, area.cut_top(pitch), columns, at, key);
}

}  // namespace epochs::self_attention
