// Every number that can be opened adds up; places survive text; the walk lights lines of the code that are there; tables have the pictures' numbers.
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "lessons/2017_self_attention/player.hpp"
#include "lessons/2017_self_attention/views.hpp"

namespace epochs::self_attention {
namespace {

using Kind = Place::Kind;

struct Opened {
  Snapshot seen;
  Shown shown;
  Hand hand;
  explicit Opened(Settings settings, int updates = 2) {
    settings.width = 12, settings.rows = 4;
    Resolver model(101, settings);
    model.set_exams(false);
    for (int i = 0; i < updates; ++i) model.advance();
    seen = model.observe({});
    follow(shown, seen, hand);
  }
  std::optional<lesson::Account> open(Place place, Language language = Language::English) {
    hand.selected = place;
    return account_of(seen, shown, hand, language);
  }
};

void expect_adds_up(Opened& at, Place place) {
  const std::string where = to_text(place);
  const auto english = at.open(place), chinese = at.open(place, Language::Chinese);
  ASSERT_TRUE(english && chinese) << where;
  EXPECT_FALSE(english->description.empty() || chinese->description.empty()) << where;
  EXPECT_EQ(english->terms.size(), chinese->terms.size()) << where;
  double sum = 0;
  for (const lesson::AccountTerm& term : english->terms) {
    sum += term.value;
    double product = 1;
    for (const double factor : term.factors) product *= factor;
    if (!term.factors.empty()) { EXPECT_NEAR(product, term.value, 1e-6) << where << " " << term.symbol; }
  }
  EXPECT_NEAR(sum, english->sum, 1e-9) << where;
  const bool logarithm = place.kind == Kind::Weight || place.kind == Kind::Probability;
  if (logarithm && english->value == 0) return;
  EXPECT_NEAR(logarithm ? std::exp(english->sum) : english->sum, english->value, 1e-4 * (1 + std::abs(english->value))) << where;
  for (const lesson::AccountUse& use : english->uses) {
    const auto to = parse_place(use.selects);
    ASSERT_TRUE(to) << use.selects;
    EXPECT_TRUE(exists(*to, at.shown)) << use.selects;
  }
}

TEST(SelfAttentionAccounts, AddUpWhateverTheSettings) {
  std::vector<Settings> all(4);
  all[1].positions = nn::PositionKind::None, all[1].layers = 1, all[1].heads = 4;
  all[2].scaling = Scaling::None, all[2].mask = Mask::Causal;
  all[3].language = Language::Chinese, all[3].heads = 3;
  for (const Settings& settings : all) {
    Opened at(settings);
    const Sentence& s = at.shown.sentence;
    for (int layer = 0; layer < settings.layers; ++layer)
      for (const Kind kind : {Kind::Query, Kind::Key, Kind::Value, Kind::Score, Kind::Weight, Kind::Mixed, Kind::Sum, Kind::Input})
        for (const int b : {0, 2}) expect_adds_up(at, {kind, layer, settings.heads - 1, s.pronoun, b});
    for (const int word : {s.at(s.subject), s.at(s.object)}) expect_adds_up(at, {Kind::Probability, 0, 0, s.pronoun, word}), expect_adds_up(at, {Kind::Logit, 0, 0, s.pronoun, word});
    expect_adds_up(at, {Kind::Loss, 0, 0, s.pronoun, 0});
    EXPECT_NEAR(at.open({Kind::Loss, 0, 0, s.pronoun, 0})->value, at.shown.pull->loss, 1e-4);
  }
}

TEST(SelfAttentionAccounts, AScoreSaysItsQueryKeyAndScale) {
  Opened at(Settings{});
  const Sentence& s = at.shown.sentence;
  const auto score = at.open({Kind::Score, 1, 0, s.pronoun, s.subject});
  ASSERT_TRUE(score);
  EXPECT_EQ(score->terms.size(), 6u) << "one for each number of the query";
  const LayerLook& layer = at.shown.look->layers[1];
  ASSERT_EQ(score->terms[0].factors.size(), 2u);
  EXPECT_NEAR(score->terms[0].factors[0], static_cast<double>(layer.q(s.pronoun, 0)), 1e-12);
  EXPECT_NEAR(score->terms[0].factors[1], static_cast<double>(layer.k(s.subject, 0)) / std::sqrt(6.0), 1e-12);
  EXPECT_NE(score->terms[0].symbol.find("sqrt"), std::string::npos) << "the scale is named";
  const auto mixed = at.open({Kind::Mixed, 1, 0, s.pronoun, 3});
  EXPECT_EQ(mixed->terms.size(), s.words.size()) << "one weighted value for each word";
}

TEST(SelfAttentionAccounts, WhatIsHiddenMutedOrEditedSaysSo) {
  Opened at(Settings{});
  const Sentence s = at.shown.sentence;
  at.hand.meddling = {.cuts = {{kAny, kAny, s.pronoun, s.subject}}, .scores = {{1, 0, s.pronoun, s.object, 5}}, .muted = {{0, 1}}};
  follow(at.shown, at.seen, at.hand);
  EXPECT_EQ(at.open({Kind::Weight, 1, 0, s.pronoun, s.subject})->value, 0);
  EXPECT_FALSE(at.open({Kind::Score, 1, 0, s.pronoun, s.subject})->consequences.empty());
  const auto edited = at.open({Kind::Score, 1, 0, s.pronoun, s.object});
  EXPECT_EQ(edited->value, 5);
  EXPECT_NE(edited->consequences.front().find("by hand"), std::string::npos);
  EXPECT_EQ(at.open({Kind::Mixed, 0, 1, s.pronoun, 0})->value, 0);
  EXPECT_NE(at.shown.answer->probability, at.shown.plain_answer->probability);
}

TEST(SelfAttentionPlaces, SurviveText) {
  for (const Place place : {Place{}, Place{Kind::Score, 1, 3, 8, 1}, Place{Kind::Probability, 0, 0, 8, 77}}) EXPECT_EQ(parse_place(to_text(place)), place);
  for (const char* bad : {"", "weight", "weight/0/0/0", "weight/0/0/0/-1", "weight/0/0/0/x", "fly/0/0/0/0", "weight/0/0/0/0/0", "weight/99999999999/0/0/0"}) EXPECT_FALSE(parse_place(bad)) << bad;
  Opened at(Settings{});
  for (const Place place : {Place{Kind::Weight, 2, 0, 0, 0}, Place{Kind::Weight, 0, 2, 0, 0}, Place{Kind::Weight, 0, 0, 99, 0}, Place{Kind::Weight, 0, 0, 0, 99}, Place{Kind::Query, 0, 0, 0, 6}, Place{Kind::Logit, 0, 0, 0, 9999}})
    EXPECT_FALSE(at.open(place)) << to_text(place);
}

TEST(SelfAttentionPlaces, TheWalkLightsLinesOfTheCode) {
  for (const int layers : {1, 2}) {
    Settings settings;
    settings.layers = layers;
    const Opened at(settings);
    std::set<int> lines;
    for (const lesson::Beat beat : {lesson::Beat::Forward, lesson::Beat::Loss, lesson::Beat::Backward, lesson::Beat::Update})
      for (int op = 0; op < ops_of(beat, at.seen); ++op) lines.insert(code_line_of({beat, op}, at.seen));
    EXPECT_EQ(lines, (std::set<int>{1, 4, 5, 6, 7, 8, 9, 10, 11, 12}));
  }
}

TEST(SelfAttentionTables, HoldEveryPicture) {
  AttentionPlayer player(1, false);
  std::set<std::string> names;
  for (const lesson::Table& table : player.tables()) {
    names.insert(table.name);
    EXPECT_FALSE(table.rows.empty()) << table.name;
    for (const auto& row : table.rows) ASSERT_EQ(row.size(), table.columns.size()) << table.name;
  }
  for (const std::string& view : player.views()) {
    EXPECT_TRUE(names.count(view)) << view;
    EXPECT_FALSE(player.view_title(view).chinese.empty()) << view;
  }
}

}  // namespace
}  // namespace epochs::self_attention
