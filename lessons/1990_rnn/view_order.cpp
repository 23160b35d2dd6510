// Two sentences of the same words. Counted, they are alike; read in order, they end in two different states.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <span>
#include <utility>

#include "ui/anchor.hpp"
#include "ui/fitted_text.hpp"
#include "ui/rich_text.hpp"
#include "parts.hpp"
#include "viz/strip.hpp"

namespace epochs::recurrent {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr float kOrderField = 38, kOrderGap = 10, kOrderHead = 46, kCountRow = 30, kOrderStrip = 26, kOrderNumber = 118;

using Counts = std::map<std::string, std::array<int, 2>>;      // word → how often in either line

// Words between blanks; of Chinese, which has none, every character.
std::vector<std::string> order_words(std::string_view line) {
  std::vector<std::string> out;
  std::string word;
  const auto end = [&] { if (!word.empty()) out.push_back(std::exchange(word, {})); };
  for (const char32_t letter : decode_utf8(line)) {
    if (letter == U' ' || is_cjk(letter)) end();
    if (letter == U' ') continue;
    append_utf8(word, letter);
    if (is_cjk(letter)) end();
  }
  end();
  return out;
}

Counts counts_of(const std::array<std::string, 2>& lines) {
  Counts out;
  for (std::size_t i = 0; i < 2; ++i)
    for (const std::string& word : order_words(lines[i])) ++out[word][i];
  return out;
}

double distance_of(const Counts& counts) {
  double sum = 0;
  for (const auto& [word, pair] : counts) sum += std::pow(pair[0] - pair[1], 2);
  return std::sqrt(sum);
}

void read_lines(Scene& scene) {
  OrderState& state = scene.hand.order;
  const auto& network = scene.seen.contestants.front().network;
  const std::array<std::string, 2> lines = order_lines(state);
  if (state.network == network && state.read == lines) return;
  state.network = network, state.read = lines;
  for (std::size_t i = 0; i < 2; ++i) state.states[i] = state_after(*network, *scene.seen.text, lines[i]);
}

void draw_fields(Scene& scene, Rect area) {
  OrderState& state = scene.hand.order;
  const bool beside = area.w > 620;
  const float w = beside ? (area.w - kOrderGap) / 2 : area.w;
  for (std::size_t i = 0; i < 2; ++i) {
    const Rect field = beside ? Rect{area.x + static_cast<float>(i) * (w + kOrderGap), area.y, w, kOrderField}
                              : Rect{area.x, area.y + static_cast<float>(i) * (kOrderField + kOrderGap), w, kOrderField};
    ui::TextFieldStyle style;
    style.placeholder = scene.ui.say({"A sentence", "一句话"});
    style.longest = 60;
    ui::text_field(scene.ui, i == 0 ? "order.first" : "order.second", field, state.lines[i], style);
  }
}

void draw_order_head(ui::Ui& ui, Rect head, Localized title, Localized about, const std::string& distance) {
  ui::text_in(ui, {head.x, head.y + 16}, head.w - kOrderNumber, ui.say(title), {Face::Semibold, ui::kHeading}, Token::Text1);
  ui::text_in(ui, {head.x, head.y + 36}, head.w - kOrderNumber, ui.say(about), {Face::Ui, ui::kSmall}, Token::Text3);
  ui.canvas.text({head.right(), head.y + 17}, distance, {Face::Mono, ui::kHeading}, ui.color(Token::Text1), ui::Align::Right);
  ui.canvas.text({head.right(), head.y + 36}, ui.say({"apart", "距离"}), {Face::Ui, ui::kSmall}, ui.color(Token::Text3), ui::Align::Right);
}

void draw_counts(Scene& scene, Rect area, const Counts& counts) {
  ui::Ui& ui = scene.ui;
  const float pitch = std::min(132.0f, area.w / static_cast<float>(std::max<std::size_t>(1, counts.size())));
  float x = area.x;
  for (const auto& [word, pair] : counts) {
    ui::text_in(ui, {x + 2, area.y + 14}, pitch - 8, word, {Face::Ui, ui::kLabel}, Token::Text2);
    for (std::size_t i = 0; i < 2; ++i) {
      const Rect cell{x, area.y + 24 + static_cast<float>(i) * (kCountRow + 4), pitch - 6, kCountRow};
      ui.canvas.fill(cell, ui.color(pair[0] == pair[1] ? Token::Surface2 : Token::Surface3), 6);
      ui.canvas.text({cell.center().x, cell.center().y + 5}, std::to_string(pair[i]), {Face::Mono, ui::kLabel}, ui.color(pair[0] == pair[1] ? Token::Text2 : Token::Error), ui::Align::Center);
    }
    x += pitch;
    if (x + pitch > area.right() + 1) break;
  }
}

// As high as there is room for.
float strip_height(float room) { return std::clamp((room - 8) / 2, 8.0f, 2 * kOrderStrip); }

void draw_states(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const OrderState& state = scene.hand.order;
  for (std::size_t i = 0; i < 2; ++i) {
    const RowVector& values = state.states[i];
    const std::span<const Real> cells(values.data(), static_cast<std::size_t>(values.size()));
    const float h = strip_height(area.h);
    const Rect row{area.x, area.y + static_cast<float>(i) * (h + 6), area.w, h};
    viz::draw_strip(ui, row, cells, {1, viz::cells_that_fit(row.w, cells.size())});
  }
}

// The pair of the lesson's text, until the learner types another.
void begin_lines(OrderState& state) {
  if (!state.lines[0].text().empty() || !state.lines[1].text().empty() || state.network) return;
  const std::array<std::string, 2> lines = order_lines(state);
  for (std::size_t i = 0; i < 2; ++i) state.lines[i].edit.set(lines[i]);
}

}  // namespace

std::array<std::string, 2> order_lines(const OrderState& state) {
  std::array<std::string, 2> lines = {state.lines[0].text(), state.lines[1].text()};
  if (lines[0].empty() && lines[1].empty() && !state.network) lines = {"dogs chase cats", "cats chase dogs"};
  return lines;
}

RowVector state_after(const Network& network, const Text& text, std::string_view line) {
  RowVector now = network.zero_state(1).row(0);
  for (const int id : text.encode(line)) now = step(network, now, id);
  return now.leftCols(network.cell.hidden());
}

void draw_order_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("order", area);
  if (!scene.seen.text) {
    ui::plain_text(ui, {area.x, area.y + 8}, std::min(area.w, 520.0f), ui.say({"This picture reads sentences letter by letter: choose the next character as the task.", "这幅图逐个字母地读句子：请把任务选成“下一个字符”。"}), {{Face::Ui, ui::kBody}, 25, Token::Text2});
    return;
  }
  begin_lines(scene.hand.order);
  draw_fields(scene, area.cut_top(area.w > 620 ? kOrderField : 2 * kOrderField + kOrderGap));
  read_lines(scene);
  const OrderState& state = scene.hand.order;
  const Counts counts = counts_of(state.read);
  const bool hides = scene.hand.question_open && scene.hand.step == "question";
  const float counted = hides ? 40 : 24 + 2 * (kCountRow + 4), gap = std::clamp((area.h - 2 * kOrderHead - counted - 40) / 2, 6.0f, 24.0f);
  area.cut_top(gap);
  const Rect above = {area.x, area.y, area.w, kOrderHead + counted};
  ui.anchors.add("order.counts", above);
  draw_order_head(ui, area.cut_top(kOrderHead), {"Counted", "数一数"}, {"how often each word stands in either sentence", "每个词在两句里各出现几次"}, hides ? "?" : format_number(distance_of(counts), 2));
  const Rect rows = area.cut_top(counted);
  if (hides) ui::plain_text(ui, {rows.x, rows.y + 8}, rows.w, ui.say({"Your guess first.", "请先猜。"}), {{Face::Ui, ui::kBody}, 24, Token::Text2});
  else draw_counts(scene, rows, counts);
  area.cut_top(gap);
  const double apart = state.states[0].size() > 0 ? static_cast<double>((state.states[0] - state.states[1]).norm()) : 0;
  ui.anchors.add("order.states", {area.x, area.y, area.w, kOrderHead + 2 * (strip_height(area.h - kOrderHead) + 6)});
  draw_order_head(ui, area.cut_top(kOrderHead), {"Read in order", "按顺序读"}, {"the state after the last letter, one cell a unit", "读完最后一个字母后的状态，一格一个单元"}, format_number(apart, 2));
  draw_states(scene, area);
}

}  // namespace epochs::recurrent
