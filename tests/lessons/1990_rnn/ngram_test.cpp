// Counting: probabilities as the formula says by hand, summing to 1 in every context.
#include "lessons/1990_rnn/ngram.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/check.hpp"
#include "core/random.hpp"

namespace epochs::recurrent {
namespace {

TEST(RnnNGram, MatchesCountsByHand) {
  const std::vector<int> text{0, 1, 0, 2, 0, 1};           // a b a c a b
  const NGram one(text, 1, 4), two(text, 2, 4);
  // Single symbols: 6 of them, 3 different: (n + 3 · ¼) / 9.
  EXPECT_DOUBLE_EQ(one.probability({}, 0), 3.75 / 9);
  EXPECT_DOUBLE_EQ(one.probability({}, 3), 0.75 / 9);
  // After a: b twice, c once: n = 3, k = 2.
  const std::vector<int> a{0};
  EXPECT_DOUBLE_EQ(two.probability(a, 1), (2 + 2 * (2.75 / 9)) / 5);
  EXPECT_DOUBLE_EQ(two.probability(a, 2), (1 + 2 * (1.75 / 9)) / 5);
  EXPECT_DOUBLE_EQ(two.probability(a, 3), 2 * (0.75 / 9) / 5);
  // Nothing was ever seen after d.
  EXPECT_DOUBLE_EQ(two.probability(std::vector<int>{3}, 1), 2.75 / 9);
  EXPECT_EQ(two.contexts(), 3u);
  EXPECT_EQ(one.contexts(), 1u);
}

TEST(RnnNGram, SumsToOneInEveryContext) {
  Random random(1);
  std::vector<int> text;
  for (int i = 0; i < 3000; ++i) text.push_back(static_cast<int>(random.below(1 + random.below(7))));
  for (int order = 1; order <= 5; ++order) {
    const NGram counts(text, order, 9);
    for (int round = 0; round < 200; ++round) {
      std::vector<int> context;
      for (std::uint32_t i = random.below(7); i > 0; --i) context.push_back(static_cast<int>(random.below(9)));
      double sum = 0;
      for (int symbol = 0; symbol < 9; ++symbol) {
        EXPECT_GT(counts.probability(context, symbol), 0);
        sum += counts.probability(context, symbol);
      }
      EXPECT_NEAR(sum, 1, 1e-12) << order;
    }
  }
}

TEST(RnnNGram, BitsAreTheMeanOfWhatEachSymbolCosts) {
  const std::vector<int> text{0, 1, 0, 2, 0, 1}, other{0, 2, 1};
  const NGram two(text, 2, 3);
  EXPECT_NEAR(two.bits_per_symbol(other), -(std::log2(two.probability(std::vector<int>{0}, 2)) + std::log2(two.probability(std::vector<int>{2}, 1))) / 2, 1e-12);
  EXPECT_EQ(two.bits_per_symbol(std::vector<int>{1}), 0);
}

// A text in which each symbol follows from the two before it: a trigram knows, a bigram cannot.
TEST(RnnNGram, ALongerContextKnowsMore) {
  std::vector<int> text{0, 1};
  Random random(2);
  while (text.size() < 4000) text.push_back(random.chance(0.05) ? static_cast<int>(random.below(3)) : (text[text.size() - 2] * 2 + text[text.size() - 1] + 1) % 3);
  EXPECT_LT(NGram(text, 3, 3).bits_per_symbol(text) + 0.5, NGram(text, 2, 3).bits_per_symbol(text));
}

TEST(RnnNGram, RefusesWhatIsOutOfRange) {
  EXPECT_THROW(NGram(std::vector<int>{0, 5}, 2, 5), CheckFailed);
  EXPECT_THROW(NGram(std::vector<int>{0}, 6, 5), CheckFailed);
  EXPECT_THROW(NGram(std::vector<int>{0}, 2, 4096), CheckFailed);
  EXPECT_THROW(NGram(std::vector<int>{0}, 2, 2).probability({}, 2), CheckFailed);
}

}  // namespace
}  // namespace epochs::recurrent
