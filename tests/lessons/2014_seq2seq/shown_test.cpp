// The sentence of the pictures: which it is, what is worked out again, the walk through it, the names of its numbers.
#include <gtest/gtest.h>

#include <set>

#include "lessons/2014_seq2seq/parts.hpp"
#include "lessons/2014_seq2seq/typed.hpp"

namespace epochs::translation {
namespace {

Settings tiny(nn::Context context) {
  Settings out;
  out.context = context, out.hidden = 8, out.rows = 4;
  return out;
}

struct Stage {
  explicit Stage(nn::Context context) : model(5, tiny(context)) {
    seen = model.observe({});
    follow(shown, seen, hand);
  }
  Interpreter model;
  Snapshot seen;
  Hand hand;
  Shown shown;
};

TEST(ShownSentence, ChoicesAreOfTheirKind) {
  const Corpus& c = *corpus(Language::English);
  EXPECT_LE(chosen_pair(c, SentenceChoice::Greeting, 0).source.size(), 6u);
  EXPECT_EQ(c.third_of(chosen_pair(c, SentenceChoice::Short, 3)), 0);
  EXPECT_EQ(c.third_of(chosen_pair(c, SentenceChoice::Long, 3)), 2);
  EXPECT_TRUE(chosen_pair(c, SentenceChoice::Clause, 0).crosses());
  std::set<std::vector<int>> different;
  for (int another = 0; another < 5; ++another) different.insert(chosen_pair(c, SentenceChoice::Clause, another).source);
  EXPECT_EQ(different.size(), 5u);
  EXPECT_EQ(&chosen_pair(c, SentenceChoice::Short, -1), &chosen_pair(c, SentenceChoice::Short, 23)) << "round and round";
  const std::string clause = spelled(c.source, chosen_pair(c, SentenceChoice::Clause, 0).source);
  EXPECT_EQ(clause.substr(0, 30), "the plate that the girl washed");
}

TEST(ShownSentence, IsWorkedOutOnlyWhenSomethingChanged) {
  Stage at(nn::Context::Attention);
  const auto run = at.shown.run;
  follow(at.shown, at.seen, at.hand);
  EXPECT_EQ(at.shown.run, run);
  EXPECT_EQ(at.shown.plain, at.shown.written);
  at.hand.meddling.looking = Looking::Evenly;
  follow(at.shown, at.seen, at.hand);
  EXPECT_NE(at.shown.written, at.shown.plain);
  EXPECT_EQ(at.shown.plain, run) << "without meddling it is as it was";
  at.hand.rows = Rows::Right;
  follow(at.shown, at.seen, at.hand);
  EXPECT_EQ(at.shown.run, at.shown.dictated);
  EXPECT_EQ(at.shown.steps(), static_cast<int>(at.shown.pair->target.size()) + 1);
  at.model.advance();
  at.seen = at.model.observe({});
  follow(at.shown, at.seen, at.hand);
  EXPECT_NE(at.shown.plain, run) << "other weights";
}

TEST(ShownSentence, OneOfTheLearnersOwnIsReadOrTheReasonTold) {
  Stage at(nn::Context::Fixed);
  at.hand.sentence = SentenceChoice::Typed, at.hand.typed = "the cat saw the xylophone .";
  follow(at.shown, at.seen, at.hand);
  EXPECT_NE(at.shown.problem.english.find("xylophone"), std::string::npos);
  at.hand.typed = "The cat saw the dog";
  follow(at.shown, at.seen, at.hand);
  EXPECT_TRUE(at.shown.problem.english.empty()) << at.shown.problem.english;
  EXPECT_EQ(at.shown.word_read(at.shown.read() - 1), ".");
  EXPECT_EQ(at.shown.word_read(1), "cat");
}

// What the field shows before anything is typed can be typed.
TEST(ShownSentence, TheExampleOfTheFieldIsKnown) {
  for (const Language language : {Language::English, Language::Chinese}) {
    const Typed typed = read_typed(*corpus(language), own_example(language));
    EXPECT_EQ(typed.missing, Missing::Nothing) << told(typed).english;
    EXPECT_TRUE(told(typed).english.empty()) << told(typed).english;
    EXPECT_GE(typed.words.size(), 5u);
  }
}

TEST(ShownSentence, TrueLinksAreThoseOfThePair) {
  Stage at(nn::Context::Attention);
  at.hand.rows = Rows::Right;
  follow(at.shown, at.seen, at.hand);
  std::size_t found = 0;
  for (int t = 0; t < at.shown.steps(); ++t)
    for (int s = 0; s < at.shown.read(); ++s) found += at.shown.belongs(t, s);
  EXPECT_EQ(found, at.shown.pair->links.size());
  EXPECT_EQ(at.shown.word_at(at.shown.steps() - 1), "<end>");
}

TEST(ShownWalk, GoesThroughEveryWordAndEveryStageOnce) {
  for (const nn::Context context : {nn::Context::Fixed, nn::Context::Attention}) {
    Stage at(context);
    at.hand.rows = Rows::Right;
    follow(at.shown, at.seen, at.hand);
    const int ops = ops_of(lesson::Beat::Forward, at.shown), each = context == nn::Context::Fixed ? 2 : 5;
    EXPECT_EQ(ops, at.shown.read() + 1 + each * at.shown.steps());
    std::set<int> lines;
    for (int op = 0; op < ops; ++op) lines.insert(code_line_of({lesson::Beat::Forward, op}, at.shown));
    EXPECT_EQ(lines, context == nn::Context::Fixed ? (std::set<int>{3, 4, 7, 8}) : (std::set<int>{1, 4, 5, 6, 7, 8}));
  }
}

TEST(TranslationPlaces, AreReadBackAndNothingElseIs) {
  for (const Place place : {Place{Place::Kind::Weight, 3, 1}, Place{Place::Kind::Probability, 0, 40}, Place{Place::Kind::Start, 0, 7}}) EXPECT_EQ(parse_place(to_text(place)), place);
  for (const char* text : {"", "weight", "weight/1", "weight/1/2/3", "weight/-1/2", "weight/1/x", "nothing/1/2", "weight/1/99999999999"}) EXPECT_FALSE(parse_place(text)) << text;
}

}  // namespace
}  // namespace epochs::translation
