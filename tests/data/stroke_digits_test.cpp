// The built-in digits: the same from one seed, balanced, with ways of writing kept apart; and the pen that draws them.
#include "data/stroke_digits.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "core/check.hpp"

namespace epochs::data {
namespace {

Spot centre_of(std::span<const std::uint8_t> picture) {
  double mass = 0, x = 0, y = 0;
  for (int i = 0; i < kDigitSide * kDigitSide; ++i) {
    const double ink = picture[static_cast<std::size_t>(i)];
    mass += ink, x += ink * (i % kDigitSide + 0.5), y += ink * (i / kDigitSide + 0.5);
  }
  return {x / mass, y / mass};
}

TEST(StrokeDigits, AreAFunctionOfTheSeedAndTheirNumberAlone) {
  const StrokeDigits few = stroke_digits(40, 7), many = stroke_digits(100, 7), other = stroke_digits(40, 8);
  EXPECT_TRUE(std::equal(few.images.bytes.begin(), few.images.bytes.end(), many.images.bytes.begin()));
  EXPECT_TRUE(std::equal(few.styles.begin(), few.styles.end(), many.styles.begin()));
  EXPECT_NE(few.images.bytes, other.images.bytes);
  EXPECT_EQ(many.images.size(), 100u);
  EXPECT_EQ(many.images.bytes.size(), 100u * 784u);
  for (std::size_t i = 0; i < 100; ++i) EXPECT_EQ(many.images.labels[i], i % 10);
  std::set<std::vector<std::uint8_t>> different;
  for (std::size_t i = 0; i < 100; ++i) different.insert({many.images.picture(i).begin(), many.images.picture(i).end()});
  EXPECT_EQ(different.size(), 100u);
}

TEST(StrokeDigits, KeepWaysOfWritingOutOfTraining) {
  for (const StyleSet set : {StyleSet::Training, StyleSet::HeldOut}) {
    std::set<int> labels;
    for (const int style : styles_in(set)) labels.insert(digit_styles()[static_cast<std::size_t>(style)].label);
    EXPECT_EQ(labels.size(), 10u) << "every digit has a style in each set";
    const StrokeDigits digits = stroke_digits(500, 3, set);
    std::set<int> seen(digits.styles.begin(), digits.styles.end());
    EXPECT_EQ(seen.size(), styles_in(set).size());
    for (std::size_t i = 0; i < 500; ++i) {
      const DigitStyle& style = digit_styles()[static_cast<std::size_t>(digits.styles[i])];
      EXPECT_EQ(style.set, set);
      EXPECT_EQ(style.label, digits.images.labels[i]);
    }
  }
  EXPECT_EQ(styles_in(StyleSet::Training).size() + styles_in(StyleSet::HeldOut).size(), styles_in(StyleSet::All).size());
  const int style = styles_in(StyleSet::HeldOut).back();
  const StrokeDigits one_way = stroke_digits(5, 1, {style});
  EXPECT_EQ(one_way.styles, std::vector<int>(5, style));
  for (const std::uint8_t label : one_way.images.labels) EXPECT_EQ(label, 9);
  EXPECT_THROW(stroke_digits(1, 1, std::vector<int>{}), CheckFailed);
  EXPECT_THROW(stroke_digits(1, 1, {999}), CheckFailed);
}

TEST(StrokeDigits, LieInTheMiddleAndShiftByWholePixels) {
  DigitVariation still{.wander = 0, .grain = 0}, shifted{.wander = 0, .grain = 0, .shift_x = 3, .shift_y = -2};
  const StrokeDigits middle = stroke_digits(200, 5, StyleSet::All, still), moved = stroke_digits(200, 5, StyleSet::All, shifted);
  int wrong = 0;
  for (std::size_t i = 0; i < 200; ++i) {
    const Spot centre = centre_of(middle.images.picture(i));
    EXPECT_NEAR(centre.x, 14, 0.5) << i;
    EXPECT_NEAR(centre.y, 14, 0.5) << i;
    for (int row = 0; row < kDigitSide - 2; ++row)
      for (int column = 0; column < kDigitSide - 3; ++column) {
        const int a = middle.images.picture(i)[static_cast<std::size_t>((row + 2) * kDigitSide + column)], b = moved.images.picture(i)[static_cast<std::size_t>(row * kDigitSide + column + 3)];
        wrong += std::abs(a - b) > 1;
      }
  }
  EXPECT_EQ(wrong, 0);
}

TEST(Strokes, CoverPixelsByTheirDistanceFromTheLine) {
  // A line of 2 pixels along the border between rows 13 and 14: both are covered fully, the next by nothing.
  const DigitPicture picture = draw({{{{0.25, 0.5}, {0.75, 0.5}}, 2.0 / kDigitSide}});
  EXPECT_EQ(picture[13 * 28 + 14], 255);
  EXPECT_EQ(picture[14 * 28 + 14], 255);
  EXPECT_EQ(picture[12 * 28 + 14], 0);
  EXPECT_EQ(picture[15 * 28 + 14], 0);
  EXPECT_EQ(picture[13 * 28 + 2], 0);
  const DigitPicture dot = draw({{{{0.5, 0.5}}, 0.1}});
  EXPECT_GT(dot[14 * 28 + 14], 0);
}

TEST(Strokes, TakeAnySpots) {
  const double nan = std::numeric_limits<double>::quiet_NaN(), far = 1e300;
  const std::vector<Stroke> wild = {{{{nan, 0.5}, {far, -far}, {0.2, 0.2}, {0.8, 0.8}}, 0.1}, {{}, 0.1}, {{{0.5, 0.5}}, -1}};
  draw(wild);
  draw(centred(wild));
  EXPECT_EQ(draw({}), DigitPicture{});
  EXPECT_EQ(draw(centred({})), DigitPicture{});
}

TEST(Strokes, AreCentredByTheirMassAndScaledToTwentyPixels) {
  // A small L in a corner: its mass is not the middle of its frame.
  const DigitPicture picture = draw(centred({{{{0.05, 0.05}, {0.05, 0.35}, {0.2, 0.35}}, 0.03}}));
  const Spot centre = centre_of(picture);
  EXPECT_NEAR(centre.x, 14, 0.15);
  EXPECT_NEAR(centre.y, 14, 0.15);
  int top = kDigitSide, bottom = 0;
  for (int i = 0; i < kDigitSide * kDigitSide; ++i)
    if (picture[static_cast<std::size_t>(i)] > 127) top = std::min(top, i / kDigitSide), bottom = std::max(bottom, i / kDigitSide);
  EXPECT_NEAR(bottom - top + 1, 20, 1);
}

}  // namespace
}  // namespace epochs::data
