// The layered network: every unit is its own small picture of the plane, every edge a weight.
#include <algorithm>
#include <cmath>

#include "names.hpp"
#include "network_grid.hpp"
#include "ui/anchor.hpp"
#include "ui/formula.hpp"
#include "ui/pattern.hpp"
#include "ui/press.hpp"
#include "views.hpp"
#include "viz/network_diagram.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {
namespace {

using Kind = Place::Kind;
using lesson::Beat;
using ui::Token;

using Grid = backprop_view::NetworkGrid;

std::vector<int> units_of(const Network& network) {
  std::vector<int> units{2};
  for (int l = 0; l < network.layers(); ++l) units.push_back(static_cast<int>(network.w(l).cols()));
  return units;
}

double largest_weight(const Network& network) {
  double most = 1e-6;
  for (int l = 0; l < network.layers(); ++l)
    if (network.w(l).allFinite()) most = std::max(most, static_cast<double>(network.w(l).cwiseAbs().maxCoeff()));
  return most;
}

float distance_to_edge(ui::Vec2 p, ui::Vec2 a, ui::Vec2 b) {
  const ui::Vec2 ab = b - a, ap = p - a;
  const float length = ab.x * ab.x + ab.y * ab.y, t = length > 0 ? std::clamp((ap.x * ab.x + ap.y * ab.y) / length, 0.0f, 1.0f) : 0;
  const ui::Vec2 d = ap - ab * t;
  return std::hypot(d.x, d.y);
}

struct Hover {
  int column = -1, unit = -1;  // a unit under the pointer
  Place edge{Kind::Weight, 0, 0, 0};   // or an edge (layer 0: none)
};

Hover hovered(const Scene& scene, const Grid& grid) {
  Hover out;
  const ui::Vec2 p = scene.ui.pointer.position;
  if (!grid.panel().contains(p)) return out;
  for (int column = 0; column < grid.columns(); ++column)
    for (int unit = 0; unit < grid.units(column); ++unit)
      if (grid.box(column, unit).contains(p)) return {column, unit, out.edge};
  float best = 6;
  for (int layer = 1; layer < grid.columns(); ++layer)
    for (int to = 0; to < grid.units(layer); ++to)
      for (int from = 0; from < grid.units(layer - 1); ++from) {
        const float d = distance_to_edge(p, grid.start(layer, from), grid.end(layer, to));
        if (d < best) best = d, out.edge = {Kind::Weight, layer, to, from};
      }
  return out;
}

void draw_edges(Scene& scene, const Grid& grid, const Hover& hover) {
  ui::Ui& ui = scene.ui;
  const double most = largest_weight(scene.seen.network);
  const bool backward = scene.at.beat == Beat::Backward;
  for (int layer = 1; layer < grid.columns(); ++layer) {
    const Matrix& w = scene.seen.network.w(layer - 1);
    const float widest = w.size() <= 24 ? 5.6f : w.size() <= 64 ? 3.6f : 2.6f;
    for (int to = 0; to < w.cols(); ++to)
      for (int from = 0; from < w.rows(); ++from) {
        const auto value = static_cast<double>(w(from, to));
        const bool touches = hover.column < 0 || (hover.column == layer && hover.unit == to) || (hover.column == layer - 1 && hover.unit == from);
        const Place gradient{Kind::WeightGradient, layer, to, from};
        const bool blamed = backward && reached(gradient, scene.at, scene.seen.network);
        const ui::Vec2 start = grid.start(layer, from), end = grid.end(layer, to);
        const Place here{Kind::Weight, layer, to, from};
        const bool updated = scene.at.beat == Beat::Update && lit(here, scene.at, scene.seen.network);
        if (here == scene.hand.selected || here == hover.edge || updated) ui::line_signed(ui, start, end, ui.color(Token::Weight), viz::edge_width(value, most, widest) + (updated ? 0 : 1.4f), value);
        else viz::draw_edge(ui, start, end, value, {.largest = most, .widest = widest, .faded = !touches, .backward = blamed});
      }
  }
}

// The field of one unit, scaled to −1 … +1.
void draw_unit_field(Scene& scene, ui::Rect box, int column, int unit) {
  std::vector<float> scores(static_cast<std::size_t>(Fields::kGrid) * Fields::kGrid);
  const auto extent = static_cast<double>(scene.seen.data->extent);
  if (column == 0) {
    for (int row = 0; row < Fields::kGrid; ++row)
      for (int c = 0; c < Fields::kGrid; ++c)
        scores[static_cast<std::size_t>(row * Fields::kGrid + c)] = (unit == 0 ? static_cast<float>(c) : static_cast<float>(Fields::kGrid - 1 - row)) / (Fields::kGrid - 1) * 2 - 1;
  } else if (scene.seen.fields) {
    const Matrix& answers = scene.seen.fields->layers[static_cast<std::size_t>(column - 1)];
    const bool output = column == scene.seen.network.layers();
    const bool halved = output || scene.seen.settings.shape.activation == Activation::Sigmoid;   // 0 … 1, undecided at ½
    for (std::size_t i = 0; i < scores.size(); ++i) {
      const auto a = static_cast<float>(answers(static_cast<Index>(i), unit));
      scores[i] = halved ? 2 * a - 1 : a;
    }
  }
  viz::draw_small_field(scene.ui, box, {scores, Fields::kGrid, Fields::kGrid, {-extent, extent}, {-extent, extent}});
}

Place place_of(int column, int unit) { return column == 0 ? Place{Kind::X, 0, unit, 0} : Place{Kind::A, column, unit, 0}; }

// The walk stands on this unit's score, answer or blame.
bool is_lit(const Scene& scene, int column, int unit) {
  const Network& network = scene.seen.network;
  if (lit(place_of(column, unit), scene.at, network)) return true;
  return column > 0 && (lit({Kind::Z, column, unit, 0}, scene.at, network) || lit({Kind::Delta, column, unit, 0}, scene.at, network));
}

// Many small units in a row: one frame around all of them, where an outline each would run into the next.
void draw_lit_layer(Scene& scene, const Grid& grid) {
  for (int column = 1; column < grid.columns(); ++column)
    if (grid.staggered() && grid.hidden(column) && is_lit(scene, column, 0)) scene.ui.canvas.outline(grid.around(column).inset(-5), scene.ui.color(Token::Text1), 8, 2);
}

void draw_unit(Scene& scene, const Grid& grid, int column, int unit) {
  ui::Ui& ui = scene.ui;
  const ui::Rect box = grid.box(column, unit);
  const Place place = place_of(column, unit);
  const ui::Pressed press = ui::pressable(ui, "network/" + to_text(place), box, 6);
  if (press.clicked) scene.hand.selected = place;
  draw_unit_field(scene, box, column, unit);
  const bool blamed = scene.at.beat == Beat::Backward && column > 0 && reached({Kind::Delta, column, unit, 0}, scene.at, scene.seen.network);
  const bool framed = grid.staggered() && grid.hidden(column), now = !framed && is_lit(scene, column, unit);
  const ui::Color identity = ui.color(blamed ? Token::Error : column == 0 ? Token::Input : Token::Activation);
  const bool small = box.w < 24;
  ui.canvas.outline(box.inset(small ? -0.5f : -1), identity, small ? 3 : 5, small ? 1.2f : 1.8f);
  if (now || press.hovered || place == scene.hand.selected) ui.canvas.outline(box.inset(small ? -2.5f : -4), ui.color(Token::Text1), small ? 4 : 8, now ? 2.2f : 1.6f);
  if (column == 0) ui::draw_formula(ui, {box.x - 30, box.center().y + 6}, "x_" + std::to_string(unit + 1), 19);
  const bool known = column == 0 || reached(place, scene.at, scene.seen.network);
  if (grid.has_value(column) && known && scene.seen.probe >= 0)
    ui.canvas.text({box.center().x, box.bottom() + 17}, short_number(value_at(place, scene.seen), 2), {ui::Face::Mono, 14}, ui.color(Token::Text2), ui::Align::Center);
}

// In the middle of the chosen weight's edge; empty when no weight is chosen.
ui::Rect chip_of(const Scene& scene, const Grid& grid) {
  const Place& place = scene.hand.selected;
  if (place.kind != Kind::Weight) return {};
  const ui::Vec2 middle = (grid.start(place.layer, place.from) + grid.end(place.layer, place.unit)) * 0.5f;
  return {middle.x - 46, middle.y - 14, 92, 28};
}

// The chosen weight as a chip on its edge; dragging it up and down changes the weight.
void draw_chip(Scene& scene, const Grid& grid) {
  const Place& place = scene.hand.selected;
  if (place.kind != Kind::Weight) return;
  ui::Ui& ui = scene.ui;
  const ui::Rect chip = chip_of(scene, grid);
  const double value = value_at(place, scene.seen);
  ui.canvas.fill(chip, ui.color(Token::Surface2), 8);
  ui.canvas.outline(chip, with_alpha(ui.color(Token::Weight), 0.55f), 8, 1.2f);
  ui::draw_formula(ui, {chip.x + 9, chip.center().y + 5}, symbol_of(place, scene.seen.network), 16);
  ui.canvas.text({chip.right() - 9, chip.center().y + 4.8f}, short_number(value, 2), {ui::Face::Mono, ui::kSmall}, ui.color(Token::Text1), ui::Align::Right);
  const ui::Pressed press = ui::pressable(ui, "network/chip", chip, 8);
  Hand& hand = scene.hand;
  if (press.hovered && ui.pointer.pressed) hand.dragging_weight = true, hand.drag_from = value, hand.drag_y = ui.pointer.position.y;
  if (!ui.pointer.down) hand.dragging_weight = false;
  if (hand.dragging_weight && ui.pointer.moved.y != 0)
    scene.wishes.push_back(SetParameter{2 * (place.layer - 1), place.from, place.unit, std::clamp(hand.drag_from + static_cast<double>((hand.drag_y - ui.pointer.position.y) * 0.02f), -kLargestWeight, kLargestWeight)});
}

void draw_target(Scene& scene, const Grid& grid) {
  ui::Ui& ui = scene.ui;
  const ui::Rect output = grid.box(grid.columns() - 1, 0);
  const ui::Vec2 at{output.right() + 10, output.center().y - 6};
  ui::draw_formula(ui, at, "\\c{a}{\\hat{y}}", 20);
  if (scene.seen.probe < 0) return;
  ui::draw_formula(ui, {at.x, at.y + 28}, "y = \\c{y}{" + format_number(value_at({Kind::Target, 0, 0, 0}, scene.seen), 0) + "}", 17);
}

// The weight of the edge under the pointer, at its middle.
void draw_hovered_weight(Scene& scene, const Grid& grid, const Place& place) {
  if (place.layer == 0 || place == scene.hand.selected) return;
  ui::Ui& ui = scene.ui;
  const ui::Vec2 middle = (grid.start(place.layer, place.from) + grid.end(place.layer, place.unit)) * 0.5f;
  const ui::Rect pill{middle.x - 32, middle.y - 12, 64, 24};
  ui.canvas.fill(pill, ui.color(Token::Text1), 12);
  ui.canvas.text({pill.center().x, pill.center().y + 4.6f}, short_number(value_at(place, scene.seen), 2), {ui::Face::Mono, ui::kSmall}, ui.color(Token::InkOn), ui::Align::Center);
}

}  // namespace

void draw_network_view(Scene& scene, ui::Rect area) {
  const Grid grid(units_of(scene.seen.network), area);
  const Hover hover = hovered(scene, grid);
  scene.ui.anchors.add("network", area);
  draw_edges(scene, grid, hover);
  // An edge that runs below the chip is not meant.
  const bool on_chip = scene.hand.dragging_weight || chip_of(scene, grid).contains(scene.ui.pointer.position);
  if (hover.edge.layer > 0 && scene.ui.pointer.pressed && !on_chip && scene.seen.probe >= 0) scene.hand.selected = hover.edge;
  for (int column = 0; column < grid.columns(); ++column)
    for (int unit = 0; unit < grid.units(column); ++unit) draw_unit(scene, grid, column, unit);
  draw_lit_layer(scene, grid);
  draw_hovered_weight(scene, grid, hover.edge);
  draw_chip(scene, grid);
  draw_target(scene, grid);
}

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
