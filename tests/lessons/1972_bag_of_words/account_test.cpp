// Every number that can be opened adds up, in both languages and with both weightings, and characters are told by their numbers alone.
#include <cmath>

#include "lessons/1972_bag_of_words/code_points.hpp"
#include "lessons/1972_bag_of_words/player.hpp"
#include "lessons/lesson_fixture.hpp"

namespace epochs::bag {
namespace {

void expect_to_add_up(const Snapshot& seen, Place place, Language language) {
  ASSERT_TRUE(exists(place, seen, language)) << to_text(place);
  const lesson::Account account = account_of(seen, place, language);
  EXPECT_FALSE(account.description.empty()) << to_text(place);
  double sum = 0;
  for (const lesson::AccountTerm& term : account.terms) sum += term.value;
  EXPECT_NEAR(sum, account.terms.empty() ? 0 : account.sum, 1e-9) << to_text(place);
  const double value = place.kind == Place::Kind::Distance ? account.value * account.value : account.value;
  EXPECT_NEAR(account.terms.empty() ? value : account.sum, value, 1e-9) << to_text(place);
  for (const lesson::AccountUse& use : account.uses) EXPECT_TRUE(parse_place(use.selects)) << use.selects;
}

TEST(BagAccounts, AddUp) {
  for (const Set set : {Set::Six, Set::Traps, Set::Synonyms, Set::One, Set::Strangers, Set::Order})
    for (const Weighting weighting : {Weighting::Counts, Weighting::TfIdf}) {
      BagOfWords model(1, set);
      model.apply(SetRead{kMostDocuments});
      model.apply(SetWeighting{weighting});
      const Snapshot seen = model.observe({});
      for (const Language language : {Language::English, Language::Chinese}) {
        const int words = static_cast<int>(seen.side(language).reading.shelf().words.size());
        for (int document = 0; document < seen.read; ++document) {
          expect_to_add_up(seen, {Place::Kind::Cosine, document, 0}, language);
          for (int word = 0; word < words; ++word) expect_to_add_up(seen, {Place::Kind::Weight, document, word}, language);
        }
        for (int word = 0; word < words; ++word) expect_to_add_up(seen, {Place::Kind::Idf, word, 0}, language);
        for (int a = 0; a < seen.vocabulary; ++a)
          for (int b = 0; b < seen.vocabulary; ++b) expect_to_add_up(seen, {Place::Kind::Distance, a, b}, language);
        for (int i = 0; i < static_cast<int>(points_in(seen.characters).size()); ++i) expect_to_add_up(seen, {Place::Kind::Character, i, 0}, language);
      }
    }
}

TEST(BagAccounts, ANumberThatIsGoneFallsBackToN) {
  BagOfWords model(1);
  const Snapshot seen = model.observe({});
  for (const Place place : {Place{Place::Kind::Weight, 0, 0}, Place{Place::Kind::Cosine, 3, 0}, Place{Place::Kind::Idf, 100'000, 0}, Place{Place::Kind::Character, -1, 0}, Place{Place::Kind::Distance, 99, 0}}) {
    EXPECT_FALSE(exists(place, seen, Language::English)) << to_text(place);
    EXPECT_EQ(account_of(seen, place, Language::English).symbol, "N");
  }
}

TEST(BagAccounts, PlacesSurviveText) {
  for (const Place place : {Place{}, Place{Place::Kind::Weight, 3, 17}, Place{Place::Kind::Cosine, 2, 0}}) EXPECT_EQ(parse_place(to_text(place)), place);
  for (const char* text : {"", "weight", "weight/1", "weight/1/x", "wings/1/2", "weight/1/2/3", "weight/99999999999/1"}) EXPECT_FALSE(parse_place(text)) << text;
}

TEST(CodePoints, AreTheNumbersOfTheTable) {
  const std::vector<CodePoint> points = points_in("饼 🍪A");
  ASSERT_EQ(points.size(), 3u);
  EXPECT_EQ(points[0].code, 0x997Cu);
  EXPECT_EQ(points[1].code, 0x1F36Au);
  EXPECT_EQ(hexadecimal(points[0].code), "U+997C");
  EXPECT_EQ(hexadecimal(U'A'), "U+0041");
  EXPECT_EQ(points[0].meaning, points[1].meaning) << "both are food";
  EXPECT_EQ(points[2].meaning, Meaning::Unknown);
}

TEST(CodePoints, TheNearestByNumberIsSeldomOfTheSameKind) {
  const std::vector<CodePoint> points = points_in("饼饿糕猫狗独马");
  EXPECT_EQ(points[static_cast<std::size_t>(nearest_by_number(points, 0))].written, "饿");
  EXPECT_EQ(nearest_by_number(points_in("饼"), 0), -1);
  const Agreement found = agreement(points);
  EXPECT_EQ(found.known, 7);
  EXPECT_EQ(found.same, 0);
  EXPECT_NEAR(found.by_chance, (2 * 1 + 3 * 2) / 6.0, 1e-12) << "two of food, three animals, six others to draw from";
  EXPECT_EQ(agreement(points_in("abc")).known, 0);
}

TEST(CodePoints, TwelveAtMostAndNoSpaces) {
  EXPECT_EQ(points_in(std::string(100, 'x')).size(), kMostCharacters);
  EXPECT_TRUE(points_in(" \t　").empty());
  EXPECT_EQ(points_in("\xFF").size(), 1u) << "a broken byte is shown as such, not hidden";
}

}  // namespace
}  // namespace epochs::bag
