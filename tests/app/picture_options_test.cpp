#include "app/commands/picture_options.hpp"

#include <gtest/gtest.h>

namespace epochs::app {
namespace {

TEST(PictureOptions, ReadsSizes) {
  ASSERT_TRUE(parse_size("1024x700").ok());
  EXPECT_EQ(parse_size("1024x700").value(), (WindowSize{1024, 700, 1}));
  EXPECT_EQ(parse_size("1440x900@2").value(), (WindowSize{1440, 900, 2}));
}

TEST(PictureOptions, RefusesWhatIsNoSize) {
  for (const char* text : {"", "x", "1440", "1440x", "1440x900@", "1440x900@0", "1440x900@9", "-5x900", "1440x900 ", "99999999999x900", "8192x8192@2", "10x10"})
    EXPECT_FALSE(parse_size(text).ok()) << text;
}

TEST(PictureOptions, LanguagesAndThemesGoThereAndBack) {
  for (const char* code : {"en", "zh"}) EXPECT_EQ(code_of(parse_language(code).value()), code);
  for (const char* code : {"dark", "light"}) EXPECT_EQ(code_of(parse_theme(code).value()), code);
  EXPECT_FALSE(parse_language("de").ok());
  for (const char* code : {"standard", "high_contrast", "greys"}) EXPECT_EQ(code_of(parse_palette(code).value()), code);
  EXPECT_FALSE(parse_theme("blue").ok());
  EXPECT_FALSE(parse_palette("dark").ok());
}

TEST(PictureOptions, TextHasTheSizesOfTheSettings) {
  for (const int percent : {90, 100, 115, 130}) {
    ASSERT_TRUE(parse_text_size(percent).ok()) << percent;
    EXPECT_FLOAT_EQ(parse_text_size(percent).value(), static_cast<float>(percent) / 100);
  }
  for (const int percent : {-100, 0, 1, 120, 131, 1000}) EXPECT_FALSE(parse_text_size(percent).ok()) << percent;
}

TEST(PictureOptions, LooksAreEveryLanguageInEveryTheme) {
  const auto looks = parse_looks({"en", "zh"}, {"dark", "light"});
  ASSERT_TRUE(looks.ok());
  ASSERT_EQ(looks.value().size(), 4u);
  EXPECT_EQ(looks.value()[3].language, Language::Chinese);
  EXPECT_EQ(looks.value()[3].brightness, ui::Brightness::Light);
  EXPECT_FALSE(parse_looks({"en", "de"}, {"dark"}).ok());
  EXPECT_FALSE(parse_looks({"en"}, {"blue"}).ok());
}

}  // namespace
}  // namespace epochs::app
