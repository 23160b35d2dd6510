// Rosenblatt's rule, written by hand, is one SGD step of the tape on J = max(0, −y z); in double.
#include <gtest/gtest.h>

#include "lessons/1957_perceptron/model.hpp"
#include "nn/nn.hpp"

namespace epochs::perceptron {
namespace {

static_assert(sizeof(Real) == 8);

struct TapeUnit {
  nn::Parameter w{"w", 2, 1}, b{"b", 1, 1, nn::Decay::No};

  // One step on one review; returns the loss before it.
  double step(const Review& review, double rate) {
    Matrix x(1, 2), y(1, 1);
    x << review.x1, review.x2;
    y << review.y;
    nn::Tape tape;
    tape.begin();
    const nn::Value loss = nn::perceptron_criterion(tape, nn::linear(tape, tape.input(x), w, b), tape.input(y));
    tape.backward(loss);
    nn::OptimizerSettings how;
    how.learning_rate = rate;
    nn::Optimizer(nn::Parameters{&w, &b}, how).step(tape);
    return tape.scalar(loss);
  }
};

TEST(PerceptronGradient, HandAndTapeTakeTheSameSteps) {
  for (std::uint64_t seed = 101; seed <= 105; ++seed) {
    Random random(seed);
    Weights hand{random.normal(), random.normal(), random.normal()};
    TapeUnit tape;
    tape.w.value << hand.w1, hand.w2;
    tape.b.value << hand.b;
    int mistakes = 0;
    for (const Review& review : make_reviews(Preset::Noisy, seed)) {
      mistakes += !right(hand, review);
      const double loss = loss_of(hand, review);
      EXPECT_NEAR(tape.step(review, 0.3), loss, 1e-12);
      hand = corrected(hand, review, 0.3);
      EXPECT_NEAR(tape.w.value(0, 0), hand.w1, 1e-9);
      EXPECT_NEAR(tape.w.value(1, 0), hand.w2, 1e-9);
      EXPECT_NEAR(tape.b.value(0, 0), hand.b, 1e-9);
    }
    EXPECT_GT(mistakes, 3) << "the test needs mistakes to compare";
  }
}

TEST(PerceptronGradient, AgreesWithCentralDifferences) {
  const Weights w{0.4, -0.7, 0.2};
  const double h = 1e-6;
  for (const Review& review : make_reviews(Preset::Noisy, 106)) {
    const Weights g = gradient(w, review);
    const auto slope = [&](double Weights::*place) {
      Weights above = w, below = w;
      above.*place += h, below.*place -= h;
      return (loss_of(above, review) - loss_of(below, review)) / (2 * h);
    };
    EXPECT_NEAR(g.w1, slope(&Weights::w1), 1e-8);
    EXPECT_NEAR(g.w2, slope(&Weights::w2), 1e-8);
    EXPECT_NEAR(g.b, slope(&Weights::b), 1e-8);
  }
}

}  // namespace
}  // namespace epochs::perceptron
