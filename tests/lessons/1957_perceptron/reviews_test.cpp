#include "lessons/1957_perceptron/reviews.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "lessons/1957_perceptron/margin.hpp"

namespace epochs::perceptron {
namespace {

using testing::HasSubstr;

TEST(PerceptronReviews, SeparableHasAMarginAndNoisyHasNone) {
  for (std::uint64_t seed = 101; seed <= 110; ++seed) {
    EXPECT_TRUE(widest_margin(make_reviews(Preset::Separable, seed)).separable) << seed;
    EXPECT_FALSE(widest_margin(make_reviews(Preset::Noisy, seed)).separable) << seed;
  }
  EXPECT_FALSE(widest_margin(make_reviews(Preset::Xor, 101)).separable);
}

TEST(PerceptronReviews, AreStandardisedAndDistinct) {
  const std::vector<Review> reviews = make_reviews(Preset::Separable, 101);
  ASSERT_EQ(reviews.size(), static_cast<std::size_t>(kReviews));
  double mean = 0, square = 0;
  std::set<std::pair<int, int>> counts;
  for (const Review& r : reviews) {
    mean += static_cast<double>(r.x1) / kReviews;
    square += static_cast<double>(r.x1 * r.x1) / kReviews;
    counts.insert({r.praise, r.complaints});
  }
  EXPECT_NEAR(mean, 0, 1e-5);
  EXPECT_NEAR(square, 1, 1e-5);
  EXPECT_EQ(counts.size(), reviews.size());
}

// The sentence holds exactly the words that were counted: commas and "and" join them.
TEST(PerceptronReviews, SentencesHoldTheirCounts) {
  for (const Review& review : make_reviews(Preset::Separable, 102)) {
    const std::string english = sentence(review, Language::English), chinese = sentence(review, Language::Chinese);
    std::size_t words = 1;
    for (char c : english) words += c == ' ';
    std::size_t joins = 0;
    for (std::size_t at = 0; (at = english.find(" and ", at)) != std::string::npos; ++at) ++joins;
    const bool both = review.praise > 0 && review.complaints > 0;
    if (review.praise + review.complaints > 0) {
      EXPECT_EQ(words - joins - (both ? 1 : 0), static_cast<std::size_t>(review.praise + review.complaints)) << english;
    }
    std::size_t marks = 0;
    for (std::size_t at = 0; (at = chinese.find("、", at)) != std::string::npos; ++at) ++marks;
    if (both) {
      EXPECT_EQ(marks + 2, static_cast<std::size_t>(review.praise + review.complaints)) << chinese;
    }
  }
}

TEST(PerceptronReviews, AreReadFromATable) {
  const Result<std::vector<Review>> read = parse_reviews("praise,complaints,liked\n0.5,-1.25,1\n-2,3,-1\n", "mine.csv");
  ASSERT_TRUE(read.ok()) << read.error();
  EXPECT_EQ(read.value(), (std::vector<Review>{{Real(0.5), Real(-1.25), 1}, {-2, 3, -1}}));
  EXPECT_EQ(parse_reviews("1,1,-1\n", "one.csv").value().front().y, -1);
  EXPECT_THAT(parse_reviews("x1,x2,y\n1,2,1\n1,two,1\n", "mine.csv").error(), HasSubstr("mine.csv:3"));
}

TEST(PerceptronMargin, OfTwoPointsIsKnown) {
  // y·(x1, x2, 1): (1, 0, 1) and (1, 0, −1): the hull's nearest point to the origin is (1, 0, 0).
  const Margin margin = widest_margin({{1, 0, 1}, {-1, 0, -1}});
  EXPECT_TRUE(margin.separable);
  EXPECT_NEAR(margin.gamma, 1, 1e-6);
  EXPECT_NEAR(margin.bound(), 2, 1e-5);
  EXPECT_FALSE(widest_margin({{1, 1, 1}, {1, 1, -1}}).separable);
  EXPECT_FALSE(widest_margin({}).separable);
}

}  // namespace
}  // namespace epochs::perceptron
