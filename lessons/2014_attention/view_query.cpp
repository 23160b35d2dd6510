// One query in three stages: a score for each word that is read, the share that softmax makes of it, and the states mixed in these shares, with every number. A press on a
// score takes it into the hand.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "looking_parts.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/pattern.hpp"
#include "viz/strip.hpp"

namespace epochs::translation {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr float kMostQueryRow = 34, kLeastQueryRow = 14, kScoreRoom = 76, kStageRow = 24, kLeastWidthOfBars = 480;
constexpr double kLeastReach = 10;               // a score in the hand goes at least from −10 to 10
constexpr ui::TextStyle kQuerySmall{Face::Ui, ui::kSmall}, kQueryMono{Face::Mono, ui::kTick};

struct StageColumns {
  float word, key, score, share, value;          // widths
};
StageColumns stage_columns(float width) {
  const float word = std::clamp(width * 0.15f, 54.0f, 104.0f), left = width - word - kScoreRoom;
  if (width < kLeastWidthOfBars) return {word, left * 0.3f, kScoreRoom, left * 0.38f, left * 0.32f};
  return {word, left * 0.24f, kScoreRoom + left * 0.18f, left * 0.32f, left * 0.26f};
}

struct QueryAt {
  const Translating& run;
  int step;
  Walked done;
};

double most_of(const Matrix& values) { return std::max(0.25, static_cast<double>(values.cwiseAbs().maxCoeff())); }

void draw_query_cells(Scene& scene, Rect area, const Eigen::Ref<const RowVector>& values, double limit, Place first, std::string_view id) {
  if (area.w < 12 || area.h < 5) return;
  const RowVector held = values;
  const int shown = viz::cells_that_fit(area.w, static_cast<std::size_t>(held.size()));
  viz::Strip look{limit, shown};
  const Place& at = scene.hand.selected;
  if (at.kind == first.kind && at.a == first.a && at.b < shown) look.marked = at.b;
  scene.ui.anchors.add(id, area);
  const int under = viz::draw_strip(scene.ui, area, {held.data(), static_cast<std::size_t>(held.size())}, look);
  if (under < 0 || !area.contains(scene.ui.pointer.position)) return;
  scene.ui.requests.cursor = ui::Cursor::Hand;
  if (scene.ui.pointer.pressed) scene.hand.selected = {first.kind, first.a, under};
}

void set_score(Hand& hand, int step, int source, double value) {
  for (SetScore& each : hand.meddling.scores)
    if (each.step == step && each.source == source) return void(each.value = value);
  hand.meddling.scores.push_back({step, source, value});
}

// From zero, which stands at the left where no score is below it.
void draw_score_bar(ui::Ui& ui, Rect track, const Eigen::Ref<const RowVector>& scores, int s) {
  const double most = std::max(0.0, static_cast<double>(scores.maxCoeff())), least = std::min(0.0, static_cast<double>(scores.minCoeff())), value = static_cast<double>(scores(s));
  const float unit = track.w / static_cast<float>(std::max(1e-6, most - least)), zero = track.x - static_cast<float>(least) * unit, end = zero + static_cast<float>(value) * unit;
  ui::fill_signed(ui, {std::min(zero, end), track.y, std::max(1.5f, std::abs(end - zero)), track.h}, value, 2);
  ui.canvas.line({zero, track.y - 4}, {zero, track.bottom() + 4}, ui.color(Token::Line2));
}

void draw_score_cell(Scene& scene, QueryState& state, Rect score, const QueryAt& at, int s) {
  ui::Ui& ui = scene.ui;
  const ui::Pressed press = ui::pressable(ui, "query.score." + std::to_string(s), score.inset(2, 1), 5);
  ui::hover_fill(ui, score.inset(2, 1), Token::Surface2, 5, press);
  if (state.source == s) ui.canvas.outline(score.inset(2, 1), ui.color(Token::Text1), 5, 1.6f);
  if (score.w > kScoreRoom + 16) draw_score_bar(ui, {score.x + 8, score.center().y - 4.5f, score.w - kScoreRoom + 2, 9}, at.run.scores.row(at.step), s);
  ui.canvas.text({score.right() - 8, score.center().y + 4.5f}, signed_number(static_cast<double>(at.run.scores(at.step, s)), 2), kQueryMono, ui.color(Token::Text1), ui::Align::Right);
  if (press.clicked) state.source = s, scene.hand.step = at.step, scene.hand.selected = {Place::Kind::Score, at.step, s};
}

void draw_share_cell(Scene& scene, Rect area, const QueryAt& at, int s) {
  ui::Ui& ui = scene.ui;
  const auto share = static_cast<double>(at.run.weights(at.step, s));
  const Place place{Place::Kind::Weight, at.step, s};
  viz::draw_share(ui, {area.x + 6, area.center().y - 4, std::max(8.0f, area.w - 56), 8}, share, Token::Activation);
  ui.canvas.text({area.right() - 6, area.center().y + 4.5f}, format_number(share, 2), kQueryMono, ui.color(Token::Text2), ui::Align::Right);
  if (scene.hand.selected == place) ui.canvas.outline(area.inset(2, 1), ui.color(Token::Text1), 5, 1.6f);
  if (!area.contains(ui.pointer.position)) return;
  ui.requests.cursor = ui::Cursor::Hand;
  if (ui.pointer.pressed) scene.hand.selected = place;
}

void draw_query_row(Scene& scene, QueryState& state, Rect row, const StageColumns& columns, const QueryAt& at, int s) {
  const std::string number = std::to_string(s);
  const bool most = at.done.has(at.step, Walked::kWeights) && s == strongest_at(scene.shown, at.step);
  if (most) scene.ui.canvas.fill(row, scene.ui.color(Token::Surface2), 6);
  const Rect word = row.cut_left(columns.word), key = row.cut_left(columns.key), score = row.cut_left(columns.score), shares = row.cut_left(columns.share);
  text_in(scene.ui, {word.x + 6, word.center().y + 5}, word.w - 8, scene.shown.word_read(s), {most ? Face::Semibold : Face::Medium, ui::kLabel}, most ? Token::Key : Token::Text1);
  draw_query_cells(scene, key.inset(4, 2.5f), at.run.keys.row(s), most_of(at.run.keys), {Place::Kind::Key, s, 0}, "query.key." + number);
  if (at.done.has(at.step, Walked::kScores)) draw_score_cell(scene, state, score, at, s);
  if (at.done.has(at.step, Walked::kWeights)) draw_share_cell(scene, shares, at, s);
  draw_query_cells(scene, row.inset(4, 2.5f), at.run.states.row(s), 1, {Place::Kind::State, s, 0}, "query.value." + number);
  if (most || !at.done.has(at.step, Walked::kWeights)) return;
  const auto share = at.run.weights(at.step, s) / at.run.weights.row(at.step).maxCoeff();      // as faint in the picture as in the mix
  scene.ui.canvas.fill(row.inset(2, 1), ui::with_alpha(scene.ui.color(Token::Surface1), 0.72f * (1 - static_cast<float>(share))), 3);
}

// All words, or where these have no room the ones that it looks at most.
std::vector<int> rows_that_fit(const Shown& shown, const QueryAt& at, int room) {
  std::vector<int> rows(static_cast<std::size_t>(shown.read()));
  std::iota(rows.begin(), rows.end(), 0);
  if (room >= shown.read()) return rows;
  if (room < 2) return {};
  if (at.done.has(at.step, Walked::kWeights)) std::stable_sort(rows.begin(), rows.end(), [&](int a, int b) { return at.run.weights(at.step, a) > at.run.weights(at.step, b); });
  rows.resize(static_cast<std::size_t>(room));
  std::sort(rows.begin(), rows.end());
  return rows;
}

void draw_stage_titles(Scene& scene, Rect row, const StageColumns& columns, int rows) {
  ui::Ui& ui = scene.ui;
  const std::string few = std::to_string(rows) + (ui.language == Language::English ? " of " : " / ") + std::to_string(scene.shown.read());
  if (rows < scene.shown.read()) text_in(ui, {row.x + 6, row.center().y + 5}, columns.word - 8, few, kQuerySmall, Token::Text3);
  const auto title = [&](float width, const char* stage, Localized words, Token color) {
    const Rect part = row.cut_left(width);
    float x = part.x + 6;
    if (*stage) {
      ui.canvas.disc({x + 8, part.center().y}, 9, ui.color(Token::Surface3));
      ui.canvas.text({x + 8, part.center().y + 4.6f}, stage, {Face::Semibold, ui::kTick}, ui.color(Token::Text1), ui::Align::Center);
      x += 23;
    }
    text_in(ui, {x, part.center().y + 5}, part.right() - x - 2, ui.say(words), kQuerySmall, color);
  };
  title(columns.word, "", {"", ""}, Token::Text3);
  title(columns.key, "", {"keys k", "键 k"}, Token::Key);
  title(columns.score, "1", {"score", "分数"}, Token::Text2);
  title(columns.share, "2", {"share", "份额"}, Token::Activation);
  title(columns.value, "3", {"values h", "值 h"}, Token::Value);
}

// The query above, or the mix below: a symbol, words, its numbers.
void draw_query_vector(Scene& scene, Rect row, const char* symbol, const std::string& words, Token color, const Eigen::Ref<const RowVector>& values, double limit, Place first, std::string_view id) {
  ui::Ui& ui = scene.ui;
  const float names = std::min(270.0f, row.w * 0.56f);
  ui.canvas.text({row.x + 6, row.center().y + 5}, symbol, {Face::MathItalic, 17}, ui.color(color));
  text_in(ui, {row.x + 26, row.center().y + 5}, names - 30, words, kQuerySmall, Token::Text2);
  const Rect cells{row.x + names, row.y + 5, row.w - names - 6, row.h - 10};
  ui.canvas.outline(cells.inset(-2, -2), ui.color(color), 5, 1.4f);
  draw_query_cells(scene, cells, values, limit, first, id);
}

std::string next_words(const Scene& scene, int step) {
  const double p = static_cast<double>(scene.shown.run->probabilities(step, scene.shown.id_at(step)));
  const std::string word = scene.shown.word_at(step), share = format_number(p, 2);
  return scene.language == Language::English ? "→ “" + word + "”, probability " + share : "→ “" + word + "”，概率 " + share;
}

// Beyond every score that it gave by itself, so that any word can be made to win.
double hand_reach(const Shown& shown) { return std::max(kLeastReach, std::ceil(1.3 * static_cast<double>(shown.plain->scores.cwiseAbs().maxCoeff()))); }

// Attention on, or every word alike.
void draw_query_switch(Scene& scene, Rect& row) {
  ui::Ui& ui = scene.ui;
  const std::string_view words = ui.say({"Attention", "注意力"});
  const float w = ui.canvas.text_width(words, {Face::Ui, ui::kLabel}) + 62;
  if (row.w < w + 250) return;
  const Rect toggle = row.cut_right(w);
  Looking& looking = scene.hand.meddling.looking;
  const bool on = looking == Looking::Learned;
  text_in(ui, {toggle.x, toggle.center().y + 5}, toggle.w - 50, words, {Face::Ui, ui::kLabel}, Token::Text1);
  if (ui::switch_control(ui, "query.attention", toggle, on) != on) looking = on ? Looking::Evenly : Looking::Learned;
  row.cut_right(16);
}

void draw_query_hand(Scene& scene, QueryState& state, Rect row, const QueryAt& at) {
  draw_query_switch(scene, row);
  const int s = state.source;
  if (s < 0 || s >= scene.shown.read()) return text_in(scene.ui, {row.x + 6, row.center().y + 5}, row.w - 8, scene.ui.say({"Press a score to take it into your hand.", "点一个分数，就能亲手改它。"}), kQuerySmall, Token::Text3), void();
  const auto now = static_cast<double>(at.run.scores(at.step, s));
  const std::string words = "“" + scene.shown.word_read(s) + "”  " + signed_number(now, 2);
  const float names = std::min(150.0f, row.w * 0.4f);
  text_in(scene.ui, {row.x + 6, row.center().y + 5}, names - 8, words, {Face::Medium, ui::kLabel}, Token::Text1);
  const double reach = hand_reach(scene.shown);
  const auto share = static_cast<float>((std::clamp(now, -reach, reach) + reach) / (2 * reach));
  const float moved = ui::slider(scene.ui, "query.hand", {row.x + names, row.y, std::min(300.0f, row.w - names), row.h}, share, scene.hand.dragged, 0.02f);
  if (moved != share) scene.hand.step = at.step, set_score(scene.hand, at.step, s, 2 * reach * static_cast<double>(moved) - reach);
}

// The words that are written, the one that asks filled.
void draw_askers(Scene& scene, Rect area, int step) {
  const std::vector<std::string> words = words_of_rows(scene.shown);
  std::vector<Rect> boxes = lay_chips(scene.ui, area, words);
  int first = 0;                                 // an untrained network writes more than there is room for: then those about the step
  while (first < step && boxes[static_cast<std::size_t>(step)].h <= 0) {
    ++first;
    const std::vector<Rect> rest = lay_chips(scene.ui, area, {words.begin() + first, words.end()});
    std::copy(rest.begin(), rest.end(), boxes.begin() + first);
  }
  for (int t = first; t < scene.shown.steps(); ++t) {
    Chip chip{scene.shown.word_at(t)};
    chip.color = Token::Query, chip.filled = t == step;
    if (!draw_chip(scene.ui, "query.word." + std::to_string(t), boxes[static_cast<std::size_t>(t)], chip).clicked) continue;
    scene.hand.step = t;
    scene.hand.selected = {Place::Kind::Score, t, strongest_at(scene.shown, t)};
  }
}

}  // namespace

void draw_query_view(Scene& scene, LookingHand& own, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("query", area);
  if (area.h > kLowPanel) draw_sentence_picker(scene, area, "query.sentence");
  if (draw_where_no_looking(scene, area, "query")) return;
  const Shown& shown = scene.shown;
  const QueryAt at{*shown.run, step_of(scene.hand, shown), walked(scene)};
  if (area.h > 300) draw_askers(scene, area.cut_top(kChipHeight + 2), at.step), area.cut_top(4), draw_restore(scene, area, "query");
  const std::string asks = scene.language == Language::English ? "asked before “" + shown.word_at(at.step) + "” is written" : "写“" + shown.word_at(at.step) + "”之前的查询";
  draw_query_vector(scene, area.cut_top(30), "q", asks, Token::Query, at.run.queries.row(at.step), most_of(at.run.queries), {Place::Kind::Query, at.step, 0}, "query.query");
  const Rect hand = area.cut_bottom(32), mix = area.cut_bottom(32);
  if (at.done.has(at.step, Walked::kMix)) draw_query_vector(scene, mix, "c", next_words(scene, at.step), Token::Value, at.run.contexts.row(at.step), 1, {Place::Kind::Context, at.step, 0}, "query.mixed");
  if (at.done.has(at.step, Walked::kScores)) draw_query_hand(scene, own.query, hand, at);
  const StageColumns columns = stage_columns(area.w);
  const Rect titles = area.cut_top(kStageRow);
  const std::vector<int> rows = rows_that_fit(shown, at, static_cast<int>(area.h / kLeastQueryRow));
  if (rows.empty()) return draw_line_of_words(ui, area, ui.say({"There is no room for the numbers here.", "这里放不下这些数。"}));
  draw_stage_titles(scene, titles, columns, static_cast<int>(rows.size()));
  const float pitch = std::min(kMostQueryRow, area.h / static_cast<float>(rows.size()));
  for (const int s : rows) draw_query_row(scene, own.query, area.cut_top(pitch), columns, at, s);
}

}  // namespace epochs::translation
