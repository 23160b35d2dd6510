#include "viz/scatter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "ui/press.hpp"
#include "viz/label_place.hpp"

namespace epochs::viz {
namespace {

using ui::Token;

void diamond(ui::Canvas& canvas, ui::Vec2 c, float s, ui::Color color) {
  const ui::Vec2 corners[] = {{c.x, c.y - s}, {c.x + s, c.y}, {c.x, c.y + s}, {c.x - s, c.y}};
  canvas.polygon(corners, color);
}

constexpr std::size_t kMostAvoided = 2000;   // in a denser cloud every place is as good as any other

// The pill with the selected point's name, in the quietest of the four directions. Where it stands.
ui::Rect draw_pill(ui::Ui& ui, const Plane& plane, ui::Vec2 at, std::span<const Dot> dots, const ScatterStyle& style) {
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
  return pill;
}

ui::Rect draw_selection(ui::Ui& ui, const Plane& plane, std::span<const Dot> dots, const ScatterStyle& style) {
  const Dot& dot = dots[static_cast<std::size_t>(style.selected)];
  const ui::Vec2 at = plane.to_units(dot.x, dot.y);
  const ui::Color ink = ui.color(Token::Text1);
  ui.canvas.disc(at, 13, with_alpha(ink, 0.14f));
  ui.canvas.circle(at, 13, ink, 2);
  ui.canvas.circle(at, 17, with_alpha(ink, 0.35f), 1);
  draw_dot(ui, at, dot.positive, style.radius + 0.6f, plot_ground(ui.theme));
  return style.label.empty() ? ui::Rect{} : draw_pill(ui, plane, at, dots, style);
}

void drop(ScatterState& state) { state.dragged = -1, state.moved = state.pressed = false; }

void take_input(ui::Ui& ui, const Plane& plane, ScatterState& state, const ScatterStyle& style, ScatterResult& result) {
  const ui::Vec2 p = ui.pointer.position;
  result.x = plane.from_x(p.x), result.y = plane.from_y(p.y);
  const bool inside = plane.area.contains(p);
  if (ui.pointer.pressed && inside) state.dragged = result.hovered, state.moved = false, state.pressed = true;
  if (ui.pointer.right_pressed && inside && style.editable) result.removed = result.hovered;
  if (state.dragged >= 0 && ui.pointer.down && style.editable && (ui.pointer.moved.x != 0 || ui.pointer.moved.y != 0) && inside) {
    state.moved = true;
    result.dragged = state.dragged;
  }
  if (!ui.pointer.released) return;
  if (state.dragged >= 0 && !state.moved) result.clicked = state.dragged;
  if (state.dragged >= 0 && state.moved) result.dropped = true;
  if (state.pressed && state.dragged < 0 && inside && result.hovered < 0 && style.editable) result.added = true;
  drop(state);
}

// While the keyboard is on the picture: arrows lead from point to point, Enter clicks, Delete removes.
void take_keys(ui::Ui& ui, std::string_view id, const Plane& plane, std::span<const Dot> dots, ScatterState& state, const ScatterStyle& style, ScatterResult& result) {
  if (!ui.focus.add(id) || !ui.focus.visible() || dots.empty()) return;
  ui::focus_outline(ui, plane.area, 8);
  ui.focus.begin_browsing();
  const int last = static_cast<int>(dots.size()) - 1;
  if (state.cursor < 0) state.cursor = style.selected >= 0 ? style.selected : std::max(0, nearest_dot(plane, dots, plane.area.center(), 1e9f));
  state.cursor = std::min(state.cursor, last);
  for (const ui::KeyPress& key : ui.typed) {
    if (key.key >= ui::Key::Left && key.key <= ui::Key::Down) state.cursor = next_dot(plane, dots, state.cursor, key.key);
    if (key.key == ui::Key::Home) state.cursor = 0;
    if (key.key == ui::Key::End) state.cursor = last;
    if (key.key == ui::Key::Delete && style.editable) result.removed = state.cursor;
  }
  if (result.hovered < 0) result.hovered = state.cursor;
  if (ui.focus.activated(id)) result.clicked = state.cursor;
}

// Thousands of points: one draw call, the rings in a second one.
void draw_cloud(ui::Ui& ui, const Plane& plane, std::span<const Dot> dots, ScatterState& state, float radius) {
  std::vector<ui::Mark> marks, rings;
  marks.reserve(dots.size());
  const ui::Color positive = with_alpha(ui.color(Token::Positive), 0.85f), negative = with_alpha(ui.color(Token::Negative), 0.85f);
  const ui::Color ring = with_alpha(ui.color(Token::Text1), 0.4f);
  for (const Dot& dot : dots) {
    const ui::Vec2 at = plane.to_units(dot.x, dot.y);
    if (dot.positive) marks.push_back({at, radius, positive, ui::MarkShape::Disc});
    else marks.push_back({at, radius * 1.25f, negative, ui::MarkShape::Diamond});
    if (dot.ringed) rings.push_back({at, radius + 1.6f, ring, ui::MarkShape::Ring});
  }
  const ui::Texture sheet = state.sheet.texture(radius * ui.scale);
  ui.canvas.marks(sheet, marks);
  ui.canvas.marks(sheet, rings);
}

void draw_dots(ui::Ui& ui, std::string_view id, const Plane& plane, std::span<const Dot> dots, float radius) {
  const ui::Color ground = plot_ground(ui.theme);
  for (std::size_t i = 0; i < dots.size(); ++i) {
    const ui::Vec2 at = plane.to_units(dots[i].x, dots[i].y);
    draw_dot(ui, at, dots[i].positive, radius, ground);
    if (dots[i].ringed) ui.canvas.circle(at, radius + 4.2f, with_alpha(ui.color(Token::Text1), 0.55f), 1.2f);
    if (dots.size() <= 200) ui.anchors.add(std::string(id) + "/" + std::to_string(i), {at.x - 4, at.y - 4, 8, 8});
  }
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
  float distance = reach * reach;   // without roots: 10,000 points take about 20 µs, less than filling a grid would
  for (std::size_t i = 0; i < dots.size(); ++i) {
    const ui::Vec2 d = plane.to_units(dots[i].x, dots[i].y) - place;
    if (const float here = d.x * d.x + d.y * d.y; here < distance) distance = here, best = static_cast<int>(i);
  }
  return best;
}

int next_dot(const Plane& plane, std::span<const Dot> dots, int from, ui::Key arrow) {
  if (from < 0 || from >= static_cast<int>(dots.size())) return from;
  const ui::Vec2 way = arrow == ui::Key::Left ? ui::Vec2{-1, 0} : arrow == ui::Key::Right ? ui::Vec2{1, 0} : arrow == ui::Key::Up ? ui::Vec2{0, -1} : ui::Vec2{0, 1};
  const Dot& start = dots[static_cast<std::size_t>(from)];
  const ui::Vec2 here = plane.to_units(start.x, start.y);
  int best = from;
  float least = 1e30f;
  for (std::size_t i = 0; i < dots.size(); ++i) {
    const ui::Vec2 d = plane.to_units(dots[i].x, dots[i].y) - here;
    const float ahead = d.x * way.x + d.y * way.y, aside = std::abs(d.x * way.y) + std::abs(d.y * way.x);
    if (static_cast<int>(i) == from || ahead <= 0 || !plane.area.contains(here + d) || aside > 2 * ahead) continue;
    if (const float cost = ahead + 2 * aside; cost < least) least = cost, best = static_cast<int>(i);
  }
  return best;
}

ScatterResult scatter(ui::Ui& ui, std::string_view id, const Plane& plane, std::span<const Dot> dots, ScatterState& state, const ScatterStyle& style) {
  ScatterResult result;
  ui.anchors.add(id, plane.area);
  if (plane.area.contains(ui.pointer.position)) result.hovered = nearest_dot(plane, dots, ui.pointer.position, kHoverReach);
  if (state.dragged >= static_cast<int>(dots.size())) drop(state);   // it was removed by someone else meanwhile
  take_input(ui, plane, state, style, result);
  take_keys(ui, id, plane, dots, state, style, result);
  if (result.removed >= 0) drop(state), result.dragged = -1;         // the next point has its number now
  const bool cloud = dots.size() > kCloud;
  const float radius = cloud ? std::min(style.radius, 2.6f) : style.radius;
  ui.canvas.push_clip(plane.area);
  if (cloud) draw_cloud(ui, plane, dots, state, radius);
  else draw_dots(ui, id, plane, dots, radius);
  if (result.hovered >= 0) {
    const Dot& dot = dots[static_cast<std::size_t>(result.hovered)];
    ui.canvas.circle(plane.to_units(dot.x, dot.y), radius + 4.2f, ui.color(Token::Text1), 1.6f);
  }
  if (style.selected >= 0 && style.selected < static_cast<int>(dots.size())) result.label = draw_selection(ui, plane, dots, style);
  ui.canvas.pop_clip();
  return result;
}

}  // namespace epochs::viz
