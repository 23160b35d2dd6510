// Every number that can be opened adds up, in every state; places survive text; the walk lights lines of the code that are there; tables hold only finite numbers.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "lessons/2013_word2vec/nearest.hpp"
#include "lessons/2013_word2vec/pass_rows.hpp"
#include "lessons/2013_word2vec/states.hpp"
#include "lessons/2013_word2vec/views.hpp"

namespace epochs::word2vec {
namespace {

using Kind = Place::Kind;

double added(const lesson::Account& account) {
  double sum = 0;
  for (const lesson::AccountTerm& term : account.terms) sum += term.value;
  return sum;
}

void expect_adds_up(const std::string& where, const Snapshot& seen, const Hand& hand, Place place) {
  ASSERT_TRUE(exists(place, seen)) << where << " " << to_text(place);
  const lesson::Account english = account_of(seen, hand, place, Language::English), chinese = account_of(seen, hand, place, Language::Chinese);
  EXPECT_FALSE(english.description.empty() || chinese.description.empty()) << where << " " << to_text(place);
  EXPECT_EQ(english.value, chinese.value);
  EXPECT_EQ(english.terms.size(), chinese.terms.size());
  if (!english.terms.empty()) { EXPECT_NEAR(added(english), english.sum, 1e-9) << where << " " << to_text(place); }
  const bool changes = place.kind == Kind::Vector || place.kind == Kind::Output || place.kind == Kind::Fit;       // their terms make what comes of the number
  if (!english.terms.empty() && !changes) { EXPECT_NEAR(english.sum, english.value, 1e-4 * (1 + std::abs(english.value))) << where << " " << to_text(place); }
  for (const lesson::AccountTerm& term : english.terms) {
    double product = 1;
    for (const double factor : term.factors) product *= factor;
    if (!term.factors.empty()) { EXPECT_NEAR(product, term.value, 1e-6 * (1 + std::abs(term.value))) << where << " " << to_text(place); }
  }
  for (const lesson::AccountUse& use : english.uses) EXPECT_TRUE(exists(parse_place(use.selects).value(), seen)) << use.selects;
}

TEST(Word2VecAccounts, AddUpInEveryState) {
  for (const testing::NamedState& state : testing::all_states()) {
    const Snapshot& seen = state.seen;
    const Hand hand;
    const int words = static_cast<int>(seen.vectors->rows()), width = static_cast<int>(seen.vectors->cols());
    if (has_guess(seen)) {
      expect_adds_up(state.name, seen, hand, {Kind::Loss, 0, 0});
      for (const int row : shown_rows(seen, 25)) expect_adds_up(state.name, seen, hand, {Kind::Score, row, 0});
      for (int d = 0; d < width; ++d) expect_adds_up(state.name, seen, hand, {Kind::Hidden, d, 0});
    }
    for (int word = 0; word < words; word += std::max(1, words / 7))
      for (const int d : {0, width - 1}) {
        expect_adds_up(state.name, seen, hand, {Kind::Vector, word, d});
        if (has_outputs(seen)) expect_adds_up(state.name, seen, hand, {Kind::Output, word, d});
        expect_adds_up(state.name, seen, hand, {Kind::Cosine, word, words - 1});
      }
    for (int rank = 0; rank < 10; ++rank)
      for (const int allowed : {0, 1}) expect_adds_up(state.name, seen, hand, {Kind::Analogy, rank, allowed});
  }
}

TEST(Word2VecAccounts, AnEntryForetellsWhatTheGuessMakesOfIt) {
  for (const Method method : {Method::SkipGram, Method::Cbow})
    for (const Output output : {Output::Negatives, Output::Softmax}) {
      Settings settings;
      settings.method = method, settings.output = output, settings.width = 6;
      Word2Vec model(3, settings);
      model.train(400);
      const Snapshot before = model.observe({});
      model.train(1);
      const Snapshot after = model.observe({});
      std::vector<int> words = before.next.example.inputs;
      words.push_back(before.next.example.target);
      words.insert(words.end(), before.next.example.negatives.begin(), before.next.example.negatives.end());
      words.push_back(0);
      for (const int word : words)
        for (int d = 0; d < settings.width; ++d) {
          EXPECT_NEAR(account_of(before, {}, {Kind::Vector, word, d}, Language::English).sum, static_cast<double>((*after.vectors)(word, d)), 2e-6) << word << " " << d;
          EXPECT_NEAR(account_of(before, {}, {Kind::Output, word, d}, Language::English).sum, static_cast<double>((*after.outputs)(word, d)), 2e-6) << word << " " << d;
        }
    }
}

TEST(Word2VecAccounts, AnAnalogyIsTheSumOfItsThreeWords) {
  const Snapshot seen = testing::loaded();
  Hand hand;
  hand.analogy = {seen.text->find("man"), seen.text->find("woman"), seen.text->find("king")};
  const lesson::Account queen = account_of(seen, hand, {Kind::Analogy, 0, 0}, Language::English);
  EXPECT_NE(queen.description.find("queen"), std::string::npos) << queen.description;
  ASSERT_EQ(queen.terms.size(), 3u);
  EXPECT_EQ(queen.terms[0].label, "king");
  EXPECT_LT(queen.terms[1].value, 1e-9) << "man is taken away";
  EXPECT_NEAR(added(queen), queen.value, 1e-6);
}

TEST(Word2VecAccounts, AWordInAGapIsTheMeanOfItsNeighboursProducts) {
  Settings settings;
  settings.method = Method::Cbow;
  const Snapshot seen = testing::trained(settings, 3000);
  Hand hand;
  hand.gap.line.edit.set("the cat □ the milk");
  const lesson::Account account = account_of(seen, hand, {Kind::Fit, 2, 1}, Language::English);
  EXPECT_EQ(account.symbol, "p");
  EXPECT_GT(account.value, 0);
  EXPECT_LT(account.value, 1);
  ASSERT_EQ(account.terms.size(), 4u) << "two words to each side";
  EXPECT_EQ(account.terms[1].label, "cat");
  EXPECT_NEAR(added(account), account.sum, 1e-9);
  EXPECT_EQ(account_of(seen, hand, {Kind::Fit, 17, 0}, Language::English).symbol, "n") << "there is no such place in the line";
}

TEST(Word2VecAccounts, WaitForTheGuess) {
  const Snapshot seen = testing::trained({}, 500);
  const int target = seen.next.example.target, centre = seen.next.example.centre;
  Hand hand;
  hand.question_open = true, hand.step = "pair";
  const auto told = [&](Place place) {
    const lesson::Account account = account_of(seen, hand, place, Language::English);
    std::string out = account.terms_title;
    for (const std::string& line : account.consequences) out += line;
    return out;
  };
  EXPECT_EQ(told({Kind::Output, target, 0}).find("next guess"), std::string::npos);
  EXPECT_EQ(told({Kind::Score, 0, 0}).find("closer"), std::string::npos);
  hand.step = "network";
  EXPECT_EQ(account_of(seen, hand, {Kind::Hidden, 0, 0}, Language::English).symbol, "J");
  hand.step = "analogy";
  EXPECT_EQ(account_of(seen, hand, {Kind::Analogy, 0, 1}, Language::English).symbol, "n");
  hand.question_open = false, hand.step = "pair";
  EXPECT_NE(told({Kind::Vector, centre, 0}).find("next guess"), std::string::npos);
  EXPECT_NE(told({Kind::Score, 0, 0}).find("closer"), std::string::npos);
}

TEST(Word2VecPlaces, SurviveText) {
  for (const Place place : {Place{}, Place{Kind::Score, 3, 0}, Place{Kind::Vector, 312, 23}, Place{Kind::Output, 1, 2}, Place{Kind::Cosine, 5, 6}, Place{Kind::Analogy, 2, 1}, Place{Kind::Fit, 1, 4}, Place{Kind::Hidden, 7, 0}})
    EXPECT_EQ(parse_place(to_text(place)), place);
  for (const char* text : {"", "score", "score/1", "score/1/x", "wings/1/2", "score/1/2/3", "score/99999999999/1", "/1/2"}) EXPECT_FALSE(parse_place(text)) << text;
}

TEST(Word2VecPlaces, ThatAreGoneFallBack) {
  const Snapshot seen = testing::trained({}, 10), file = testing::loaded();
  for (const Place place : {Place{Kind::Score, 99, 0}, Place{Kind::Hidden, 24, 0}, Place{Kind::Vector, 1'000'000, 0}, Place{Kind::Output, 0, -1}, Place{Kind::Cosine, -1, 0}, Place{Kind::Analogy, 99, 0}, Place{Kind::Fit, -1, 0}}) {
    EXPECT_FALSE(exists(place, seen)) << to_text(place);
    EXPECT_EQ(account_of(seen, {}, place, Language::English).symbol, "J");
    EXPECT_EQ(account_of(file, {}, place, Language::English).symbol, "n");
  }
}

TEST(Word2VecWalk, LightsLinesOfTheCodeInTheirOrder) {
  for (const testing::NamedState& state : testing::all_states()) {
    int last = 2;
    for (const lesson::Beat beat : {lesson::Beat::Forward, lesson::Beat::Loss, lesson::Beat::Backward, lesson::Beat::Update}) {
      const int ops = ops_of(beat, state.seen);
      ASSERT_GE(ops, 1) << state.name;
      for (int op = 0; op < ops; ++op) {
        const int line = code_line_of({beat, op}, state.seen);
        if (has_guess(state.seen)) { EXPECT_GE(line, last) << state.name; }
        EXPECT_GE(line, 3);
        EXPECT_LE(line, 10);
        last = line;
      }
    }
  }
  const Snapshot seen = testing::trained({}, 10);
  EXPECT_EQ(ops_of(lesson::Beat::Forward, seen), 8) << "h, six scores, and σ of them";
  EXPECT_EQ(ops_of(lesson::Beat::Loss, seen), 7);
  EXPECT_TRUE(lit_of({lesson::Beat::Forward, 3}, seen).scores);
  EXPECT_EQ(lit_of({lesson::Beat::Forward, 3}, seen).row, 2);
  EXPECT_TRUE(lit_of({lesson::Beat::Loss, 6}, seen).total);
}

TEST(Word2VecTables, AreThereForEveryViewAndFinite) {
  for (const testing::NamedState& state : testing::all_states()) {
    const std::vector<lesson::Table> tables = tables_of(state.seen, {});
    for (const char* view : {"map", "pair", "network", "matrices", "neighbours", "analogy", "shelf", "gap"}) {
      const auto at = std::find_if(tables.begin(), tables.end(), [&](const lesson::Table& table) { return table.name == view; });
      ASSERT_NE(at, tables.end()) << view;
      if (state.name == "fresh") { EXPECT_FALSE(at->rows.empty()) << view; }
      for (const auto& row : at->rows) {
        ASSERT_EQ(row.size(), at->columns.size()) << state.name << " " << view;
        for (const std::string& cell : row) EXPECT_FALSE(cell == "nan" || cell == "inf" || cell == "-inf" || cell == "-nan") << state.name << " " << view;
      }
    }
  }
}

}  // namespace
}  // namespace epochs::word2vec
