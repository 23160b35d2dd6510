#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "ui/canvas_svg.hpp"
#include "ui/screen.hpp"
#include "viz/decimate.hpp"
#include "viz/line_chart.hpp"

namespace epochs::viz {
namespace {

TEST(Decimate, KeepsPeaksAndEndsAndInventsNothing) {
  std::vector<ui::Vec2> points;
  for (int i = 0; i < 20000; ++i) points.push_back({static_cast<float>(i) * 0.02f, i == 7777 ? 99.0f : i == 12345 ? -99.0f : std::sin(static_cast<float>(i))});
  const auto line = decimate(points);
  EXPECT_LE(line.size(), 4u * 401);
  EXPECT_EQ(line.front(), points.front());
  EXPECT_EQ(line.back(), points.back());
  bool high = false, low = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    high = high || line[i] == points[7777];
    low = low || line[i] == points[12345];
    if (i > 0) { EXPECT_GT(line[i].x, line[i - 1].x); }
  }
  EXPECT_TRUE(high && low);
}

TEST(Decimate, LeavesAShortLineAsItIs) {
  const std::vector<ui::Vec2> points = {{0, 1}, {5, 2}, {11, 0}};
  EXPECT_EQ(decimate(points), points);
  EXPECT_TRUE(decimate({}).empty());
}

TEST(LogTicks, AreDecadesNeverMoreThanAsked) {
  const auto values = log_ticks({0.004, 30});
  ASSERT_EQ(values.size(), 4u);
  EXPECT_NEAR(values[0], 0.01, 1e-12);
  EXPECT_NEAR(values[3], 10, 1e-9);
  EXPECT_LE(log_ticks({1e-30, 1e30}).size(), 6u);
  EXPECT_TRUE(log_ticks({-1, 3}).empty());
  EXPECT_FALSE(log_ticks({2, 7}).empty());   // less than a decade still has ticks
}

// What a chart writes while the pointer is at `share` of its width.
std::string words_of(std::span<const Series> series, const LineChartStyle& style, float share) {
  ui::Screen screen;
  const ui::Rect area{0, 0, 600, 300};
  std::string document;
  screen.frame([&](ui::Ui& ui) {
    ui::SvgCanvas canvas(ui.canvas, area, {});
    ui::Ui frame = ui::with_canvas(ui, canvas);
    frame.pointer.position = {area.x + 52 + share * (area.w - 62), area.y + 60};
    LineChartState state;
    line_chart(frame, "chart", area, series, state, style);
    document = canvas.document();
  });
  return document;
}

TEST(LineChart, HoverSaysTheExactValuesOfEveryRunThatReachesThere) {
  const std::vector<double> x = {0, 25, 50, 75, 100}, y = {1, 0.5, 0.25, 0.1875, 0.125}, shorter = {0, 25, 50}, fast = {1, 0.3, 0.0625};
  const Series series[] = {{"slow", x, y, ui::Token::Error, false}, {"fast", shorter, fast, ui::Token::Text2, true}};
  LineChartStyle style;
  style.decimals = 4;
  const std::string both = words_of(series, style, 0.5f);
  EXPECT_NE(both.find("slow 0.2500"), std::string::npos);
  EXPECT_NE(both.find("fast 0.0625"), std::string::npos);
  const std::string later = words_of(series, style, 0.76f);
  EXPECT_NE(later.find("slow 0.1875"), std::string::npos);
  EXPECT_EQ(later.find("fast 0"), std::string::npos) << "it ended at 50";
}

TEST(LineChart, ALogAxisSaysSoAndLeavesOutWhatItCannotShow) {
  const std::vector<double> x = {0, 1, 2, 3, 4}, y = {100, 10, 0, std::nan(""), 0.01};
  const Series series[] = {{"", x, y, ui::Token::Error, false}};
  LineChartStyle style;
  style.labels = {"updates", "loss"};
  EXPECT_EQ(words_of(series, style, 2).find("(log)"), std::string::npos);
  style.scale = Scale::Logarithmic;
  const std::string document = words_of(series, style, 2);
  EXPECT_NE(document.find("loss (log)"), std::string::npos);
  for (const char* tick : {"100", "0.1", "0.01"}) EXPECT_NE(document.find(">" + std::string(tick) + "<"), std::string::npos) << tick;
  style.scale = Scale::ByData;       // zero is among the values, so a log axis would hide one
  EXPECT_EQ(words_of(series, style, 2).find("(log)"), std::string::npos);
}

}  // namespace
}  // namespace epochs::viz
