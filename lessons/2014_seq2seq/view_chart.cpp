// How it gets on: shares of the held-out sentences that come out word for word, over the updates; of the shortest and of the longest third; with attention how often it looks elsewhere.
#include <string>

#include "parts.hpp"
#include "ui/anchor.hpp"
#include "viz/line_chart.hpp"

namespace epochs::translation {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

struct Curve {
  Localized words;
  Token color;
  bool dashed;
  std::vector<double> values;                    // percent
};

// What the lines are and where they have come to, above them: at their ends the names would lie over each other.
void draw_curve_names(ui::Ui& ui, Rect& area, const std::vector<Curve>& curves) {
  const ui::TextStyle small{Face::Ui, ui::kSmall};
  Rect row = area.cut_top(20);
  for (const Curve& curve : curves) {
    const std::string words = std::string(ui.say(curve.words)) + " " + percent_of(curve.values.back() / 100);
    const float w = 28 + ui.canvas.text_width(words, small);
    if (row.w < w && row.x > area.x) row = area.cut_top(20);
    const float y = row.center().y;
    if (curve.dashed) ui.canvas.dashed({row.x, y}, {row.x + 22, y}, ui.color(curve.color), 2, 5, 3);
    else ui.canvas.line({row.x, y}, {row.x + 22, y}, ui.color(curve.color), 2);
    text_in(ui, {row.x + 28, y + 4.5f}, row.w - 28, words, small, Token::Text1);
    row.cut_left(std::min(row.w, w + 18));
  }
}

std::vector<Curve> curves_of(const Snapshot& seen) {
  std::vector<Curve> out{{{"right", "全对"}, Token::Activation, false, {}}, {{"shortest third", "最短的三分之一"}, Token::Target, false, {}}, {{"longest third", "最长的三分之一"}, Token::Value, true, {}}};
  for (const Exam& exam : seen.exams) out[0].values.push_back(100 * exam.right), out[1].values.push_back(100 * exam.by_third.front()), out[2].values.push_back(100 * exam.by_third.back());
  if (seen.settings.context == nn::Context::Fixed) return out;
  out.push_back({{"looks elsewhere", "看错地方"}, Token::Error, true, {}});
  for (const Exam& exam : seen.exams) out.back().values.push_back(100 * exam.alignment_error);
  return out;
}

}  // namespace

void draw_chart_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("chart", area);
  if (scene.hand.question_open) return draw_line_of_words(ui, area, ui.say({"The curves wait for your guess.", "曲线等你先猜。"}));
  if (scene.seen.exams.empty()) return draw_line_of_words(ui, area, ui.say({"No exam yet: let it learn.", "还没有考过：让它学一会儿。"}));
  std::vector<double> updates;
  for (const Exam& exam : scene.seen.exams) updates.push_back(static_cast<double>(exam.update));
  const std::vector<Curve> curves = curves_of(scene.seen);
  draw_curve_names(ui, area, curves);
  viz::LineChartStyle style;
  style.labels = {std::string(ui.say({"updates", "更新次数"})), "%"};
  style.scale = viz::Scale::Linear, style.y = viz::Range{0, 100}, style.decimals = 1;
  std::vector<viz::Series> series;
  for (const Curve& curve : curves) series.push_back({std::string(ui.say(curve.words)), updates, curve.values, curve.color, curve.dashed, true});
  viz::line_chart(ui, "chart.right", area, series, scene.hand.chart.right, style);
}

}  // namespace epochs::translation
