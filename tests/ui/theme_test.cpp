#include "ui/theme.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <tuple>

namespace epochs::ui {
namespace {

constexpr Token kGrounds[] = {Token::Background, Token::Surface1, Token::Surface2, Token::Surface3};
constexpr Token kTexts[] = {Token::Text1, Token::Text2, Token::Text3, Token::Input, Token::Weight, Token::Activation,
                            Token::Target, Token::Error, Token::Query, Token::Key, Token::Value};

class Contrast : public testing::TestWithParam<std::tuple<Brightness, Palette>> {
 protected:
  const Theme& look() const { return theme(std::get<0>(GetParam()), std::get<1>(GetParam())); }
};

TEST_P(Contrast, TextAndIdentitiesReachAAOnEveryGround) {
  const float least = std::get<1>(GetParam()) == Palette::HighContrast ? 7.0f : 4.5f;
  for (const Token text : kTexts)
    for (const Token ground : kGrounds)
      EXPECT_GE(contrast(look()[text], look()[ground]), least) << "token " << static_cast<int>(text) << " on " << static_cast<int>(ground);
  EXPECT_GE(contrast(look()[Token::InkOn], look()[Token::Text1]), least);
}

TEST_P(Contrast, SignsAreVisibleMarks) {
  for (const Token sign : {Token::Positive, Token::Negative})
    for (const Token ground : kGrounds) EXPECT_GE(contrast(look()[sign], look()[ground]), 3.0f);
  for (const double value : {-1.0, 1.0})
    for (const Token ground : kGrounds) EXPECT_GE(contrast(sign_text(look(), value), look()[ground]), 4.5f);
}

TEST_P(Contrast, TextOnEveryPointOfTheMapsReachesAA) {
  for (int i = 0; i <= 200; ++i) {
    const Color sequential = look().sequential_at(static_cast<float>(i) / 200), diverging = look().diverging_at(static_cast<float>(i) / 100 - 1);
    EXPECT_GE(contrast(text_on(sequential), sequential), 4.5f);
    EXPECT_GE(contrast(text_on(diverging), diverging), 4.5f);
  }
}

INSTANTIATE_TEST_SUITE_P(Looks, Contrast,
                         testing::Combine(testing::Values(Brightness::Dark, Brightness::Light),
                                          testing::Values(Palette::Standard, Palette::HighContrast, Palette::Greys)));

// The ratios printed in the colour table of the visual specification.
TEST(Theme, RatiosAreThoseOfTheTable) {
  const Theme &dark = theme(Brightness::Dark, Palette::Standard), &light = theme(Brightness::Light, Palette::Standard);
  EXPECT_NEAR(contrast(dark[Token::Text1], dark[Token::Background]), 15.5f, 0.06f);
  EXPECT_NEAR(contrast(dark[Token::Weight], dark[Token::Surface3]), 9.4f, 0.06f);
  EXPECT_NEAR(contrast(light[Token::Input], light[Token::Surface3]), 4.5f, 0.06f);
  EXPECT_NEAR(contrast(light[Token::Target], light[Token::Surface1]), 12.0f, 0.06f);
  EXPECT_NEAR(contrast(Color{0, 0, 0, 255}, Color{255, 255, 255, 255}), 21.0f, 1e-3f);
}

TEST(Theme, MapsAreClampedAndSurviveNan) {
  const Theme& look = theme(Brightness::Dark, Palette::Standard);
  const float nan = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(look.sequential_at(-3), look.sequential[0]);
  EXPECT_EQ(look.sequential_at(7), look.sequential[6]);
  EXPECT_EQ(look.diverging_at(-2), look.diverging[0]);
  EXPECT_EQ(look.diverging_at(0), look.diverging[3]);
  EXPECT_EQ(look.diverging_at(2), look.diverging[6]);
  look.sequential_at(nan), look.diverging_at(nan);   // the sanitizers watch
}

TEST(Theme, QuantitiesHaveTheIdentityTheTextsGiveThem) {
  for (const char* name : {"w", "w_1", "w2", "W", "b", "weight", "bias"}) EXPECT_EQ(identity_of(name), Token::Weight) << name;
  for (const char* name : {"x", "x_1", "x2", "input"}) EXPECT_EQ(identity_of(name), Token::Input) << name;
  for (const char* name : {"z", "a", "h", "act", "score", "weight_a"}) EXPECT_EQ(identity_of(name), Token::Activation) << name;
  for (const char* name : {"y", "target"}) EXPECT_EQ(identity_of(name), Token::Target) << name;
  for (const char* name : {"J", "loss", "error", "delta"}) EXPECT_EQ(identity_of(name), Token::Error) << name;
  for (const char* name : {"", "=", "cheese"}) EXPECT_EQ(identity_of(name), Token::Text1) << name;
}

}  // namespace
}  // namespace epochs::ui
