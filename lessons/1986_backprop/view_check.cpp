// Do not take it on trust: one gradient measured by nudging its weight, in double, beside the one that backpropagation found.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <span>

#include "gradient_check.hpp"
#include "ui/anchor.hpp"
#include "ui/formula.hpp"
#include "ui/press.hpp"
#include "views.hpp"
#include "viz/heatmap.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {
using Kind = Place::Kind;

gradient_check::Problem problem_of(const Snapshot& seen) {
  gradient_check::Problem problem;
  const Shape& shape = seen.settings.shape;
  problem.hidden = shape.hidden;
  problem.activation = static_cast<int>(shape.activation);
  problem.loss = static_cast<int>(shape.loss);
  for (const nn::Parameter& parameter : seen.network.parameters)
    for (Index i = 0; i < parameter.value.size(); ++i) problem.parameters.push_back(static_cast<double>(parameter.value.data()[i]));
  const Point& point = seen.data->train[static_cast<std::size_t>(seen.probe)];
  problem.x = {static_cast<double>(point.x1), static_cast<double>(point.x2)};
  problem.y = {static_cast<double>(point.y)};
  return problem;
}

// The flat list is W1, b1, W2, b2, …
std::size_t flat_index(const Place& place, const Network& network) {
  std::size_t at = 0;
  for (int layer = 1; layer < place.layer; ++layer) at += static_cast<std::size_t>(network.w(layer - 1).size() + network.b(layer - 1).size());
  const Matrix& w = network.w(place.layer - 1);
  if (place.kind == Kind::Bias || place.kind == Kind::BiasGradient) return at + static_cast<std::size_t>(w.size() + place.unit);
  return at + static_cast<std::size_t>(place.from * w.cols() + place.unit);
}

namespace {

using ui::Token;

constexpr double kAgreement = 1e-6;      // of two gradients in double, one of them by differences

// The weight or bias that is being checked: what is selected, or the first weight.
Place checked_place(const Scene& scene) {
  const Place& s = scene.hand.selected;
  if (s.kind == Kind::Weight || s.kind == Kind::Bias) return s;
  if (s.kind == Kind::WeightGradient) return {Kind::Weight, s.layer, s.unit, s.from};
  if (s.kind == Kind::BiasGradient) return {Kind::Bias, s.layer, s.unit, 0};
  return {Kind::Weight, 1, 0, 0};
}

double largest_gradient(const Snapshot& seen) {
  double most = 1e-9;
  for (const Matrix& g : seen.pass.gradients)
    if (g.size() > 0 && g.allFinite()) most = std::max(most, static_cast<double>(g.cwiseAbs().maxCoeff()));
  return most;
}

void draw_parameter(Scene& scene, ui::Rect cell, const Place& place, double most) {
  ui::Ui& ui = scene.ui;
  const Place gradient{place.kind == Kind::Bias ? Kind::BiasGradient : Kind::WeightGradient, place.layer, place.unit, place.from};
  const double value = value_at(gradient, scene.seen);
  const ui::Color ground = ui.theme.diverging_at(static_cast<float>(value / most));
  const ui::Pressed press = ui::pressable(ui, "check/" + to_text(place), cell, 2);
  if (press.clicked) scene.hand.selected = place;
  ui.canvas.fill(cell, ground, cell.w < 6 ? 0 : 2);
  viz::mark_negative(ui, cell, viz::ColorMap::Diverging, value, most);
  const bool large = cell.w >= 64 && cell.h >= 34;
  if (cell.w >= 34 && cell.h >= 18)
    ui.canvas.text({cell.center().x, cell.center().y + (large ? 5.5f : 4.4f)}, format_number(value, large ? 3 : 2), {ui::Face::Mono, large ? 15 : ui::kTick}, ui::text_on(ground), ui::Align::Center);
  if (place == checked_place(scene) || press.hovered) ui.canvas.outline(cell.inset(-2), ui.color(Token::Text1), 3, press.hovered ? 1.6f : 2);
}

// How wide and high a cell is, so that the rows and columns of all layers and their names fit.
struct CellSize {
  float cell_w = 0, cell_h = 0, names = 0;   // names: to the left of each layer's rows; 0: no room to name rows and columns
};
constexpr float kLayerGap = 22, kHead = 26, kColumnNames = 22, kLeastNamed = 24;

CellSize cell_size_of(const Network& network, ui::Rect area) {
  Index columns = 0, rows = 1;
  for (int l = 0; l < network.layers(); ++l) columns += network.w(l).rows() + 1, rows = std::max(rows, network.w(l).cols());
  const float gaps = kLayerGap * static_cast<float>(network.layers() - 1);
  const auto sized = [&](float names, float above) {
    const float room = area.w - gaps - names * static_cast<float>(network.layers());
    return CellSize{std::min(88.0f, room / static_cast<float>(columns)), std::min(46.0f, (area.h - kHead - above) / static_cast<float>(rows)), names};
  };
  const CellSize named = sized(26, kColumnNames);
  return named.cell_w >= kLeastNamed && named.cell_h >= 16 ? named : sized(0, 0);
}

std::string input_name(int layer, int from, const Network& network) {
  if (from == network.w(layer - 1).rows()) return "b";
  return (layer == 1 ? "x_" : "a_") + std::string("{") + std::to_string(from + 1) + "}";
}

void draw_centred(ui::Ui& ui, float centre, float baseline, const std::string& tex, float size) {
  const auto laid = ui::lay_out_formula(ui.canvas, tex, size);
  ui::draw_formula(ui, {centre - (laid ? laid.value().width / 2 : 0), baseline}, tex, size, Token::Text2);
}

// One layer as the graph shows it: a row for each unit, a column for each of its inputs, the bias last. Returns its width.
float draw_layer(Scene& scene, ui::Vec2 at, int layer, const CellSize& cells, double most) {
  ui::Ui& ui = scene.ui;
  const Network& network = scene.seen.network;
  const Matrix& weights = network.w(layer - 1);
  const std::string l = std::to_string(layer);
  ui::draw_formula(ui, {at.x, at.y + 14}, "\\c{d}{\\partial J}/\\partial W_" + l + ",\\,b_" + l, 14, Token::Text2);
  const float left = at.x + cells.names, top = at.y + kHead + (cells.names > 0 ? kColumnNames : 0);
  for (int from = 0; from <= weights.rows(); ++from) {
    const bool bias = from == weights.rows();
    const float x = left + cells.cell_w * static_cast<float>(from) + (bias ? 4.0f : 0.0f);
    if (cells.names > 0) draw_centred(ui, x + (cells.cell_w - 1) / 2, top - 7, input_name(layer, from, network), 15);
    for (int unit = 0; unit < weights.cols(); ++unit) {
      const ui::Rect cell{x, top + cells.cell_h * static_cast<float>(unit), cells.cell_w - 1, cells.cell_h - 1};
      draw_parameter(scene, cell, bias ? Place{Kind::Bias, layer, unit, 0} : Place{Kind::Weight, layer, unit, from}, most);
      if (cells.names > 0 && from == 0) draw_centred(ui, at.x + cells.names / 2 - 2, cell.center().y + 5, symbol_of({Kind::Z, layer, unit, 0}, network), 15);
    }
  }
  return cells.names + cells.cell_w * static_cast<float>(weights.rows() + 1) + 4;
}

void draw_parameters(Scene& scene, ui::Rect area) {
  const CellSize cells = cell_size_of(scene.seen.network, {area.x, area.y, area.w - 4 * static_cast<float>(scene.seen.network.layers()), area.h});
  const double most = largest_gradient(scene.seen);
  float x = area.x;
  for (int layer = 1; layer <= scene.seen.network.layers(); ++layer) x += draw_layer(scene, {x, area.y}, layer, cells, most) + kLayerGap;
}

// One number of the comparison.
struct Row {
  std::string_view label;
  std::string value;
  Token color;
};

void draw_rows(ui::Ui& ui, ui::Rect area, std::span<const Row> rows) {
  const float line = area.h / static_cast<float>(rows.size());
  const bool large = line >= 32 && area.w >= 480;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const float y = area.y + line * (static_cast<float>(i) + 0.5f);
    if (i > 0) ui.canvas.line({area.x, y - line / 2}, {area.right(), y - line / 2}, ui.color(Token::Line), 1);
    ui.canvas.text({area.x, y + 5}, rows[i].label, {ui::Face::Ui, large ? ui::kBody : ui::kLabel}, ui.color(Token::Text2));
    ui.canvas.text({area.right(), y + (large ? 7.5f : 5.5f)}, rows[i].value, {ui::Face::Mono, large ? 19.f : 15.f}, ui.color(rows[i].color), ui::Align::Right);
  }
}

void draw_comparison(Scene& scene, ui::Rect area) {
  ui::Ui& ui = scene.ui;
  const bool english = ui.language == Language::English;
  const Place place = checked_place(scene);
  gradient_check::Problem problem = problem_of(scene.seen);
  const std::size_t index = flat_index(place, scene.seen.network);
  const double numerical = gradient_check::by_difference(problem, index, kNudge);
  const double backprop = gradient_check::by_hand(problem)[index];
  const Place gradient{place.kind == Kind::Bias ? Kind::BiasGradient : Kind::WeightGradient, place.layer, place.unit, place.from};
  ui::draw_formula(ui, {area.x, area.y + 20}, symbol_of(place, scene.seen.network) + " = " + format_number(value_at(place, scene.seen), 4), 18);
  const std::array<Row, 4> rows{{
      {english ? "nudged by ±0.0001, slope of the loss" : "拨动 ±0.0001，损失的斜率", format_number(numerical, 8, Sign::Always), Token::Text1},
      {english ? "backpropagation, in double" : "反向传播，双精度", format_number(backprop, 8, Sign::Always), Token::Error},
      {english ? "backpropagation, as trained (float)" : "反向传播，训练所用的单精度", format_number(value_at(gradient, scene.seen), 8, Sign::Always), Token::Error},
      {english ? "difference of the first two" : "前两者相差", format_number(std::abs(numerical - backprop), 10), Token::Text2}}};
  draw_rows(ui, {area.x, area.y + 36, area.w, area.h - 36}, rows);
}

void draw_check_all(Scene& scene, ui::Rect area) {
  ui::Ui& ui = scene.ui;
  const bool english = ui.language == Language::English;
  Hand& hand = scene.hand;
  const gradient_check::Problem problem = problem_of(scene.seen);
  if (hand.checked_error && problem != hand.checked_for) hand.checked_error.reset();   // another problem: the result is no longer its own
  if (ui::button(ui, "check/all", {area.x, area.y, 150, 36}, english ? "Check all weights" : "检验全部权重", ui::ButtonKind::Primary)) {
    hand.checked_error = gradient_check::relative_error(gradient_check::by_hand(problem), gradient_check::by_differences(problem, 1e-5));
    hand.checked_for = problem;
  }
  if (!hand.checked_error) return;
  ui.anchors.add("check/result", {area.x + 166, area.y, area.w - 166, area.h});
  char error[32];
  std::snprintf(error, sizeof error, "%.1e", *hand.checked_error);
  const std::string count = std::to_string(problem.parameters.size());
  const bool agree = *hand.checked_error <= kAgreement;   // NaN does not
  const std::string text = english ? count + (agree ? " gradients agree: relative error " : " gradients do NOT agree: relative error ") + error
                                   : count + (agree ? " 个梯度一致：相对误差 " : " 个梯度不一致：相对误差 ") + error;
  ui.canvas.text({area.x + 166, area.y + 23}, text, {ui::Face::Medium, ui::kLabel}, ui.color(agree ? Token::Text1 : Token::Error));
}

}  // namespace

void draw_check_view(Scene& scene, ui::Rect area) {
  scene.ui.anchors.add("check", area);
  if (scene.seen.probe < 0 || scene.seen.pass.gradients.empty()) return;
  const float table = std::clamp(area.h - 250, 90.0f, 280.0f);
  const float comparison = std::clamp(area.h - table - 80, 110.0f, 230.0f);
  draw_parameters(scene, {area.x, area.y, area.w, table});
  draw_comparison(scene, {area.x, area.y + table + 14, area.w, comparison});
  draw_check_all(scene, {area.x, area.y + table + comparison + 30, area.w, 36});
}

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
