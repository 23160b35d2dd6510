#include "viz/scatter3d.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "ui/press.hpp"
#include "viz/axes.hpp"

namespace epochs::viz {
namespace {

using ui::Token;

constexpr std::size_t kManyPoints = 500;

void turn(const ui::Ui& ui, ui::Rect area, Scatter3dState& state) {
  const bool inside = area.contains(ui.pointer.position);
  if (inside && ui.pointer.pressed) state.turning = true, state.moved = false;
  if (!ui.pointer.down && !ui.pointer.released) state.turning = false;
  if (state.turning && (ui.pointer.moved.x != 0 || ui.pointer.moved.y != 0) && !ui.pointer.pressed) {
    state.moved = true;
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

// Sines and cosines are taken once a picture, not once a point.
class Camera {
 public:
  Camera(const Scatter3dState& state, ui::Rect area)
      : cy_(std::cos(state.yaw)), sy_(std::sin(state.yaw)), cp_(std::cos(state.pitch)), sp_(std::sin(state.pitch)), center_(area.center()),
        size_(0.42f * std::min(area.w, area.h) * state.zoom) {}
  Projected see(const Point3& p) const {
    const auto x = static_cast<float>(p.x), y = static_cast<float>(p.y), z = static_cast<float>(p.z);
    const float right = cy_ * x + sy_ * z, away = -sy_ * x + cy_ * z, up = cp_ * y - sp_ * away, depth = sp_ * y + cp_ * away;
    const float size = size_ / (1 - 0.18f * std::clamp(depth, -2.0f, 2.0f));
    return {{center_.x + right * size, center_.y - up * size}, depth};
  }

 private:
  float cy_, sy_, cp_, sp_;
  ui::Vec2 center_;
  float size_;
};

// From far to near, in 1,024 steps of depth: one pass to count, one to place.
std::vector<int> far_to_near(const std::vector<Projected>& places) {
  constexpr int kSteps = 1024;
  std::array<int, kSteps + 1> starts{};
  const auto step = [](float depth) { return static_cast<std::size_t>(std::clamp((depth + 2) * 0.25f, 0.0f, 0.9999f) * kSteps); };
  for (const Projected& p : places) ++starts[step(p.depth) + 1];
  for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
  std::vector<int> order(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) order[static_cast<std::size_t>(starts[step(places[i].depth)]++)] = static_cast<int>(i);
  return order;
}

// The point under `place`; of two that are about as near, the one in front.
int nearest_place(const std::vector<Projected>& places, ui::Vec2 place, float reach) {
  int best = -1;
  float least = reach * reach;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const ui::Vec2 d = places[i].at - place;
    const float here = d.x * d.x + d.y * d.y - 4 * places[i].depth;
    if (here < least) least = here, best = static_cast<int>(i);
  }
  return best;
}

int next_place(const std::vector<Projected>& places, int from, ui::Vec2 way) {
  int best = from;
  float least = 1e30f;
  const ui::Vec2 here = places[static_cast<std::size_t>(from)].at;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const ui::Vec2 d = places[i].at - here;
    const float ahead = d.x * way.x + d.y * way.y, aside = std::abs(d.x * way.y) + std::abs(d.y * way.x);
    if (static_cast<int>(i) == from || ahead <= 0 || aside > 2 * ahead) continue;
    if (const float cost = ahead + 2 * aside; cost < least) least = cost, best = static_cast<int>(i);
  }
  return best;
}

void take_keys(ui::Ui& ui, std::string_view id, ui::Rect area, const std::vector<Projected>& places, Scatter3dState& state, Scatter3dResult& result) {
  if (!ui.focus.add(id) || !ui.focus.visible() || places.empty()) return;
  ui::focus_outline(ui, area, 8);
  ui.focus.begin_browsing();
  if (state.cursor < 0) state.cursor = std::max(0, nearest_place(places, area.center(), 1e9f));
  state.cursor = std::min(state.cursor, static_cast<int>(places.size()) - 1);
  for (const ui::KeyPress& key : ui.typed) {
    const ui::Vec2 way = key.key == ui::Key::Left ? ui::Vec2{-1, 0} : key.key == ui::Key::Right ? ui::Vec2{1, 0} : key.key == ui::Key::Up ? ui::Vec2{0, -1} : key.key == ui::Key::Down ? ui::Vec2{0, 1} : ui::Vec2{};
    if (way == ui::Vec2{}) continue;
    if (key.shift) state.cursor = next_place(places, state.cursor, way);
    else state.yaw += 0.1f * way.x, state.pitch = std::clamp(state.pitch + 0.1f * way.y, -1.5f, 1.5f);
  }
  if (result.hovered < 0) result.hovered = state.cursor;
  if (ui.focus.activated(id)) result.clicked = state.cursor;
}

void draw_points(ui::Ui& ui, std::span<const Point3> points, const std::vector<Projected>& places, Scatter3dState& state) {
  const bool many = points.size() > kManyPoints;
  std::vector<ui::Mark> marks;
  marks.reserve(points.size());
  for (const int i : far_to_near(places)) {
    const Projected& p = places[static_cast<std::size_t>(i)];
    const float near = std::clamp(0.5f + 0.4f * p.depth, 0.0f, 1.0f);
    const auto& [x, y, z, token, own] = points[static_cast<std::size_t>(i)];
    const ui::MarkShape shape = own != ui::MarkShape::Count ? own : token == Token::Negative ? ui::MarkShape::Diamond : ui::MarkShape::Disc;
    marks.push_back({p.at, many ? 1.1f + 1.1f * near : 2.6f + 2.4f * near, with_alpha(ui.color(token), 0.35f + 0.65f * near), shape});
  }
  ui.canvas.marks(state.sheet.texture((many ? 2.2f : 5.0f) * ui.scale), marks);
}

}  // namespace

Projected project(const Point3& point, const Scatter3dState& state, ui::Rect area) { return Camera(state, area).see(point); }

Scatter3dResult scatter3d(ui::Ui& ui, std::string_view id, ui::Rect area, std::span<const Point3> points, Scatter3dState& state, int selected) {
  Scatter3dResult result;
  ui.anchors.add(id, area);
  turn(ui, area, state);
  const Camera camera(state, area);
  std::vector<Projected> places;
  places.reserve(points.size());
  for (const Point3& point : points) places.push_back(camera.see(point));
  if (area.contains(ui.pointer.position) && !(state.turning && state.moved)) result.hovered = nearest_place(places, ui.pointer.position, kHoverReach);
  if (ui.pointer.released && state.turning && !state.moved) result.clicked = result.hovered;
  take_keys(ui, id, area, places, state, result);

  ui.canvas.fill(area, plot_ground(ui.theme), 8);
  ui.canvas.push_clip(area);
  draw_axes(ui, state, area);
  draw_points(ui, points, places, state);
  if (result.hovered >= 0) ui.canvas.circle(places[static_cast<std::size_t>(result.hovered)].at, 8, ui.color(Token::Text1), 1.6f);
  if (selected >= 0 && selected < static_cast<int>(places.size())) {
    ui.canvas.circle(places[static_cast<std::size_t>(selected)].at, 10, ui.color(Token::Text1), 2);
    ui.canvas.circle(places[static_cast<std::size_t>(selected)].at, 14, with_alpha(ui.color(Token::Text1), 0.35f), 1);
  }
  ui.canvas.pop_clip();
  return result;
}

}  // namespace epochs::viz
