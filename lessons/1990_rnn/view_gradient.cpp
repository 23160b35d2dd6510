// Blame on its way back: a bar for every step of time, on a log scale, of how much of one step's loss gets back there; below, how much each symbol weighs in that guess.
#include <algorithm>
#include <array>
#include <cmath>

#include "nn/ops/cross_entropy.hpp"
#include "parts.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/rich_text.hpp"
#include "viz/axes.hpp"
#include "viz/tooltip.hpp"

namespace epochs::recurrent {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr float kGradientHead = 46, kGradientLine = 32, kGradientAxis = 48, kSymbolBars = 40, kSymbolCaption = 24, kClipRow = 34;
constexpr float kLowGradient = 190;                         // below this there is room for the bars alone
constexpr double kVanished = 0.85, kGrows = 1.05;           // factors a step below and above which it is named
// What makes it explode, and how long the run must have been well for that to be told. Plain descent: Adam divides by the gradient's own size, with and without clipping.
constexpr double kExplosiveRate = 2, kGentleRate = 0.003;
constexpr long kWellBefore = 30;

std::string power_of_ten(int power) {
  static constexpr std::array<const char*, 10> kRaised{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string out = power < 0 ? "10⁻" : "10";
  for (const char digit : std::to_string(std::abs(power))) out += kRaised[static_cast<std::size_t>(digit - '0')];
  return out;
}

// What is left of something: "12%", far below that "1/199,000", further still "less than 1/10⁹".
std::string share_left(double share, Language language) {
  if (!(share > 0)) return language == Language::English ? "nothing" : "零";
  if (share >= 0.001) return percent_of(share);
  const double parts = 1 / share, unit = std::pow(10.0, std::floor(std::log10(parts)) - 2);
  if (parts < 1e9) return "1/" + group_thousands(static_cast<long long>(std::llround(parts / unit) * std::llround(std::max(1.0, unit))));
  return (language == Language::English ? "less than 1/" : "不到 1/") + power_of_ten(static_cast<int>(std::floor(std::log10(parts))));
}

std::string size_of(double value) {
  if (!(value > 0) || !std::isfinite(value) || (value >= 0.001 && value < 1e4)) return format_number(value, value >= 0.1 ? 2 : std::min(decimals_of(value), 5));
  const int power = static_cast<int>(std::floor(std::log10(value)));
  return format_number(value / std::pow(10.0, power), 1) + " × " + power_of_ten(power);
}

// log ‖∂J/∂s‖ against how far back: a straight line means the same factor at each step.
struct Fit {
  double factor = 1, r2 = 0;
  int steps = 0;
};
Fit fit_of(const Blame& blame) {
  double n = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
  for (int t = 0; t <= blame.at; ++t) {
    const double norm = blame.norms[static_cast<std::size_t>(t)];
    if (!(norm > 0) || !std::isfinite(norm)) continue;
    const double back = blame.at - t, log = std::log(norm);
    n += 1, x += back, y += log, xx += back * back, xy += back * log, yy += log * log;
  }
  const double sx = n * xx - x * x, sy = n * yy - y * y, sxy = n * xy - x * y;
  if (n < 3 || sx <= 0) return {};
  return {std::exp(sxy / sx), sy > 0 ? sxy * sxy / (sx * sy) : 0, static_cast<int>(n)};
}

// From the step the learner chose, or the last one that is asked for.
std::shared_ptr<const Blame> chosen_blame(Scene& scene) {
  GradientState& state = scene.hand.gradient;
  const auto& reading = scene.shown.reading;
  const auto asked = [&](int t) { return t >= 0 && t < static_cast<int>(reading->steps()) && reading->targets[static_cast<std::size_t>(t)] != nn::kIgnored; };
  if (!asked(state.at)) return scene.shown.blame;
  if (state.reading != reading || state.known != state.at) {
    state.blame = std::make_shared<const Blame>(blame(*scene.shown.network, *reading, state.at));
    state.reading = reading, state.known = state.at;
  }
  return state.blame;
}

// What happens on the way, in one sentence.
std::string gradient_words(const Scene& scene, const Blame& blame, const Fit& fit) {
  const bool english = scene.language == Language::English;
  const std::string factor = format_number(fit.factor, 2), r2 = format_number(fit.r2, 2), back = std::to_string(blame.at);
  for (int t = blame.at; t >= 0; --t)
    if (!std::isfinite(blame.norms[static_cast<std::size_t>(t)])) return english ? "At step " + std::to_string(t + 1) + " the blame is no longer a number: it exploded." : "到第 " + std::to_string(t + 1) + " 步，责任已经不是一个数：爆炸了。";
  if (fit.steps < 3) return english ? "Too few steps to see a rule." : "步数太少，看不出规律。";
  const std::string rule = english ? "× " + factor + " a step back (fit r² " + r2 + "). " : "每退一步 × " + factor + "（拟合 r² " + r2 + "）。";
  const double left = blame.norms.front() / std::max(1e-300, blame.norms[static_cast<std::size_t>(blame.at)]);
  const std::string oldest = share_left(left, scene.language);
  if (fit.factor < kVanished) return rule + (english ? "It vanishes: after " + back + " steps " + oldest + " of it is left." : "责任在消失：退 " + back + " 步，只剩 " + oldest + "。");
  if (fit.factor > kGrows) {
    const std::string length = size_of(scene.seen.contestants.front().gradient_norm);
    const bool told = scene.seen.updates > 0;
    return rule + (english ? "It grows on the way back" + (told ? "; the last update's gradient had length " + length + "." : ".") : "越往回越大" + (told ? "；上次更新的梯度长 " + length + "。" : "。"));
  }
  return rule + (english ? "It keeps its size." : "它保持着大小。");
}

struct LogAxis {
  Rect plot;
  int low = -6, high = 0;      // powers of ten
  float y(double value) const {
    const double share = (std::log10(std::max(value, std::pow(10.0, low))) - low) / std::max(1, high - low);
    return plot.bottom() - plot.h * static_cast<float>(std::clamp(share, 0.0, 1.0));
  }
};

LogAxis axis_of(Rect plot, const Blame& blame) {
  LogAxis axis{plot};
  double least = 1e300, most = 0;
  for (int t = 0; t <= blame.at; ++t) {
    const double norm = blame.norms[static_cast<std::size_t>(t)];
    if (norm > 0 && std::isfinite(norm)) least = std::min(least, norm), most = std::max(most, norm);
  }
  if (most <= 0) return axis;
  axis.high = static_cast<int>(std::ceil(std::log10(most) + 1e-9));
  axis.low = std::max(axis.high - 12, std::min(axis.high - 1, static_cast<int>(std::floor(std::log10(least)))));
  return axis;
}

void draw_log_axis(ui::Ui& ui, const LogAxis& axis) {
  ui.canvas.fill(axis.plot, viz::plot_ground(ui.theme), 8);
  const int every = std::max(1, static_cast<int>(std::ceil(static_cast<float>(axis.high - axis.low) * 20 / std::max(20.0f, axis.plot.h))));
  for (int power = axis.high; power >= axis.low; power -= every) {
    const float y = axis.y(std::pow(10.0, power));
    ui.canvas.line({axis.plot.x, y}, {axis.plot.right(), y}, ui::with_alpha(ui.color(Token::Text1), 0.06f));
    const std::string label = power >= -2 && power <= 2 ? format_number(std::pow(10.0, power), std::max(0, -power)) : power_of_ten(power);
    ui.canvas.text({axis.plot.x - 8, y + 4.5f}, label, {Face::Ui, ui::kTick}, ui.color(Token::Text3), ui::Align::Right);
  }
}

struct TimePlan {
  Rect plot;
  int steps = 1;
  float pitch() const { return plot.w / static_cast<float>(steps); }
  Rect slot(int t) const { return {plot.x + pitch() * static_cast<float>(t), plot.y, pitch(), plot.h}; }
};

void draw_gradient_bars(Scene& scene, const TimePlan& time, const LogAxis& axis, const Blame& blame) {
  ui::Ui& ui = scene.ui;
  for (int t = 0; t <= blame.at; ++t) {
    const Rect slot = time.slot(t);
    const double norm = blame.norms[static_cast<std::size_t>(t)];
    const float gap = slot.w > 8 ? 2.0f : 0.5f, top = std::min(axis.y(norm), axis.plot.bottom() - 2);
    const Rect bar{slot.x + gap, top, std::max(1.0f, slot.w - 2 * gap), axis.plot.bottom() - top};
    const Place place{Place::Kind::Blame, t, 0};
    const bool hovered = slot.contains(ui.pointer.position), chosen = scene.hand.selected == place;
    ui.canvas.fill(bar, ui::with_alpha(ui.color(Token::Error), hovered || chosen ? 1.0f : 0.75f), 2);
    if (chosen) ui.canvas.outline(bar.inset(-1.5f), ui.color(Token::Text1), 3, 1.8f);
    if (!hovered) continue;
    ui.requests.cursor = ui::Cursor::Hand;
    const std::string back = std::to_string(blame.at - t);
    viz::tooltip(ui, ui.pointer.position, ui.window, (scene.language == Language::English ? back + " steps back: " : "退 " + back + " 步：") + size_of(norm));
    if (ui.pointer.pressed) scene.hand.selected = place, scene.hand.at = t;
  }
}

// How much the symbol read at each step weighs in the guess.
void draw_symbol_weights(Scene& scene, const TimePlan& time, Rect row, const Blame& blame) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("gradient.symbols", row);
  const double most = *std::max_element(blame.symbols.begin(), blame.symbols.end());
  for (int t = 0; t <= blame.at; ++t) {
    const Rect slot = time.slot(t);
    const auto share = static_cast<float>(most > 0 ? blame.symbols[static_cast<std::size_t>(t)] / most : 0);
    const float h = std::max(1.0f, (row.h - 4) * share), gap = slot.w > 8 ? 2.0f : 0.5f;
    ui.canvas.fill({slot.x + gap, row.bottom() - h, std::max(1.0f, slot.w - 2 * gap), h}, ui.color(Token::Input), 2);
    if (!Rect{slot.x, row.y, slot.w, row.h}.contains(ui.pointer.position)) continue;
    viz::tooltip(ui, ui.pointer.position, ui.window, shown_symbol(scene.symbol(scene.shown.reading->inputs[static_cast<std::size_t>(t)])) + "   " + size_of(blame.symbols[static_cast<std::size_t>(t)]));
  }
}

// The symbols; a press on one that is asked for sends its loss back.
void draw_gradient_symbols(Scene& scene, const TimePlan& time, Rect row, int from) {
  ui::Ui& ui = scene.ui;
  const Reading& reading = *scene.shown.reading;
  const ui::TextStyle style{Face::Ui, ui::kSmall};
  const bool all = time.pitch() >= 14;             // every second letter of a text reads as none
  for (int t = 0; t < static_cast<int>(reading.steps()); ++t) {
    const Rect slot = time.slot(t), cell{slot.x, row.y, slot.w, row.h};
    const bool here = t == from, asked = reading.targets[static_cast<std::size_t>(t)] != nn::kIgnored;
    ui.anchors.add("gradient.step." + std::to_string(t), cell);
    const float wide = std::max(cell.w, here ? 18.0f : 14.0f);
    const Rect box{std::min(cell.center().x - wide / 2, row.right() - wide), cell.y, wide, cell.h};
    if (here) ui.canvas.fill(box.inset(0, 3), ui.color(Token::Error), 5);
    if (here || all)
      ui.canvas.text({box.center().x, box.center().y + 5}, fitted(ui, shown_symbol(scene.symbol(reading.inputs[static_cast<std::size_t>(t)])), style, wide), style, here ? ui::text_on(ui.color(Token::Error)) : ui.color(asked ? Token::Text1 : Token::Text3), ui::Align::Center);
    if (!asked || !cell.contains(ui.pointer.position)) continue;
    ui.requests.cursor = ui::Cursor::Hand;
    if (ui.pointer.pressed) scene.hand.gradient.at = t;
  }
}

// One click to the rate of which the step's words speak, and one back. The run must have been well for a while, else nobody could tell that it is not.
void draw_rate_button(Scene& scene, Rect& row) {
  ui::Ui& ui = scene.ui;
  const Settings& now = scene.seen.settings;
  GradientState& state = scene.hand.gradient;
  if (now.task != Task::Recall || now.kind != nn::RecurrentKind::Rnn) return;
  state.since = std::min(state.since, scene.seen.updates);
  const bool high = now.rate >= kExplosiveRate, waits = !high && scene.seen.updates - state.since < kWellBefore;
  const std::string label = std::string(ui.say({"Rate ", "学习率 "})) + format_number(high ? kGentleRate : kExplosiveRate, high ? 3 : 0);
  const float w = ui.canvas.text_width(label, {Face::Semibold, ui::kLabel}) + 36;
  if (row.w < w + 60) return;
  const bool pressed = ui::button(ui, "gradient.rate", row.cut_right(w).inset(0, 1), label, ui::ButtonKind::Ghost, waits ? ui::Access::Disabled : ui::Access::Open);
  row.cut_right(10);
  if (!pressed) return;
  scene.wishes.push_back(SetOptimizer{high ? nn::OptimizerKind::Adam : nn::OptimizerKind::Sgd});
  scene.wishes.push_back(SetRate{high ? kGentleRate : kExplosiveRate});
  state.plays = !high;
}

void draw_clipping(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  const bool on = scene.seen.settings.clip > 0, english = scene.language == Language::English;
  const Rect toggle = row.cut_left(std::min(row.w, english ? 150.0f : 130.0f));
  text_in(ui, {toggle.x, toggle.center().y + 5}, toggle.w - 52, ui.say({"Clipping", "梯度裁剪"}), {Face::Medium, ui::kLabel}, Token::Text1);
  if (ui::switch_control(ui, "gradient.clip", toggle, on) != on) scene.wishes.push_back(SetClip{on ? 0.0 : 1.0});
  row.cut_left(18);
  draw_rate_button(scene, row);
  if (scene.seen.updates == 0) return;
  const double norm = scene.seen.contestants.front().gradient_norm, clip = scene.seen.settings.clip;
  const std::string length = size_of(norm), limit = format_number(clip, 2);
  const std::string text = !on ? (english ? "last update: length " + length + ", not cut" : "上次更新：长 " + length + "，没有裁") : norm > clip ? (english ? "last update: length " + length + ", cut to " + limit : "上次更新：长 " + length + "，裁到 " + limit) : (english ? "last update: length " + length + ", under " + limit : "上次更新：长 " + length + "，不到 " + limit);
  text_in(ui, {row.x, row.center().y + 5}, row.w, text, {Face::Ui, ui::kSmall}, Token::Text2);
}

// The sentence, and what the bars are where it leaves a line for that.
void draw_gradient_head(Scene& scene, Rect head, const Blame& blame) {
  ui::Ui& ui = scene.ui;
  const std::string words = gradient_words(scene, blame, fit_of(blame));
  const ui::RichStyle style{{Face::Ui, ui::kLabel}, 21, Token::Text1, head.h > 40 ? 2 : 1};
  const float used = ui::plain_text(ui, {head.x, head.y}, head.w, words, style);
  if (head.h - used > 18) text_in(ui, {head.x, head.y + used + 16}, head.w, ui.say({"Size of the blame that arrives at each step, on a log scale", "传到每一步的责任有多大（对数刻度）"}), {Face::Ui, ui::kSmall}, Token::Text3);
}

}  // namespace

void draw_gradient_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("gradient", area);
  if (!scene.shown.reading || scene.shown.reading->steps() == 0) return draw_sentence_of(ui, area, {"There is nothing to read yet.", "还没有可读的东西。"});
  const std::shared_ptr<const Blame> held = chosen_blame(scene);
  const bool low = area.h < kLowGradient;
  if (!low) draw_clipping(scene, area.cut_bottom(kClipRow));
  if (!held || held->at < 0) return draw_sentence_of(ui, area, {"No step of this line is asked for anything: there is no loss to send back. End it with “?”.", "这一行没有哪一步被提问，没有损失可以往回传。请以“?”结尾。"});
  draw_gradient_head(scene, area.cut_top(low ? 26 : kGradientHead), *held);
  area.cut_left(kGradientAxis);
  const bool weights = area.h > 230;
  const Rect below = low ? Rect{} : area.cut_bottom(kGradientLine + (weights ? kSymbolBars + kSymbolCaption : 0));
  if (!low) area.cut_top(6);
  const TimePlan time{area, static_cast<int>(scene.shown.reading->steps())};
  const LogAxis axis = axis_of(area, *held);
  ui.anchors.add("gradient.bars", area);
  draw_log_axis(ui, axis);
  draw_gradient_bars(scene, time, axis, *held);
  if (low) return;
  draw_gradient_symbols(scene, time, {below.x, below.y, below.w, kGradientLine}, held->at);
  if (!weights) return;
  draw_symbol_weights(scene, time, {below.x, below.y + kGradientLine, below.w, kSymbolBars}, *held);
  text_in(ui, {below.x, below.bottom() - 7}, below.w, ui.say({"How much each symbol read weighs in the guess", "读过的每个符号在这次猜测里有多大分量"}), {Face::Ui, ui::kSmall}, Token::Text3);
}

}  // namespace epochs::recurrent
