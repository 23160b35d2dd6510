// One guess and its update, held to the tape and to central differences: every way of guessing, both outputs, with words that occur twice.
#include "lessons/2013_word2vec/guess.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <vector>

#include "core/random.hpp"
#include "nn/nn.hpp"

namespace epochs::word2vec {
namespace {

constexpr Index kWords = 7, kWidth = 5;
constexpr Real kRate = Real(0.25);

Matrix drawn(std::uint64_t seed) {
  Random random(seed);
  Matrix out(kWords, kWidth);
  for (Index i = 0; i < out.size(); ++i) out.data()[i] = static_cast<Real>(random.uniform(-1, 1));
  return out;
}

struct Case {
  const char* name;
  Output output;
  Example example;
};

std::vector<Case> cases() {
  const Example pair{.at = 0, .centre = 2, .inputs = {2}, .target = 4, .neighbour_at = 1, .negatives = {0, 6, 6, 2, 5}};
  const Example hole{.at = 1, .centre = 3, .inputs = {0, 1, 1, 4}, .target = 3, .neighbour_at = 1, .negatives = {5, 0}};
  Example alone = pair;
  alone.negatives.clear();
  return {{"skip-gram, negatives", Output::Negatives, pair}, {"CBOW, negatives", Output::Negatives, hole}, {"skip-gram, softmax", Output::Softmax, pair},
          {"CBOW, softmax", Output::Softmax, hole}, {"no negatives", Output::Negatives, alone}};
}

struct Gradients {
  Matrix vectors, outputs;
  double loss = 0;
};

Gradients by_tape(const Matrix& vectors, const Matrix& outputs, const Case& c) {
  nn::Tape tape;
  tape.begin();
  const nn::Value v = tape.input(vectors, "v", nn::WantGradient::Yes), u = tape.input(outputs, "u", nn::WantGradient::Yes);
  const Example& e = c.example;
  nn::Value h = nn::embedding(tape, v, std::vector<int>{e.inputs.front()});
  for (std::size_t i = 1; i < e.inputs.size(); ++i) h = nn::add(tape, h, nn::embedding(tape, v, std::vector<int>{e.inputs[i]}));
  h = nn::scale(tape, h, Real(1) / static_cast<Real>(e.inputs.size()));
  const std::vector<int> target{e.target};
  const nn::Value loss = c.output == Output::Softmax ? nn::cross_entropy(tape, nn::row_products(tape, h, u), target) : nn::negative_sampling(tape, h, u, target, e.negatives);
  tape.backward(loss);
  return {tape.gradient(v), tape.gradient(u), static_cast<double>(tape.scalar(loss))};
}

// The loss once more, in double and with nothing of guess.cpp.
double loss_by_formula(const Eigen::MatrixXd& v, const Eigen::MatrixXd& u, const Case& c) {
  Eigen::RowVectorXd h = Eigen::RowVectorXd::Zero(v.cols());
  for (const int word : c.example.inputs) h += v.row(word) / static_cast<double>(c.example.inputs.size());
  if (c.output == Output::Softmax) return std::log((u * h.transpose()).array().exp().sum()) - u.row(c.example.target).dot(h);
  double loss = std::log1p(std::exp(-u.row(c.example.target).dot(h)));
  for (const int word : c.example.negatives) loss += std::log1p(std::exp(u.row(word).dot(h)));
  return loss;
}

Eigen::MatrixXd by_differences(Eigen::MatrixXd& moved, const std::function<double()>& loss) {
  constexpr double kStep = 1e-5;
  Eigen::MatrixXd out(moved.rows(), moved.cols());
  for (Index r = 0; r < moved.rows(); ++r)
    for (Index c = 0; c < moved.cols(); ++c) {
      const double here = moved(r, c);
      moved(r, c) = here + kStep;
      const double above = loss();
      moved(r, c) = here - kStep;
      out(r, c) = (above - loss()) / (2 * kStep);
      moved(r, c) = here;
    }
  return out;
}

// What an update took away, over the rate.
Gradients by_hand(const Matrix& vectors, const Matrix& outputs, const Case& c) {
  Matrix v = vectors, u = outputs;
  const Pass pass = word2vec::pass(v, u, c.example, c.output);
  update(v, u, pass, c.output, kRate);
  return {(vectors - v) / kRate, (outputs - u) / kRate, pass.loss};
}

TEST(Word2VecGuess, AnUpdateIsTheTapesGradient) {
  const Matrix vectors = drawn(1), outputs = drawn(2);
  for (const Case& c : cases()) {
    const Gradients hand = by_hand(vectors, outputs, c), tape = by_tape(vectors, outputs, c);
    EXPECT_LT((hand.vectors - tape.vectors).cwiseAbs().maxCoeff(), 2e-6f) << c.name;
    EXPECT_LT((hand.outputs - tape.outputs).cwiseAbs().maxCoeff(), 2e-6f) << c.name;
    EXPECT_GT(hand.vectors.norm(), 0.01f) << c.name;
    EXPECT_NEAR(hand.loss, tape.loss, 2e-6) << c.name;
  }
}

TEST(Word2VecGuess, AnUpdateIsTheSlopeOfTheLoss) {
  const Matrix vectors = drawn(3), outputs = drawn(4);
  Eigen::MatrixXd v = vectors.cast<double>(), u = outputs.cast<double>();
  for (const Case& c : cases()) {
    const Gradients hand = by_hand(vectors, outputs, c);
    const auto loss = [&] { return loss_by_formula(v, u, c); };
    EXPECT_NEAR(hand.loss, loss(), 1e-6) << c.name;
    EXPECT_LT((hand.vectors.cast<double>() - by_differences(v, loss)).cwiseAbs().maxCoeff(), 2e-6) << c.name;
    EXPECT_LT((hand.outputs.cast<double>() - by_differences(u, loss)).cwiseAbs().maxCoeff(), 2e-6) << c.name;
  }
}

// What the pass shows is what the update uses.
TEST(Word2VecGuess, ThePassSaysWhatMoves) {
  const Matrix vectors = drawn(5), outputs = drawn(6);
  for (const Case& c : cases()) {
    const Pass pass = word2vec::pass(vectors, outputs, c.example, c.output);
    const std::size_t rows = c.output == Output::Softmax ? static_cast<std::size_t>(kWords) : 1 + c.example.negatives.size();
    ASSERT_EQ(pass.scores.size(), rows) << c.name;
    ASSERT_EQ(pass.probabilities.size(), rows) << c.name;
    ASSERT_EQ(pass.gradients.size(), rows) << c.name;
    float sum = 0;
    for (std::size_t i = 0; i < rows; ++i) {
      const bool right = pass.word_of(i, c.output) == c.example.target;
      EXPECT_NEAR(pass.gradients[i], pass.probabilities[i] - (right ? 1.0f : 0.0f), 1e-6f) << c.name;
      sum += pass.gradients[i];
    }
    if (c.output == Output::Softmax) {
      EXPECT_NEAR(sum, 0, 1e-6f) << c.name;
    }
    const Gradients hand = by_hand(vectors, outputs, c);
    for (Index d = 0; d < kWidth; ++d) EXPECT_NEAR(hand.vectors.col(d).sum(), pass.hidden_gradient[static_cast<std::size_t>(d)], 2e-6f) << c.name;
  }
}

TEST(Word2VecGuess, LossesStayFiniteWhereScoresAreLarge) {
  const Matrix vectors = 40 * drawn(7), outputs = 40 * drawn(8);
  for (const Case& c : cases()) {
    const Pass pass = word2vec::pass(vectors, outputs, c.example, c.output);
    EXPECT_TRUE(std::isfinite(pass.loss)) << c.name;
    for (const float g : pass.gradients) EXPECT_TRUE(std::isfinite(g)) << c.name;
  }
}

TEST(Word2VecGuess, NothingToGuessIsAnEmptyPass) {
  const Pass none = word2vec::pass(drawn(1), drawn(2), {}, Output::Negatives);
  EXPECT_FALSE(none.example.exists());
  EXPECT_TRUE(none.scores.empty() && none.hidden.empty());
}

}  // namespace
}  // namespace epochs::word2vec
