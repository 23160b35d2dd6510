// The claims about translation. They themselves are for `epochs verify`; here they run with a tiny budget and report what they measure.
#include "lessons/2014_attention/claims.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "lessons/2014_seq2seq/claims.hpp"

namespace epochs::attention_claims {
namespace {

std::vector<claim::Claim> all_claims() {
  std::vector<claim::Claim> all = seq2seq_claims::claims();
  for (claim::Claim& each : claims()) all.push_back(std::move(each));
  return all;
}

TEST(TranslationClaims, ATinyBudgetReportsAllTheSame) {
  for (const claim::Claim& claim : all_claims()) {
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

TEST(TranslationClaims, AttentionIsAWeightedMean) {
  for (const claim::Claim& claim : claims()) {
    if (claim.id != "attention.soft") continue;
    const claim::Outcome outcome = claim.run(101, {});
    EXPECT_EQ(outcome.status, claim::Status::Holds);
    EXPECT_GT(outcome.measured.front().value, 100);
  }
}

TEST(TranslationClaims, AreGivenUpWhenTheLearnerLeaves) {
  int asked = 0;
  const claim::Outcome outcome = seq2seq_claims::claims().front().run(1, {1, {}, [&] { return ++asked > 3; }});
  EXPECT_LT(asked, 10);
  EXPECT_FALSE(outcome.threshold.empty());
}

}  // namespace
}  // namespace epochs::attention_claims
