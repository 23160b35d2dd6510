// Every number's account adds up to the number, whatever cell, score and reading the network has.
#include <gtest/gtest.h>

#include <cmath>

#include "lessons/2014_seq2seq/views.hpp"

namespace epochs::translation {
namespace {

using Kind = Place::Kind;

struct Opened {
  explicit Opened(const Settings& settings) : model(3, settings) {
    model.set_exams(false);
    for (int i = 0; i < 2; ++i) model.advance();
    hand.sentence = SentenceChoice::Short;
    seen = model.observe({});
    follow(shown, seen, hand);
  }
  std::optional<lesson::Account> open(Place place) {
    hand.selected = place;
    return account_of(seen, shown, hand, Language::English);
  }
  Interpreter model;
  Snapshot seen;
  Hand hand;
  Shown shown;
};

Settings small(nn::RecurrentKind kind, nn::Reading reading, nn::Context context = nn::Context::Fixed, nn::Score score = nn::Score::Additive) {
  Settings out;
  out.kind = kind, out.reading = reading, out.context = context, out.score = score, out.hidden = 8, out.rows = 4;
  return out;
}

TEST(TranslationAccounts, StatesAreWhatTheirCellMadeOfThem) {
  for (const nn::RecurrentKind kind : {nn::RecurrentKind::Rnn, nn::RecurrentKind::Lstm, nn::RecurrentKind::Gru})
    for (const nn::Reading reading : {nn::Reading::Forwards, nn::Reading::BothWays}) {
      Opened at(small(kind, reading));
      for (const Place place : {Place{Kind::State, 0, 2}, Place{Kind::State, 2, 5}, Place{Kind::State, 1, static_cast<int>(at.shown.run->states.cols()) - 1}, Place{Kind::Decoded, 0, 3}, Place{Kind::Decoded, 2, 1}}) {
        const auto account = at.open(place);
        ASSERT_TRUE(account) << to_text(place);
        const double made = kind == nn::RecurrentKind::Rnn ? std::tanh(account->sum) : account->sum;
        EXPECT_NEAR(account->value, made, 2e-5) << to_text(place);
        const Matrix& truth = place.kind == Kind::State ? at.shown.run->states : at.shown.run->decoded;
        EXPECT_NEAR(account->value, static_cast<double>(truth(place.a, place.b)), 2e-5) << to_text(place);
      }
    }
}

TEST(TranslationAccounts, TheVectorIsMadeOfBothEndsOfTheReader) {
  Opened both(small(nn::RecurrentKind::Gru, nn::Reading::BothWays));
  const auto start = both.open({Kind::Start, 0, 4});
  ASSERT_TRUE(start);
  EXPECT_EQ(start->terms.size(), 17u) << "eight numbers from each end and the bias";
  EXPECT_NEAR(std::tanh(start->sum), start->value, 2e-5);
  Opened forwards(small(nn::RecurrentKind::Gru, nn::Reading::Forwards));
  const auto last = forwards.open({Kind::Start, 0, 4});
  ASSERT_TRUE(last);
  EXPECT_NEAR(last->value, static_cast<double>(forwards.shown.run->states(forwards.shown.read() - 1, 4)), 1e-6);
}

TEST(TranslationAccounts, AScoreNamesQueryKeyAndScale) {
  for (const nn::Score score : {nn::Score::Additive, nn::Score::Product, nn::Score::ScaledProduct}) {
    Opened at(small(nn::RecurrentKind::Gru, nn::Reading::BothWays, nn::Context::Attention, score));
    const auto account = at.open({Kind::Score, 1, 2});
    ASSERT_TRUE(account);
    EXPECT_NEAR(account->sum, account->value, 2e-5);
    EXPECT_EQ(account->terms.size(), score == nn::Score::Additive ? 8u : 16u);
    EXPECT_EQ(account->terms[0].symbol.find("sqrt") != std::string::npos, score == nn::Score::ScaledProduct) << "the scale is named where there is one";
    for (const lesson::AccountUse& use : account->uses) {
      ASSERT_TRUE(parse_place(use.selects)) << use.selects;
      EXPECT_TRUE(at.open(*parse_place(use.selects))) << use.selects;
    }
  }
}

TEST(TranslationAccounts, AnOutputIsItsWeightedValues) {
  Opened at(small(nn::RecurrentKind::Gru, nn::Reading::BothWays, nn::Context::Attention));
  const auto mixed = at.open({Kind::Context, 1, 3});
  ASSERT_TRUE(mixed);
  EXPECT_EQ(mixed->terms.size(), at.shown.source.size());
  EXPECT_NEAR(mixed->sum, mixed->value, 2e-5);
  double shares = 0;
  for (const lesson::AccountTerm& term : mixed->terms) shares += term.factors[0];
  EXPECT_NEAR(shares, 1, 1e-5);
  const auto weight = at.open({Kind::Weight, 1, 2});
  ASSERT_TRUE(weight);
  EXPECT_NEAR(std::exp(weight->sum), weight->value, 2e-5);
  const auto query = at.open({Kind::Query, 1, 2}), key = at.open({Kind::Key, 1, 2});
  ASSERT_TRUE(query && key);
  EXPECT_NEAR(query->sum, query->value, 2e-5);
  EXPECT_NEAR(key->sum, key->value, 2e-5);
}

TEST(TranslationAccounts, AProbabilityAndTheLoss) {
  Opened at(small(nn::RecurrentKind::Lstm, nn::Reading::BothWays));
  const auto p = at.open({Kind::Probability, 0, at.shown.id_at(0)});
  ASSERT_TRUE(p);
  EXPECT_NEAR(std::exp(p->sum), p->value, 2e-5);
  const auto loss = at.open({Kind::Loss, 1, 0});
  ASSERT_TRUE(loss);
  EXPECT_NEAR(loss->value, -std::log(static_cast<double>(at.shown.dictated->probabilities(1, at.shown.pair->target[1]))), 1e-9);
  EXPECT_FALSE(at.open({Kind::Weight, 0, 0})) << "there is no looking here";
  EXPECT_FALSE(at.open({Kind::State, 99, 0}));
}

TEST(TranslationAccounts, AScoreSetByHandSaysSo) {
  Opened at(small(nn::RecurrentKind::Gru, nn::Reading::BothWays, nn::Context::Attention));
  at.hand.meddling.scores = {{0, 1, 5.0}};
  follow(at.shown, at.seen, at.hand);
  const auto account = at.open({Kind::Score, 0, 1});
  ASSERT_TRUE(account);
  EXPECT_NEAR(account->value, 5, 1e-6);
  ASSERT_EQ(account->consequences.size(), 1u);
  EXPECT_NE(account->consequences[0].find("by hand"), std::string::npos);
}

}  // namespace
}  // namespace epochs::translation
