// The layered network: every unit is its own small picture of the plane, every edge a weight.
#include <algorithm>
#include <cmath>

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

// Where the units stand: columns of squares, inputs first. Squares are as large as the panel and the largest layer allow; a layer
// that would shrink too much stands in two staggered columns.
struct Grid {
  static constexpr float kLeft = 40, kRight = 74, kValue = 18;
  ui::Rect area;
  std::vector<int> units;      // per column
  float span = 100;            // from column to column
  float pitch = 40, side = 40; // of the hidden layers
  bool staggered = false;

  Grid(const Network& network, ui::Rect area_) : area(area_), units{2} {
    for (int l = 0; l < network.layers(); ++l) units.push_back(static_cast<int>(network.w(l).cols()));
    int most = 1;
    for (std::size_t i = 1; i + 1 < units.size(); ++i) most = std::max(most, units[i]);
    span = (area.w - kLeft - kRight) / static_cast<float>(units.size());
    pitch = area.h / static_cast<float>(most);
    staggered = pitch < 30 && most > 2;
    // Two neighbours of one half column are two pitches apart, and the halves stand beside each other.
    side = staggered ? std::min(2 * pitch - 5, span * 0.38f) : std::min(pitch - (pitch > 52 ? kValue + 6 : 5), span * 0.6f);
    side = std::clamp(side, 8.0f, 84.0f);
    pitch = std::min(pitch, side * 1.9f + kValue);
  }
  bool hidden(int column) const { return column > 0 && column + 1 < static_cast<int>(units.size()); }
  float side_of(int column) const {
    if (hidden(column)) return side;
    const bool output = column > 0;
    const float most = output ? 96.0f : 64.0f, room = area.h / static_cast<float>(units[static_cast<std::size_t>(column)]) - kValue - 6;
    return std::clamp(std::min(room, span * 0.62f), 10.0f, most);
  }
  bool values() const { return !staggered && area.h / static_cast<float>(*std::max_element(units.begin(), units.end())) > 52; }
  ui::Vec2 center(int column, int unit) const {
    const float count = static_cast<float>(units[static_cast<std::size_t>(column)]);
    const float step = hidden(column) ? pitch : std::min(area.h / count, std::max(area.h * 0.42f, side_of(column) + kValue + 8));
    float x = area.x + kLeft + span * (static_cast<float>(column) + 0.5f);
    if (staggered && hidden(column) && count > 1) x += (unit % 2 == 0 ? -0.5f : 0.5f) * (side + 5);
    return {x, area.center().y - (values() ? kValue / 2 : 0) + (static_cast<float>(unit) - (count - 1) / 2) * step};
  }
  ui::Rect box(int column, int unit) const {
    const ui::Vec2 c = center(column, unit);
    const float s = side_of(column);
    return {c.x - s / 2, c.y - s / 2, s, s};
  }
  // Edges end at the squares' borders.
  ui::Vec2 start(int layer, int from) const { return {box(layer - 1, from).right(), center(layer - 1, from).y}; }
  ui::Vec2 end(int layer, int to) const { return {box(layer, to).x, center(layer, to).y}; }
};

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
  if (!grid.area.contains(p)) return out;
  for (std::size_t column = 0; column < grid.units.size(); ++column)
    for (int unit = 0; unit < grid.units[column]; ++unit)
      if (grid.box(static_cast<int>(column), unit).contains(p)) return {static_cast<int>(column), unit, out.edge};
  float best = 6;
  for (int layer = 1; layer < static_cast<int>(grid.units.size()); ++layer)
    for (int to = 0; to < grid.units[static_cast<std::size_t>(layer)]; ++to)
      for (int from = 0; from < grid.units[static_cast<std::size_t>(layer - 1)]; ++from) {
        const float d = distance_to_edge(p, grid.start(layer, from), grid.end(layer, to));
        if (d < best) best = d, out.edge = {Kind::Weight, layer, to, from};
      }
  return out;
}

void draw_edges(Scene& scene, const Grid& grid, const Hover& hover) {
  ui::Ui& ui = scene.ui;
  const double most = largest_weight(scene.seen.network);
  const bool backward = scene.at.beat == Beat::Backward;
  for (int layer = 1; layer < static_cast<int>(grid.units.size()); ++layer) {
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
        if (here == scene.hand.selected || here == hover.edge) ui::line_signed(ui, start, end, ui.color(Token::Weight), viz::edge_width(value, most, widest) + 1.4f, value);
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

void draw_unit(Scene& scene, const Grid& grid, int column, int unit) {
  ui::Ui& ui = scene.ui;
  const ui::Rect box = grid.box(column, unit);
  const Place place = place_of(column, unit);
  const ui::Pressed press = ui::pressable(ui, "network/" + to_text(place), box, 6);
  if (press.clicked) scene.hand.selected = place;
  draw_unit_field(scene, box, column, unit);
  const bool blamed = scene.at.beat == Beat::Backward && column > 0 && reached({Kind::Delta, column, unit, 0}, scene.at, scene.seen.network);
  const bool now = lit(place, scene.at, scene.seen.network) || lit({Kind::Z, column, unit, 0}, scene.at, scene.seen.network) ||
                   (column > 0 && lit({Kind::Delta, column, unit, 0}, scene.at, scene.seen.network));
  const ui::Color identity = ui.color(blamed ? Token::Error : column == 0 ? Token::Input : Token::Activation);
  ui.canvas.outline(box.inset(-1), identity, 5, 1.8f);
  if (now || press.hovered || place == scene.hand.selected) ui.canvas.outline(box.inset(-4), ui.color(Token::Text1), 8, now ? 2.2f : 1.6f);
  if (column == 0) ui::draw_formula(ui, {box.x - 30, box.center().y + 6}, "x_" + std::to_string(unit + 1), 19);
  const bool known = column == 0 || reached(place, scene.at, scene.seen.network);
  if ((grid.values() || !grid.hidden(column)) && known && scene.seen.probe >= 0)
    ui.canvas.text({box.center().x, box.bottom() + 17}, short_number(value_at(place, scene.seen), 2), {ui::Face::Mono, 14}, ui.color(Token::Text2), ui::Align::Center);
}

// The chosen weight as a chip on its edge; dragging it up and down changes the weight.
void draw_chip(Scene& scene, const Grid& grid) {
  const Place& place = scene.hand.selected;
  if (place.kind != Kind::Weight) return;
  ui::Ui& ui = scene.ui;
  const ui::Vec2 middle = (grid.start(place.layer, place.from) + grid.end(place.layer, place.unit)) * 0.5f;
  const ui::Rect chip{middle.x - 46, middle.y - 14, 92, 28};
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
    scene.wishes.push_back(SetParameter{2 * (place.layer - 1), place.from, place.unit, hand.drag_from + static_cast<double>((hand.drag_y - ui.pointer.position.y) * 0.02f)});
}

void draw_target(Scene& scene, const Grid& grid) {
  ui::Ui& ui = scene.ui;
  const ui::Rect output = grid.box(static_cast<int>(grid.units.size()) - 1, 0);
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
  const Grid grid(scene.seen.network, area);
  const Hover hover = hovered(scene, grid);
  scene.ui.anchors.add("network", area);
  draw_edges(scene, grid, hover);
  const bool on_chip = scene.hand.dragging_weight;
  if (hover.edge.layer > 0 && scene.ui.pointer.pressed && !on_chip && scene.seen.probe >= 0) scene.hand.selected = hover.edge;
  for (std::size_t column = 0; column < grid.units.size(); ++column)
    for (int unit = 0; unit < grid.units[column]; ++unit) draw_unit(scene, grid, static_cast<int>(column), unit);
  draw_hovered_weight(scene, grid, hover.edge);
  draw_chip(scene, grid);
  draw_target(scene, grid);
}

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
