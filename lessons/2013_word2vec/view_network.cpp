// The whole network for one guess: a one-hot column in which one cell is lit, the matrix v of which it picks that row, the hidden units, and the words that are guessed.
#include <algorithm>
#include <cmath>

#include "pass_rows.hpp"
#include "strips.hpp"
#include "ui/anchor.hpp"
#include "ui/pattern.hpp"
#include "ui/press.hpp"
#include "ui/rich_text.hpp"
#include "viz/color_map.hpp"
#include "viz/network_diagram.hpp"

namespace epochs::word2vec {
namespace {

using lesson::Beat;
using ui::Align;
using ui::Face;
using ui::Rect;
using ui::TextStyle;
using ui::Token;
using ui::Vec2;

constexpr float kNetRow = 24, kNetCaption = 24, kNetFoot = 44, kNetBit = 20, kNetMoreLine = 20;
constexpr TextStyle kNetName{Face::Ui, ui::kSmall};
constexpr int kNetMostUnits = 24;

// Where the three parts of the network stand.
struct NetPlan {
  Rect inputs, hidden, outputs;
  float row = kNetRow, names = 0, bits = 0, cells = 0, cells_w = 0;    // of the inputs: left edges
  std::vector<int> words, rows;                                        // shown at the left, and rows of the pass shown at the right
  int units = 0;
  double limit = 1;
  Vec2 unit(int i) const {
    const float pitch = hidden.h / static_cast<float>(units);
    return {hidden.center().x, hidden.y + pitch * (static_cast<float>(i) + 0.5f)};
  }
  float radius() const { return std::clamp(hidden.h / static_cast<float>(units) * 0.38f, 3.0f, 13.0f); }
  Rect input(std::size_t i) const { return {inputs.x, inputs.y + row * static_cast<float>(i), inputs.w, row}; }
  Rect output(std::size_t i) const { return {outputs.x, outputs.y + row * static_cast<float>(i), outputs.w, row}; }
};

bool net_hides(const Scene& scene) { return waits_for(scene, "network"); }
bool is_input(const Scene& scene, int word) {
  const std::vector<int>& inputs = scene.seen.next.example.inputs;
  return std::find(inputs.begin(), inputs.end(), word) != inputs.end();
}
double input_value(const Scene& scene, int word) {
  const std::vector<int>& inputs = scene.seen.next.example.inputs;
  return static_cast<double>(std::count(inputs.begin(), inputs.end(), word)) / static_cast<double>(inputs.size());
}

// The commonest words in their order, and those of the guess wherever they stand.
std::vector<int> words_at_left(const Scene& scene, int room) {
  std::vector<int> out;
  for (const int word : scene.seen.next.example.inputs)
    if (static_cast<int>(out.size()) < room && std::find(out.begin(), out.end(), word) == out.end()) out.push_back(word);
  for (int word = 0; word < scene.seen.text->size() && static_cast<int>(out.size()) < room; ++word)
    if (!is_input(scene, word)) out.push_back(word);
  std::sort(out.begin(), out.end());
  return out;
}

NetPlan net_plan(Scene& scene, Rect area) {
  NetPlan plan;
  plan.limit = limit_of(scene.seen);
  plan.units = std::min(kNetMostUnits, static_cast<int>(scene.seen.next.hidden.size()));
  const int room = std::clamp(static_cast<int>((area.h - kNetMoreLine) / kNetRow), 2, 22);
  plan.words = words_at_left(scene, room);
  plan.rows = shown_rows(scene.seen, room);
  const auto most = static_cast<float>(std::max(plan.words.size(), plan.rows.size()));
  plan.row = std::clamp((area.h - kNetMoreLine) / most, kNetRow - 2, 32.0f);
  float widest = 0;
  for (const int word : plan.words) widest = std::max(widest, scene.ui.canvas.text_width(scene.word(word), {Face::Semibold, ui::kSmall}));
  const float left = area.w * 0.47f, names = std::min(widest + 8, left * 0.42f);
  plan.inputs = {area.x, area.y, left, plan.row * static_cast<float>(plan.words.size())};
  plan.names = area.x;
  plan.bits = area.x + names;
  plan.cells = plan.bits + kNetBit + 14;
  plan.cells_w = plan.inputs.right() - plan.cells - 4;
  plan.hidden = {area.x + left + area.w * 0.05f, area.y, area.w * 0.1f, std::min(area.h - kNetMoreLine, std::max(plan.row * most, 120.0f))};
  plan.outputs = {area.x + area.w * 0.68f, area.y, area.w * 0.32f, plan.row * static_cast<float>(plan.rows.size())};
  return plan;
}

// ---- One-hot and the matrix ----------------------------------------------------------------------------------------------

void draw_input_row(Scene& scene, const NetPlan& plan, std::size_t i) {
  ui::Ui& ui = scene.ui;
  const int word = plan.words[i];
  const bool lit = is_input(scene, word);
  const Rect row = plan.input(i);
  const float y = row.center().y;
  text_in(ui, {plan.names, y + 4.8f}, plan.bits - plan.names - 5, scene.word(word), {lit ? Face::Semibold : Face::Ui, ui::kSmall}, lit ? Token::Input : Token::Text2);
  const Rect bit{plan.bits, y - 9, kNetBit, 18};
  const ui::Color ground = ui.color(lit ? Token::Input : Token::Surface2);
  ui.canvas.fill(bit, ground, 3);
  const double value = input_value(scene, word);
  const bool share = lit && value < 1;
  ui.canvas.text({bit.center().x, y + 4.5f}, share ? format_number(value, 1).substr(1) : lit ? "1" : "0", {Face::Mono, ui::kTick}, lit ? ui::text_on(ground) : ui.color(Token::Text3), Align::Center);
  const bool hides = net_hides(scene);
  const Rect strip{plan.cells, y - 7, plan.cells_w, 14};
  const int under = draw_strip(ui, strip, row_of(*scene.seen.vectors, word), {plan.limit, std::min(plan.units, cells_that_fit(plan.cells_w, static_cast<std::size_t>(plan.units))), -1, 1});
  if (!lit && !hides) ui.canvas.fill(strip, ui::with_alpha(ui.color(Token::Surface1), 0.62f));
  if (lit && !hides) ui.canvas.outline(strip.inset(-2), ui.color(Token::Input), 4, 1.6f);
  if (under < 0) return;
  ui.requests.cursor = ui::Cursor::Hand;
  if (ui.pointer.pressed) scene.hand.selected = {Place::Kind::Vector, word, under};
}

void draw_net_inputs(Scene& scene, const NetPlan& plan) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("network.inputs", plan.inputs);
  for (std::size_t i = 0; i < plan.words.size(); ++i) draw_input_row(scene, plan, i);
  const int left = scene.seen.text->size() - static_cast<int>(plan.words.size());
  if (left <= 0) return;
  const std::string n = group_thousands(left);
  text_in(ui, {plan.names, plan.inputs.bottom() + 14}, plan.inputs.w, ui.language == Language::English ? "and " + n + " more, all 0" : "另有 " + n + " 个，都是 0", kNetName, Token::Text3);
}

// ---- Hidden units and their lines ----------------------------------------------------------------------------------------

// How far out from a row of the matrix: the lit row turns into the units.
void draw_picked(Scene& scene, const NetPlan& plan, const Lit& lit) {
  ui::Ui& ui = scene.ui;
  const ui::Color color = lit.hidden_gradient || lit.vectors ? beat_color(scene) : ui.color(Token::Input);
  for (std::size_t i = 0; i < plan.words.size(); ++i) {
    if (!is_input(scene, plan.words[i])) continue;
    const Vec2 from{plan.inputs.right(), plan.input(i).center().y};
    for (int unit = 0; unit < plan.units; ++unit) {
      const Vec2 to = plan.unit(unit) - Vec2{plan.radius() + 2, 0};
      const float bend = (to.x - from.x) * 0.5f;
      ui.canvas.bezier(from, {from.x + bend, from.y}, {to.x - bend, to.y}, to, ui::with_alpha(color, lit.hidden ? 0.9f : 0.4f), lit.hidden ? 1.8f : 1.2f);
    }
  }
}

void draw_net_edges(Scene& scene, const NetPlan& plan, int pointed, const Lit& lit) {
  const Matrix& u = *scene.seen.outputs;
  double most = 1e-6;
  for (const int row : plan.rows) most = std::max(most, static_cast<double>(u.row(word_of_row(scene.seen, row)).cwiseAbs().maxCoeff()));
  for (std::size_t i = 0; i < plan.rows.size(); ++i) {
    const int word = word_of_row(scene.seen, plan.rows[i]);
    const Vec2 to{plan.outputs.x - 4, plan.output(i).center().y};
    for (int unit = 0; unit < plan.units; ++unit) {
      viz::EdgeStyle style{.largest = most, .widest = 2.4f};
      style.faded = pointed >= 0 && pointed != plan.rows[i];
      style.backward = !style.faded && (lit.gradients || lit.hidden_gradient);
      viz::draw_edge(scene.ui, plan.unit(unit) + Vec2{plan.radius() + 2, 0}, to, static_cast<double>(u(word, unit)), style);
    }
  }
}

void draw_units(Scene& scene, const NetPlan& plan, const Lit& lit) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("network.hidden", plan.hidden);
  const Pass& pass = scene.seen.next;
  if (lit.hidden || lit.hidden_gradient) draw_lit(scene, plan.hidden.inset(-2, 0));
  for (int i = 0; i < plan.units; ++i) {
    const Vec2 at = plan.unit(i);
    const float r = plan.radius();
    const double h = static_cast<double>(pass.hidden[static_cast<std::size_t>(i)]);
    const Vec2 off = ui.pointer.position - at;
    const bool hovered = std::hypot(off.x, off.y) <= r + 2, selected = scene.hand.selected == Place{Place::Kind::Hidden, i, 0};
    const bool hides = net_hides(scene);
    const ui::Color color = hides ? ui.color(Token::Surface3) : viz::map_color(ui.theme, viz::ColorMap::Diverging, h, plan.limit);
    ui.canvas.disc(at, r, color);
    ui.canvas.circle(at, r, ui.color(hovered || selected ? Token::Text1 : Token::Activation), selected ? 2.0f : 1.4f);
    if (hides && r >= 8) ui.canvas.text({at.x, at.y + 4.5f}, "?", {Face::Mono, ui::kTick}, ui.color(Token::Text2), Align::Center);
    if (!hides && h < 0 && ui::has_patterns(ui.theme)) ui.canvas.line({at.x - r * 0.5f, at.y}, {at.x + r * 0.5f, at.y}, ui::text_on(color), 1.4f);
    if (!hovered || hides) continue;
    ui.highlight.hovered = "h";
    ui.requests.cursor = ui::Cursor::Hand;
    if (ui.pointer.pressed) scene.hand.selected = {Place::Kind::Hidden, i, 0};
  }
  if (ui.highlight.is("h")) ui.canvas.outline(plan.hidden.inset(-4, 0), ui::with_alpha(ui.color(Token::Text1), 0.5f), 8, 1.6f);
  const int left = static_cast<int>(pass.hidden.size()) - plan.units;
  if (left > 0) ui.canvas.text({plan.hidden.center().x, plan.hidden.bottom() + 14}, "+" + std::to_string(left), kNetName, ui.color(Token::Text3), Align::Center);
}

// ---- Outputs -------------------------------------------------------------------------------------------------------------

// The output under the pointer, as a row of the pass; −1: none.
int draw_net_outputs(Scene& scene, const NetPlan& plan, const Lit& lit) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("network.outputs", plan.outputs);
  const bool softmax = scene.seen.settings.output == Output::Softmax;
  const std::vector<float>& p = scene.seen.next.probabilities;
  double most = 1, left_share = 1;
  if (softmax) {
    most = 1e-9;
    for (const int row : plan.rows) most = std::max(most, static_cast<double>(p[static_cast<std::size_t>(row)])), left_share -= static_cast<double>(p[static_cast<std::size_t>(row)]);
  }
  if (lit.rows() && lit.row < 0) draw_lit(scene, plan.outputs);
  int pointed = -1;
  const float names = plan.outputs.w * 0.42f;
  for (std::size_t i = 0; i < plan.rows.size(); ++i) {
    const int which = plan.rows[i];
    const Rect row = plan.output(i);
    const ui::Pressed press = ui::pressable(ui, "network.output." + std::to_string(which), row.inset(0, 1), 6);
    ui::hover_fill(ui, row.inset(0, 1), Token::Surface2, 6, press);
    if (lit.rows() && lit.row == which) draw_lit(scene, row.inset(0, 1));
    const bool target = is_target(scene.seen, which);
    const Place here{Place::Kind::Score, which, 0};
    if (scene.hand.selected == here) ui.canvas.outline(row.inset(0, 1), ui.color(Token::Text1), 6, 2);
    if (press.hovered) pointed = which, ui.highlight.hovered = target ? "y" : "d";
    if (press.clicked) scene.hand.selected = here;
    const double value = static_cast<double>(p[static_cast<std::size_t>(which)]);
    text_in(ui, {row.x + 6, row.center().y + 4.8f}, names - 10, scene.word(word_of_row(scene.seen, which)), {target ? Face::Semibold : Face::Ui, ui::kSmall}, target ? Token::Target : softmax ? Token::Text2 : Token::Error);
    const Rect track{row.x + names, row.center().y - 4.5f, std::max(6.0f, row.w - names - 52), 9};
    draw_share(ui, track, value / most, Token::Activation);
    ui.canvas.text({row.right() - 4, row.center().y + 4.8f}, softmax ? format_number(100 * value, value < 0.0995 ? 2 : 1) + "%" : format_number(value, 2), {Face::Mono, ui::kTick}, ui.color(Token::Text2), Align::Right);
  }
  if (const int left = rows_of(scene.seen.next) - static_cast<int>(plan.rows.size()); left > 0) {
    const std::string n = group_thousands(left), share = format_number(100 * left_share, 1) + "%";
    std::string text = ui.language == Language::English ? "and " + n + " more" : "另有 " + n + " 个";
    if (softmax) text += ui.language == Language::English ? ": " + share : "，共 " + share;
    if (ui.canvas.text_width(text, kNetName) > plan.outputs.w - 8) text = "+" + n + (softmax ? ": " + share : "");
    text_in(ui, {plan.outputs.x + 6, plan.outputs.bottom() + 14}, plan.outputs.w - 8, text, kNetName, Token::Text3);
  }
  return pointed;
}

void draw_net_captions(Scene& scene, Rect line, const NetPlan& plan) {
  ui::Ui& ui = scene.ui;
  const float y = line.y + 14, width = plan.cells - plan.names - 6;
  text_in(ui, {plan.names, y}, width, ui.say({"one-hot", "独热"}), kNetName, Token::Input);
  text_in(ui, {plan.cells, y}, plan.cells_w, ui.say({"matrix v", "矩阵 v"}), kNetName, Token::Text2);
  const std::string h = ui.language == Language::English ? "h" : "h";
  ui.canvas.text({plan.hidden.center().x, y}, h, {Face::MathItalic, ui::kHeading}, ui.color(Token::Activation), Align::Center);
  const bool softmax = scene.seen.settings.output == Output::Softmax;
  const std::string n = group_thousands(rows_of(scene.seen.next));
  const std::string out = softmax ? (ui.language == Language::English ? "softmax over " + n : "softmax，共 " + n + " 个词") : (ui.language == Language::English ? "σ, one by one" : "σ，逐个");
  text_in(ui, {plan.outputs.x + 6, y}, plan.outputs.w - 6, out, kNetName, Token::Text2);
}

std::string net_words(const Scene& scene, const Lit& lit) {
  const bool english = scene.ui.language == Language::English, softmax = scene.seen.settings.output == Output::Softmax, cbow = scene.seen.settings.method == Method::Cbow;
  const std::string words = group_thousands(scene.seen.text->size()), outputs = group_thousands(rows_of(scene.seen.next)), inputs = std::to_string(scene.seen.next.example.inputs.size());
  const std::string centre = scene.word(scene.seen.next.example.inputs.front()), target = scene.word(scene.seen.next.example.target);
  if (net_hides(scene)) return std::string(scene.ui.say({"Your guess first.", "请先猜。"}));
  if (lit.scores || lit.probabilities)
    return softmax ? (english ? "Each of the " + words + " words gets a score u · h; the softmax turns them into probabilities." : "词表里 " + words + " 个词各得一个 u · h，softmax 把它们变成概率。")
                   : (english ? "Only " + outputs + " words are asked: the true neighbour and those drawn at random." : "只问 " + outputs + " 个词：真邻居和随机抽来的词。");
  if (lit.terms || lit.total) return english ? "“" + target + "” is the right answer: how small is its p?" : "“" + target + "”是正确答案：它的 p 有多小？";
  if (lit.gradients || lit.hidden_gradient) return english ? "Blame runs back along the same lines to h." : "误差沿着同样的线往回传到 h。";
  if (lit.outputs) return english ? outputs + (softmax ? " rows of u move: all of them." : " rows of u move, all others stay.") : (softmax ? "u 的全部 " + outputs + " 行都要动。" : "u 只动 " + outputs + " 行，其余不动。");
  if (lit.vectors) return english ? (cbow ? inputs + " rows of v move, all others stay." : "One row of v moves, all others stay.") : "v 只动 " + inputs + " 行，其余不动。";
  if (cbow) return english ? inputs + " neighbours are lit: h is the mean of their rows." : "点亮了 " + inputs + " 个邻居：h 是它们各行的平均。";
  return english ? "The 1 picks the row of “" + centre + "”; every other row is multiplied by 0." : "1 挑出“" + centre + "”那一行，其余各行都乘以 0。";
}

}  // namespace

void draw_network_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("network", area);
  if (!has_guess(scene.seen)) return draw_sentence_of(ui, area, why_no_guess(scene.seen));
  const Lit lit = lit_of(scene.at, scene.seen);
  const Rect foot = area.cut_bottom(kNetFoot), captions = area.cut_top(kNetCaption);
  const NetPlan plan = net_plan(scene, area);
  draw_net_captions(scene, captions, plan);
  int pointed = -1;
  for (std::size_t i = 0; i < plan.rows.size(); ++i)
    if (plan.output(i).contains(ui.pointer.position)) pointed = plan.rows[i];
  if (scene.hand.selected.kind == Place::Kind::Score && pointed < 0) pointed = scene.hand.selected.a;
  if (std::find(plan.rows.begin(), plan.rows.end(), pointed) == plan.rows.end()) pointed = -1;
  if (!net_hides(scene)) draw_picked(scene, plan, lit);
  draw_net_edges(scene, plan, pointed >= 0 ? pointed : lit.row >= 0 && lit.rows() ? lit.row : target_row(scene.seen), lit);
  draw_net_inputs(scene, plan);
  draw_units(scene, plan, lit);
  draw_net_outputs(scene, plan, lit);
  ui::plain_text(ui, {foot.x, foot.y + 4}, foot.w, net_words(scene, lit), {{Face::Ui, ui::kLabel}, 20, Token::Text2, 2});
}

}  // namespace epochs::word2vec
