// How it gets on: shares of the held-out sentences that are right, over the updates; pairs of which both must be; guessing between two nouns beside it.
#include <algorithm>
#include <array>
#include <string>

#include "parts.hpp"
#include "ui/anchor.hpp"
#include "viz/line_chart.hpp"

namespace epochs::self_attention {

using ui::Face;
using ui::Rect;
using ui::Token;

namespace {

struct CurveName {
  Localized words;
  double last;
  Token color;
  bool dashed;
};
// What the lines are and where they have come to, in a row or two above them: at their ends the names would lie over each other.
void draw_names(ui::Ui& ui, Rect& area, const std::array<CurveName, 4>& curves) {
  const ui::TextStyle small{Face::Ui, ui::kSmall};
  Rect row = area.cut_top(20);
  for (const CurveName& curve : curves) {
    const std::string words = std::string(ui.say(curve.words)) + " " + percent_of(curve.last);
    const float w = 28 + ui.canvas.text_width(words, small);
    if (row.w < w && row.x > area.x) row = area.cut_top(20);
    const float y = row.center().y;
    if (curve.dashed) ui.canvas.dashed({row.x, y}, {row.x + 22, y}, ui.color(curve.color), 2, 5, 3);
    else ui.canvas.line({row.x, y}, {row.x + 22, y}, ui.color(curve.color), 2);
    text_in(ui, {row.x + 28, y + 4.5f}, row.w - 28, words, small, Token::Text1);
    row.cut_left(std::min(row.w, w + 18));
  }
}

}  // namespace

void draw_chart_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("chart", area);
  if (scene.hand.question_open) return draw_line_of_words(ui, area, ui.say({"The curves wait for your guess.", "曲线等你先猜。"}));
  if (scene.seen.exams.empty()) return draw_line_of_words(ui, area, ui.say({"No exam yet: let it learn.", "还没有考过：让它学一会儿。"}));
  std::vector<double> update, right, turned, order, chance;
  for (const Exam& exam : scene.seen.exams)
    update.push_back(static_cast<double>(exam.update)), right.push_back(100 * exam.right), turned.push_back(100 * exam.turned), order.push_back(100 * exam.order), chance.push_back(50);
  const Exam& last = scene.seen.exams.back();
  draw_names(ui, area, {{{{"right", "对"}, last.right, Token::Activation, false}, {{"both turned", "两句都对"}, last.turned, Token::Target, false}, {{"told by order", "靠词序分清"}, last.order, Token::Value, true}, {{"guessing", "乱猜"}, 0.5, Token::Text3, true}}});
  viz::LineChartStyle style;
  style.labels = {std::string(ui.say({"updates", "更新次数"})), "%"};
  style.scale = viz::Scale::Linear, style.y = viz::Range{0, 100}, style.decimals = 1;
  const std::vector<viz::Series> series{{std::string(ui.say({"right", "对"})), update, right, Token::Activation, false, true}, {std::string(ui.say({"turned", "随之变"})), update, turned, Token::Target, false, true},
                                        {std::string(ui.say({"order", "词序"})), update, order, Token::Value, true, true}, {std::string(ui.say({"guessing", "乱猜"})), update, chance, Token::Text3, true, true}};
  viz::line_chart(ui, "chart.right", area, series, scene.hand.chart.right, style);
}

}  // namespace epochs::self_attention
