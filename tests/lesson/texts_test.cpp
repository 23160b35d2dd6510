// The words of every lesson folder: they parse, both languages agree, and learners can read them.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "lesson/inline_text.hpp"
#include "lesson/text.hpp"
#include "lesson/text_check.hpp"

namespace epochs::lesson {
namespace {

namespace fs = std::filesystem;

Result<LessonText> read(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return parse_lesson_text(text.str(), file.filename().string());
}

TEST(LessonTexts, EveryLessonHasBothLanguagesAndAllElements) {
  int lessons = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(EPOCHS_SOURCE_DIR) / "lessons")) {
    if (!fs::exists(entry.path() / "text.en.md")) continue;
    ++lessons;
    const std::string id = entry.path().filename().string();
    const auto english = read(entry.path() / "text.en.md"), chinese = read(entry.path() / "text.zh.md");
    ASSERT_TRUE(english) << id << " " << english.error();
    ASSERT_TRUE(chinese) << id << " " << chinese.error();
    const auto pair = check_pair(english.value(), chinese.value());
    EXPECT_TRUE(pair) << id << ": " << pair.error();
    for (const LessonText* text : {&english.value(), &chinese.value()}) {
      EXPECT_GE(text->steps.size(), 6u) << id;
      EXPECT_LE(text->steps.size(), 12u) << id;
      EXPECT_FALSE(text->code.empty()) << id << " has no code twin";
      EXPECT_FALSE(text->last_question.empty()) << id << " has no last question";
      EXPECT_FALSE(text->sources.empty()) << id << " names no sources";
      bool predicts = false, proves = false;
      for (const Step& step : text->steps) {
        predicts = predicts || step.prediction;
        proves = proves || !step.claims.empty();
        EXPECT_FALSE(step.views.empty()) << id << "/" << step.id << " shows nothing on the stage";
        EXPECT_FALSE(step.lead.empty()) << id << "/" << step.id << " has no sentence for the presenter";
        EXPECT_FALSE(step.notes.empty()) << id << "/" << step.id << " has no speaker notes";
      }
      EXPECT_TRUE(predicts) << id;
      EXPECT_TRUE(proves) << id;
    }
  }
  EXPECT_GT(lessons, 0);
}

}  // namespace
}  // namespace epochs::lesson
