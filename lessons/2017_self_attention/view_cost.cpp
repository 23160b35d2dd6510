// What a longer sentence costs, measured on this machine as the picture opens: time and steps of a recurrent layer and of self-attention. And what √d is good for.
#include <algorithm>
#include <array>
#include <string>

#include "parts.hpp"
#include "ui/anchor.hpp"
#include "ui/press.hpp"
#include "viz/line_chart.hpp"

namespace epochs::self_attention {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr int kCostWidth = 64;
constexpr std::uint64_t kCostSeed = 1;

void measure_one_more(CostState& state) {
  if (state.points.size() < kLengths.size()) state.points.push_back(measure_length(kLengths[state.points.size()], kCostWidth, kCostSeed));
}

struct Named {
  std::string_view words;
  Token color;
  bool dashed;
};
// The title, and below it what the two lines are: at their ends the names would lie over each other.
void draw_title(ui::Ui& ui, Rect& area, Localized words, const std::array<Named, 2>& lines) {
  const Rect row = area.cut_top(22);
  text_in(ui, {row.x, row.y + 15}, row.w, ui.say(words), {Face::Medium, ui::kLabel}, Token::Text1);
  Rect legend = area.cut_top(20);
  for (const Named& line : lines) {
    const float y = legend.center().y;
    if (line.dashed) ui.canvas.dashed({legend.x, y}, {legend.x + 22, y}, ui.color(line.color), 2, 5, 3);
    else ui.canvas.line({legend.x, y}, {legend.x + 22, y}, ui.color(line.color), 2);
    const float w = text_in(ui, {legend.x + 28, y + 4.5f}, legend.w - 28, line.words, {Face::Ui, ui::kSmall}, Token::Text2);
    legend.cut_left(std::min(legend.w, w + 46));
  }
}

struct TwoCharts {
  Rect first, second;
};
TwoCharts two_charts(Rect area) {
  constexpr float kGap = 22;
  const bool beside = area.w > 620;
  Rect first = beside ? area.cut_left((area.w - kGap) / 2) : area.cut_top((area.h - kGap / 2) / 2);
  static_cast<void>(beside ? area.cut_left(kGap) : area.cut_top(kGap / 2));
  return {first, area};
}

std::string cost_words(const CostState& state, Language language) {
  const LengthPoint& last = state.points.back();
  const std::string n = std::to_string(last.length), pairs = group_thousands(static_cast<long long>(last.compared));
  return language == Language::English ? n + " words: the recurrent layer takes " + std::to_string(last.recurrent_steps) + " steps one after the other, attention " + std::to_string(last.attention_steps) + ", but it compares " + pairs + " pairs. Measured here, on the processor; hardware that works on all places at once gains from the few steps."
                                       : n + " 个词：循环层要先后走 " + std::to_string(last.recurrent_steps) + " 步，注意力只要 " + std::to_string(last.attention_steps) + " 步，却要比较 " + pairs + " 对。这是在本机处理器上测的；能同时算所有位置的硬件才享受到步数少的好处。";
}

}  // namespace

void draw_cost_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("cost", area);
  CostState& state = scene.hand.cost;
  const Rect again = area.cut_bottom(34);
  if (ui::button(ui, "cost.again", {again.x, again.y, std::min(again.w, 150.0f), 32}, ui.say({"Measure again", "再测一次"}))) state.points.clear();
  measure_one_more(state);
  area.cut_bottom(6);
  const Rect words = area.cut_bottom(62);
  if (!scene.hand.question_open) draw_line_of_words(ui, words, cost_words(state, scene.language));
  std::vector<double> length, recurrent, attention, recurrent_steps, attention_steps;
  for (const LengthPoint& each : state.points) {
    length.push_back(each.length), recurrent.push_back(1000 * each.recurrent_seconds), attention.push_back(1000 * each.attention_seconds);
    recurrent_steps.push_back(static_cast<double>(each.recurrent_steps)), attention_steps.push_back(static_cast<double>(each.attention_steps));
  }
  const std::string one(ui.say({"recurrent", "循环"})), all(ui.say({"attention", "注意力"}));
  const std::array<Named, 2> names{{{one, Token::Value, true}, {all, Token::Activation, false}}};
  TwoCharts charts = two_charts(area);
  draw_title(ui, charts.first, {"Time of one sequence, milliseconds", "一个序列的时间（毫秒）"}, names);
  draw_title(ui, charts.second, {"Steps that must wait for each other", "必须先后等待的步数"}, names);
  viz::LineChartStyle style;
  style.labels = {std::string(ui.say({"words n", "词数 n"})), "ms"};
  viz::line_chart(ui, "cost.time", charts.first, std::vector<viz::Series>{{one, length, recurrent, Token::Value, true, true}, {all, length, attention, Token::Activation, false, true}}, state.time, style);
  style.labels.y = std::string(ui.say({"steps", "步数"})), style.decimals = 0;
  viz::line_chart(ui, "cost.steps", charts.second, std::vector<viz::Series>{{one, length, recurrent_steps, Token::Value, true, true}, {all, length, attention_steps, Token::Activation, false, true}}, state.steps, style);
}

void draw_scale_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("scale", area);
  CostState& state = scene.hand.cost;
  if (state.saturations.empty())
    for (const int width : kWidths) state.saturations.push_back(measure_saturation(width, kCostSeed));
  draw_line_of_words(ui, area.cut_bottom(44), ui.say({"64 queries against 16 keys, all numbers drawn from N(0, 1). Without the division the scores grow with √d: one weight takes all, and hardly any gradient comes back.",
                                                      "64 个查询对 16 个键，数都取自 N(0, 1)。不除的话分数随 √d 变大：一个权重独占，梯度几乎传不回来。"}));
  std::vector<double> d, most_root, most_plain, back_root, back_plain;
  for (const Saturation& each : state.saturations)
    d.push_back(each.width), most_root.push_back(each.most_root), most_plain.push_back(each.most_plain), back_root.push_back(each.gradient_root), back_plain.push_back(each.gradient_plain);
  const std::string divided(ui.say({"divided", "除以 √d"})), plain(ui.say({"as it is", "不除"}));
  const std::array<Named, 2> names{{{divided, Token::Activation, false}, {plain, Token::Error, true}}};
  TwoCharts charts = two_charts(area);
  draw_title(ui, charts.first, {"The largest weight", "最大的权重"}, names);
  draw_title(ui, charts.second, {"Gradient that comes back through softmax", "经 softmax 传回的梯度"}, names);
  viz::LineChartStyle style;
  style.labels = {std::string(ui.say({"numbers a query d", "每个查询的数 d"})), std::string(ui.say({"weight", "权重"}))};
  style.y = viz::Range{0, 1};
  viz::line_chart(ui, "scale.most", charts.first, std::vector<viz::Series>{{divided, d, most_root, Token::Activation, false, true}, {plain, d, most_plain, Token::Error, true, true}}, state.most, style);
  style.labels.y = std::string(ui.say({"gradient", "梯度"})), style.y.reset();
  viz::line_chart(ui, "scale.gradient", charts.second, std::vector<viz::Series>{{divided, d, back_root, Token::Activation, false, true}, {plain, d, back_plain, Token::Error, true, true}}, state.gradient, style);
}

}  // namespace epochs::self_attention
