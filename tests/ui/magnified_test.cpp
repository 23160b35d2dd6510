// What draws into larger units comes out larger, in the same place, and can be pressed there.
#include "ui/magnified.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "screen.hpp"
#include "ui/canvas_svg.hpp"
#include "ui/press.hpp"

namespace epochs::ui {
namespace {

using testing::HasSubstr;

constexpr Color kInk{255, 0, 0, 255};

TEST(Magnified, EveryLengthIsMultiplied) {
  Screen screen;
  std::string half, whole;
  screen.frame([&](Ui& ui) {
    const auto picture = [&](std::string& document, float factor, float k) {
      SvgCanvas svg(ui.canvas, {0, 0, 200, 100}, Color{15, 18, 21, 255});
      Ui on_svg = with_canvas(ui, svg);
      {
        Magnified large(on_svg, factor);
        Canvas& canvas = large.frame().canvas;
        canvas.fill({10 * k, 20 * k, 30 * k, 40 * k}, kInk, 4 * k);
        canvas.outline({10 * k, 20 * k, 30 * k, 40 * k}, kInk, 4 * k, 2 * k);
        canvas.dashed({0, 0}, {40 * k, 0}, kInk, 2 * k, 6 * k, 2 * k);
        canvas.arrow({0, 0}, {40 * k, 20 * k}, kInk, 2 * k, 8 * k);
        canvas.circle({10 * k, 10 * k}, 6 * k, kInk, 2 * k);
        const Vec2 corners[] = {{0, 0}, {8 * k, 0}, {8 * k, 8 * k}};
        canvas.polygon(corners, kInk);
        canvas.polyline(corners, kInk, 2 * k);
        canvas.gradient({0, 0, 20 * k, 20 * k}, kInk, kInk, kInk, kInk);
        canvas.text({20 * k, 40 * k}, "w = 1", {Face::Ui, 20 * k}, kInk, Align::Left);
      }
      document = svg.document();
    };
    picture(half, 2, 0.5f);
    picture(whole, 1, 1);
  });
  EXPECT_EQ(half, whole) << "half the lengths, twice as large";
  EXPECT_THAT(whole, HasSubstr("w = 1"));
}

TEST(Magnified, WidthsAreInItsOwnUnits) {
  Screen screen;
  screen.frame([](Ui& ui) {
    Magnified large(ui, 1.6f);
    EXPECT_NEAR(large.frame().canvas.text_width("weights", {Face::Ui, 12.5f}) * 1.6f, ui.canvas.text_width("weights", {Face::Ui, 20}), 0.01f);
    const Rect area = large.inside({16, 32, 160, 80});
    EXPECT_FLOAT_EQ(area.x, 10);
    EXPECT_FLOAT_EQ(area.h, 50);
  });
}

TEST(Magnified, WhatStandsThereIsPressedThereAndRegisteredOutside) {
  Screen screen;
  int clicks = 0;
  const auto draw = [&](Ui& ui) {
    {
      Magnified large(ui, 2);
      if (pressable(large.frame(), "inner", {100, 50, 20, 20}, 4).clicked) ++clicks;
    }
    EXPECT_EQ(ui.anchors.find("inner"), (Rect{200, 100, 40, 40}));
  };
  screen.settle(draw);
  screen.click({110, 60}, draw);
  EXPECT_EQ(clicks, 0) << "there it would stand without being larger";
  screen.click({230, 130}, draw);
  EXPECT_EQ(clicks, 1);
}

}  // namespace
}  // namespace epochs::ui
