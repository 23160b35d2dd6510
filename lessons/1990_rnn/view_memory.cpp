// The recall task: one example as a row of tiles with the network's answer below, and how often it is right at each gap.
#include <algorithm>
#include <array>
#include <cmath>

#include "parts.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/pattern.hpp"

namespace epochs::recurrent {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr float kDialRow = 36, kAnswer = 122, kAnswerFoot = 24, kLeastShares = 132, kTileGap = 3;

void follow_gap_of_settings(Scene& scene) {
  MemoryState& state = scene.hand.memory;
  if (state.learned == scene.seen.settings.gap) return;
  state.learned = scene.seen.settings.gap;
  state.gap = std::clamp(state.learned, 1, kMostGap);
}

void read_example(Scene& scene) {
  MemoryState& state = scene.hand.memory;
  const auto& network = scene.seen.contestants.front().network;
  if (state.reading && state.network == network && state.shown_gap == state.gap && state.shown_draw == state.draw) return;
  Random random(state.draw);
  const Batch batch = recall_batch(random, 1, state.gap);
  state.reading = std::make_shared<const Reading>(read(*network, batch.inputs, batch.targets, network->zero_state(1).row(0)));
  state.network = network, state.shown_gap = state.gap, state.shown_draw = state.draw;
}

void draw_memory_head(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  MemoryState& state = scene.hand.memory;
  const bool english = scene.language == Language::English, other = state.gap != scene.seen.settings.gap && !scene.hand.question_open;
  const std::string_view another = ui.say({"Another", "换一个"});
  const float w = ui.canvas.text_width(another, {Face::Semibold, ui::kLabel}) + 30;
  if (ui::button(ui, "memory.another", row.cut_right(w).inset(0, 1), another)) ++state.draw;
  row.cut_right(10);
  if (const std::string_view train = ui.say({"Train at this gap", "就练这个间隔"}); other && row.w > 430) {
    const float room = ui.canvas.text_width(train, {Face::Semibold, ui::kLabel}) + 30;
    if (ui::button(ui, "memory.train", row.cut_right(room).inset(0, 1), train)) scene.wishes.push_back(SetGap{state.gap, false});
    row.cut_right(10);
  }
  const bool room = row.w > 300;
  const std::string label = (room ? (english ? "Letters in between: " : "中间隔着：") : english ? "Gap: " : "间隔：") + std::to_string(state.gap);
  state.gap = draw_dial(scene, row, {"memory.gap", label, 1, kMostGap, state.gap, room ? (english ? 176.0f : 112.0f) : 78.0f});
}

// ---- The example -----------------------------------------------------------------------------------------------------------

struct TileRows {
  int columns = 1, rows = 1;
  float size = 20, pitch = 20;
};

TileRows tile_rows(float width, float most_high, int count) {
  TileRows out;
  for (float size = 38; size >= 18; size -= 1) {
    out.size = size, out.pitch = size + kTileGap;
    out.columns = std::max(1, static_cast<int>((width + kTileGap) / out.pitch));
    out.rows = (count + out.columns - 1) / out.columns;
    if (static_cast<float>(out.rows) * out.pitch <= most_high) return out;
  }
  return out;
}

// What is asked for in the colour of an answer, what is in between in none, the question as an outline.
float draw_tiles(Scene& scene, Rect area, float most_high) {
  ui::Ui& ui = scene.ui;
  const Reading& reading = *scene.hand.memory.reading;
  const auto count = static_cast<int>(reading.inputs.size());
  const TileRows rows = tile_rows(area.w, most_high, count);
  const ui::TextStyle style{Face::Medium, rows.size > 26 ? ui::kBody : ui::kSmall};
  for (int i = 0; i < count; ++i) {
    const Rect tile{area.x + rows.pitch * static_cast<float>(i % rows.columns), area.y + rows.pitch * static_cast<float>(i / rows.columns), rows.size, rows.size};
    const bool first = i == 0, last = i + 1 == count;
    ui.anchors.add("memory.tile." + std::to_string(i), tile);
    const ui::Color ground = ui.color(first ? Token::Target : Token::Surface2);
    if (last) ui.canvas.outline(tile.inset(1), ui.color(Token::Target), 6, 1.8f);
    else ui.canvas.fill(tile, ground, 6);
    const bool lit = (ui.highlight.is("x") && !last) || (ui.highlight.is("y") && (first || last));
    if (lit) ui.canvas.outline(tile.inset(-1.5f), ui.color(Token::Text1), 7, 1.4f);
    ui.canvas.text({tile.center().x, tile.center().y + style.size * 0.36f}, scene.symbol(reading.inputs[static_cast<std::size_t>(i)]), style, first ? ui::text_on(ground) : ui.color(last ? Token::Text1 : Token::Text2),
                   ui::Align::Center);
  }
  return static_cast<float>(rows.rows) * rows.pitch;
}

int likeliest(const Reading& reading) {
  Index best = 0;
  reading.probabilities.row(reading.probabilities.rows() - 1).head(std::min<Index>(kRecallSymbols, reading.probabilities.cols())).maxCoeff(&best);
  return static_cast<int>(best);
}

std::string answer_words(const Scene& scene) {
  const Reading& reading = *scene.hand.memory.reading;
  const int answer = likeliest(reading), truth = reading.inputs.front();
  const bool english = scene.language == Language::English, right = answer == truth;
  const std::string said = scene.symbol(answer);
  if (english) return "Which was first? It answers " + said + (right ? ": right" : ", but it was " + scene.symbol(truth));
  return "第一个是什么？它答 " + said + (right ? "，对了" : "，其实是 " + scene.symbol(truth));
}

void draw_answer(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const Reading& reading = *scene.hand.memory.reading;
  const Index last = reading.probabilities.rows() - 1;
  const int truth = reading.inputs.front();
  ui.anchors.add("memory.answer", area);
  const Rect head = area.cut_top(22), feet = area.cut_bottom(kAnswerFoot);
  text_in(ui, {head.x, head.y + 14}, head.w, answer_words(scene), {Face::Medium, ui::kLabel}, Token::Text1);
  area.cut_top(16);
  const int symbols = std::min(kRecallSymbols, static_cast<int>(reading.probabilities.cols()));
  const float pitch = std::min(area.w / static_cast<float>(symbols), 72.0f);
  for (int i = 0; i < symbols; ++i) {
    const auto p = static_cast<double>(reading.probabilities(last, i));
    const Rect column{area.x + pitch * static_cast<float>(i), area.y - 16, pitch - 6, area.h + 16 + kAnswerFoot};
    const Rect track{column.x, area.y, column.w, area.h};
    const float h = track.h * static_cast<float>(std::clamp(p, 0.0, 1.0));
    const ui::Pressed press = ui::pressable(ui, "memory.answer." + std::to_string(i), column, 6);
    ui.canvas.fill(track, ui.color(press.hovered ? Token::Surface3 : Token::Surface2), 3);
    ui.canvas.fill({track.x, track.bottom() - std::max(2.0f, h), track.w, std::max(2.0f, h)}, ui.color(Token::Activation), 3);
    if (i == truth) ui.canvas.outline(track.inset(-2), ui.color(Token::Target), 5, 2);
    ui.canvas.text({column.center().x, area.y - 5}, pitch < 46 ? format_number(100 * p, 0) + "%" : percent_of(p), {Face::Mono, ui::kTick}, ui.color(Token::Text2), ui::Align::Center);
    ui.canvas.text({column.center().x, feet.y + 17}, scene.symbol(i), {i == truth ? Face::Semibold : Face::Ui, ui::kLabel}, ui.color(i == truth ? Token::Target : Token::Text2), ui::Align::Center);
    if (press.clicked) look_into(scene, reading.inputs, {Place::Kind::Probability, static_cast<int>(last), i});
  }
  const float right = area.x + pitch * static_cast<float>(symbols);
  if (area.right() - right > 90) text_in(ui, {right + 8, feet.y + 17}, area.right() - right - 8, ui.say({"outlined: the truth", "带框：正确答案"}), {Face::Ui, ui::kSmall}, Token::Text3);
}

// ---- Right by gap ----------------------------------------------------------------------------------------------------------

std::string trained_words(const Scene& scene) {
  const Settings& s = scene.seen.settings;
  const std::string gap = std::to_string(s.gap);
  if (scene.language == Language::English) return "Share right by letters in between; trained " + (s.mixed_gaps ? "with 1 to " + gap + ", mixed" : "with " + gap);
  return "各间隔的正确率；" + (s.mixed_gaps ? "训练时间隔 1 到 " + gap + " 混合" : "训练时间隔 " + gap);
}

void draw_shares(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const Rect head = area.cut_top(24);
  text_in(ui, {head.x, head.y + 15}, head.w, trained_words(scene), {Face::Medium, ui::kLabel}, Token::Text1);
  if (!was_examined(scene.seen, kExamGaps.size())) return draw_sentence_of(ui, area, {"It has not been examined yet.", "还没有考过。"});
  const Settings& s = scene.seen.settings;
  SharePlot plot;
  plot.id = "memory.shares";
  plot.at = kExamGaps;
  plot.x = {"letters in between", "中间隔着的字母数"};
  plot.chance = 1.0 / kRecallSymbols;
  plot.learned_low = s.mixed_gaps ? 1 : s.gap, plot.learned_high = s.gap;
  plot.looked_at = scene.hand.memory.gap;
  draw_share_plot(scene, area, plot);
}

}  // namespace

void draw_memory_view(Scene& scene, Rect area) {
  scene.ui.anchors.add("memory", area);
  if (scene.seen.settings.task != Task::Recall) return draw_other_task(scene, area, Task::Recall);
  follow_gap_of_settings(scene);
  draw_memory_head(scene, area.cut_top(kDialRow));
  area.cut_top(10);
  read_example(scene);
  if (scene.hand.memory.reading->inputs.empty()) return;
  const bool shares = area.h > kLeastShares + kAnswer + 50;
  const float tiles = std::max(22.0f, area.h - kAnswer - 14 - (shares ? kLeastShares + 14 : 0));
  area.cut_top(draw_tiles(scene, area, tiles) + 10);
  const float answer = std::min(kAnswer, area.h);
  if (answer > 84) draw_answer(scene, area.cut_top(answer));
  area.cut_top(14);
  if (shares && area.h > 120) draw_shares(scene, area);
}

}  // namespace epochs::recurrent
