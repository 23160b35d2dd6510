// The unit for the selected review: three inputs, three weights to drag, the score, the threshold, what it says and what is right.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/formula.hpp"
#include "ui/pattern.hpp"
#include "views.hpp"

namespace epochs::inline EPOCHS_PRECISION::perceptron {
namespace {

using lesson::Beat;
using ui::Token;
using ui::Vec2;

constexpr float kNode = 22, kScore = 34, kOutput = 24, kChipWidth = 88, kChipHeight = 28, kWhole = 480;
constexpr float kUnitsPerWeight = 100;   // dragging a chip this far changes the weight by 1
constexpr std::array<const char*, 3> kNumbers = {"w1", "w2", "b"}, kSymbols = {"w_1", "w_2", "b"}, kInputs = {"x1", "x2", "one"};

struct Places {
  std::array<Vec2, 3> inputs, chips;
  Vec2 score, output, answer;
  ui::Rect threshold;
  float node = kNode, chip = kChipHeight;   // smaller in a low panel, so that nothing overlaps
  bool whole = true;           // a narrow panel has room for the sum only, not for threshold, output and answer
};

// The mock is 612 u wide; other widths stretch the gaps, never the nodes; low panels shrink them.
Places places_in(ui::Rect area) {
  Places p;
  p.whole = area.w >= kWhole;
  const float full = p.whole ? 612 : 330;
  const float k = std::clamp(area.w / full, 0.8f, p.whole ? 1.6f : 1.2f), y = area.y + area.h / 2;
  const float left = area.x + std::max(0.0f, (area.w - full * k) / 2);
  p.node = std::clamp((area.h - 8) / 6, 9.0f, kNode);
  const float gap = std::min(48.0f, 2 * p.node + 4);
  p.chip = std::min(kChipHeight, gap * 0.72f - 2);
  p.score = {left + 294 * k, y};
  for (std::size_t i = 0; i < 3; ++i) {
    p.inputs[i] = {left + 52 * k, y + (static_cast<float>(i) - 1) * gap};
    p.chips[i] = {left + 148 * k, y + (static_cast<float>(i) - 1) * gap * 0.72f};
  }
  p.threshold = {p.score.x + 90 * k - (k < 1 ? 4 : 0), y - 28, 76, 56};
  p.output = {left + 518 * k, y};
  p.answer = {left + 586 * k, y};
  return p;
}

double weight_at(const Weights& w, std::size_t i) { return static_cast<double>(i == 0 ? w.w1 : i == 1 ? w.w2 : w.b); }

std::array<double, 3> inputs_of(const Review& review) { return {static_cast<double>(review.x1), static_cast<double>(review.x2), 1}; }

// Forward ops: 0 w1·x1, 1 w2·x2, 2 b, 3 z, 4 ŷ. Everything of later beats comes after.
Shown forward_op(const Scene& scene, int op) {
  if (scene.trace.beat != Beat::Forward || scene.trace.op > op) return Shown::Yes;
  return scene.trace.op == op ? Shown::Now : Shown::NotYet;
}

bool reached(const Scene& scene, Beat beat, int op) {
  return scene.trace.beat > beat || (scene.trace.beat == beat && scene.trace.op >= op);
}

void draw_edges(const Scene& scene, const Places& p) {
  double largest = 1e-9;
  for (std::size_t i = 0; i < 3; ++i) largest = std::max(largest, std::abs(weight_at(scene.seen.weights, i)));
  for (std::size_t i = 0; i < 3; ++i) {
    const double w = weight_at(scene.seen.weights, i);
    const float width = std::min(9.0f, 1.2f + static_cast<float>(std::abs(w)) * 11 * 0.25f);
    const float alpha = 0.25f + 0.75f * static_cast<float>(std::abs(w) / largest);
    const Vec2 from = p.inputs[i] + Vec2{p.node, 0}, to = p.score - Vec2{kScore, 0};
    const ui::Color color = with_alpha(scene.ui.color(w > 0 ? Token::Positive : w < 0 ? Token::Negative : Token::Line2), alpha);
    ui::bezier_signed(scene.ui, from, from + Vec2{90, 0}, to - Vec2{90, 0}, to, color, width, w);
    if (forward_op(scene, static_cast<int>(i)) == Shown::Now && scene.trace.op < 3)
      scene.ui.canvas.disc({(from.x + 3 * p.chips[i].x) / 4 + kChipWidth * 0.75f, (p.chips[i].y * 3 + to.y) / 4}, 4, scene.ui.color(Token::Text1));
  }
}

// A click on a number selects it for the inspector; returns whether the pointer is on it.
bool number(Scene& scene, const char* name, ui::Rect area, const char* quantity) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add(std::string("neuron.") + name, area);
  const bool hovered = area.contains(ui.pointer.position);
  if (hovered) ui.highlight.hovered = quantity;
  if (hovered && ui.pointer.pressed) scene.hand.number = name;
  return hovered;
}

constexpr ui::TextStyle kNodeText{ui::Face::Mono, 14};

// A small circle grows sideways where its number would touch it.
float half_width(const Scene& scene, float radius, const std::string& text) {
  const float half = scene.ui.canvas.text_width(text, kNodeText) / 2;
  return half + 4 > radius ? half + 8 : radius;
}

void draw_node(Scene& scene, const char* name, const char* quantity, Vec2 at, float radius, const std::string& text, Token token) {
  ui::Canvas& canvas = scene.ui.canvas;
  const float half = half_width(scene, radius, text);
  const ui::Rect body{at.x - half, at.y - radius, 2 * half, 2 * radius};
  const bool hovered = number(scene, name, body, quantity);
  canvas.fill(body, scene.ui.color(Token::Surface2), radius);
  canvas.outline(body, scene.ui.color(token), radius, 1.9f);
  if (hovered || scene.hand.number == name || scene.ui.highlight.is(quantity)) canvas.outline(body.inset(-5), scene.ui.color(Token::Text1), radius + 5, scene.hand.number == name ? 2.0f : 1.6f);
  canvas.text({at.x, at.y + 5}, text, kNodeText, scene.ui.color(Token::Text1), ui::Align::Center);
}

void draw_inputs(Scene& scene, const Places& p) {
  const std::array<double, 3> x = inputs_of(scene.seen.probe.review);
  std::array<std::string, 3> texts{"", "", "1"};
  float widest = p.node;
  for (std::size_t i = 0; i < 2; ++i) texts[i] = format_number(x[i], p.node < 18 && std::abs(x[i]) >= 0.1 ? 1 : 2), widest = std::max(widest, half_width(scene, p.node, texts[i]));
  for (std::size_t i = 0; i < 3; ++i) {
    draw_node(scene, kInputs[i], i == 2 ? "b" : kInputs[i], p.inputs[i], p.node, texts[i], Token::Input);
    if (i == 2) continue;
    const char* symbol = i == 0 ? "x_1" : "x_2";
    ui::draw_formula(scene.ui, {p.inputs[i].x - widest - 26, p.inputs[i].y + 5}, symbol, 17);
  }
}

// Drag sideways to change a weight by hand.
void drag_chip(Scene& scene, std::size_t i, ui::Rect chip) {
  const ui::Pointer& pointer = scene.ui.pointer;
  Hand& hand = scene.hand;
  if (scene.bias_waits && i == 2) return;
  if (chip.contains(pointer.position) && pointer.pressed) {
    hand.chip = static_cast<int>(i);
    hand.chip_moved = false;
    hand.chip_from = pointer.position.x;
    hand.before = scene.seen.weights;
  }
  if (hand.chip != static_cast<int>(i)) return;
  const float distance = pointer.position.x - hand.chip_from;
  hand.chip_moved = hand.chip_moved || std::abs(distance) > 3;
  if (pointer.down && hand.chip_moved && pointer.moved.x != 0) {
    Weights w = hand.before;
    Real& value = i == 0 ? w.w1 : i == 1 ? w.w2 : w.b;
    value = static_cast<Real>(std::round((static_cast<double>(value) + static_cast<double>(distance / kUnitsPerWeight)) * 100) / 100);
    scene.wishes.push_back(SetWeights{w});
  }
  if (pointer.released || !pointer.down) hand.chip = -1;
}

void draw_chip(Scene& scene, const Places& p, std::size_t i) {
  ui::Ui& ui = scene.ui;
  const ui::Rect chip{p.chips[i].x - kChipWidth / 2, p.chips[i].y - p.chip / 2, kChipWidth, p.chip};
  const bool hovered = number(scene, kNumbers[i], chip, kNumbers[i]);
  const bool updated = scene.trace.beat == Beat::Update && scene.trace.op >= static_cast<int>(i);
  const double value = weight_at(updated ? scene.seen.probe.after : scene.seen.weights, i);
  const bool lit = hovered || scene.hand.number == kNumbers[i] || ui.highlight.is(kNumbers[i]) || ui.highlight.is("w");
  ui.canvas.fill(chip, ui.color(hovered ? Token::Surface3 : Token::Surface2), 8);
  ui.canvas.outline(chip, lit ? ui.color(Token::Text1) : with_alpha(ui.color(Token::Weight), 0.55f), 8, lit ? 1.8f : 1.2f);
  ui::draw_formula(ui, {chip.x + 9, chip.center().y + 5}, kSymbols[i], 16);
  ui.canvas.text({chip.right() - 9, chip.center().y + 4.8f}, format_number(value, 2, Sign::Always), {ui::Face::Mono, 13}, ui.color(Token::Text1), ui::Align::Right);
  drag_chip(scene, i, chip);
  if (scene.trace.beat < Beat::Backward || !reached(scene, Beat::Backward, static_cast<int>(i))) return;
  // Backward: the gradient. Update: by how much the weight moved.
  const double gradient = weight_at(scene.seen.probe.gradient, i);
  const double change = weight_at(scene.seen.probe.after, i) - weight_at(scene.seen.weights, i);
  const std::string text = updated ? format_number(change, 2, Sign::Always) : format_number(gradient, 2, Sign::Always);
  const ui::TextStyle style{ui::Face::Mono, 13};
  const float width = ui.canvas.text_width(text, style);
  ui.canvas.fill({chip.right() + 3, chip.center().y - 10, width + 8, 20}, ui.color(Token::Surface1), 4);
  ui.canvas.text({chip.right() + 7, chip.center().y + 4.8f}, text, style, ui.color(updated ? Token::Weight : Token::Error));
}

void draw_score(Scene& scene, const Places& p) {
  ui::Canvas& canvas = scene.ui.canvas;
  const Probe& probe = scene.seen.probe;
  const std::array<double, 3> x = inputs_of(probe.review);
  double sum = 0;                // as far as the forward beat has come
  const int terms = scene.trace.beat == Beat::Forward ? std::min(3, scene.trace.op + 1) : 3;
  for (int i = 0; i < terms; ++i) sum += weight_at(scene.seen.weights, static_cast<std::size_t>(i)) * x[static_cast<std::size_t>(i)];
  const bool whole = forward_op(scene, 3) != Shown::NotYet;
  const bool hovered = number(scene, "z", {p.score.x - kScore, p.score.y - kScore, 2 * kScore, 2 * kScore}, "z");
  canvas.disc(p.score, kScore, scene.ui.color(Token::Surface2));
  canvas.circle(p.score, kScore, scene.ui.color(Token::Activation), 2);
  if (hovered || scene.hand.number == "z" || scene.ui.highlight.is("z")) canvas.circle(p.score, kScore + 5, scene.ui.color(Token::Text1), 2);
  ui::draw_formula(scene.ui, {p.score.x - 5, p.score.y - 7}, "z", 19);
  const double value = whole ? static_cast<double>(probe.z) : sum;
  canvas.text({p.score.x, p.score.y + 15}, format_number(value, 3), {ui::Face::Mono, 14}, scene.ui.color(whole ? Token::Text1 : Token::Text3), ui::Align::Center);
}

void draw_threshold(Scene& scene, const Places& p) {
  ui::Canvas& canvas = scene.ui.canvas;
  const ui::Rect box = p.threshold;
  const float y = p.score.y, middle = box.center().x;
  const ui::Color pale = scene.ui.color(Token::Line2);
  canvas.arrow({p.score.x + kScore + 8, y}, {box.x - 6, y}, pale, 1.8f, 8);
  canvas.fill(box, scene.ui.color(Token::Surface2), 8);
  canvas.line({box.x + 8, y}, {box.right() - 8, y}, pale);
  canvas.line({middle, box.y + 8}, {middle, box.bottom() - 8}, pale);
  const std::array<Vec2, 4> step = {{{box.x + 9, y + 16}, {middle, y + 16}, {middle, y - 16}, {box.right() - 9, y - 16}}};
  canvas.polyline(step, scene.ui.color(Token::Activation), 2.2f);
  if (forward_op(scene, 4) != Shown::NotYet) {
    const float at = middle + std::clamp(static_cast<float>(scene.seen.probe.z) * 14, -28.0f, 28.0f);
    canvas.disc({at, y + (scene.seen.probe.says > 0 ? -16.0f : 16.0f)}, 5, scene.ui.color(Token::Text1));
  }
  canvas.arrow({box.right() + 6, y}, {p.output.x - kOutput - 6, y}, pale, 1.8f, 8);
}

void draw_answer(Scene& scene, const Places& p) {
  ui::Ui& ui = scene.ui;
  const Probe& probe = scene.seen.probe;
  const bool known = forward_op(scene, 4) != Shown::NotYet, judged = known && scene.trace.beat >= Beat::Forward;
  draw_node(scene, "yhat", "yhat", p.output, kOutput, known ? sign_of(probe.says) : "?", Token::Activation);
  draw_node(scene, "y", "y", p.answer, kOutput, sign_of(probe.review.y), Token::Target);
  ui::draw_formula(ui, {p.output.x - 5, p.output.y - 36}, "\\c{z}{\\hat{y}}", 18);
  ui::draw_formula(ui, {p.answer.x - 5, p.answer.y - 36}, "y", 18);
  const ui::TextStyle caption{ui::Face::Ui, ui::kSmall};
  ui.canvas.text({p.output.x, p.output.y + 46}, ui.say({"output", "输出"}), caption, ui.color(Token::Text2), ui::Align::Center);
  ui.canvas.text({p.answer.x, p.answer.y + 46}, ui.say({"answer", "答案"}), caption, ui.color(Token::Text2), ui::Align::Center);
  const bool same = probe.says == probe.review.y;
  if (judged) ui.canvas.text({(p.output.x + p.answer.x) / 2, p.output.y + 6}, same ? "=" : "≠", {ui::Face::Ui, 18}, ui.color(same ? Token::Text2 : Token::Error), ui::Align::Center);
}

// The loss, once its beat has come: J = max(0, −y z).
void draw_loss(Scene& scene, const Places& p) {
  if (scene.trace.beat < Beat::Loss) return;
  ui::Ui& ui = scene.ui;
  const bool low = p.node < kNode;       // no room above the label of the output: the value alone, before it
  const Vec2 at{p.score.x + kScore + (low ? 14.f : 6.f), low ? p.threshold.y - 10 : p.output.y - 62};
  const float width = ui::draw_formula(ui, at, low ? "\\c{loss}{J} = " : "\\c{loss}{J} = \\max(0, -y z) = ", 15);
  ui.canvas.text({at.x + width + 2, at.y}, format_number(static_cast<double>(scene.seen.probe.J), 3), {ui::Face::Mono, 14}, ui.color(Token::Error));
  number(scene, "J", {at.x - 4, at.y - 16, width + 56, 22}, "J");
}

// What would answer the question stays where it is, and says so to whoever takes it.
void draw_waiting(Scene& scene, const Places& p) {
  if (!scene.bias_waits) return;
  const ui::Rect chip{p.chips[2].x - kChipWidth / 2, p.chips[2].y - p.chip / 2, kChipWidth, p.chip};
  ui::lock_mark(scene.ui.canvas, {chip.right() + 12, chip.center().y - 1}, scene.ui.color(Token::Text2));
  scene.ui.anchors.add("neuron.b.waits", chip);
  if (chip.contains(scene.ui.pointer.position)) ui::tooltip(scene.ui, scene.ui.pointer.position, scene.ui.window, scene.ui.say({"First your guess", "请先猜一猜"}));
}

}  // namespace

void draw_neuron(Scene& scene, ui::Rect area) {
  if (scene.seen.probe.index < 0) return;
  const Places places = places_in(area);
  draw_edges(scene, places);
  draw_inputs(scene, places);
  for (std::size_t i = 0; i < 3; ++i) draw_chip(scene, places, i);
  draw_score(scene, places);
  if (places.whole) {
    draw_threshold(scene, places);
    draw_answer(scene, places);
    draw_loss(scene, places);
  }
  draw_waiting(scene, places);
  scene.ui.anchors.add("neuron", area);
}

}  // namespace epochs::inline EPOCHS_PRECISION::perceptron
