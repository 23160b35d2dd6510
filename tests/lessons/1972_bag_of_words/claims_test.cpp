// The claims themselves are for `epochs verify`; here, that they hold on a seed that nobody tunes on and report what they measure.
#include <gtest/gtest.h>

#include <cmath>

#include "lessons/1972_bag_of_words/claims.hpp"

namespace epochs::bag_claims {
namespace {

double measured(const claim::Outcome& outcome, std::string_view name) {
  for (const claim::Measured& each : outcome.measured)
    if (each.name == name) return each.value;
  ADD_FAILURE() << name;
  return 0;
}

TEST(BagClaims, OneHotOnAShareOfTheWords) {
  const claim::Outcome outcome = claims()[0].run(101, {0.1, {}, {}});
  EXPECT_EQ(outcome.status, claim::Status::Holds);
  EXPECT_EQ(measured(outcome, "shortest"), std::sqrt(2.0));
  EXPECT_GT(measured(outcome, "pairs"), 100);
}

TEST(BagClaims, TfIdfFindsTheTopic) {
  const claim::Outcome outcome = claims()[1].run(102, {1, {}, {}});
  EXPECT_EQ(outcome.status, claim::Status::Holds);
  EXPECT_GE(measured(outcome, "english_right"), 0.9);
  EXPECT_GE(measured(outcome, "chinese_right"), 0.9);
  EXPECT_LT(measured(outcome, "english_heaviest_stop_word"), measured(outcome, "english_lightest_noun"));
}

TEST(BagClaims, ATinyBudgetReportsAllTheSame) {
  for (const claim::Claim& claim : claims()) {
    const claim::Outcome outcome = claim.run(103, {0.02, {}, {}});
    EXPECT_GE(outcome.measured.size(), 5u) << claim.id;
    EXPECT_FALSE(outcome.threshold.empty());
  }
}

}  // namespace
}  // namespace epochs::bag_claims
