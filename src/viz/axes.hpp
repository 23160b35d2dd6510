// Ticks at 1, 2, 5 × 10^n, and the plane of a plot: data coordinates (y upwards) to units (y downwards).
#pragma once

#include <string>
#include <vector>

#include "ui/frame.hpp"

namespace epochs::viz {

inline constexpr float kHoverReach = 14;   // u: how near to a point the pointer has to come

struct Range {
  double low = 0, high = 1;
  double span() const { return high - low; }
  bool contains(double v) const { return v >= low && v <= high; }
};

// At most `most` ticks inside the range, at multiples of 1, 2 or 5 × 10^n.
std::vector<double> ticks(Range range, int most = 6);
int decimals_for(const std::vector<double>& tick_values);   // so that neighbours differ in print

struct Plane {
  ui::Rect area;
  Range x, y;
  float to_x(double v) const { return area.x + static_cast<float>((v - x.low) / x.span()) * area.w; }
  float to_y(double v) const { return area.bottom() - static_cast<float>((v - y.low) / y.span()) * area.h; }
  ui::Vec2 to_units(double vx, double vy) const { return {to_x(vx), to_y(vy)}; }
  double from_x(float u) const { return x.low + static_cast<double>((u - area.x) / area.w) * x.span(); }
  double from_y(float u) const { return y.low + static_cast<double>((area.bottom() - u) / area.h) * y.span(); }
};

// The plane with equal units on both axes that fills `area` and holds ±half_height around 0 vertically.
Plane square_plane(ui::Rect area, double half_height);

ui::Color plot_ground(const ui::Theme& theme);             // 2 % darker than a panel
struct AxisLabels {
  std::string x, y;                                        // words with the variable; y stands under the plot at the left, with an arrow
};
void draw_grid(ui::Ui& ui, const Plane& plane);            // grid and zero lines, inside the area
void draw_ticks(ui::Ui& ui, const Plane& plane, const AxisLabels& labels);   // numbers and titles, outside; the titles where both have room

}  // namespace epochs::viz
