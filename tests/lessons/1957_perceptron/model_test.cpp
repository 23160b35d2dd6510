#include "lessons/1957_perceptron/model.hpp"

#include <gtest/gtest.h>

#include "core/check.hpp"
#include "lessons/1957_perceptron/claims.hpp"

namespace epochs::perceptron {
namespace {

static_assert(session::Session<Perceptron>);

Snapshot look(const Perceptron& unit, int probe = -1) {
  session::ObserveRequest request;
  request.probe = probe;
  return unit.observe(request);
}

TEST(Perceptron, CorrectsOneMistakeByRosenblattsRule) {
  Perceptron unit(101);
  const Snapshot before = look(unit);
  ASSERT_GE(before.next, 0);
  unit.advance();
  const Review& review = before.probe.review;
  EXPECT_EQ(unit.weights().w1, review.y * review.x1);
  EXPECT_EQ(unit.weights().w2, review.y * review.x2);
  EXPECT_EQ(unit.weights().b, review.y);
  EXPECT_EQ(unit.weights(), before.probe.after);
  EXPECT_EQ(unit.mistakes(), 1);
}

TEST(Perceptron, LeavesARightReviewAlone) {
  const Weights weights{1, 0, 0};
  EXPECT_EQ(corrected(weights, {2, 0, 1}, 1), weights);
  EXPECT_EQ(gradient(weights, {2, 0, 1}), Weights{});
  EXPECT_EQ(output(0), -1);    // a score of exactly 0 says −1
}

TEST(Perceptron, EndsWithinNovikoffsBoundOnSeparableReviews) {
  for (std::uint64_t seed = 101; seed <= 110; ++seed) {
    for (Order order : {Order::InTurn, Order::Shuffled}) {
      Perceptron unit(seed);
      unit.apply(SetOrder{order});
      while (unit.errors() > 0 && unit.mistakes() < 10'000) unit.advance();
      EXPECT_EQ(unit.errors(), 0) << seed;
      EXPECT_LE(static_cast<double>(unit.mistakes()), unit.margin().bound()) << seed;
      RecordProperty("mistakes", static_cast<int>(unit.mistakes()));
    }
  }
}

TEST(Perceptron, DoesNothingWhenAllAreRight) {
  Perceptron unit(103);
  while (unit.errors() > 0) unit.advance();
  const Weights weights = unit.weights();
  const long mistakes = unit.mistakes();
  EXPECT_EQ(unit.advance().loss, 0);
  EXPECT_EQ(unit.weights(), weights);
  EXPECT_EQ(unit.mistakes(), mistakes);
  EXPECT_EQ(look(unit).next, -1);
}

TEST(Perceptron, RateOnlyScalesWeightsThatStartFromZero) {
  Perceptron one(104), ten(104);
  ten.apply(SetRate{8});       // a power of two: exact in binary
  for (int i = 0; i < 200; ++i) one.advance(), ten.advance();
  EXPECT_EQ(one.mistakes(), ten.mistakes());
  EXPECT_EQ(ten.weights().w1, 8 * one.weights().w1);
}

TEST(Perceptron, StateRestoresTheSameBits) {
  Perceptron unit(105, Preset::Noisy);
  unit.apply(SetOrder{Order::Shuffled});
  for (int i = 0; i < 37; ++i) unit.advance();
  const Perceptron::State state = unit.state();
  for (int i = 0; i < 500; ++i) unit.advance();
  Perceptron again(105);
  again.restore(state);
  for (int i = 0; i < 500; ++i) again.advance();
  EXPECT_EQ(again.weights(), unit.weights());
  EXPECT_EQ(look(again).progress.size(), look(unit).progress.size());
  EXPECT_EQ(look(again).next, look(unit).next);
}

TEST(Perceptron, KeepsBoundedMemoryOverALongRun) {
  Perceptron unit(106, Preset::Xor);
  for (int i = 0; i < 20'000; ++i) unit.advance();
  EXPECT_LT(Perceptron::size_of(unit.state()), 10'000u);
  EXPECT_EQ(look(unit).progress.front().mistakes, 0);
  EXPECT_GT(look(unit).progress.back().mistakes, 19'000);
}

TEST(Perceptron, EditsMakeThePointsOnesOwn) {
  Perceptron unit(107);
  unit.advance();
  EXPECT_TRUE(look(unit).bound_applies);
  unit.apply(AddReview{{Real(0.5), Real(0.25), -1}});
  EXPECT_EQ(look(unit).preset, Preset::Own);
  EXPECT_FALSE(look(unit).bound_applies);
  const int last = kReviews;
  unit.apply(MoveReview{last, 1, 2});
  unit.apply(FlipReview{last});
  EXPECT_EQ(unit.reviews().back(), (Review{1, 2, 1}));
  unit.apply(DeleteReview{last});
  EXPECT_EQ(unit.reviews().size(), static_cast<std::size_t>(kReviews));
  EXPECT_THROW(unit.apply(DeleteReview{last}), CheckFailed);
  unit.apply(StartFromZero{});
  EXPECT_TRUE(look(unit).bound_applies);
  EXPECT_EQ(unit.mistakes(), 0);
}

TEST(Perceptron, WorksWithoutAnyPoint) {
  Perceptron unit(108, Preset::Own);
  EXPECT_EQ(unit.advance().loss, 0);
  EXPECT_EQ(look(unit).probe.index, -1);
  unit.apply(AddReview{{1, 1, 1}});
  unit.advance();
  EXPECT_EQ(unit.errors(), 0);
  unit.apply(DeleteReview{0});
  EXPECT_EQ(unit.advance().loss, 0);
}

// The claims' code with a tiny budget: does it run, is the report complete? (`epochs verify` runs the claims.)
TEST(PerceptronClaims, ReportWithATinyBudget) {
  for (const claim::Claim& claim : perceptron_claims::claims()) {
    claim::Budget budget;
    budget.scale = 0.01;
    const claim::Outcome outcome = claim.run(101, budget);
    EXPECT_FALSE(outcome.measured.empty()) << claim.id;
    EXPECT_FALSE(outcome.threshold.empty()) << claim.id;
    EXPECT_FALSE(outcome.asks_for.chinese.empty()) << claim.id;
    for (const claim::Measured& measured : outcome.measured) EXPECT_FALSE(measured.label.english.empty() || measured.label.chinese.empty()) << measured.name;
    EXPECT_GT(outcome.updates, 0) << claim.id;
    EXPECT_LE(outcome.updates, 100) << claim.id;
  }
}

}  // namespace
}  // namespace epochs::perceptron
