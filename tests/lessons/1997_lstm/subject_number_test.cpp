// The subject's number as it is read off the surface, against what the generator knows.
#include "lessons/1997_lstm/subject_number.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/random.hpp"
#include "data/tiny_world.hpp"
#include "lessons/1990_rnn/texts.hpp"
#include "lessons/1997_lstm/track.hpp"

namespace epochs::recurrent {
namespace {

std::vector<std::string> characters(const std::string& text) {
  std::vector<std::string> out;
  for (const char each : text) out.emplace_back(1, each);
  return out;
}

TEST(SubjectNumber, IsKnownFromTheSubjectToItsVerb) {
  //                                                                        T h e   c a t s   s w i m   .
  EXPECT_EQ(subject_number_along(characters("The cats swim .")), (std::vector<double>{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0}));
  const std::vector<double> two = subject_number_along(characters("Anna and Peter swim. The cat swims."));
  EXPECT_EQ(two[4], -1) << "so far one";
  EXPECT_EQ(two[9], 1) << "two make many";
  EXPECT_EQ(two[19], 0) << "known to the verb, no further";
  EXPECT_EQ(two[28], -1) << "the next sentence has its own";
  const std::vector<double> inner = subject_number_along(characters("The boys that saw the cat are kind."));
  EXPECT_EQ(inner[18], 1) << "past the clause’s own verb";
  EXPECT_EQ(inner[25], 1);
  EXPECT_EQ(inner[30], 0);
  EXPECT_EQ(subject_number_along({}), std::vector<double>());
}

// No surface rule is right everywhere: how often it is, is what counts.
TEST(SubjectNumber, IsNearlyAlwaysWhatTheGeneratorMeant) {
  const data::TinyWorld world = data::TinyWorld::shipped();
  const std::vector<std::string>& words = world.words(Language::English);
  data::WorldStream stream(world, {.seed = 104});
  int asked = 0, right = 0;
  std::string wrong;
  for (int i = 0; i < 3000; ++i) {
    const data::WorldSentence& sentence = stream.next();
    const auto& subjects = sentence.english.subjects;
    if (subjects.empty()) continue;
    const auto first = std::min_element(subjects.begin(), subjects.end(), [](const auto& a, const auto& b) { return a.subject < b.subject; });
    const int place = first->subject, verb = first->verb;
    const auto count = std::count_if(subjects.begin(), subjects.end(), [&](const data::VerbSubject& each) { return each.verb == verb; });
    const data::WorldToken& token = sentence.english.tokens[static_cast<std::size_t>(place)];
    const std::string& word = words[static_cast<std::size_t>(token.word)];
    const bool plural = count > 1 || token.plural || word == "we" || word == "they" || word == "you" || word == "people";
    const std::string text = world.text_of(sentence, Language::English);
    double last = 0;
    for (const double value : subject_number_along(characters(text)))
      if (value != 0) last = value;
    ++asked;
    if (last == (plural ? 1 : -1)) ++right;
    else wrong += text + "\n";
  }
  EXPECT_GT(asked, 2000);
  EXPECT_GT(right, asked * 0.98) << wrong;
}

// Only TinyWorld’s words are known.
TEST(SubjectNumber, IsAskedOfTinyWorldAlone) {
  std::string lines;
  for (int i = 0; i < 60; ++i) lines += "The cats swim. \"The dog swims,\" she said.\n";
  const auto own = text_of(Source::Own, lines);
  ASSERT_TRUE(own.ok());
  for (const auto& text : {world_text(3), own.value()}) {
    Random random(2);
    const auto search = begin_track(std::make_shared<Network>(Shape{nn::RecurrentKind::Lstm, text->size(), 4, nn::Init::Xavier, 1}, random), text);
    while (!go_on_track(*search, kTrackSymbols)) EXPECT_TRUE(search->found.empty());
    const auto number = std::find_if(search->found.begin(), search->found.end(), [](const FoundUnit& each) { return each.property == "number"; });
    ASSERT_EQ(number != search->found.end(), text->source == Source::World);
    if (number == search->found.end()) continue;
    EXPECT_GE(number->unit, 0);
    EXPECT_NE(number->correlation, 0) << "measured";
  }
}

}  // namespace
}  // namespace epochs::recurrent
