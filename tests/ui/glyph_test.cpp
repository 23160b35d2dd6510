// No holes: every character of every text has a glyph, at every size of the scale.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "core/text.hpp"
#include "screen.hpp"
#include "ui/fonts.hpp"
#include "ui/text_runs.hpp"

namespace epochs::ui {
namespace {

// What is between quotation marks: comments are not drawn.
std::string strings_of(const std::string& code) {
  std::string out;
  std::stringstream lines(code);
  for (std::string line; std::getline(lines, line);) {
    bool inside = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (inside && line[i] == '\\') {
        ++i;
      } else if (line[i] == '"') {
        inside = !inside;
      } else if (inside) {
        out += line[i];
      } else if (line.compare(i, 2, "//") == 0) {
        break;
      }
    }
  }
  return out;
}

std::set<char32_t> characters_of_the_texts() {
  std::set<char32_t> out;
  for (const char* folder : {"/src", "/lessons"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(EPOCHS_SOURCE_DIR) + folder)) {
      const auto kind = entry.path().extension();
      if (kind != ".md" && kind != ".cpp" && kind != ".hpp") continue;
      std::ifstream file(entry.path());
      std::stringstream text;
      text << file.rdbuf();
      for (const char32_t c : decode_utf8(kind == ".md" ? text.str() : strings_of(text.str())))
        if (c > 0x20 && c != 0x7F && c != 0xFFFD) out.insert(c);
    }
  return out;
}

class Glyphs : public testing::Test {
 protected:
  Glyphs() : context_(ImGui::CreateContext()) {
    ImGui::SetCurrentContext(context_);
    Screen::add_fonts();
    fonts_.bake(*ImGui::GetIO().Fonts, 1);
  }
  ~Glyphs() override { ImGui::DestroyContext(context_); }
  bool drawable(char32_t c, TextStyle style) const {
    const TextRun run = font_for(fonts_, c, style, 1);
    return has_glyph(run.font, c);
  }
  ImGuiContext* context_;
  FontSet fonts_;
};

TEST_F(Glyphs, EveryCharacterOfTheProgramAndItsLessons) {
  const auto characters = characters_of_the_texts();
  ASSERT_GT(characters.size(), 500u);
  for (const TextStyle style : {TextStyle{Face::Ui, kTick}, {Face::Ui, kBody}, {Face::Medium, kLabel}, {Face::Semibold, kHeading}, {Face::Display, kTitle},
                                {Face::Display, kHero}, {Face::Mono, kTick}, {Face::Math, kEra}, {Face::MathItalic, 21}})
    for (const char32_t c : characters) {
      std::string letter;
      append_utf8(letter, c);
      EXPECT_TRUE(drawable(c, style)) << letter << " U+" << std::hex << static_cast<unsigned>(c) << " at " << style.size;
    }
}

TEST_F(Glyphs, WhatALearnerTypesIsBakedOnceItIsAskedFor) {
  EXPECT_FALSE(fonts_.rare_characters_waiting());
  EXPECT_FALSE(drawable(U'饕', {Face::Ui, kBody}));
  EXPECT_TRUE(fonts_.rare_characters_waiting());
  fonts_.bake(*ImGui::GetIO().Fonts, 1);
  EXPECT_FALSE(fonts_.rare_characters_waiting());
  EXPECT_TRUE(drawable(U'饕', {Face::Ui, kBody}));
  for (const char32_t c : decode_utf8("你好世界学习模型的语言是什么尔隐马可夫龙凤啊坐座做")) {
    std::string letter;
    append_utf8(letter, c);
    EXPECT_TRUE(drawable(c, {Face::Ui, kBody})) << letter;
    EXPECT_TRUE(drawable(c, {Face::Ui, kLabel})) << letter;
  }
  EXPECT_FALSE(drawable(0x10FFFD, {Face::Ui, kBody}));
}

// A texture that the driver refuses is a black window. Every driver of OpenGL 3.3 takes 8,192 pixels, those of large screens 16,384.
TEST_F(Glyphs, FitInATextureAtEveryScaleOfAScreen) {
  const auto height = [&](float pixels_per_unit) {
    fonts_.bake(*ImGui::GetIO().Fonts, pixels_per_unit);
    EXPECT_LE(ImGui::GetIO().Fonts->TexWidth, 8192) << pixels_per_unit;
    return ImGui::GetIO().Fonts->TexHeight;
  };
  EXPECT_LE(height(2), 8192);
  EXPECT_LE(height(2.4f), 8192);                      // 3840 × 2160
  EXPECT_LE(height(3.2f), 16384);                     // 5120 × 2880
  EXPECT_FALSE(drawable(U'饕', {Face::Ui, kBody}));   // asks for the rare ones
  EXPECT_LE(height(2.4f), 8192);
  EXPECT_LE(height(3.2f), 16384);
}

TEST(Type, ChineseIsNeverBelowThirteen) {
  for (float em = 12; em < 60; em += 0.5f) EXPECT_GE(chinese_em(em), 13);
  EXPECT_FLOAT_EQ(chinese_em(12.5f), 13.5f);
  EXPECT_FLOAT_EQ(chinese_em(16), 16);
}

TEST(Type, WidthsAddUpInBothScripts) {
  Screen screen;
  screen.frame([](Ui& ui) {
    const TextStyle style{Face::Ui, kBody};
    const auto width = [&](std::string_view text) { return ui.canvas.text_width(text, style); };
    EXPECT_NEAR(width("学习learning学习"), width("学习") + width("learning") + width("学习"), 0.01f);
    EXPECT_NEAR(width("学习"), 32, 0.6f);
    EXPECT_EQ(width(""), 0);
    EXPECT_NEAR(ui.canvas.text({10, 40}, "学习 learning", style, ui.color(Token::Text1)), width("学习 learning"), 0.01f);
  });
}

// Inter's own advances (units of 1/2048 em, hmtx): type must run as wide as its designer meant, at every size.
TEST(Type, LatinRunsAsWideAsItsDesignerMeant) {
  Screen screen;
  screen.frame([](Ui& ui) {
    const std::string_view text = "The quick brown fox jumps over the lazy dog";
    const float large = ui.canvas.text_width(text, {Face::Ui, 28}) / 28;
    for (const float em : {12.5f, 13.0f, 14.0f, 16.0f}) EXPECT_NEAR(ui.canvas.text_width(text, {Face::Ui, em}) / em / large, 1, 0.015f) << em;
  });
}

}  // namespace
}  // namespace epochs::ui
