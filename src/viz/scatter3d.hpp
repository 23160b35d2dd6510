// Points in space, turned by dragging: near points are larger and stronger, so that depth is seen without an axis box.
#pragma once

#include <span>
#include <string>

#include "ui/frame.hpp"
#include "viz/gl/mark_sheet.hpp"

namespace epochs::viz {

struct Point3 {
  double x = 0, y = 0, z = 0;          // about −1 … 1
  ui::Token color = ui::Token::Positive;
  ui::MarkShape shape = ui::MarkShape::Count;    // Count: by the colour, as on the plane
};

struct Scatter3dState {
  float yaw = 0.6f, pitch = 0.35f, zoom = 1;   // radians
  bool turning = false;
  bool moved = false;                  // since the button went down: a turn is no click
  int cursor = -1;                     // where the keyboard is
  gl::MarkSheet sheet;
};

struct Scatter3dResult {
  int hovered = -1, clicked = -1;
};

// Where a point stands on screen; depth grows towards the learner.
struct Projected {
  ui::Vec2 at;
  float depth = 0;
};
Projected project(const Point3& point, const Scatter3dState& state, ui::Rect area);

// Over 500 points all are one draw call, from far to near; 10,000 take about a millisecond. With the keyboard on it the arrows turn it,
// with Shift they lead from point to point, and Enter clicks.
Scatter3dResult scatter3d(ui::Ui& ui, std::string_view id, ui::Rect area, std::span<const Point3> points, Scatter3dState& state, int selected = -1);

}  // namespace epochs::viz
