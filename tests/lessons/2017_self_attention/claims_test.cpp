// The claims themselves are for `epochs verify`; here they run with a tiny budget and report what they measure, chance beside it.
#include "lessons/2017_self_attention/claims.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace epochs::self_attention_claims {
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

TEST(SelfAttentionClaims, ATinyBudgetReportsAllTheSame) {
  for (const claim::Claim& claim : claims()) {
    double told = 0;
    bool back = false;
    const claim::Outcome outcome = claim.run(103, {0.005, [&](double share) { back = back || share < told, told = share; }, {}});
    EXPECT_FALSE(outcome.threshold.empty());
    EXPECT_FALSE(outcome.asks_for.chinese.empty());
    EXPECT_EQ(told, 1) << claim.id;
    EXPECT_FALSE(back) << claim.id;
    for (const claim::Measured& each : outcome.measured) {
      EXPECT_TRUE(std::isfinite(each.value)) << claim.id << " " << each.name;
      EXPECT_FALSE(each.label.english.empty() || each.label.chinese.empty()) << each.name;
    }
  }
}

TEST(SelfAttentionClaims, AFewUpdatesDoNotProveIt) {
  const claim::Outcome outcome = claim_of("selfattention.coreference").run(106, {0.01, {}, {}});
  EXPECT_EQ(outcome.status, claim::Status::Fails);
  EXPECT_EQ(value_of(outcome, "order_no_positions"), 0) << "the same words in another order: without positions the same answer";
  EXPECT_EQ(value_of(outcome, "chance"), 0.5);
  EXPECT_GT(outcome.updates, 0);
  EXPECT_GE(value_of(outcome, "on_noun_2_1"), 0);
  EXPECT_GE(value_of(outcome, "on_noun_shuffled_2_1"), 0);
}

TEST(SelfAttentionClaims, StopWhenTheyAreCancelled) {
  int asked = 0;
  const claim::Outcome outcome = claim_of("selfattention.coreference").run(105, {1, {}, [&] { return ++asked > 1; }});
  EXPECT_LE(asked, 20);
  EXPECT_EQ(outcome.status, claim::Status::Fails);
}

// Cheap enough to be held to what it says.
TEST(SelfAttentionClaims, RecurrenceTakesOneStepAWordAndAttentionDoesNot) {
  const claim::Outcome outcome = claim_of("selfattention.parallel").run(104, {0.5, {}, {}});
  EXPECT_EQ(outcome.status, claim::Status::Holds);
  EXPECT_EQ(value_of(outcome, "rnn_steps_512") - value_of(outcome, "rnn_steps_16"), 496);
  EXPECT_EQ(value_of(outcome, "attention_steps_512"), value_of(outcome, "attention_steps_16"));
  for (const char* name : {"rnn_ms_16", "rnn_ms_512", "attention_ms_16", "attention_ms_512"}) EXPECT_GT(value_of(outcome, name), 0) << name;
  EXPECT_GT(value_of(outcome, "attention_ms_512"), value_of(outcome, "attention_ms_16"));
}

}  // namespace
}  // namespace epochs::self_attention_claims
