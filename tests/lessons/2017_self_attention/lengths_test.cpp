#include "lessons/2017_self_attention/lengths.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "nn/layers/recurrent.hpp"
#include "nn/ops/attention.hpp"
#include "nn/ops/softmax.hpp"

namespace epochs::self_attention {
namespace {

TEST(SelfAttentionLengths, RecurrentStepsGrowWithTheSentenceAndAttentionsDoNot) {
  const LengthPoint shorter = measure_length(8, 12, 3, 1), longer = measure_length(40, 12, 3, 1);
  EXPECT_EQ(longer.recurrent_steps - shorter.recurrent_steps, 32) << "one more for each word";
  EXPECT_EQ(longer.attention_steps, shorter.attention_steps);
  EXPECT_LT(longer.attention_steps, 6);
  EXPECT_EQ(longer.compared, 1600);
  EXPECT_EQ(longer.recurrent_products / shorter.recurrent_products, 5);
  EXPECT_GT(longer.attention_products / shorter.attention_products, 5);
  EXPECT_GT(shorter.recurrent_seconds, 0);
  EXPECT_GT(shorter.attention_seconds, 0);
}

TEST(SelfAttentionLengths, GrowthIsTheSlopeOnLogarithmicScales) {
  const std::vector<double> n{16, 32, 64, 128};
  std::vector<double> squares, lines;
  for (const double each : n) squares.push_back(3 * each * each), lines.push_back(0.1 * each);
  EXPECT_NEAR(growth(n, squares), 2, 1e-9);
  EXPECT_NEAR(growth(n, lines), 1, 1e-9);
}

TEST(SelfAttentionLengths, WithoutTheRootTheSoftmaxSaturatesAsTheWidthGrows) {
  const Saturation narrow = measure_saturation(4, 7), wide = measure_saturation(512, 7);
  EXPECT_NEAR(narrow.scores_root, 1, 0.25);
  EXPECT_NEAR(wide.scores_root, 1, 0.25) << "with the root the scores stay as they are";
  EXPECT_NEAR(wide.scores_plain / wide.scores_root, std::sqrt(512.0), 1e-2);
  EXPECT_GT(wide.most_plain, 0.9);
  EXPECT_LT(wide.most_root, 0.4);
  EXPECT_LT(wide.gradient_plain, 0.3 * wide.gradient_root) << "and hands hardly any gradient back";
  EXPECT_NEAR(wide.gradient_root / narrow.gradient_root, 1, 0.3);
}

// The norm that is told is that of the op's own derivative, column by column.
TEST(SelfAttentionLengths, TheSlopeOfTheSoftmaxIsItsDerivative) {
  Matrix scores(1, 4);
  scores << Real(0.3), Real(-1), Real(2), Real(0.5);
  nn::Tape tape;
  double squares = 0;
  for (Index j = 0; j < 4; ++j) {
    tape.begin();
    const nn::Value x = tape.input(scores, "scores", nn::WantGradient::Yes), y = nn::softmax(tape, x);
    Matrix seed = Matrix::Zero(1, 4);
    seed(0, j) = 1;
    tape.backward(y, seed);
    squares += static_cast<double>(tape.gradient(x).squaredNorm());
  }
  EXPECT_NEAR(softmax_slope(scores), std::sqrt(squares), 1e-6);
}

}  // namespace
}  // namespace epochs::self_attention
