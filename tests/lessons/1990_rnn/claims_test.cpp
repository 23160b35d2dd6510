// The claims themselves are for `epochs verify`; here they run with a tiny budget and report what they measure, chance beside it.
#include "lessons/1990_rnn/claims.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace epochs::rnn_claims {
namespace {

claim::Claim claim_of(const std::string& id) {
  for (const claim::Claim& each : claims())
    if (each.id == id) return each;
  ADD_FAILURE() << id;
  return {};
}

double value_of(const claim::Outcome& outcome, const std::string& name) {
  for (const claim::Measured& each : outcome.measured)
    if (each.name == name) return each.value;
  ADD_FAILURE() << name;
  return 0;
}

TEST(RnnClaims, ATinyBudgetReportsAllTheSame) {
  for (const claim::Claim& claim : claims()) {
    double told = 0;
    bool back = false;
    const claim::Outcome outcome = claim.run(103, {0.004, [&](double share) { back = back || share < told, told = share; }, {}});
    EXPECT_FALSE(outcome.threshold.empty());
    EXPECT_FALSE(outcome.asks_for.chinese.empty());
    if (outcome.status == claim::Status::NoData) continue;      // rnn.text where no real text is installed
    EXPECT_EQ(told, 1) << claim.id;
    EXPECT_FALSE(back) << claim.id;
    EXPECT_FALSE(outcome.measured.empty());
    for (const claim::Measured& each : outcome.measured) EXPECT_TRUE(std::isfinite(each.value)) << claim.id << " " << each.name;
    if (claim.id == "rnn.vanishing") continue;
    EXPECT_GT(value_of(outcome, "chance"), 0) << claim.id;
    EXPECT_GT(outcome.updates, 0) << claim.id;
  }
}

TEST(RnnClaims, StopWhenTheyAreCancelled) {
  for (const char* id : {"rnn.memory", "rnn.curriculum", "rnn.agreement"}) {
    int asked = 0;
    const claim::Outcome outcome = claim_of(id).run(105, {1, {}, [&] { return ++asked > 1; }});
    EXPECT_LE(asked, 20) << id;
    EXPECT_EQ(outcome.status, claim::Status::Fails) << id;
  }
}

// Cheap enough to be held to what it says.
TEST(RnnClaims, BlameFallsByALikeFactorAtEveryStep) {
  const claim::Outcome outcome = claim_of("rnn.vanishing").run(104, {1, {}, {}});
  EXPECT_EQ(outcome.status, claim::Status::Holds);
  EXPECT_GT(value_of(outcome, "r2"), 0.98);
  EXPECT_LT(value_of(outcome, "factor"), 0.8);
  EXPECT_NEAR(std::log(value_of(outcome, "left_after_25")), 25 * std::log(value_of(outcome, "factor")), 1.5);
  EXPECT_GT(value_of(outcome, "orthogonal_factor_small_inputs"), value_of(outcome, "orthogonal_factor") + 0.15) << "where tanh stays steep less is lost";
}

TEST(RnnClaims, AFewUpdatesDoNotProveIt) {
  const claim::Outcome outcome = claim_of("rnn.curriculum").run(106, {1.0 / 64, {}, {}});
  EXPECT_EQ(outcome.status, claim::Status::Fails);
  EXPECT_LT(value_of(outcome, "alone_60"), 0.3);
}

}  // namespace
}  // namespace epochs::rnn_claims
