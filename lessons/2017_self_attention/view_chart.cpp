// How it gets on: shares of the held-out sentences that are right, over the updates; pairs of which both must be; guessing between two nouns beside it.
#include <array>
#include <string>

#include "parts.hpp"
#include "ui/anchor.hpp"
#include "viz/line_chart.hpp"

namespace epochs::self_attention {

using ui::Face;
using ui::Rect;
using ui::Token;

void draw_chart_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("chart", area);
  if (scene.seen.exams.empty()) return draw_line_of_words(ui, area, ui.say({"No exam yet: let it learn.", "还没有考过：让它学一会儿。"}));
  std::vector<double> update, right, turned, order, chance;
  for (const Exam& exam : scene.seen.exams)
    update.push_back(static_cast<double>(exam.update)), right.push_back(100 * exam.right), turned.push_back(100 * exam.turned), order.push_back(100 * exam.order), chance.push_back(50);
  const Exam& last = scene.seen.exams.back();
  const Rect head = area.cut_top(24);
  const bool english = scene.language == Language::English;
  const std::string words = (english ? "Unseen combinations: right " : "没见过的搭配：对 ") + percent_of(last.right) + (english ? " · turned by the adjective " : " · 随形容词而变 ") + percent_of(last.turned) + (english ? " · told by the order " : " · 靠词序分清 ") + percent_of(last.order);
  text_in(ui, {head.x, head.y + 16}, head.w, words, {Face::Medium, ui::kSmall}, Token::Text1);
  viz::LineChartStyle style;
  style.labels = {std::string(ui.say({"updates", "更新次数"})), "%"};
  style.scale = viz::Scale::Linear, style.y = viz::Range{0, 100}, style.decimals = 1;
  const std::vector<viz::Series> series{{std::string(ui.say({"right", "对"})), update, right, Token::Activation}, {std::string(ui.say({"turned", "随之变"})), update, turned, Token::Target},
                                        {std::string(ui.say({"order", "词序"})), update, order, Token::Value, true}, {std::string(ui.say({"guessing", "乱猜"})), update, chance, Token::Text3, true}};
  viz::line_chart(ui, "chart.right", area, series, scene.hand.chart.right, style);
}

}  // namespace epochs::self_attention
