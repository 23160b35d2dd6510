#include "lesson/text.hpp"

#include <gtest/gtest.h>

#include "core/random.hpp"
#include "lesson/inline_text.hpp"
#include "lesson/text_check.hpp"

namespace epochs::lesson {
namespace {

const char* const kGood =
    "# Perceptron\n\nWeights that learn.\n\n:::code-twin\n```\nz = w x + b\n```\n:::\n\n"
    "## first | A *neuron*\n:::view field neuron\n:::set data=xor rate=0.1\n:::twin rate=1 field neuron\n:::formula score\n:::code 1\n"
    "It has a [weight]{w}, a **bias** and a [margin]{?margin}.\nSee `z`.\n"
    ":::predict answer=2\nWhat now?\n\n- one\n- two\n\nBecause.\n:::\n:::notes\nSay it slowly.\n:::\n";

std::string error_of(const std::string& text) {
  const auto result = parse_lesson_text(text, "t.md");
  return result ? "" : result.error();
}

TEST(LessonText, ReadsEveryPart) {
  const auto result = parse_lesson_text(kGood, "t.md");
  ASSERT_TRUE(result) << result.error();
  const LessonText& text = result.value();
  EXPECT_EQ(text.title, "Perceptron");
  EXPECT_EQ(text.idea, "Weights that learn.");
  ASSERT_EQ(text.steps.size(), 1u);
  const Step& step = text.steps[0];
  EXPECT_EQ(step.views, (std::vector<std::string>{"field", "neuron"}));
  EXPECT_EQ(step.settings[1], (std::pair<std::string, std::string>{"rate", "0.1"}));
  ASSERT_TRUE(step.twin);
  EXPECT_EQ(step.twin->key + "=" + step.twin->value, "rate=1");
  EXPECT_EQ(step.twin->views, step.views);
  EXPECT_EQ(step.code_line, 0);
  EXPECT_EQ(step.notes, "Say it slowly.");
  ASSERT_EQ(step.body.size(), 1u);
  EXPECT_EQ(plain(step.body[0]), "It has a weight, a bias and a margin. See z.");
  EXPECT_EQ(step.body[0][1].quantity, "w");
  EXPECT_TRUE(step.body[0][3].strong);
  EXPECT_EQ(step.body[0][5].term, "margin");
  ASSERT_TRUE(step.prediction);
  EXPECT_EQ(step.prediction->answer, 1);
  EXPECT_EQ(plain(step.prediction->reason), "Because.");
  EXPECT_EQ(text.code, std::vector<std::string>{"z = w x + b"});
}

TEST(LessonText, EveryErrorNamesFileLineAndWhatToDo) {
  EXPECT_NE(error_of("## a | A\nx\n").find("t.md: the first heading"), std::string::npos);
  EXPECT_NE(error_of("# T\n\n## a | A\n:::wiev x\n").find("t.md:4: unknown directive \":::wiev\""), std::string::npos);
  EXPECT_NE(error_of("# T\n\n## a | A\nx\n\n## a | B\n").find("t.md:6: two steps"), std::string::npos);
  EXPECT_NE(error_of("# T\n\n## a | A\n:::notes\nx\n").find("t.md:4: \":::notes\" is not closed"), std::string::npos);
  EXPECT_NE(error_of("# T\n\n## a | A\n:::predict answer=3\nQ\n\n- a\n- b\n\nR\n:::\n").find("answer=3 is none of the 2"), std::string::npos);
  EXPECT_NE(error_of("# T\n\n## A b | A\n").find("t.md:3: the id"), std::string::npos);
  EXPECT_NE(error_of("# T\n\n## a | A\n:::set x\n").find("key=value"), std::string::npos);
  EXPECT_NE(error_of("# T\n\n## a | A\n:::tour many\nx\n").find("takes the number of updates"), std::string::npos);
  EXPECT_NE(error_of("# T\n\n## a | A\n:::code 3\nx\n").find("step \"a\" is about line 3 of the code twin, which has 0"), std::string::npos);
  EXPECT_NE(error_of("# T\n\n## a | A\n:::lead Words here.\n:::\n").find("t.md:4: \":::lead\" takes its words on the lines below"), std::string::npos);
  const std::string before = "# T\n\n## a | A\n", question = ":::predict answer=1\nQ\n\n- a\n- b\n\nR\n:::\n";
  EXPECT_NE(error_of(before + ":::twin rate\n" + question).find("t.md:4: \":::twin\" takes key=value"), std::string::npos);
  EXPECT_NE(error_of(before + ":::twin rate=1\n:::twin rate=2\n" + question).find("t.md:5: step \"a\" has two \":::twin\""), std::string::npos);
  EXPECT_NE(error_of(before + ":::twin rate=1\nx\n").find("t.md: step \"a\" has \":::twin\", which opens with an answer"), std::string::npos);
  EXPECT_EQ(error_of(before + ":::twin rate=1 field\n" + question), "");
  EXPECT_NE(error_of("\xFF\xFE").find("not UTF-8"), std::string::npos);
}

TEST(LessonText, EveryErrorIsSaidInChineseToo) {
  const std::string step = "# T\n\n## a | A\n", question = ":::predict answer=1\nQ\n\n- a\n- b\n\nR\n:::\n";
  for (const std::string& text : {std::string("## a | A\nx\n"), std::string("# T\n"), step + ":::wiev x\n", step + "x\n\n## a | B\n", step + ":::notes\nx\n", step + ":::predict answer=3\nQ\n\n- a\n- b\n\nR\n:::\n",
                                  step + ":::set x\n", step + ":::tour many\n", step + ":::code 3\nx\n", step + ":::lead Words\n:::\n", step + ":::twin rate\n" + question, step + ":::twin rate=1\nx\n", std::string("\xFF\xFE"),
                                  std::string("# T\n\n## a\n"), std::string("# T\n\n## A | A\n"), std::string("# T\n\n:::view x\n"), step + ":::\n", step + question + question, step + ":::predict answer=1\nQ\n\n- a\n\nR\n:::\n"}) {
    const auto result = parse_lesson_text(text, "t.md");
    ASSERT_FALSE(result) << text;
    const std::string& chinese = result.failure().chinese;
    EXPECT_TRUE(chinese.starts_with("t.md")) << result.error();
    const std::size_t place = result.error().find(": "), same = chinese.find("：");
    EXPECT_EQ(chinese.substr(0, same), result.error().substr(0, place)) << "file and line are the same";
    EXPECT_TRUE(is_valid_utf8(chinese));
    EXPECT_GT(chinese.size(), same + 12) << chinese;
  }
}

TEST(LessonText, RefusesAStepThatIsTooLong) {
  std::string words, characters, lead;
  for (int i = 0; i < 21; ++i) lead += "word ";
  EXPECT_NE(error_of("# T\n\n## a | A\n:::lead\n" + lead + "\n:::\n").find("t.md:4: the presenter's sentence has 21 words"), std::string::npos);
  for (int i = 0; i < 81; ++i) words += "word ";
  for (int i = 0; i < 131; ++i) characters += "字";
  EXPECT_NE(error_of("# T\n\n## a | A\n" + words).find("81 words; at most 80"), std::string::npos);
  EXPECT_NE(error_of("# T\n\n## a | A\n" + characters).find("131 characters; at most 130"), std::string::npos);
}

TEST(LessonText, PairsMustAgree) {
  const LessonText english = parse_lesson_text(kGood, "t.md").value();
  LessonText chinese = english;
  EXPECT_TRUE(check_pair(english, chinese));
  chinese.steps[0].prediction->answer = 0;
  EXPECT_NE(check_pair(english, chinese).error().find("another answer"), std::string::npos);
  chinese = english;
  chinese.steps[0].twin->value = "2";
  EXPECT_NE(check_pair(english, chinese).error().find("twin"), std::string::npos);
  chinese = english;
  chinese.steps[0].tour_updates = 7;
  EXPECT_NE(check_pair(english, chinese).error().find("tour"), std::string::npos);
}

// Damaged texts must give a text or a sentence, whatever they hold; the sanitizers watch.
TEST(LessonText, SurvivesDamage) {
  Random random(105);
  const std::string pieces[] = {":::", "## ", "|", "\n", "[", "]{", "}", "- ", "```", "predict answer=", "**", "\xE4", "字", "# ", ":::notes\n", "&#0;"};
  for (int round = 0; round < 3000; ++round) {
    std::string text = kGood;
    for (int edit = 0; edit < 8; ++edit) {
      const auto at = random.below(static_cast<std::uint32_t>(text.size()));
      if (random.chance(0.5))
        text.insert(at, pieces[random.below(std::size(pieces))]);
      else
        text.erase(at, random.below(30));
      if (text.empty()) text = "#";
    }
    const auto result = parse_lesson_text(text, "t.md");
    if (!result) { EXPECT_TRUE(result.error().starts_with("t.md")) << result.error(); }
  }
}

TEST(LessonText, DeepNestingAndHugeLinesEnd) {
  const auto brackets = parse_lesson_text("# T\n\n## a | A\n" + std::string(200000, '['), "t.md");
  ASSERT_TRUE(brackets) << brackets.error();
  EXPECT_EQ(plain(brackets.value().steps[0].body.at(0)).size(), 200000u);
  std::string nested;
  for (int i = 0; i < 20000; ++i) nested += "> ";
  parse_lesson_text("# T\n\n## a | A\n" + nested + "x\n", "t.md").ok();
  EXPECT_NE(error_of(std::string(2 << 20, 'x')).find("larger than a megabyte"), std::string::npos);
}

}  // namespace
}  // namespace epochs::lesson
