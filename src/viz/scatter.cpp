#include "viz/scatter.hpp"

#include <array>
#include <cmath>

#include "ui/anchor.hpp"
#include "viz/label_place.hpp"

namespace epochs::viz {
namespace {

using ui::Token;

constexpr float kReach = 14;

void diamond(ui::Canvas& canvas, ui::Vec2 c, float s, ui::Color color) {
  const ui::Vec2 corners[] = {{c.x, c.y - s}, {c.x + s, c.y}, {c.x, c.y + s}, {c.x - s, c.y}};
  canvas.polygon(corners, color);
}

constexpr std::size_t kMostAvoided = 2000;   // in a denser cloud every place is as good as any other

// The pill with the selected point's name, in the quietest of the four directions.
void draw_pill(ui::Ui& ui, const Plane& plane, ui::Vec2 at, std::span<const Dot> dots, const ScatterStyle& style) {
  const ui::TextStyle text{ui::Face::Medium, ui::kSmall};
  const float width = ui.canvas.text_width(style.label, text) + 20;
  constexpr std::array<ui::Vec2, 4> kDirections{{{1, -1}, {-1, -1}, {1, 1}, {-1, 1}}};
  std::array<ui::Rect, 4> places;
  for (std::size_t i = 0; i < places.size(); ++i)
    places[i] = {kDirections[i].x > 0 ? at.x + 24 : at.x - 24 - width, kDirections[i].y < 0 ? at.y - 43 : at.y + 17, width, 26};
  std::vector<ui::Vec2> points;
  for (const Dot& dot : dots.first(std::min(dots.size(), kMostAvoided))) points.push_back(plane.to_units(dot.x, dot.y));
  const auto best = static_cast<std::size_t>(quietest_place(places, {points, {}, plane.area}));
  const ui::Rect pill = places[best];
  const ui::Vec2 way = kDirections[best];
  const ui::Color ink = ui.color(Token::Text1);
  ui.canvas.line({at.x + 12 * way.x, at.y + 12 * way.y}, {way.x > 0 ? pill.x + 4 : pill.right() - 4, way.y > 0 ? pill.y + 4 : pill.bottom() - 4}, ink, 1.2f);
  ui.canvas.fill(pill, ink, 13);
  ui.canvas.text({pill.x + 10, pill.center().y + 4.6f}, style.label, text, ui.color(Token::InkOn));
}

void draw_selection(ui::Ui& ui, const Plane& plane, std::span<const Dot> dots, const ScatterStyle& style) {
  const Dot& dot = dots[static_cast<std::size_t>(style.selected)];
  const ui::Vec2 at = plane.to_units(dot.x, dot.y);
  const ui::Color ink = ui.color(Token::Text1);
  ui.canvas.disc(at, 13, with_alpha(ink, 0.14f));
  ui.canvas.circle(at, 13, ink, 2);
  ui.canvas.circle(at, 17, with_alpha(ink, 0.35f), 1);
  draw_dot(ui, at, dot.positive, style.radius + 0.6f, plot_ground(ui.theme));
  if (!style.label.empty()) draw_pill(ui, plane, at, dots, style);
}

void take_input(ui::Ui& ui, const Plane& plane, ScatterState& state, const ScatterStyle& style, ScatterResult& result) {
  const ui::Vec2 p = ui.pointer.position;
  result.x = plane.from_x(p.x), result.y = plane.from_y(p.y);
  const bool inside = plane.area.contains(p);
  if (ui.pointer.pressed && inside) state = {result.hovered, false, true};
  if (ui.pointer.right_pressed && inside && style.editable) result.removed = result.hovered;
  if (state.dragged >= 0 && ui.pointer.down && style.editable && (ui.pointer.moved.x != 0 || ui.pointer.moved.y != 0) && inside) {
    state.moved = true;
    result.dragged = state.dragged;
  }
  if (!ui.pointer.released) return;
  if (state.dragged >= 0 && !state.moved) result.clicked = state.dragged;
  if (state.dragged >= 0 && state.moved) result.dropped = true;
  if (state.pressed && state.dragged < 0 && inside && result.hovered < 0 && style.editable) result.added = true;
  state = {};
}

}  // namespace

void draw_dot(ui::Ui& ui, ui::Vec2 at, bool positive, float radius, ui::Color ground) {
  if (positive) {
    ui.canvas.disc(at, radius + 1.4f, ground);
    ui.canvas.disc(at, radius, ui.color(Token::Positive));
  } else {
    diamond(ui.canvas, at, radius + 2.6f, ground);
    diamond(ui.canvas, at, radius + 1, ui.color(Token::Negative));
  }
}

int nearest_dot(const Plane& plane, std::span<const Dot> dots, ui::Vec2 place, float reach) {
  int best = -1;
  float distance = reach;
  for (std::size_t i = 0; i < dots.size(); ++i) {
    const ui::Vec2 d = plane.to_units(dots[i].x, dots[i].y) - place;
    const float here = std::hypot(d.x, d.y);
    if (here < distance) distance = here, best = static_cast<int>(i);
  }
  return best;
}

ScatterResult scatter(ui::Ui& ui, std::string_view id, const Plane& plane, std::span<const Dot> dots, ScatterState& state, const ScatterStyle& style) {
  ScatterResult result;
  ui.anchors.add(id, plane.area);
  if (plane.area.contains(ui.pointer.position)) result.hovered = nearest_dot(plane, dots, ui.pointer.position, kReach);
  take_input(ui, plane, state, style, result);

  const ui::Color ground = plot_ground(ui.theme), ink = ui.color(Token::Text1);
  ui.canvas.push_clip(plane.area);
  for (std::size_t i = 0; i < dots.size(); ++i) {
    const ui::Vec2 at = plane.to_units(dots[i].x, dots[i].y);
    draw_dot(ui, at, dots[i].positive, style.radius, ground);
    if (dots[i].ringed) ui.canvas.circle(at, style.radius + 4.2f, with_alpha(ink, 0.55f), 1.2f);
    if (static_cast<int>(i) == result.hovered) ui.canvas.circle(at, style.radius + 4.2f, ink, 1.6f);
    if (dots.size() <= 200) ui.anchors.add(std::string(id) + "/" + std::to_string(i), {at.x - 4, at.y - 4, 8, 8});
  }
  if (style.selected >= 0 && style.selected < static_cast<int>(dots.size())) draw_selection(ui, plane, dots, style);
  ui.canvas.pop_clip();
  return result;
}

}  // namespace epochs::viz
