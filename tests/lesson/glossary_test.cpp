#include "lesson/glossary.hpp"

#include <gtest/gtest.h>

#include "core/random.hpp"
#include "lesson/inline_text.hpp"

namespace epochs::lesson {
namespace {

const char* const kSmall =
    "# Glossary\n\n## rate | rate\nHow fast.\n\n## learning_rate | learning rate\n\nHow large a step\nan update takes.\n\n## weight | weight, weights\n\nCounts.\n";

Glossary small() { return Glossary::parse(kSmall, "g.md").value(); }

TEST(Glossary, FindsTermsByIdAndByForm) {
  const Glossary glossary = small();
  ASSERT_NE(glossary.find("Weights"), nullptr);
  EXPECT_EQ(glossary.find("Weights")->id, "weight");
  EXPECT_EQ(glossary.find("learning_rate")->definition, "How large a step an update takes.");
  EXPECT_EQ(glossary.find("weigh"), nullptr);
}

TEST(Glossary, TakesTheLongestTermAndWholeWordsOnly) {
  const Glossary glossary = small();
  const std::string text = "The Learning rate, two weights, an overrated weightless rate";
  std::vector<std::string> found;
  for (const TermPlace& place : glossary.places(text)) found.push_back(text.substr(place.begin, place.length));
  EXPECT_EQ(found, (std::vector<std::string>{"Learning rate", "weights", "rate"}));
}

TEST(Glossary, FindsIdeographsInsideASentence) {
  const Glossary glossary = Glossary::parse("## weight | 权重\n一个数。\n", "g.md").value();
  const std::string text = "每个权重都会变。";
  const auto places = glossary.places(text);
  ASSERT_EQ(places.size(), 1u);
  EXPECT_EQ(places[0].begin, std::string("每个").size());
}

TEST(Glossary, ErrorsNameTheLine) {
  EXPECT_EQ(Glossary::parse("# G\n\n## weight\nx\n", "g.md").error().substr(0, 7), "g.md:3:");
  EXPECT_NE(Glossary::parse("## a | a\n\n## b | b\nx\n", "g.md").error().find("g.md:1: \"a\" has no sentence"), std::string::npos);
  EXPECT_NE(Glossary::parse("## a | a\nx\n## b | a\nx\n", "g.md").error().find("g.md:3: \"a\" is explained twice"), std::string::npos);
  EXPECT_EQ(Glossary::parse("## a | a\nx\n## b | a\nx\n", "g.md").failure().in(Language::Chinese), "g.md:3：“a”解释了两次；请只留一处");
  EXPECT_NE(Glossary::parse("\xFF", "g.md").error().find("not UTF-8"), std::string::npos);
}

TEST(Glossary, SurvivesDamage) {
  Random random(106);
  for (int round = 0; round < 2000; ++round) {
    std::string text = kSmall;
    for (int edit = 0; edit < 6 && !text.empty(); ++edit) {
      const auto at = random.below(static_cast<std::uint32_t>(text.size()));
      if (random.chance(0.5)) text.insert(at, random.chance(0.5) ? "## |" : "\xE6\n,");
      else text.erase(at, random.below(20));
    }
    const auto result = Glossary::parse(text, "g.md");
    if (result) result.value().places(text);
    else EXPECT_TRUE(result.error().starts_with("g.md")) << result.error();
  }
}

TEST(Glossary, MarksTheFirstPlaceInAStepAndLeavesQuantitiesAlone) {
  LessonText text = parse_lesson_text("# T\n\n## a | A\nA [weight]{w} and `weight`, then a weight and a weight.\n", "t.md").value();
  const std::string before = plain(text.steps[0].body[0]);
  mark_terms(text, small());
  EXPECT_EQ(plain(text.steps[0].body[0]), before);
  int marked = 0;
  for (const ui::Span& span : text.steps[0].body[0]) {
    if (span.term.empty()) continue;
    ++marked;
    EXPECT_EQ(span.text, "weight");
    EXPECT_TRUE(span.quantity.empty() && !span.code);
  }
  EXPECT_EQ(marked, 1);
}

TEST(Glossary, TheShippedPairIsComplete) {
  const Glossary english = Glossary::shipped(Language::English), chinese = Glossary::shipped(Language::Chinese);
  EXPECT_GE(english.entries().size(), 40u);
  const auto pair = check_glossaries(english, chinese);
  EXPECT_TRUE(pair) << pair.error();
  for (const Glossary* glossary : {&english, &chinese})
    for (const GlossaryEntry& entry : glossary->entries()) {
      EXPECT_TRUE(entry.definition.ends_with(".") || entry.definition.ends_with("。")) << entry.id;
      EXPECT_LE(entry.definition.size(), 200u) << entry.id << " is more than a sentence for a hover";
    }
}

TEST(Glossary, PairsMustAgree) {
  const Glossary one = Glossary::parse("## a | a\nx.\n", "g.md").value(), other = Glossary::parse("## b | b\nx.\n", "g.md").value();
  EXPECT_NE(check_glossaries(one, other).error().find("\"a\""), std::string::npos);
}

}  // namespace
}  // namespace epochs::lesson
