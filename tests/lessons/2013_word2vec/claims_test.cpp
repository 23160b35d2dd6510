// The claims themselves are for `epochs verify`; here they run with a tiny budget and report what they measure, chance beside it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "lessons/2013_word2vec/claims.hpp"

namespace epochs::word2vec_claims {
namespace {

TEST(Word2VecClaims, ATinyBudgetReportsAllTheSame) {
  for (const claim::Claim& claim : claims()) {
    double told = 0;
    const claim::Outcome outcome = claim.run(103, {0.004, [&](double share) { told = share; }, {}});
    EXPECT_EQ(told, 1) << claim.id;
    EXPECT_FALSE(outcome.threshold.empty());
    EXPECT_TRUE(std::any_of(outcome.measured.begin(), outcome.measured.end(), [](const claim::Measured& each) { return each.name == "chance" && each.value > 0; })) << claim.id;
    for (const claim::Measured& each : outcome.measured) EXPECT_TRUE(std::isfinite(each.value)) << claim.id << " " << each.name;
  }
}

TEST(Word2VecClaims, NeighboursHoldOnAnEighthOfTheBudget) {
  const claim::Outcome outcome = claims()[0].run(104, {0.125, {}, {}});
  EXPECT_EQ(outcome.measured[0].name, "same_category");
  EXPECT_GT(outcome.measured[0].value, 4 * outcome.measured[1].value);     // far above chance
}

TEST(Word2VecClaims, StopWhenTheyAreCancelled) {
  int asked = 0;
  claims()[1].run(105, {0.004, {}, [&] { return ++asked > 1; }});
  EXPECT_LE(asked, 3);
}

}  // namespace
}  // namespace epochs::word2vec_claims
