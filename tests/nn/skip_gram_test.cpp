// Skip-gram against its formulas, written out once more in plain loops on the same draws.
#include <gtest/gtest.h>

#include <cmath>

#include "nn/skip_gram.hpp"

namespace epochs {
namespace {

using namespace nn;

constexpr double kRounding = sizeof(Real) == 8 ? 1e-12 : 1e-6;

// A vocabulary of which only words 0 and 1 may be drawn: every negative of word 0 is 1, and the other way round. So with one neighbour
// on a side nothing is left to chance, and a sentence "0 1" is the pairs (v_1, 0) and (v_0, 1).
struct TwoWords {
  std::vector<std::vector<double>> v, u;

  explicit TwoWords(const SkipGram& model) {
    for (Index word = 0; word < 2; ++word) {
      v.emplace_back(), u.emplace_back();
      for (Index c = 0; c < model.vectors().cols(); ++c) {
        v.back().push_back(static_cast<double>(model.vectors()(word, c)));
        u.back().push_back(static_cast<double>(model.outputs()(word, c)));
      }
    }
  }

  void learn(std::size_t vector, std::size_t word, int negatives, double rate) {
    const auto slope = [&](std::size_t k, double label) {
      double dot = 0;
      for (std::size_t c = 0; c < v[0].size(); ++c) dot += v[vector][c] * u[k][c];
      return rate * (label - 1 / (1 + std::exp(-dot)));
    };
    const double hit = slope(word, 1), miss = negatives == 5 ? slope(1 - word, 0) : 0;
    const std::vector<double> before = v[vector];
    for (std::size_t c = 0; c < before.size(); ++c) {
      v[vector][c] += hit * u[word][c];
      u[word][c] += hit * before[c];
    }
    for (int k = 0; k < negatives; ++k) {
      const double factor = negatives == 5 ? miss : slope_with(before, 1 - word, rate);
      for (std::size_t c = 0; c < before.size(); ++c) {
        v[vector][c] += factor * u[1 - word][c];
        u[1 - word][c] += factor * before[c];
      }
    }
  }

  double slope_with(const std::vector<double>& vector, std::size_t k, double rate) const {
    double dot = 0;
    for (std::size_t c = 0; c < vector.size(); ++c) dot += vector[c] * u[k][c];
    return -rate / (1 + std::exp(-dot));
  }
};

class SkipGramOf : public testing::TestWithParam<std::tuple<int, int>> {};

TEST_P(SkipGramOf, MovesByTheGradientOfEachPair) {
  const auto [negatives, width] = GetParam();
  const long counts[] = {7, 3};
  SkipGram model(counts, {.width = width, .window = 1, .negatives = negatives});
  TwoWords plain(model);
  const std::vector<int> text = {0, 1, kSentenceEnd, 1, kSentenceEnd, 0, 1};
  Random random(4);
  model.train(text, 0.5, 0.5, random);
  for (int sentence = 0; sentence < 2; ++sentence) plain.learn(1, 0, negatives, 0.5), plain.learn(0, 1, negatives, 0.5);
  for (Index word = 0; word < 2; ++word)
    for (Index c = 0; c < width; ++c) {
      const auto row = static_cast<std::size_t>(word), column = static_cast<std::size_t>(c);
      EXPECT_NEAR(static_cast<double>(model.vectors()(word, c)), plain.v[row][column], kRounding);
      EXPECT_NEAR(static_cast<double>(model.outputs()(word, c)), plain.u[row][column], kRounding);
    }
}
INSTANTIATE_TEST_SUITE_P(Sizes, SkipGramOf, testing::Combine(testing::Values(5, 1, 2), testing::Values(3, 8, 100)));

TEST(SkipGram, TheRateFallsWithinASentence) {
  const long counts[] = {7, 3};
  SkipGram model(counts, {.width = 8, .window = 1});
  TwoWords plain(model);
  Random random(4);
  model.train(std::vector<int>{0, 1}, 0.5, 0.1, random);
  plain.learn(1, 0, 5, 0.5), plain.learn(0, 1, 5, 0.3);
  for (Index word = 0; word < 2; ++word)
    for (Index c = 0; c < 8; ++c) EXPECT_NEAR(static_cast<double>(model.vectors()(word, c)), plain.v[static_cast<std::size_t>(word)][static_cast<std::size_t>(c)], kRounding);
}

TEST(SkipGram, AWordThatIsNearlyAllOfTheTextStillHasNegatives) {
  for (const std::vector<long>& counts : {std::vector<long>{1, 1'000'000'000}, {1'000'000'000, 1}, {1, 2, 1'000'000'000}}) {
    SkipGram model(counts, {.width = 8, .window = 1, .negatives = 1});
    const auto most = static_cast<int>(std::max_element(counts.begin(), counts.end()) - counts.begin());
    const auto second = static_cast<Index>(counts.size() == 3 ? 1 : 1 - most);
    Random random(4);
    model.train(std::vector<int>{most, most}, 0.5, 0.5, random);
    EXPECT_NE(model.outputs().row(second).norm(), 0) << "the other word was drawn";
  }
}

TEST(SkipGram, NeighboursOfTheSameKindBecomeAlike) {
  const std::vector<long> counts(8, 100);
  SkipGram model(counts, {.width = 16, .window = 2});
  Random random(1), words(2);
  std::vector<int> text;                                    // sentences of words 0 … 3 or of words 4 … 7
  for (int sentence = 0; sentence < 2000; ++sentence) {
    for (int word = 0; word < 6; ++word) text.push_back(static_cast<int>(words.below(4)) + (sentence % 2) * 4);
    text.push_back(kSentenceEnd);
  }
  model.train(text, 0.05, 0.001, random);
  const Matrix vectors = model.vectors();
  const auto cosine = [&](Index a, Index b) {
    const auto first = vectors.row(a), second = vectors.row(b);
    return static_cast<double>(first.dot(second) / (first.norm() * second.norm()));
  };
  EXPECT_GT(cosine(0, 1), cosine(0, 5) + 0.3);
  EXPECT_GT(cosine(6, 7), cosine(2, 6) + 0.3);
}

TEST(SkipGram, SameTextAndSameRandomStateGiveTheSameBits) {
  const long counts[] = {5, 5, 5};
  const std::vector<int> text = {0, 1, 2, 1, 0, kSentenceEnd, 2, 2, 1};
  Matrix seen[2];
  for (Matrix& out : seen) {
    SkipGram model(counts, {.width = 10, .sharing = Negatives::PerWord});
    Random random(9);
    model.train(text, 0.1, 0.01, random);
    out = model.vectors();
  }
  EXPECT_EQ(seen[0], seen[1]);
}

}  // namespace
}  // namespace epochs
