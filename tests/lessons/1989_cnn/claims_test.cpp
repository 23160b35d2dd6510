// The claims run and report; with a tiny budget, which says nothing about whether they hold.
#include "lessons/1989_cnn/claims.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

namespace epochs::cnn_claims {
namespace {

TEST(CnnClaims, RunAndReport) {
  std::set<std::string> ids;
  for (const claim::Claim& claim : claims()) {
    ids.insert(claim.id);
    EXPECT_FALSE(claim.statement.english.empty() || claim.statement.chinese.empty()) << claim.id;
    claim::Budget budget;
    budget.scale = 0.004;
    double progress = -1;
    budget.progress = [&](double share) {
      EXPECT_GE(share, progress) << claim.id;
      EXPECT_LE(share, 1) << claim.id;
      progress = share;
    };
    const claim::Outcome outcome = claim.run(101, budget);
    EXPECT_FALSE(outcome.measured.empty() || outcome.threshold.empty() || outcome.asks_for.english.empty() || outcome.asks_for.chinese.empty()) << claim.id;
    for (const claim::Measured& each : outcome.measured) EXPECT_FALSE(each.label.english.empty() || each.label.chinese.empty()) << each.name;
  }
  EXPECT_EQ(ids, (std::set<std::string>{"cnn.digits", "cnn.shared", "cnn.shift"}));
}

TEST(CnnClaims, AFunctionOfTheirSeed) {
  claim::Budget budget;
  budget.scale = 0.004;
  const claim::Claim shift = claims()[1];
  const claim::Outcome a = shift.run(102, budget), b = shift.run(102, budget), c = shift.run(103, budget);
  ASSERT_EQ(a.measured.size(), b.measured.size());
  for (std::size_t i = 0; i < a.measured.size(); ++i) EXPECT_EQ(a.measured[i].value, b.measured[i].value) << a.measured[i].name;
  EXPECT_NE(a.measured[0].value, c.measured[0].value);
}

TEST(CnnClaims, WithoutTheRealDigitsTheirHalfHasNoData) {
  const char* before = std::getenv("XDG_DATA_HOME");
  const std::string kept = before ? before : "";
  ::setenv("XDG_DATA_HOME", "/nowhere", 1);
  claim::Budget budget;
  budget.scale = 0.004;
  const claim::Outcome outcome = claims()[0].run(101, budget);
  before ? ::setenv("XDG_DATA_HOME", kept.c_str(), 1) : ::unsetenv("XDG_DATA_HOME");
  EXPECT_NE(outcome.status, claim::Status::Holds);
  for (const claim::Measured& each : outcome.measured) EXPECT_NE(each.name, "real_accuracy");
  EXPECT_NE(outcome.asks_for.english.find("not installed"), std::string::npos);
}

}  // namespace
}  // namespace epochs::cnn_claims
