// What a classifier says everywhere in the plane, as a tint of the plot's ground, with its boundary.
#pragma once

#include <span>

#include "viz/axes.hpp"

namespace epochs::viz {

// A line w1·x + w2·y + b = 0. The tint follows tanh(distance / 0.9).
struct Line {
  double w1 = 0, w2 = 0, b = 0;
  bool exists() const { return w1 != 0 || w2 != 0; }
};

// A grid of scores over a rectangle of the plane, row by row from the top left; 0 is the boundary, ±1 is certain.
struct ScoreGrid {
  std::span<const float> scores;
  int columns = 0, rows = 0;
  Range x, y;
};

ui::Color field_tint(const ui::Theme& theme, ui::Color ground, float strength);   // strength −1 … +1: how far from the boundary

void draw_field(ui::Ui& ui, const Plane& plane, const Line& line);
void draw_field(ui::Ui& ui, const Plane& plane, const ScoreGrid& grid);

// Clipped to the plane. The boundary itself is tx1, 2.2 u; an older one is thin and pale (age 1 … 4).
void draw_boundary(ui::Ui& ui, const Plane& plane, const Line& line);
void draw_old_boundary(ui::Ui& ui, const Plane& plane, const Line& line, int age);
void draw_boundary(ui::Ui& ui, const Plane& plane, const ScoreGrid& grid);
// The vector (w1, w2) from the boundary's nearest point to the origin, `length` data units long; returns its tip.
ui::Vec2 draw_normal(ui::Ui& ui, const Plane& plane, const Line& line, double length = 0.62);

// A small picture of a grid without axes: what one unit answers. Zero is the ground.
void draw_small_field(ui::Ui& ui, ui::Rect area, const ScoreGrid& grid);

}  // namespace epochs::viz
