// The same cell along the line: each symbol comes in below, the state goes on to the right, the guess stands on top. It folds into the one cell that it is.
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "nn/ops/cross_entropy.hpp"
#include "parts.hpp"
#include "ui/anchor.hpp"
#include "ui/motion.hpp"
#include "ui/press.hpp"
#include "viz/heatmap.hpp"
#include "viz/tooltip.hpp"

namespace epochs::recurrent {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;
using ui::Vec2;

constexpr float kUnrolledBar = 38, kColumnLeast = 58, kColumnMost = 92, kTile = 34, kGuessRow = 21, kArrow = 30, kStripCell = 6.5f, kFoot = 26;
constexpr int kBest = 3;

// Where things stand; columns glide to the middle while the line folds.
struct UnrolledPlan {
  Rect area;
  Rect guess, state, symbol;   // of the first column; the others stand a pitch further on
  bool guesses = true;         // false: the area is too low for them
  float pitch = kColumnLeast, fold = 0;
  int first = 0, count = 0, at = 0;
  float centre(int step) const {
    const float unfolded = area.x + pitch * (static_cast<float>(step - first) + 0.5f);
    return unfolded + (area.center().x - unfolded) * fold;
  }
  Rect column(const Rect& of, int step) const { return {centre(step) - of.w / 2, of.y, of.w, of.h}; }
};

UnrolledPlan unrolled_plan(const Scene& scene, Rect area, float fold) {
  UnrolledPlan plan;
  plan.area = area;
  plan.fold = fold;
  const auto steps = static_cast<int>(scene.shown.reading->steps());
  plan.count = std::clamp(static_cast<int>(area.w / kColumnLeast), 1, steps);
  plan.pitch = std::min(kColumnMost, area.w / static_cast<float>(plan.count));
  plan.at = std::clamp(scene.hand.at, 0, steps - 1);
  plan.first = std::clamp(plan.at - plan.count / 2, 0, std::max(0, steps - plan.count));
  const bool cells = scene.shown.reading->cells.rows() > 0;
  plan.guesses = area.h > 250;
  const float w = plan.pitch - 12, guess = plan.guesses ? kBest * kGuessRow + 4 : 0, arrow = area.h > 190 ? kArrow : 12;
  plan.guess = {0, area.y, w, guess};
  plan.symbol = {0, area.bottom() - kFoot - kTile, std::min(w, 46.0f), kTile};
  const float top = area.y + guess + (plan.guesses ? arrow : 0), bottom = plan.symbol.y - arrow;
  plan.state = {0, top, cells ? 42.0f : 22.0f, std::max(20.0f, bottom - top)};
  return plan;
}

std::array<int, kBest> best_guesses(const Reading& reading, int step) {
  std::vector<int> order(static_cast<std::size_t>(reading.probabilities.cols()));
  std::iota(order.begin(), order.end(), 0);
  std::partial_sort(order.begin(), order.begin() + std::min<std::ptrdiff_t>(kBest, static_cast<std::ptrdiff_t>(order.size())), order.end(),
                    [&](int a, int b) { return reading.probabilities(step, a) > reading.probabilities(step, b); });
  std::array<int, kBest> out{};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = i < order.size() ? order[i] : -1;
  return out;
}

void draw_unrolled_guess(Scene& scene, Rect box, int step) {
  ui::Ui& ui = scene.ui;
  const Reading& reading = *scene.shown.reading;
  const int target = reading.targets[static_cast<std::size_t>(step)];
  float y = box.y;
  for (const int symbol : best_guesses(reading, step)) {
    if (symbol < 0) break;
    const Rect row{box.x, y, box.w, kGuessRow};
    y += kGuessRow;
    const bool truth = symbol == target;
    const Token color = truth ? Token::Target : Token::Activation;
    const auto p = static_cast<float>(reading.probabilities(step, symbol));
    const float names = std::min(row.w * 0.5f, 26.0f);
    const Rect track{row.x + names, row.center().y - 4, row.w - names, 8};
    ui.canvas.fill(track, ui.color(Token::Surface3), 3);
    ui.canvas.fill({track.x, track.y, std::max(2.0f, track.w * p), track.h}, ui.color(color), 3);
    text_in(ui, {row.x, row.center().y + 5}, names - 3, shown_symbol(scene.symbol(symbol)), {truth ? Face::Semibold : Face::Ui, ui::kSmall}, truth ? Token::Target : Token::Text2);
    if (!row.contains(ui.pointer.position)) continue;
    ui.requests.cursor = ui::Cursor::Hand;
    viz::tooltip(ui, ui.pointer.position, ui.window, shown_symbol(scene.symbol(symbol)) + "   " + format_number(static_cast<double>(p), 3));
    if (ui.pointer.pressed) scene.hand.at = step, scene.hand.selected = {Place::Kind::Probability, step, symbol};
  }
}

// One strip of units, the first on top.
void draw_units(Scene& scene, Rect box, const RowVector& values, double limit, int step, Place::Kind kind) {
  ui::Ui& ui = scene.ui;
  const int shown = std::clamp(static_cast<int>(box.h / kStripCell), 1, static_cast<int>(values.size()));
  const float pitch = std::min(box.h / static_cast<float>(shown), 16.0f), top = box.center().y - pitch * static_cast<float>(shown) / 2;
  for (int i = 0; i < shown; ++i) {
    const Rect cell{box.x, top + pitch * static_cast<float>(i), box.w, pitch - 1};
    const auto value = static_cast<double>(values(i));
    ui.canvas.fill(cell, viz::map_color(ui.theme, viz::ColorMap::Diverging, value, limit), 2);
    viz::mark_negative(ui, cell, viz::ColorMap::Diverging, value, limit);
    const Place place{kind, step, i};
    if (scene.hand.selected == place) ui.canvas.outline(cell.inset(-1), ui.color(Token::Text1), 3, 2);
    if (!Rect{cell.x, cell.y, cell.w, pitch}.contains(ui.pointer.position)) continue;
    ui.requests.cursor = ui::Cursor::Hand;
    ui.canvas.outline(cell.inset(-1), ui.color(Token::Text1), 3, 1.6f);
    viz::tooltip(ui, ui.pointer.position, ui.window, std::string(ui.say({"unit ", "单元 "})) + std::to_string(i + 1) + "   " + signed_number(value, 3));
    if (ui.pointer.pressed) scene.hand.at = step, scene.hand.selected = place;
  }
}

void draw_unrolled_state(Scene& scene, Rect box, int step) {
  const Reading& reading = *scene.shown.reading;
  if (reading.cells.rows() == 0) return draw_units(scene, box, reading.states.row(step), 1, step, Place::Kind::State);
  const float w = (box.w - 4) / 2;
  draw_units(scene, {box.x, box.y, w, box.h}, reading.states.row(step), 1, step, Place::Kind::State);
  const double limit = std::max(1.0, static_cast<double>(reading.cells.cwiseAbs().maxCoeff()));
  draw_units(scene, {box.x + w + 4, box.y, w, box.h}, reading.cells.row(step), limit, step, Place::Kind::Cell);
}

void draw_unrolled_symbol(Scene& scene, Rect box, int step, bool here) {
  ui::Ui& ui = scene.ui;
  const bool hovered = box.contains(ui.pointer.position);
  ui.anchors.add("unrolled." + std::to_string(step), box);
  ui.canvas.fill(box, ui.color(here ? Token::Input : hovered ? Token::Surface3 : Token::Surface2), 8);
  const std::string shown = fitted(ui, shown_symbol(scene.symbol(scene.shown.reading->inputs[static_cast<std::size_t>(step)])), {Face::Medium, ui::kLabel}, box.w - 4);
  ui.canvas.text({box.center().x, box.center().y + 5}, shown, {Face::Medium, ui::kLabel}, here ? ui::text_on(ui.color(Token::Input)) : ui.color(Token::Text1), ui::Align::Center);
  if (!hovered) return;
  ui.requests.cursor = ui::Cursor::Hand;
  if (ui.pointer.pressed) scene.hand.at = step;
}

// U comes up from the symbol, V goes up to the guess, W on to the next state.
void draw_column_arrows(ui::Ui& ui, const UnrolledPlan& plan, int step, bool labels) {
  const float x = plan.centre(step);
  const ui::Color u = ui.color(Token::Input), v = ui.color(Token::Target);
  ui.canvas.arrow({x, plan.symbol.y - 3}, {x, plan.state.bottom() + 4}, u, 1.8f, 6);
  if (plan.guesses) ui.canvas.arrow({x, plan.state.y - 4}, {x, plan.guess.bottom() + 3}, v, 1.8f, 6);
  if (!labels || plan.symbol.y - plan.state.bottom() < 20) return;
  ui.canvas.text({x + 7, (plan.symbol.y + plan.state.bottom()) / 2 + 6}, "U", {Face::MathItalic, 16}, u);
  if (!plan.guesses) return;
  ui.canvas.text({x + 7, (plan.state.y + plan.guess.bottom()) / 2 + 6}, "V", {Face::MathItalic, 16}, v);
}

void draw_recurrence(ui::Ui& ui, const UnrolledPlan& plan, int step, bool label) {
  const float y = plan.state.center().y, from = plan.centre(step) + plan.state.w / 2 + 3, to = plan.centre(step + 1) - plan.state.w / 2 - 3;
  if (to - from < 8) return;
  const ui::Color w = ui.color(Token::Weight);
  ui.canvas.arrow({from, y}, {to, y}, w, 1.8f, 6);
  if (label) ui.canvas.text({(from + to) / 2, y - 7}, "W", {Face::MathItalic, 16}, w, ui::Align::Center);
}

void draw_columns(Scene& scene, const UnrolledPlan& plan) {
  const auto steps = static_cast<int>(scene.shown.reading->steps());
  for (int step = plan.first; step < std::min(steps, plan.first + plan.count); ++step) {
    const bool here = step == plan.at;
    if (here && plan.fold < 0.5f) scene.ui.canvas.fill({plan.centre(step) - plan.pitch / 2 + 2, plan.area.y - 4, plan.pitch - 4, plan.area.h + 8 - kFoot}, ui::with_alpha(scene.ui.color(Token::Text1), 0.05f), 10);
    draw_column_arrows(scene.ui, plan, step, step == plan.first);
    if (step + 1 < std::min(steps, plan.first + plan.count)) draw_recurrence(scene.ui, plan, step, step == plan.first);
    draw_unrolled_state(scene, plan.column(plan.state, step), step);
    if (plan.fold > 0.05f && !here) continue;
    if (plan.guesses) draw_unrolled_guess(scene, plan.column(plan.guess, step), step);
    draw_unrolled_symbol(scene, plan.column(plan.symbol, step), step, here);
  }
}

// Folded: one cell, and the loop.
void draw_folded(Scene& scene, const UnrolledPlan& plan) {
  ui::Ui& ui = scene.ui;
  const ui::Color w = ui.color(Token::Weight);
  draw_column_arrows(ui, plan, plan.at, true);
  draw_unrolled_state(scene, plan.column(plan.state, plan.at), plan.at);
  if (plan.guesses) draw_unrolled_guess(scene, plan.column(plan.guess, plan.at), plan.at);
  draw_unrolled_symbol(scene, plan.column(plan.symbol, plan.at), plan.at, true);
  const float x = plan.area.center().x + plan.state.w / 2 + 4, y = plan.state.center().y, out = std::min(110.0f, plan.area.w / 2 - plan.state.w), high = std::min(70.0f, plan.state.h * 0.4f);
  ui.canvas.bezier({x, y - high / 2}, {x + out, y - high}, {x + out, y + high}, {x + 4, y + high / 2}, w, 2);
  ui.canvas.arrow({x + 12, y + high / 2 + 3}, {x, y + high / 2}, w, 2, 7);
  ui.canvas.text({x + out * 0.78f + 6, y + 6}, "W", {Face::MathItalic, 18}, w);
}

void draw_unrolled_foot(Scene& scene, Rect foot) {
  if (scene.hand.question_open && scene.hand.step == "unrolled") return;
  const std::string count = group_thousands(scene.seen.contestants.front().parameters), steps = std::to_string(scene.shown.reading->steps());
  const std::string text = scene.language == Language::English ? "One U, one W, one V: " + count + " weights, used " + steps + " times." : "只有一个 U、一个 W、一个 V：共 " + count + " 个权重，用了 " + steps + " 次。";
  text_in(scene.ui, {foot.x, foot.center().y + 5}, foot.w, text, {Face::Ui, ui::kSmall}, Token::Text2);
}

}  // namespace

void draw_unrolled_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("unrolled", area);
  if (!scene.shown.reading || scene.shown.reading->steps() == 0) return draw_sentence_of(ui, area, {"There is nothing to read yet.", "还没有可读的东西。"});
  if (area.h < 130) return draw_line_of_symbols(scene, area.cut_top(std::min(area.h, 34.0f)), "unrolled.line");      // too low for a cell
  UnrolledState& state = scene.hand.unrolled;
  Rect bar = area.cut_top(kUnrolledBar);
  const std::string_view label = state.folded ? ui.say({"Unfold", "展开"}) : ui.say({"Fold", "折起"});
  if (ui::button(ui, "unrolled.fold", bar.cut_right(ui.canvas.text_width(label, {Face::Semibold, ui::kLabel}) + 34).inset(0, 1), label)) state.folded = !state.folded;
  bar.cut_right(12);
  draw_probe_field(scene, {bar.x, bar.y, std::min(bar.w, 420.0f), bar.h}, "unrolled.probe");
  area.cut_top(18);
  const float fold = ui.motion.toward("unrolled.folding", state.folded ? 1.0f : 0.0f, ui::kPanelSeconds);
  UnrolledPlan plan = unrolled_plan(scene, area, fold);
  scene.hand.at = plan.at = browse(ui, "unrolled.line", {area.x, area.y - 6, area.w, area.h}, plan.at, static_cast<int>(scene.shown.reading->steps()), 1);
  if (fold > 0.98f) draw_folded(scene, plan);
  else draw_columns(scene, plan);
  draw_unrolled_foot(scene, area.cut_bottom(kFoot));
}

}  // namespace epochs::recurrent
