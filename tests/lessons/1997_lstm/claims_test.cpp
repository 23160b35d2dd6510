// The claims themselves are for `epochs verify`; here they run with a tiny budget and report what they measure, chance beside it.
#include "lessons/1997_lstm/claims.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace epochs::lstm_claims {
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

TEST(LstmClaims, ATinyBudgetReportsAllTheSame) {
  for (const claim::Claim& claim : claims()) {
    double told = 0;
    bool back = false;
    const claim::Outcome outcome = claim.run(103, {0.004, [&](double share) { back = back || share < told, told = share; }, {}});
    EXPECT_FALSE(outcome.threshold.empty());
    EXPECT_FALSE(outcome.asks_for.chinese.empty());
    if (outcome.status == claim::Status::NoData) continue;      // lstm.words where the novel is not installed
    EXPECT_EQ(outcome.status, claim::Status::Fails) << claim.id << ": a few updates do not prove it";
    EXPECT_EQ(told, 1) << claim.id;
    EXPECT_FALSE(back) << claim.id;
    for (const claim::Measured& each : outcome.measured) EXPECT_TRUE(std::isfinite(each.value)) << claim.id << " " << each.name;
    EXPECT_GT(outcome.updates, 0) << claim.id;
  }
}

TEST(LstmClaims, WithoutLearningAllAnswerByChance) {
  const claim::Outcome outcome = claim_of("lstm.memory").run(104, {0.004, {}, {}});
  for (const char* name : {"lstm", "lstm_log_gap", "gru", "rnn"}) EXPECT_NEAR(value_of(outcome, name), value_of(outcome, "chance"), 0.12) << name;
}

TEST(LstmClaims, StopWhenTheyAreCancelled) {
  int asked = 0;
  const claim::Outcome outcome = claim_of("lstm.memory").run(105, {1, {}, [&] { return ++asked > 1; }});
  EXPECT_LE(asked, 20);
  EXPECT_EQ(outcome.status, claim::Status::Fails);
}

}  // namespace
}  // namespace epochs::lstm_claims
