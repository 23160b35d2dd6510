// Optimizers and schedules against their formulas, written out once more by hand, and initialisations against their statistics.
#include <gtest/gtest.h>

#include <cmath>

#include "nn/init.hpp"
#include "nn/optimizer.hpp"
#include "nn/schedule.hpp"

namespace epochs {
namespace {

using namespace nn;

Matrix number(double value) { return Matrix::Constant(1, 1, static_cast<Real>(value)); }

// Two updates from w = 1 with gradients 0.5 and −0.25.
double after_two(OptimizerSettings settings, Decay decay = Decay::Yes) {
  Parameter w("w", 1, 1, decay);
  w.value(0, 0) = 1;
  Optimizer optimizer({&w}, settings);
  for (const double g : {0.5, -0.25}) {
    const Matrix gradient = number(g);
    const Matrix* gradients[] = {&gradient};
    optimizer.step(gradients);
  }
  return static_cast<double>(w.value(0, 0));
}

TEST(Optimizer, Sgd) { EXPECT_NEAR(after_two({.learning_rate = 0.1}), 1 - 0.05 + 0.025, 1e-6); }
TEST(Optimizer, SgdWithL2) {
  const double first = 1 - 0.1 * (0.5 + 0.2), second = first - 0.1 * (-0.25 + 0.2 * first);
  EXPECT_NEAR(after_two({.learning_rate = 0.1, .weight_decay = 0.2}), second, 1e-6);
  EXPECT_NEAR(after_two({.learning_rate = 0.1, .weight_decay = 0.2}, Decay::No), 1 - 0.05 + 0.025, 1e-6);
}
TEST(Optimizer, Momentum) {
  EXPECT_NEAR(after_two({.kind = OptimizerKind::Momentum, .learning_rate = 0.1, .momentum = 0.9}), 1 - 0.1 * 0.5 - 0.1 * (0.9 * 0.5 - 0.25), 1e-6);
}
TEST(Optimizer, RmsProp) {
  const double s1 = 0.1 * 0.25, s2 = 0.9 * s1 + 0.1 * 0.0625;
  EXPECT_NEAR(after_two({.kind = OptimizerKind::RmsProp, .learning_rate = 0.1, .decay_rate = 0.9}), 1 - 0.1 * 0.5 / std::sqrt(s1) + 0.1 * 0.25 / std::sqrt(s2), 1e-6);
}
TEST(Optimizer, AdamAndAdamW) {
  const double m1 = 0.1 * 0.5, m2 = 0.9 * m1 - 0.1 * 0.25, v1 = 0.001 * 0.25, v2 = 0.999 * v1 + 0.001 * 0.0625;
  const double step1 = 0.1 * (m1 / 0.1) / std::sqrt(v1 / 0.001), step2 = 0.1 * (m2 / 0.19) / std::sqrt(v2 / (1 - 0.999 * 0.999));
  EXPECT_NEAR(after_two({.kind = OptimizerKind::Adam, .learning_rate = 0.1}), 1 - step1 - step2, 2e-6);
  EXPECT_NEAR(after_two({.kind = OptimizerKind::AdamW, .learning_rate = 0.1, .weight_decay = 0.5}), (0.95 - step1) * 0.95 - step2, 2e-6);
}
TEST(Optimizer, ClippingKeepsTheDirection) {
  Parameter a("a", 1, 1), b("b", 1, 1);
  Optimizer optimizer({&a, &b}, {.learning_rate = 1, .clip_norm = 1});
  const Matrix ga = number(3), gb = number(4);
  const Matrix* gradients[] = {&ga, &gb};
  optimizer.step(gradients);
  EXPECT_NEAR(optimizer.gradient_norm(), 5, 1e-6);
  EXPECT_NEAR(a.value(0, 0), -0.6, 1e-6);
  EXPECT_NEAR(b.value(0, 0), -0.8, 1e-6);
}
TEST(Optimizer, ClipsAGradientWhoseSquareIsInfiniteInFloat) {
  Parameter a("a", 1, 1), b("b", 1, 1);
  Optimizer optimizer({&a, &b}, {.learning_rate = 1, .clip_norm = 1});
  const Matrix ga = number(3e20), gb = number(4e20);
  const Matrix* gradients[] = {&ga, &gb};
  optimizer.step(gradients);
  EXPECT_NEAR(optimizer.gradient_norm(), 5e20, 1e14);
  EXPECT_NEAR(a.value(0, 0), -0.6, 1e-6);
  EXPECT_NEAR(b.value(0, 0), -0.8, 1e-6);
}
TEST(Optimizer, StateContinuesToTheBit) {
  Parameter w("w", 1, 1);
  Optimizer optimizer({&w}, {.kind = OptimizerKind::Adam});
  const Matrix gradient = number(0.7);
  const Matrix* gradients[] = {&gradient};
  optimizer.step(gradients);
  const OptimizerState state = optimizer.state();
  const Matrix before = w.value;
  optimizer.step(gradients);
  const Matrix expected = w.value;
  w.value = before;
  Optimizer other({&w}, optimizer.settings);
  other.restore(state);
  other.step(gradients);
  EXPECT_EQ(w.value, expected);
}
TEST(Optimizer, ChangingTheKindStartsItsMoments) {
  Parameter w("w", 2, 2);
  Optimizer optimizer({&w}, {});
  const Matrix gradient = Matrix::Ones(2, 2);
  const Matrix* gradients[] = {&gradient};
  optimizer.step(gradients);
  optimizer.settings.kind = OptimizerKind::Adam;
  optimizer.step(gradients);
  EXPECT_TRUE(w.value.allFinite());
  optimizer.settings.kind = OptimizerKind::Sgd;
  optimizer.step(gradients);
  EXPECT_EQ(optimizer.state().second[0].size(), 0);
}
TEST(Optimizer, NamesGoBothWays) {
  for (const std::string_view name : {"sgd", "momentum", "rmsprop", "adam", "adamw"}) EXPECT_EQ(name_of(*find_optimizer(name)), name);
  EXPECT_FALSE(find_optimizer("luck"));
}

TEST(Schedule, Constant) {
  EXPECT_EQ(rate_at({.rate = 0.3}, 0), 0.3);
  EXPECT_DOUBLE_EQ(rate_at({.rate = 0.3, .warm_up = 10}, 4), 0.15);
  EXPECT_EQ(rate_at({.rate = 0.3, .warm_up = 10}, 10), 0.3);
}
TEST(Schedule, Step) {
  const Schedule schedule{.kind = ScheduleKind::Step, .rate = 1, .interval = 100, .factor = 0.1};
  EXPECT_EQ(rate_at(schedule, 99), 1);
  EXPECT_DOUBLE_EQ(rate_at(schedule, 100), 0.1);
  EXPECT_DOUBLE_EQ(rate_at(schedule, 250), 0.01);
}
TEST(Schedule, Cosine) {
  const Schedule schedule{.kind = ScheduleKind::Cosine, .rate = 1, .warm_up = 10, .length = 110, .floor = 0.2};
  EXPECT_DOUBLE_EQ(rate_at(schedule, 10), 1);
  EXPECT_DOUBLE_EQ(rate_at(schedule, 60), 0.6);
  EXPECT_DOUBLE_EQ(rate_at(schedule, 110), 0.2);
  EXPECT_DOUBLE_EQ(rate_at(schedule, 5000), 0.2);
}
TEST(Schedule, TransformerPeaksAtTheEndOfItsWarmUp) {
  const Schedule schedule{.kind = ScheduleKind::Transformer, .rate = 0.5, .warm_up = 100};
  EXPECT_DOUBLE_EQ(rate_at(schedule, 99), 0.5);
  EXPECT_LT(rate_at(schedule, 98), 0.5);
  EXPECT_LT(rate_at(schedule, 100), 0.5);
  EXPECT_DOUBLE_EQ(rate_at(schedule, 399), 0.25);
}
TEST(Schedule, NamesGoBothWays) {
  for (const std::string_view name : {"constant", "step", "cosine", "transformer"}) EXPECT_EQ(name_of(*find_schedule(name)), name);
  EXPECT_FALSE(find_schedule("luck"));
}

TEST(Init, Statistics) {
  Random random(11);
  Matrix w(200, 100);
  initialise(w, Init::Xavier, random);
  EXPECT_LE(w.cwiseAbs().maxCoeff(), std::sqrt(Real(6) / 300));
  EXPECT_NEAR(w.squaredNorm() / static_cast<Real>(w.size()), Real(2) / 300, 2e-4);
  initialise(w, Init::He, random);
  EXPECT_NEAR(w.squaredNorm() / static_cast<Real>(w.size()), Real(2) / 200, 4e-4);
  initialise(w, Init::Uniform, random);
  EXPECT_LE(w.cwiseAbs().maxCoeff(), 1 / std::sqrt(Real(200)));
  initialise(w, Init::Zero, random);
  EXPECT_EQ(w, Matrix::Zero(200, 100));
}
TEST(Init, OrthogonalIsOrthogonalOnItsShorterSide) {
  Random random(11);
  Matrix tall(7, 4), wide(4, 7);
  initialise(tall, Init::Orthogonal, random);
  initialise(wide, Init::Orthogonal, random);
  EXPECT_TRUE((tall.transpose() * tall).isIdentity(Real(1e-5)));
  EXPECT_TRUE((wide * wide.transpose()).isIdentity(Real(1e-5)));
}
TEST(Init, NamesGoBothWays) {
  for (const std::string_view name : {"zero", "uniform", "xavier", "he", "orthogonal"}) EXPECT_EQ(name_of(*find_init(name)), name);
  EXPECT_FALSE(find_init("luck"));
}

}  // namespace
}  // namespace epochs
