#include "viz/axes.hpp"

#include <algorithm>
#include <cmath>

namespace epochs::viz {

using ui::Token;

std::vector<double> ticks(Range range, int most) {
  std::vector<double> out;
  if (!(range.span() > 0) || !std::isfinite(range.span()) || most < 1) return out;
  const double rough = range.span() / most, power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0, 10.0, 20.0}) {
    const double step = factor * power;
    const double first = std::ceil(range.low / step - 1e-9), last = std::floor(range.high / step + 1e-9);
    if (last - first + 1 > most) continue;
    for (double i = first; i <= last; ++i) out.push_back(i == 0 ? 0.0 : i * step);
    return out;
  }
  return out;
}

int decimals_for(const std::vector<double>& values) {
  if (values.size() < 2) return 0;
  const double step = values[1] - values[0];
  return std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 6);
}

Plane square_plane(ui::Rect area, double half_height) {
  area.w = std::max(area.w, 1.0f), area.h = std::max(area.h, 1.0f);   // a tiny window leaves a panel nothing
  const double half_width = half_height * static_cast<double>(area.w) / static_cast<double>(area.h);
  return {area, {-half_width, half_width}, {-half_height, half_height}};
}

ui::Color plot_ground(const ui::Theme& theme) {
  return theme.brightness == ui::Brightness::Dark ? mix(theme[Token::Surface1], theme[Token::Background], 0.5f) : mix(theme[Token::Surface1], theme[Token::Background], 0.4f);
}

namespace {

// No more than stand apart in print; six where there is room.
std::vector<double> ticks_along(Range range, float length, float apart) { return ticks(range, std::clamp(static_cast<int>(length / apart), 1, 6)); }
std::vector<double> x_ticks(const Plane& plane) { return ticks_along(plane.x, plane.area.w, 36); }
std::vector<double> y_ticks(const Plane& plane) { return ticks_along(plane.y, plane.area.h, 16); }

}  // namespace

void draw_grid(ui::Ui& ui, const Plane& plane) {
  const ui::Color ink = ui.color(Token::Text1);
  for (const double v : x_ticks(plane)) ui.canvas.line(plane.to_units(v, plane.y.low), plane.to_units(v, plane.y.high), with_alpha(ink, v == 0 ? 0.14f : 0.05f));
  for (const double v : y_ticks(plane)) ui.canvas.line(plane.to_units(plane.x.low, v), plane.to_units(plane.x.high, v), with_alpha(ink, v == 0 ? 0.14f : 0.05f));
}

void draw_ticks(ui::Ui& ui, const Plane& plane, const AxisLabels& labels) {
  const ui::TextStyle number{ui::Face::Mono, ui::kTick};
  const auto xs = x_ticks(plane), ys = y_ticks(plane);
  for (const double v : xs) ui.canvas.text({plane.to_x(v), plane.area.bottom() + 18}, format_number(v, decimals_for(xs)), number, ui.color(Token::Text3), ui::Align::Center);
  for (const double v : ys) ui.canvas.text({plane.area.x - 10, plane.to_y(v) + 4.5f}, format_number(v, decimals_for(ys)), number, ui.color(Token::Text3), ui::Align::Right);
  const ui::TextStyle title{ui::Face::Ui, ui::kSmall};
  const std::string up = labels.y.empty() ? std::string() : labels.y + "  ↑";
  if (ui.canvas.text_width(up, title) + ui.canvas.text_width(labels.x, title) + 16 > plane.area.w) return;   // they would lie over each other
  if (!up.empty()) ui.canvas.text({plane.area.x, plane.area.bottom() + 38}, up, title, ui.color(Token::Text2));
  if (!labels.x.empty()) ui.canvas.text({plane.area.right(), plane.area.bottom() + 38}, labels.x, title, ui.color(Token::Text2), ui::Align::Right);
}

}  // namespace epochs::viz
