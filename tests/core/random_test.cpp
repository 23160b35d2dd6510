#include "core/random.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "core/check.hpp"

namespace epochs {
namespace {

TEST(Random, MatchesThePublishedReferenceSequence) {
  // pcg32_srandom(42, 54), first outputs of the reference demo (O'Neill, pcg-random.org).
  Random random(42, 54);
  for (const std::uint32_t expected : {0xa15c02b7u, 0x7b47f409u, 0xba1d3330u, 0x83d2f293u, 0xbfa4784bu, 0xcbed606eu}) EXPECT_EQ(random.bits(), expected);
}

TEST(Random, NormalHasMeanZeroAndDeviationOne) {
  Random random(101);
  double sum = 0, squares = 0;
  const int count = 100000;
  for (int i = 0; i < count; ++i) {
    const double value = random.normal();
    sum += value, squares += value * value;
  }
  EXPECT_NEAR(sum / count, 0, 0.015);
  EXPECT_NEAR(squares / count, 1, 0.02);
}

TEST(Random, BelowIsUniformAndRefusesZero) {
  Random random(102);
  std::array<int, 7> counts{};
  for (int i = 0; i < 70000; ++i) ++counts[random.below(7)];
  for (const int count : counts) EXPECT_NEAR(count, 10000, 500);
  EXPECT_THROW(random.below(0), CheckFailed);
}

TEST(Random, RestoreContinuesTheSameSequence) {
  Random random(103);
  random.normal();
  const auto state = random.state();
  const double next = random.normal();
  random.restore(state);
  EXPECT_EQ(random.normal(), next);
}

}  // namespace
}  // namespace epochs
