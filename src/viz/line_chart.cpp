#include "viz/line_chart.hpp"

#include <algorithm>
#include <cmath>

#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "ui/pattern.hpp"
#include "ui/press.hpp"
#include "viz/decimate.hpp"
#include "viz/tooltip.hpp"

namespace epochs::viz {
namespace {

using ui::Token;
using ui::Vec2;

// y of the plane is the value itself or its decimal logarithm.
struct Chart {
  Plane plane;
  bool logarithmic = false;
  double to_axis(double y) const { return logarithmic ? std::log10(y) : y; }
  bool drawable(double y) const { return std::isfinite(y) && (!logarithmic || y > 0); }
  Vec2 place(double x, double y) const { return plane.to_units(x, to_axis(y)); }
};

Range widened(Range range) {
  if (range.low > range.high) return {0, 1};
  if (range.low == range.high) return {range.low - 0.5, range.high + 0.5};
  return range;
}

Chart chart_of(ui::Rect plot, std::span<const Series> series, const LineChartState& state, const LineChartStyle& style) {
  Range x{1e300, -1e300}, y{1e300, -1e300};
  double least = 1e300;          // positive
  for (const Series& s : series)
    for (std::size_t i = 0; i < std::min(s.x.size(), s.y.size()); ++i) {
      if (!std::isfinite(s.y[i])) continue;
      x = {std::min(x.low, s.x[i]), std::max(x.high, s.x[i])};
      y = {std::min(y.low, s.y[i]), std::max(y.high, s.y[i])};
      if (s.y[i] > 0) least = std::min(least, s.y[i]);
    }
  Chart chart;
  chart.logarithmic = least < 1e300 && (style.scale == Scale::Logarithmic || (style.scale == Scale::ByData && y.low > 0 && y.high / y.low > 100));
  if (style.y) y = *style.y;
  if (chart.logarithmic) y = {std::log10(style.y ? style.y->low : least), std::log10(y.high)};
  else if (!style.y) y = {std::min(0.0, y.low), std::max(0.0, y.high)};
  y = widened(y);
  if (!style.y) y.high += 0.06 * y.span();
  chart.plane = {plot, widened(state.zoom.value_or(x)), y};
  return chart;
}

void draw_frame(ui::Ui& ui, const Chart& chart, const LineChartStyle& style) {
  const Plane& plane = chart.plane;
  const ui::TextStyle number{ui::Face::Mono, ui::kTick};
  const ui::Color ink = ui.color(Token::Text1);
  ui.canvas.fill(plane.area, plot_ground(ui.theme), 8);
  const std::vector<double> xs = ticks(plane.x);
  const std::vector<double> ys = chart.logarithmic ? log_ticks({std::pow(10, plane.y.low), std::pow(10, plane.y.high)}) : ticks(plane.y, std::clamp(static_cast<int>(plane.area.h / 16), 2, 5));
  for (const double v : ys) {
    const float y = plane.to_y(chart.to_axis(v));
    ui.canvas.line({plane.area.x, y}, {plane.area.right(), y}, with_alpha(ink, v == 0 ? 0.14f : 0.05f));
    const int decimals = chart.logarithmic ? std::clamp(static_cast<int>(std::ceil(-std::log10(v) - 1e-9)), 0, 6) : decimals_for(ys);
    ui.canvas.text({plane.area.x - 10, y + 4.5f}, format_number(v, decimals), number, ui.color(Token::Text3), ui::Align::Right);
  }
  for (const double v : xs) {
    ui.canvas.line({plane.to_x(v), plane.area.y}, {plane.to_x(v), plane.area.bottom()}, with_alpha(ink, v == 0 ? 0.14f : 0.05f));
    const std::string text = decimals_for(xs) == 0 && std::abs(v) < 1e15 ? group_thousands(static_cast<long long>(std::llround(v))) : format_number(v, decimals_for(xs));
    ui.canvas.text({plane.to_x(v), plane.area.bottom() + 18}, text, number, ui.color(Token::Text3), ui::Align::Center);
  }
  const ui::TextStyle title{ui::Face::Ui, ui::kSmall};
  std::string y_title = style.labels.y;
  if (chart.logarithmic) y_title += ui.say({" (log)", "（对数）"});
  if (!y_title.empty()) ui.canvas.text({plane.area.x, plane.area.bottom() + 38}, y_title + "  ↑", title, ui.color(Token::Text2));
  if (!style.labels.x.empty()) ui.canvas.text({plane.area.right(), plane.area.bottom() + 38}, style.labels.x, title, ui.color(Token::Text2), ui::Align::Right);
}

void draw_piece(ui::Ui& ui, const std::vector<Vec2>& piece, const Series& series) {
  const std::vector<Vec2> line = decimate(piece);
  const ui::Color color = ui.color(series.color);
  if (line.size() == 1) ui.canvas.disc(line[0], 2.5f, color);
  if (series.dashed) ui::dashed_polyline(ui.canvas, line, color, 2, 6, 4);
  else ui.canvas.polyline(line, color, 2.2f);
}

void draw_series(ui::Ui& ui, const Chart& chart, const Series& series) {
  std::vector<Vec2> piece;
  for (std::size_t i = 0; i < std::min(series.x.size(), series.y.size()); ++i) {
    if (chart.drawable(series.y[i])) {
      piece.push_back(chart.place(series.x[i], series.y[i]));
    } else if (!piece.empty()) {
      draw_piece(ui, piece, series);
      piece.clear();
    }
  }
  if (!piece.empty()) draw_piece(ui, piece, series);
}

// At the lines' right ends, pushed apart where they would touch.
void draw_labels(ui::Ui& ui, const Chart& chart, std::span<const Series> series) {
  struct Label {
    float y;
    const Series* series;
  };
  std::vector<Label> labels;
  for (const Series& s : series)
    for (std::size_t i = std::min(s.x.size(), s.y.size()); i-- > 0 && !s.label.empty() && !s.named_beside;)
      if (chart.drawable(s.y[i]) && chart.plane.x.contains(s.x[i])) {
        labels.push_back({chart.place(s.x[i], s.y[i]).y - 8, &s});
        break;
      }
  std::sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) { return a.y > b.y; });
  float lowest = chart.plane.area.bottom() - 8;
  for (const Label& label : labels) {
    const float y = std::max(chart.plane.area.y + 16, std::min(label.y, lowest));
    ui.canvas.text({chart.plane.area.right() - 10, y}, label.series->label, {ui::Face::Medium, ui::kSmall}, ui.color(label.series->color), ui::Align::Right);
    lowest = y - 18;
  }
}

std::size_t nearest(std::span<const double> x, double at) {
  const auto above = std::lower_bound(x.begin(), x.end(), at);
  if (above == x.end()) return x.size() - 1;
  const auto i = static_cast<std::size_t>(above - x.begin());
  return i > 0 && at - x[i - 1] < x[i] - at ? i - 1 : i;
}

void draw_hover(ui::Ui& ui, const Chart& chart, std::span<const Series> series, double at, ui::Vec2 pointer, const LineChartStyle& style) {
  const float x = chart.plane.to_x(at);
  ui.canvas.line({x, chart.plane.area.y}, {x, chart.plane.area.bottom()}, with_alpha(ui.color(Token::Text1), 0.35f));
  std::string text = decimals_for(ticks(chart.plane.x)) == 0 ? group_thousands(static_cast<long long>(std::llround(at))) : format_number(at, 2);
  for (const Series& s : series) {
    if (s.x.empty() || s.y.size() < s.x.size()) continue;
    if (at < s.x.front() || at > s.x.back()) continue;   // a run that ended earlier has nothing to say here
    const std::size_t i = nearest(s.x, at);
    if (!chart.drawable(s.y[i])) continue;
    ui.canvas.disc(chart.place(s.x[i], s.y[i]), 4, ui.color(Token::Text1));
    text += "   " + (s.label.empty() ? "" : s.label + " ") + format_number(s.y[i], style.decimals);
  }
  tooltip(ui, pointer, chart.plane.area, text);
}

// Never past the data: zoomed out to all of it, the chart follows new points again.
void zoom(const ui::Ui& ui, const Chart& chart, std::span<const Series> series, LineChartState& state) {
  if (ui.pointer.double_clicked) state.zoom.reset();
  if (ui.pointer.wheel == 0) return;
  const double at = chart.plane.from_x(ui.pointer.position.x), k = std::pow(0.8, static_cast<double>(ui.pointer.wheel));
  Range all{1e300, -1e300};
  for (const Series& s : series)
    if (!s.x.empty()) all = {std::min(all.low, s.x.front()), std::max(all.high, s.x.back())};
  const Range next{std::max(all.low, at - (at - chart.plane.x.low) * k), std::min(all.high, at + (chart.plane.x.high - at) * k)};
  if (next.low <= all.low && next.high >= all.high) state.zoom.reset();
  else if (next.span() > 1e-9 * all.span()) state.zoom = next;
}

// The keyboard's place: an x of the first line, moved by this frame's keys and kept inside what is shown.
void take_keys(ui::Ui& ui, std::string_view id, const Chart& chart, std::span<const double> x, LineChartState& state, LineChartResult& result) {
  if (!ui.focus.add(id) || !ui.focus.visible()) return;
  ui::focus_outline(ui, chart.plane.area, 8);
  ui.focus.begin_browsing();
  const auto last = static_cast<long>(x.size()) - 1;
  const auto low = static_cast<long>(std::lower_bound(x.begin(), x.end(), chart.plane.x.low) - x.begin());
  const auto high = std::max(low, static_cast<long>(std::upper_bound(x.begin(), x.end(), chart.plane.x.high) - x.begin()) - 1);
  long at = state.cursor ? static_cast<long>(nearest(x, *state.cursor)) : high;
  const long page = std::max(1L, (high - low) / 10);
  for (const ui::KeyPress& key : ui.typed) {
    const long step = key.shift ? 10 : 1;
    if (key.key == ui::Key::Left) at -= step;
    if (key.key == ui::Key::Right) at += step;
    if (key.key == ui::Key::PageUp) at -= page;
    if (key.key == ui::Key::PageDown) at += page;
    if (key.key == ui::Key::Home) at = low;
    if (key.key == ui::Key::End) at = high;
  }
  at = std::clamp(std::clamp(at, low, high), 0L, last);
  state.cursor = x[static_cast<std::size_t>(at)];
  if (!result.hovered) result.hovered = state.cursor;
  if (ui.focus.activated(id)) result.clicked = state.cursor;
}

}  // namespace

std::vector<double> log_ticks(Range range, int most) {
  std::vector<double> out;
  if (!(range.low > 0) || !(range.high >= range.low) || !std::isfinite(range.high) || most < 1) return out;
  const int first = static_cast<int>(std::ceil(std::log10(range.low) - 1e-9)), last = static_cast<int>(std::floor(std::log10(range.high) + 1e-9));
  if (last - first < 1) {        // less than two decades: plain ticks say more
    for (const double v : ticks(range, most))
      if (v > 0) out.push_back(v);
    return out;
  }
  const int step = (last - first) / most + 1;
  for (int power = first; power <= last; power += step) out.push_back(std::pow(10.0, power));
  return out;
}

LineChartResult line_chart(ui::Ui& ui, std::string_view id, ui::Rect area, std::span<const Series> series, LineChartState& state, const LineChartStyle& style) {
  ui.anchors.add(id, area);
  const bool titles = !style.labels.x.empty() || !style.labels.y.empty();
  const ui::Rect plot{area.x + 52, area.y + 8, area.w - 62, area.h - (titles ? 54 : 32)};
  const Chart chart = chart_of(plot, series, state, style);
  draw_frame(ui, chart, style);
  ui.canvas.push_clip(plot);
  if (style.mark) ui.canvas.dashed({chart.plane.to_x(*style.mark), plot.y}, {chart.plane.to_x(*style.mark), plot.bottom()}, ui.color(Token::Text1), 1.2f, 2, 4);
  for (const Series& s : series) draw_series(ui, chart, s);
  draw_labels(ui, chart, series);
  LineChartResult result;
  const bool any = !series.empty() && !series[0].x.empty(), inside = plot.contains(ui.pointer.position);
  if (any && inside) {
    result.hovered = series[0].x[nearest(series[0].x, chart.plane.from_x(ui.pointer.position.x))];
    if (ui.pointer.pressed) result.clicked = result.hovered;
    zoom(ui, chart, series, state);
  }
  ui.canvas.pop_clip();
  if (any) take_keys(ui, id, chart, series[0].x, state, result);
  if (!result.hovered) return result;
  ui.canvas.push_clip(plot);
  const ui::Vec2 place{chart.plane.to_x(*result.hovered), plot.y + 44};
  draw_hover(ui, chart, series, *result.hovered, inside ? ui.pointer.position : place, style);
  ui.canvas.pop_clip();
  return result;
}

}  // namespace epochs::viz
