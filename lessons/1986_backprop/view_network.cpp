// The layered network: every unit is its own small picture of the plane, every edge a weight.
#include <algorithm>
#include <cmath>

#include "ui/anchor.hpp"
#include "ui/formula.hpp"
#include "ui/press.hpp"
#include "views.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {
namespace {

using Kind = Place::Kind;
using lesson::Beat;
using ui::Token;

// Where the units stand: columns of squares, inputs first.
struct Grid {
  ui::Rect area;
  std::vector<int> units;      // per column
  float side = 40;

  Grid(const Network& network, ui::Rect area_) : area(area_), units{2} {
    for (int l = 0; l < network.layers(); ++l) units.push_back(static_cast<int>(network.w(l).cols()));
    const int most = *std::max_element(units.begin(), units.end());
    side = std::clamp((area.h - 30) / static_cast<float>(most) - 8, 14.0f, 46.0f);
  }
  ui::Vec2 center(int column, int unit) const {
    const auto columns = static_cast<float>(units.size());
    const float x = area.x + 36 + (area.w - 92) * static_cast<float>(column) / (columns - 1);
    const float count = static_cast<float>(units[static_cast<std::size_t>(column)]), pitch = std::min(side + 22, (area.h - 30) / count);
    return {x, area.y + area.h / 2 + (static_cast<float>(unit) - (count - 1) / 2) * pitch};
  }
  ui::Rect box(int column, int unit) const {
    const ui::Vec2 c = center(column, unit);
    return {c.x - side / 2, c.y - side / 2, side, side};
  }
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
        const float d = distance_to_edge(p, grid.center(layer - 1, from), grid.center(layer, to));
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
    for (int to = 0; to < w.cols(); ++to)
      for (int from = 0; from < w.rows(); ++from) {
        const auto value = static_cast<double>(w(from, to));
        const auto share = static_cast<float>(std::min(1.0, std::abs(value) / most));
        const bool touches = hover.column < 0 || (hover.column == layer && hover.unit == to) || (hover.column == layer - 1 && hover.unit == from);
        const Place gradient{Kind::WeightGradient, layer, to, from};
        const bool blamed = backward && reached(gradient, scene.at, scene.seen.network);
        ui::Color color = ui.color(blamed ? Token::Error : value > 0 ? Token::Positive : Token::Negative);
        color = with_alpha(color, touches ? 0.25f + 0.75f * share : 0.12f);
        const Place here{Kind::Weight, layer, to, from};
        const bool chosen = here == scene.hand.selected || here == hover.edge;
        ui.canvas.line(grid.center(layer - 1, from), grid.center(layer, to), chosen ? ui.color(Token::Weight) : color, 0.6f + 2 * share + (chosen ? 1.2f : 0));
      }
  }
}

// The field of one unit, scaled to −1 … +1.
void draw_unit_field(Scene& scene, ui::Rect box, int column, int unit) {
  std::vector<float> scores(static_cast<std::size_t>(Fields::kGrid) * Fields::kGrid);
  const auto extent = static_cast<double>(Fields::kExtent);
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
  if (column == 0) ui::draw_formula(ui, {box.x - 26, box.center().y + 5}, "x_" + std::to_string(unit + 1), 17);
  const bool known = column == 0 || reached(place, scene.at, scene.seen.network);
  if (grid.side >= 34 && known && exists(place, scene.seen.network))
    ui.canvas.text({box.center().x, box.bottom() + 14}, format_number(value_at(place, scene.seen), 2), {ui::Face::Mono, ui::kTick}, ui.color(Token::Text2), ui::Align::Center);
}

// The chosen weight as a chip on its edge; dragging it up and down changes the weight.
void draw_chip(Scene& scene, const Grid& grid) {
  const Place& place = scene.hand.selected;
  if (place.kind != Kind::Weight) return;
  ui::Ui& ui = scene.ui;
  const ui::Vec2 middle = (grid.center(place.layer - 1, place.from) + grid.center(place.layer, place.unit)) * 0.5f;
  const ui::Rect chip{middle.x - 46, middle.y - 14, 92, 28};
  const double value = value_at(place, scene.seen);
  ui.canvas.fill(chip, ui.color(Token::Surface2), 8);
  ui.canvas.outline(chip, with_alpha(ui.color(Token::Weight), 0.55f), 8, 1.2f);
  ui::draw_formula(ui, {chip.x + 9, chip.center().y + 5}, symbol_of(place, scene.seen.network), 16);
  ui.canvas.text({chip.right() - 9, chip.center().y + 4.8f}, format_number(value, 2, Sign::Always), {ui::Face::Mono, ui::kSmall}, ui.color(Token::Text1), ui::Align::Right);
  const ui::Pressed press = ui::pressable(ui, "network/chip", chip, 8);
  Hand& hand = scene.hand;
  if (press.hovered && ui.pointer.pressed) hand.dragging_weight = true, hand.drag_from = value, hand.drag_y = ui.pointer.position.y;
  if (!ui.pointer.down) hand.dragging_weight = false;
  if (hand.dragging_weight && ui.pointer.moved.y != 0)
    scene.wishes.push_back(SetParameter{2 * (place.layer - 1), place.from, place.unit, hand.drag_from + static_cast<double>((hand.drag_y - ui.pointer.position.y) * 0.02f)});
}

void draw_target(Scene& scene, const Grid& grid) {
  ui::Ui& ui = scene.ui;
  const ui::Vec2 output = grid.center(static_cast<int>(grid.units.size()) - 1, 0);
  const ui::Vec2 at{output.x + grid.side / 2 + 8, output.y - 8};
  ui::draw_formula(ui, at, "\\hat{y}", 17);
  if (scene.seen.probe < 0) return;
  ui::draw_formula(ui, {at.x, at.y + 26}, "y = \\c{y}{" + format_number(value_at({Kind::Target, 0, 0, 0}, scene.seen), 0) + "}", 15);
}

}  // namespace

void draw_network_view(Scene& scene, ui::Rect area) {
  const Grid grid(scene.seen.network, area);
  const Hover hover = hovered(scene, grid);
  scene.ui.anchors.add("network", area);
  draw_edges(scene, grid, hover);
  const bool on_chip = scene.hand.dragging_weight;
  if (hover.edge.layer > 0 && scene.ui.pointer.pressed && !on_chip) scene.hand.selected = hover.edge;
  for (std::size_t column = 0; column < grid.units.size(); ++column)
    for (int unit = 0; unit < grid.units[column]; ++unit) draw_unit(scene, grid, static_cast<int>(column), unit);
  draw_chip(scene, grid);
  draw_target(scene, grid);
}

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
