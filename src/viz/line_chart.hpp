// Lines over a common axis: several runs, exact values on hover, a log axis where the values span powers of ten.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "viz/axes.hpp"

namespace epochs::viz {

struct Series {
  std::string label;           // stands at the line's end
  std::span<const double> x, y;   // same length, x ascending; a y that is not finite interrupts the line
  ui::Token color = ui::Token::Error;
  bool dashed = false;         // a second series differs by more than its hue
  bool named_beside = false;   // the caller writes the label: here only the tooltip says it
};

enum class Scale { Linear, Logarithmic, ByData };   // ByData: logarithmic when max / min > 100, and the chart says so

struct LineChartStyle {
  AxisLabels labels;
  Scale scale = Scale::Linear;
  std::optional<Range> y;      // otherwise from the data; a linear axis then holds 0
  int decimals = 3;            // of the values in the tooltip
  std::optional<double> mark;  // a dotted vertical line, for example where the learner is
};

struct LineChartState {
  std::optional<Range> zoom;   // of x: the wheel zooms around the pointer, a double click shows all
  std::optional<double> cursor;    // x of the point that the keyboard is on
};

struct LineChartResult {
  // x of the nearest point of the first line; by the keyboard: arrows go from point to point (with Shift ten), the Page keys by a tenth
  // of what is shown, Home and End to its ends, Enter clicks.
  std::optional<double> hovered;
  std::optional<double> clicked;
};

// `area` holds plot, numbers and titles.
LineChartResult line_chart(ui::Ui& ui, std::string_view id, ui::Rect area, std::span<const Series> series, LineChartState& state, const LineChartStyle& style = {});

// Decades inside a range of positive numbers, thinned to at most `most`.
std::vector<double> log_ticks(Range range, int most = 6);

}  // namespace epochs::viz
