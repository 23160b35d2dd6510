// The short functions against the standard library's in double, densely over the range where they are not constant.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/fast_math.hpp"

namespace epochs {
namespace {

// The largest |f(x) − g(x)| / max(|g(x)|, floor).
template <class F, class G>
double worst(float low, float high, F f, G g, double floor = 0) {
  double most = 0;
  for (int i = 0; i <= 400000; ++i) {
    const float x = low + (high - low) * static_cast<float>(i) / 400000.0f;
    const double truth = g(static_cast<double>(x));
    most = std::max(most, std::abs(static_cast<double>(f(x)) - truth) / std::max(std::abs(truth), floor));
  }
  return most;
}

constexpr double kUlp = 1.1920929e-7;

TEST(FastMath, Exponential) {
  EXPECT_LT(worst(-87.0f, 88.0f, [](float x) { return fast_exp(x); }, [](double x) { return std::exp(x); }), 2 * kUlp);
  EXPECT_EQ(fast_exp(0.0f), 1.0f);
  for (const float above : {88.5f, 89.0f, 1000.0f, std::numeric_limits<float>::infinity()}) EXPECT_EQ(fast_exp(above), fast_exp(88.0f));
  EXPECT_EQ(fast_exp(-1000.0f), 0.0f);
  EXPECT_EQ(fast_exp(-std::numeric_limits<float>::infinity()), 0.0f);
}

TEST(FastMath, HyperbolicTangentKeepsItsRelativeAccuracyNearZero) {
  const auto fast = [](float x) { return fast_tanh(x); };
  const auto truth = [](double x) { return std::tanh(x); };
  EXPECT_LT(worst(-12.0f, 12.0f, fast, truth, 1e-30), 4 * kUlp);
  EXPECT_LT(worst(-1e-4f, 1e-4f, fast, truth, 1e-30), 4 * kUlp);
  EXPECT_EQ(fast_tanh(100.0f), 1.0f);
  EXPECT_EQ(fast_tanh(-100.0f), -1.0f);
  EXPECT_EQ(fast_tanh(0.0f), 0.0f);
}

TEST(FastMath, Logistic) {
  EXPECT_LT(worst(-80.0f, 80.0f, [](float x) { return fast_logistic(x); }, [](double x) { return 1 / (1 + std::exp(-x)); }), 4 * kUlp);
}

TEST(FastMath, Normal) {
  EXPECT_LT(worst(-12.0f, 12.0f, [](float x) { return fast_normal(x).below; }, [](double x) { return fast_normal(x).below; }, 1e-3), 8 * kUlp);
  EXPECT_LT(worst(-12.0f, 12.0f, [](float x) { return fast_normal(x).density; }, [](double x) { return fast_normal(x).density; }, 1e-3), 8 * kUlp);
}

TEST(FastMath, NotANumberStaysNotANumber) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  EXPECT_TRUE(std::isnan(fast_exp(nan)));
  EXPECT_TRUE(std::isnan(fast_tanh(nan)));
  EXPECT_TRUE(std::isnan(fast_logistic(nan)));
  EXPECT_TRUE(std::isnan(fast_normal(nan).below));
}

}  // namespace
}  // namespace epochs
