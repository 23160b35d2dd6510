#include "lessons/1986_backprop/network.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/check.hpp"
#include "lessons/1986_backprop/gradient_check.hpp"

namespace epochs::backprop {
namespace {

TEST(BackpropNetwork, ComputesAKnownNetworkByHand) {
  Random random(0);
  Network net = make_network({{2}, Activation::Tanh, Loss::CrossEntropy}, random);
  net.parameters[0].value << 1, -1, 2, Real(0.5);   // W1, 2×2: column = unit
  net.parameters[1].value << Real(0.1), Real(-0.2);
  net.parameters[2].value << 2, -3;
  net.parameters[3].value << Real(0.5);
  Matrix x(1, 2), y(1, 1);
  x << Real(0.3), Real(-0.4);
  y << 1;
  Pass pass;
  forward(net, x, pass);
  const double a1 = std::tanh(0.3 - 0.8 + 0.1), a2 = std::tanh(-0.3 - 0.2 - 0.2), z = 2 * a1 - 3 * a2 + 0.5, yhat = 1 / (1 + std::exp(-z));
  EXPECT_NEAR(static_cast<double>(pass.z[1](0, 0)), z, 1e-6);
  EXPECT_NEAR(static_cast<double>(pass.output()(0, 0)), yhat, 1e-6);
  backward(net, y, pass);
  EXPECT_NEAR(pass.loss, -std::log(yhat), 1e-6);
  EXPECT_NEAR(static_cast<double>(pass.gradients[2](1, 0)), a2 * (yhat - 1), 1e-6);
  EXPECT_NEAR(static_cast<double>(pass.gradients[0](0, 1)), 0.3 * (yhat - 1) * -3 * (1 - a2 * a2), 1e-6);
}

TEST(BackpropNetwork, CrossEntropyStaysExactForLargeScores) {
  Matrix z(2, 1), y(2, 1);
  z << 200, -200;
  y << 0, 0;
  EXPECT_NEAR(loss_of(Loss::CrossEntropy, z, y), 100, 1e-9);
}

TEST(BackpropNetwork, ReluLetsNotANumberThrough) {
  EXPECT_TRUE(std::isnan(activate(Activation::Relu, std::nanf(""))));
  EXPECT_EQ(activate(Activation::Relu, -2), 0);
}

// Every activation with every loss, no hidden layer to four of them, in double.
TEST(BackpropGradient, HandTapeAndDifferencesAgree) {
  namespace check = gradient_check;
  for (int activation = 0; activation < 3; ++activation)
    for (int loss = 0; loss < 3; ++loss)
      for (const std::vector<int>& hidden : {std::vector<int>{}, {1}, {4}, {16, 16}, {3, 2, 4, 5}}) {
        const check::Problem problem = check::random_problem(101, hidden, activation, loss, 6);
        const std::vector<double> hand = check::by_hand(problem);
        EXPECT_LE(check::relative_error(hand, check::by_tape(problem)), 1e-12) << activation << ' ' << loss << ' ' << hidden.size();
        EXPECT_LE(check::relative_error(hand, check::by_differences(problem, 1e-5)), 1e-6) << activation << ' ' << loss << ' ' << hidden.size();
        EXPECT_EQ(check::by_difference(problem, 1, 1e-5), check::by_differences(problem, 1e-5)[1]);
      }
}

TEST(BackpropGradient, TheCheckFindsAWrongGradient) {
  namespace check = gradient_check;
  const check::Problem problem = check::random_problem(102, {4}, 0, 0, 6);
  std::vector<double> wrong = check::by_hand(problem);
  wrong[3] *= 1.01;
  EXPECT_GT(check::relative_error(wrong, check::by_differences(problem, 1e-5)), 1e-6);
  check::Problem short_of_one = problem;
  short_of_one.parameters.pop_back();
  EXPECT_ANY_THROW((void)check::by_hand(short_of_one));
}

}  // namespace
}  // namespace epochs::backprop
