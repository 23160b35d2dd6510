#include "core/discrete.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/check.hpp"

namespace epochs {
namespace {

TEST(DiscreteSampler, DrawsAsOftenAsTheWeightsSay) {
  const std::vector<double> weights = {5, 0, 1, 0.25, 100, 3, 3};
  const DiscreteSampler sampler(weights);
  Random random(4);
  std::vector<double> drawn(weights.size());
  constexpr int kDraws = 200'000;
  for (int i = 0; i < kDraws; ++i) drawn[static_cast<std::size_t>(sampler.draw(random))] += 1.0 / kDraws;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double p = weights[i] / 112.25;
    EXPECT_NEAR(sampler.probability(static_cast<int>(i)), p, 1e-12);
    EXPECT_NEAR(drawn[i], p, 5 * std::sqrt(p / kDraws)) << i;
  }
  EXPECT_EQ(drawn[1], 0);
}

TEST(DiscreteSampler, OneWeight) {
  Random random(1);
  EXPECT_EQ(DiscreteSampler(std::vector<double>{0.1}).draw(random), 0);
}

TEST(DiscreteSampler, RefusesWhatCannotBeDrawn) {
  EXPECT_THROW(DiscreteSampler(std::vector<double>{}), CheckFailed);
  EXPECT_THROW(DiscreteSampler(std::vector<double>{0, 0}), CheckFailed);
  EXPECT_THROW(DiscreteSampler(std::vector<double>{1, -1}), CheckFailed);
  EXPECT_THROW(DiscreteSampler(std::vector<double>{1, std::nan("")}), CheckFailed);
}

}  // namespace
}  // namespace epochs
