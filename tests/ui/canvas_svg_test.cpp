#include "ui/canvas_svg.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "screen.hpp"

namespace epochs::ui {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr Color kRed{255, 0, 0, 255};

template <class Draw>
std::string svg_of(Draw draw) {
  Screen screen;
  std::string document;
  screen.frame([&](Ui& ui) {
    SvgCanvas canvas(ui.canvas, {0, 0, 200, 100}, Color{15, 18, 21, 255});
    draw(static_cast<Canvas&>(canvas));
    document = canvas.document();
  });
  return document;
}

TEST(Svg, WritesShapesInUnits) {
  const std::string svg = svg_of([](Canvas& canvas) {
    canvas.fill({10, 20, 30, 40}, kRed, 4);
    canvas.dashed({0, 0}, {10.5f, 0}, with_alpha(kRed, 0.5f), 1, 3, 2);
    canvas.disc({5, 6}, 7.25f, kRed);
  });
  EXPECT_THAT(svg, HasSubstr("viewBox=\"0 0 200 100\""));
  EXPECT_THAT(svg, HasSubstr("<rect x=\"10\" y=\"20\" width=\"30\" height=\"40\" rx=\"4\" fill=\"#FF0000\"/>"));
  EXPECT_THAT(svg, HasSubstr("x2=\"10.5\""));
  EXPECT_THAT(svg, HasSubstr("stroke-opacity=\"0.5\""));
  EXPECT_THAT(svg, HasSubstr("stroke-dasharray=\"3 2\""));
  EXPECT_THAT(svg, HasSubstr("r=\"7.25\""));
}

TEST(Svg, LayersComeInTheirOrderWhateverTheOrderOfTheCalls) {
  const std::string svg = svg_of([](Canvas& canvas) {
    canvas.layer(4), canvas.disc({0, 0}, 4, kRed);
    canvas.layer(1), canvas.disc({0, 0}, 1, kRed);
    canvas.layer(Canvas::kFlat), canvas.disc({0, 0}, 9, kRed);
  });
  EXPECT_LT(svg.find("r=\"1\""), svg.find("r=\"4\""));
  EXPECT_LT(svg.find("r=\"4\""), svg.find("r=\"9\""));
}

TEST(Svg, TextCannotBreakTheFile) {
  const std::string svg = svg_of([](Canvas& canvas) {
    canvas.text({10, 20}, "z < 0 & \x01 \"得分\" </svg>", {Face::Ui, kBody}, kRed);
    canvas.line({std::numeric_limits<float>::quiet_NaN(), 0}, {std::numeric_limits<float>::infinity(), 1e30f}, kRed);
  });
  EXPECT_THAT(svg, HasSubstr("z &lt; 0 &amp;"));
  EXPECT_THAT(svg, HasSubstr("得分"));
  EXPECT_THAT(svg, Not(HasSubstr("\x01")));
  EXPECT_THAT(svg, Not(HasSubstr("nan")));
  EXPECT_THAT(svg, Not(HasSubstr("inf")));
  EXPECT_EQ(svg.find("</svg>"), svg.size() - 7);
}

TEST(Svg, ClipsNestAndEnd) {
  const std::string svg = svg_of([](Canvas& canvas) {
    canvas.push_clip({0, 0, 50, 50});
    canvas.push_clip({10, 10, 50, 50});
    canvas.disc({1, 1}, 11, kRed);
    canvas.pop_clip(), canvas.pop_clip(), canvas.pop_clip();
    canvas.disc({1, 1}, 12, kRed);
  });
  EXPECT_THAT(svg, HasSubstr("<clipPath id=\"clip1\" clip-path=\"url(#clip0)\">"));
  EXPECT_THAT(svg, HasSubstr("<circle clip-path=\"url(#clip1)\" cx=\"1\" cy=\"1\" r=\"11\""));
  EXPECT_THAT(svg, HasSubstr("<circle cx=\"1\" cy=\"1\" r=\"12\""));
}

}  // namespace
}  // namespace epochs::ui
