// How well the run does on what it has not learned: bits per symbol beside what counting reaches, and the share of words that exist; of the other tasks the share right.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "parts.hpp"
#include "ui/anchor.hpp"

namespace epochs::recurrent {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr float kLevelsRow = 58, kLeastWords = 120, kChartCaption = 24, kEndNames = 74;
constexpr double kMostBits = 100, kLongPerplexity = 19.9;         // of an exploded run: the end of the axis; bits from which 2 to their power stands for its digits

// The numbers of one line; the chart borrows them.
struct Curve {
  std::string label;
  std::vector<double> x, y;
  Token color = Token::Activation;
  bool dashed = false;
  viz::Series series() const { return {label, x, y, color, dashed}; }
};

template <class Value>
std::vector<Curve> curves_of(const Snapshot& seen, Value value) {
  std::vector<Curve> out;
  for (const ContestantSeen& one : seen.contestants) {
    Curve curve;
    curve.label = kind_name(one.kind);
    if (seen.contestants.size() > 1) curve.label += " " + std::to_string(one.hidden);       // the width that makes them equally large
    curve.color = kind_color(one.kind);
    curve.dashed = one.kind != nn::RecurrentKind::Rnn && seen.contestants.size() > 1;
    for (const Exam& exam : one.exams) curve.x.push_back(static_cast<double>(exam.update)), curve.y.push_back(value(exam));
    out.push_back(std::move(curve));
  }
  return out;
}

// A press on the chart brings the sample of that exam.
void show_exam_at(Scene& scene, double update) {
  const std::vector<Exam>& exams = scene.seen.contestants.front().exams;
  for (std::size_t i = 0; i < exams.size(); ++i)
    if (static_cast<double>(exams[i].update) == update) scene.hand.writing.exam = i + 1 == exams.size() ? -1 : static_cast<int>(i);
}

// A level across the plot: what counting reaches, or chance.
struct Across {
  std::string name;
  double at = 0;
};

// Where viz::line_chart draws its lines.
Rect plot_of(Rect area) { return {area.x + 52, area.y + 8, area.w - 62, area.h - 54}; }

void draw_curves(Scene& scene, std::string_view id, Rect area, const std::vector<Curve>& curves, std::span<const Across> levels, viz::LineChartState& state, const viz::LineChartStyle& style) {
  ui::Ui& ui = scene.ui;
  const viz::Range range = style.y.value_or(viz::Range{0, 1});
  Rect names = area.cut_right(kEndNames);
  const Rect plot = plot_of(area);
  if (plot.h < 24 || plot.w < 40) return;
  std::vector<viz::Series> series;
  std::vector<EndName> ends;
  const auto y_of = [&](double value) { return plot.bottom() - plot.h * static_cast<float>((std::clamp(value, range.low, range.high) - range.low) / range.span()); };
  for (const Curve& curve : curves) {
    series.push_back(curve.series());
    series.back().named_beside = true;
    if (!curve.y.empty() && std::isfinite(curve.y.back())) ends.push_back({y_of(curve.y.back()), curve.label, curve.color});
  }
  for (const Across& level : levels) ends.push_back({y_of(level.at), level.name, Token::Text3});
  const viz::LineChartResult result = viz::line_chart(ui, id, area, series, state, style);
  for (const Across& level : levels) ui.canvas.dashed({plot.x, y_of(level.at)}, {plot.right(), y_of(level.at)}, ui.color(Token::Text3), 1.4f, 2, 4);
  draw_end_names(ui, {plot.right() + 8, plot.y, names.right() - plot.right() - 8, plot.h}, std::move(ends));
  if (result.clicked) show_exam_at(scene, *result.clicked);
}

std::optional<double> marked_update(const Scene& scene) {
  const std::vector<Exam>& exams = scene.seen.contestants.front().exams;
  const int exam = scene.hand.writing.exam;
  if (exam < 0 || exam >= static_cast<int>(exams.size())) return std::nullopt;
  return static_cast<double>(exams[static_cast<std::size_t>(exam)].update);
}

// ---- Text --------------------------------------------------------------------------------------------------------------------

struct Level {
  Localized name;
  double bits = 0;
  bool waits = false;          // an open question asks for it
};

std::array<Level, 4> levels_of(const Scene& scene) {
  const CountingBits& counting = *scene.seen.counting;
  const bool waits = scene.hand.question_open && scene.hand.step == "learn";
  return {{{{"uniform", "均匀"}, counting.uniform}, {{"unigram", "一元"}, counting.unigram}, {{"bigram", "二元"}, counting.bigram, waits}, {{"trigram", "三元"}, counting.trigram, waits}}};
}

// Bits and perplexity side by side, a column for each: the network's in its colour, then what counting reaches.
void draw_levels(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  const Exam* exam = scene.seen.contestants.front().exams.empty() ? nullptr : &scene.seen.contestants.front().exams.back();
  const std::array<Level, 4> levels = levels_of(scene);
  ui.anchors.add("chart.levels", row);
  const float names = std::min(96.0f, row.w * 0.2f), pitch = (row.w - names) / 5;
  const ui::TextStyle small{Face::Ui, ui::kSmall}, number{Face::Mono, ui::kLabel};
  text_in(ui, {row.x, row.y + 34}, names - 4, ui.say({"bits", "比特"}), small, Token::Text3);
  text_in(ui, {row.x, row.y + 53}, names - 4, ui.say({"perplexity", "困惑度"}), small, Token::Text3);
  for (int i = 0; i < 5; ++i) {
    const bool own = i == 0, waits = !own && levels[static_cast<std::size_t>(i) - 1].waits;
    const float right = row.x + names + pitch * static_cast<float>(i + 1) - 6;
    const std::string name(own ? kind_name(scene.seen.contestants.front().kind) : ui.say(levels[static_cast<std::size_t>(i) - 1].name));
    const Token color = own ? kind_color(scene.seen.contestants.front().kind) : Token::Text2;
    text_in(ui, {right, row.y + 14}, pitch - 4, name, {own ? Face::Semibold : Face::Ui, ui::kSmall}, color, ui::Align::Right);
    if (own && !exam) continue;
    const double bits = own ? exam->bits : levels[static_cast<std::size_t>(i) - 1].bits;
    text_in(ui, {right, row.y + 34}, pitch, waits ? "?" : format_number(bits, 2), number, color, ui::Align::Right);
    text_in(ui, {right, row.y + 53}, pitch, waits ? "?" : bits > kLongPerplexity ? "2^" + format_number(bits, 0) : format_number(std::exp2(bits), bits < 6.6 ? 1 : 0), number, color, ui::Align::Right);
  }
}

void draw_bits(Scene& scene, Rect area) {
  const bool english = scene.language == Language::English;
  const std::vector<Curve> curves = curves_of(scene.seen, [](const Exam& exam) { return exam.bits; });
  std::vector<Across> levels;
  double least = 1e9, most = 0;
  for (const Level& level : levels_of(scene)) {
    if (level.waits || level.name.english == "uniform") continue;
    levels.push_back({std::string(scene.ui.say(level.name)), level.bits});
    least = std::min(least, level.bits), most = std::max(most, level.bits);
  }
  for (const Curve& curve : curves)
    for (const double bits : curve.y) least = std::min(least, bits), most = std::max(most, bits);
  viz::LineChartStyle style;
  const std::string_view update = english ? "update" : "更新步数", whole = english ? "bits per symbol, held-out text" : "每个符号的比特，未学过的文本";
  const ui::TextStyle title{Face::Ui, ui::kSmall};
  const float room = plot_of(area).w - kEndNames - 40;      // both titles stand on one line
  const bool fits = scene.ui.canvas.text_width(update, title) + scene.ui.canvas.text_width(whole, title) < room;
  style.labels = {std::string(update), std::string(fits ? whole : english ? "bits" : "比特")};
  style.y = viz::Range{std::max(0.0, std::floor(2 * least - 0.6) / 2), std::min(most + 0.3, kMostBits)};
  style.decimals = 2;
  style.mark = marked_update(scene);
  draw_curves(scene, "chart.bits", area, curves, levels, scene.hand.chart.bits, style);
}

void draw_word_shares(Scene& scene, Rect area) {
  const bool english = scene.language == Language::English;
  viz::LineChartStyle style;
  style.labels = {english ? "update" : "更新步数", area.w > 360 ? (english ? "% of written words that exist" : "写出的词里真实存在的 %") : (english ? "% real words" : "真词 %")};
  style.y = viz::Range{0, 100};
  style.decimals = 0;
  style.mark = marked_update(scene);
  draw_curves(scene, "chart.words", area, curves_of(scene.seen, [](const Exam& exam) { return 100 * exam.words; }), {}, scene.hand.chart.words, style);
}

void draw_text_chart(Scene& scene, Rect area) {
  if (area.h > 150 && area.w > 250) draw_levels(scene, area.cut_top(kLevelsRow));
  area.cut_top(8);
  if (area.h <= 2 * kLeastWords && scene.hand.step == "words") return draw_word_shares(scene, area);      // the curve that the step is about
  if (area.h > 2 * kLeastWords) {
    draw_word_shares(scene, area.cut_bottom(area.h * 0.4f));
    area.cut_bottom(6);
  }
  draw_bits(scene, area);
}

// ---- Share right ---------------------------------------------------------------------------------------------------------------

std::size_t exam_gap_nearest(int gap) {
  std::size_t best = 0;
  for (std::size_t i = 0; i < kExamGaps.size(); ++i)
    if (std::abs(kExamGaps[i] - gap) < std::abs(kExamGaps[best] - gap)) best = i;
  return best;
}

double right_at(const Exam& exam, std::size_t place) { return place < exam.right.size() ? 100 * exam.right[place] : std::nan(""); }

void draw_right_chart(Scene& scene, Rect area) {
  const bool english = scene.language == Language::English, recall = scene.seen.settings.task == Task::Recall;
  const std::size_t place = recall ? exam_gap_nearest(scene.seen.settings.gap) : static_cast<std::size_t>(kMostDistance);
  const std::string at = recall ? std::to_string(kExamGaps[place]) : std::to_string(kMostDistance);
  std::vector<Curve> curves = curves_of(scene.seen, [&](const Exam& exam) { return right_at(exam, place); });
  if (!recall && scene.seen.contestants.size() == 1) {
    curves.front().label = (english ? "dist. " : "相隔 ") + at;
    std::vector<Curve> near = curves_of(scene.seen, [&](const Exam& exam) { return right_at(exam, kLongestLearned); });
    near.front().label = (english ? "dist. " : "相隔 ") + std::to_string(kLongestLearned);
    near.front().dashed = true;
    curves.push_back(std::move(near.front()));
  }
  const std::array<Across, 1> chance{{{english ? "chance" : "随机猜", recall ? 100.0 / kRecallSymbols : 50}}};
  const Rect caption = area.cut_top(kChartCaption);
  const std::string said = recall ? (english ? "Right after " + at + " letters in between" : "中间隔 " + at + " 个字母时的正确率") : (english ? "Right form likelier, with " + at + " clauses in between" : "相隔 " + at + " 个从句时正确形式更可能");
  text_in(scene.ui, {caption.x, caption.y + 14}, caption.w, said, {Face::Medium, ui::kLabel}, Token::Text1);
  viz::LineChartStyle style;
  style.labels = {english ? "update" : "更新步数", english ? "% right" : "正确 %"};
  style.y = viz::Range{0, 100};
  style.decimals = 0;
  draw_curves(scene, "chart.right", area, curves, chance, scene.hand.chart.right, style);
}

}  // namespace

void draw_chart_view(Scene& scene, Rect area) {
  scene.ui.anchors.add("chart", area);
  if (scene.seen.contestants.front().exams.empty()) return draw_sentence_of(scene.ui, area, {"The run has not been examined yet: train it.", "还没有考过：先训练。"});
  if (scene.seen.settings.task == Task::Text && scene.seen.counting) draw_text_chart(scene, area);
  else draw_right_chart(scene, area);
}

}  // namespace epochs::recurrent
