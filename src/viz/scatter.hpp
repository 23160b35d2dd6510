// Points of the plane in two classes: discs for +1, diamonds for −1, never told apart by colour alone.
#pragma once

#include <span>
#include <string>

#include "viz/axes.hpp"
#include "viz/gl/mark_sheet.hpp"

namespace epochs::viz {

struct Dot {
  double x = 0, y = 0;
  bool positive = true;
  bool ringed = false;         // on the wrong side
};

struct ScatterState {
  int dragged = -1;
  bool moved = false;
  bool pressed = false;        // the button went down inside the plot
  int cursor = -1;             // where the keyboard is
  gl::MarkSheet sheet;         // shapes of a cloud
};

struct ScatterStyle {
  int selected = -1;
  std::string label;           // pill beside the selected point; empty: none
  bool editable = false;       // dragging, adding and deleting are reported
  float radius = 4.8f;
};

struct ScatterResult {
  int hovered = -1, clicked = -1;   // by the pointer, or by the keyboard: arrows go to the next point that way, Enter clicks
  int dragged = -1;            // to (x, y)
  int removed = -1;            // right button, or Delete with the keyboard on a point
  bool added = false;          // an empty place was clicked, at (x, y)
  bool dropped = false;        // the drag ended in this frame
  double x = 0, y = 0;         // data coordinates
  ui::Rect label;              // where the pill stands: other labels keep off it; empty without one
};

// More points than this are a cloud: drawn in one call, without grounds of their own; 10,000 take less than a millisecond.
inline constexpr std::size_t kCloud = 500;

// The point that an arrow key leads to: the nearest one that lies that way rather than aside; `from` when there is none.
int next_dot(const Plane& plane, std::span<const Dot> dots, int from, ui::Key arrow);

// Index of the point nearest to a place, within `reach` units; −1: none.
int nearest_dot(const Plane& plane, std::span<const Dot> dots, ui::Vec2 place, float reach);

// Draws inside plane.area; the caller draws field and grid before. `id` names the anchors ("ID/12" is point 12).
ScatterResult scatter(ui::Ui& ui, std::string_view id, const Plane& plane, std::span<const Dot> dots, ScatterState& state, const ScatterStyle& style = {});

void draw_dot(ui::Ui& ui, ui::Vec2 at, bool positive, float radius, ui::Color ground);   // also for legends

}  // namespace epochs::viz
