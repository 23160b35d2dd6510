#include "viz/scatter3d.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "ui/anchor.hpp"
#include "viz/axes.hpp"

namespace epochs::viz {
namespace {

using ui::Token;

constexpr std::size_t kManyPoints = 500;

void turn(const ui::Ui& ui, ui::Rect area, Scatter3dState& state) {
  const bool inside = area.contains(ui.pointer.position);
  if (inside && ui.pointer.pressed) state.turning = true;
  if (!ui.pointer.down) state.turning = false;
  if (state.turning) {
    state.yaw += ui.pointer.moved.x * 0.01f;
    state.pitch = std::clamp(state.pitch + ui.pointer.moved.y * 0.01f, -1.5f, 1.5f);
  }
  if (inside && ui.pointer.wheel != 0) state.zoom = std::clamp(state.zoom * std::pow(1.15f, ui.pointer.wheel), 0.3f, 5.0f);
}

void draw_axes(ui::Ui& ui, const Scatter3dState& state, ui::Rect area) {
  const ui::Color ink = with_alpha(ui.color(Token::Text1), 0.14f);
  const Point3 ends[3][2] = {{{-1, 0, 0}, {1, 0, 0}}, {{0, -1, 0}, {0, 1, 0}}, {{0, 0, -1}, {0, 0, 1}}};
  for (const auto& [from, to] : ends) ui.canvas.line(project(from, state, area).at, project(to, state, area).at, ink);
}

}  // namespace

Projected project(const Point3& p, const Scatter3dState& state, ui::Rect area) {
  const auto x = static_cast<float>(p.x), y = static_cast<float>(p.y), z = static_cast<float>(p.z);
  const float cy = std::cos(state.yaw), sy = std::sin(state.yaw), cp = std::cos(state.pitch), sp = std::sin(state.pitch);
  const float right = cy * x + sy * z, away = -sy * x + cy * z, up = cp * y - sp * away, depth = sp * y + cp * away;
  const float size = 0.42f * std::min(area.w, area.h) * state.zoom / (1 - 0.18f * std::clamp(depth, -2.0f, 2.0f));
  return {{area.center().x + right * size, area.center().y - up * size}, depth};
}

Scatter3dResult scatter3d(ui::Ui& ui, std::string_view id, ui::Rect area, std::span<const Point3> points, Scatter3dState& state, int selected) {
  Scatter3dResult result;
  ui.anchors.add(id, area);
  turn(ui, area, state);
  std::vector<Projected> places;
  places.reserve(points.size());
  for (const Point3& point : points) places.push_back(project(point, state, area));
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return places[a].depth < places[b].depth; });

  ui.canvas.fill(area, plot_ground(ui.theme), 8);
  ui.canvas.push_clip(area);
  draw_axes(ui, state, area);
  float reach = 14;
  for (const std::size_t i : order) {
    const Projected& p = places[i];
    const float near = std::clamp(0.5f + 0.4f * p.depth, 0.0f, 1.0f);
    const ui::Color color = with_alpha(ui.color(points[i].color), 0.35f + 0.65f * near);
    const float r = points.size() > kManyPoints ? 0.9f + 0.8f * near : 2.6f + 2.4f * near;
    if (points.size() > kManyPoints) ui.canvas.fill({p.at.x - r, p.at.y - r, 2 * r, 2 * r}, color);
    else ui.canvas.disc(p.at, r, color);
    const ui::Vec2 d = p.at - ui.pointer.position;
    if (const float distance = std::hypot(d.x, d.y); distance < reach && !state.turning) reach = distance, result.hovered = static_cast<int>(i);
  }
  if (ui.pointer.pressed) result.clicked = result.hovered;
  if (result.hovered >= 0) ui.canvas.circle(places[static_cast<std::size_t>(result.hovered)].at, 8, ui.color(Token::Text1), 1.6f);
  if (selected >= 0 && selected < static_cast<int>(places.size())) {
    ui.canvas.circle(places[static_cast<std::size_t>(selected)].at, 10, ui.color(Token::Text1), 2);
    ui.canvas.circle(places[static_cast<std::size_t>(selected)].at, 14, with_alpha(ui.color(Token::Text1), 0.35f), 1);
  }
  ui.canvas.pop_clip();
  return result;
}

}  // namespace epochs::viz
