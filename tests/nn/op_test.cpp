// Every op: full Jacobian against central differences, and explanations that add up.
#include "support/gradient_check.hpp"

namespace epochs {
namespace {

using namespace nn;
using namespace test;

struct Ops : Drawing<42> {
  // Away from 0, where ReLU and the step have their kink.
  Matrix draw_off_zero(Index rows, Index columns) { return draw(rows, columns).unaryExpr([](double v) { return v + (v < 0 ? -0.1 : 0.1); }); }
};

TEST_F(Ops, Linear) {
  check_op([](Tape& tape, const Values& v) { return linear(tape, v[0], v[1], v[2]); }, {draw(3, 4), draw(4, 2), draw(1, 2)});
}
TEST_F(Ops, LinearWithoutBias) {
  check_op([](Tape& tape, const Values& v) { return matmul(tape, v[0], v[1]); }, {draw(2, 3), draw(3, 4)});
}
TEST_F(Ops, LinearWithFusedActivation) {
  for (const Activation activation : {Activation::Tanh, Activation::Sigmoid, Activation::Relu})
    check_op([=](Tape& tape, const Values& v) { return linear(tape, v[0], v[1], v[2], activation); }, {draw(3, 4), draw(4, 2), draw(1, 2)});
}
TEST_F(Ops, FusedLinearEqualsItsFineOps) {
  const Matrix x = draw(5, 3), w = draw(3, 4), b = draw(1, 4), seed = draw(5, 4);
  for (const Activation activation : {Activation::Tanh, Activation::Sigmoid, Activation::Relu}) {
    Tape fused, fine;
    fused.begin(), fine.begin();
    const Values a = test::put_inputs(fused, {x, w, b}), c = test::put_inputs(fine, {x, w, b});
    const Value ya = linear(fused, a[0], a[1], a[2], activation), yc = nn::activation(fine, activation, linear(fine, c[0], c[1], c[2]));
    EXPECT_EQ(fused.value(ya), fine.value(yc));
    fused.backward(ya, seed), fine.backward(yc, seed);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(fused.gradient(a[i]), fine.gradient(c[i]));
  }
}
TEST_F(Ops, Activations) {
  check_op([](Tape& tape, const Values& v) { return nn::tanh(tape, v[0]); }, {draw(3, 4)});
  check_op([](Tape& tape, const Values& v) { return sigmoid(tape, v[0]); }, {draw(3, 4)});
  check_op([](Tape& tape, const Values& v) { return relu(tape, v[0]); }, {draw_off_zero(3, 4)});
  check_op([](Tape& tape, const Values& v) { return nn::step(tape, v[0]); }, {draw_off_zero(3, 4)});
}
TEST_F(Ops, ActivationsFarOut) {
  Tape tape;
  tape.begin();
  const Value x = tape.input((Matrix(1, 4) << -1000, -40, 40, 1000).finished(), "x", WantGradient::Yes);
  const Value y = sigmoid(tape, nn::tanh(tape, x));
  tape.backward(y, Matrix::Ones(1, 4));
  EXPECT_TRUE(tape.value(y).allFinite());
  EXPECT_TRUE(tape.gradient(x).allFinite());
}
TEST_F(Ops, Arithmetic) {
  check_op([](Tape& tape, const Values& v) { return add(tape, v[0], v[1]); }, {draw(2, 3), draw(2, 3)});
  check_op([](Tape& tape, const Values& v) { return sub(tape, v[0], v[1]); }, {draw(2, 3), draw(2, 3)});
  check_op([](Tape& tape, const Values& v) { return mul(tape, v[0], v[1]); }, {draw(2, 3), draw(2, 3)});
  check_op([](Tape& tape, const Values& v) { return scale(tape, v[0], -2.5); }, {draw(2, 3)});
}
TEST_F(Ops, OneValueUsedTwice) {
  check_op([](Tape& tape, const Values& v) { return mul(tape, v[0], v[0]); }, {draw(2, 3)});
  check_op([](Tape& tape, const Values& v) { return sub(tape, nn::tanh(tape, v[0]), mul(tape, v[0], v[1])); }, {draw(2, 3), draw(2, 3)});
}
TEST_F(Ops, MeanSquaredError) {
  check_op([](Tape& tape, const Values& v) { return mean_squared_error(tape, v[0], v[1]); }, {draw(3, 2), draw(3, 2)});
}
TEST_F(Ops, MarginLosses) {
  const Matrix labels = (Matrix(4, 1) << 1, -1, 1, -1).finished();
  const Matrix scores = (Matrix(4, 1) << 0.5, 0.25, -1.5, -2.0).finished();   // margins 0.5, −0.25, −1.5, 2: off both kinks
  for (const MarginLoss kind : {MarginLoss::Perceptron, MarginLoss::Hinge, MarginLoss::Logistic})
    check_op([=](Tape& tape, const Values& v) { return margin_loss(tape, kind, v[0], v[1]); }, {scores, labels}, {1});
}
TEST_F(Ops, PerceptronCountsAPointOnTheLineAsAMistake) {
  Tape tape;
  tape.begin();
  const Value z = tape.input(Matrix::Zero(1, 1), "z", WantGradient::Yes);
  tape.backward(perceptron_criterion(tape, z, tape.input(Matrix::Constant(1, 1, -1), "y")));
  EXPECT_EQ(tape.gradient(z)(0, 0), 1);
}
TEST_F(Ops, Softmax) {
  check_op([](Tape& tape, const Values& v) { return softmax(tape, v[0]); }, {draw(3, 4)});
}
TEST_F(Ops, SoftmaxOfHugeNumbers) {
  Matrix y;
  softmax((Matrix(1, 3) << 1000, 1000, -1000).finished(), y);
  EXPECT_EQ(y, (Matrix(1, 3) << 0.5, 0.5, 0).finished());
}
TEST_F(Ops, CrossEntropy) {
  const std::vector<int> targets = {2, 0, kIgnored, 1};
  const std::vector<double> weights = {1, 0.5, 3};
  check_op([&](Tape& tape, const Values& v) { return cross_entropy(tape, v[0], targets); }, {draw(4, 3)});
  check_op([&](Tape& tape, const Values& v) { return cross_entropy(tape, v[0], targets, weights); }, {draw(4, 3)});
}
TEST_F(Ops, CrossEntropyIsSoftmaxThenLogarithm) {
  const Matrix x = draw(3, 4);
  Matrix p;
  softmax(x, p);
  Tape tape;
  tape.begin();
  const std::vector<int> targets = {3, 1, 1};
  EXPECT_NEAR(tape.scalar(cross_entropy(tape, tape.input(x), targets)), -(std::log(p(0, 3)) + std::log(p(1, 1)) + std::log(p(2, 1))) / 3, 1e-14);
}
TEST_F(Ops, CrossEntropyWithEveryTargetIgnored) {
  Tape tape;
  tape.begin();
  const Value x = tape.input(draw(2, 3), "x", WantGradient::Yes);
  const Value loss = cross_entropy(tape, x, std::vector<int>{kIgnored, kIgnored});
  EXPECT_EQ(tape.scalar(loss), 0);
  tape.backward(loss);
  EXPECT_EQ(tape.gradient(x), Matrix::Zero(2, 3));
}
TEST_F(Ops, Gelu) {
  for (const GeluForm form : {GeluForm::Exact, GeluForm::Tanh}) check_op([=](Tape& tape, const Values& v) { return gelu(tape, v[0], form); }, {3 * draw(3, 4)});
}
TEST_F(Ops, LinearGelu) {
  for (const GeluForm form : {GeluForm::Exact, GeluForm::Tanh}) {
    const auto fused = [=](Tape& tape, const Values& v) { return linear_gelu(tape, v[0], v[1], v[2], form); };
    const auto fine = [=](Tape& tape, const Values& v) { return gelu(tape, linear(tape, v[0], v[1], v[2]), form); };
    check_op(fused, {3 * draw(3, 4), draw(4, 2), draw(1, 2)});
    expect_twins(fused, fine, {3 * draw(3, 4), draw(4, 2), draw(1, 2)});
    expect_twins(fused, fine, {draw(300, 2), draw(2, 3), draw(1, 3)});     // more rows than are taken at once
  }
}
TEST_F(Ops, Embedding) {
  const std::vector<int> ids = {2, 0, 2, 4};
  check_op([&](Tape& tape, const Values& v) { return embedding(tape, v[0], ids); }, {draw(5, 3)});
}
TEST_F(Ops, LayerNorm) {
  check_op([](Tape& tape, const Values& v) { return layer_norm(tape, v[0], v[1], v[2]); }, {draw(3, 5), draw(1, 5), draw(1, 5)});
}
TEST_F(Ops, LayerNormGivesMeanZeroAndVarianceOne) {
  Tape tape;
  tape.begin();
  const Matrix& y = tape.value(layer_norm(tape, tape.input(5 * draw(4, 50)), tape.input(Matrix::Ones(1, 50)), tape.input(Matrix::Zero(1, 50))));
  for (Index r = 0; r < 4; ++r) {
    EXPECT_NEAR(y.row(r).mean(), 0, 1e-12);
    EXPECT_NEAR(y.row(r).squaredNorm() / 50, 1, 1e-4);
  }
}
TEST_F(Ops, Dropout) {
  check_op([](Tape& tape, const Values& v) {
    Random same(3);                                        // the same mask at every call
    return dropout(tape, v[0], 0.4, same);
  }, {draw(4, 5)});
}
TEST_F(Ops, DropoutKeepsTheMeanAndRests) {
  Random r(1);
  Tape train, infer(Mode::Infer);
  train.begin(), infer.begin();
  const Value x = train.input(Matrix::Ones(100, 100)), y = infer.input(Matrix::Ones(2, 2));
  EXPECT_NEAR(train.value(dropout(train, x, 0.3, r)).mean(), 1, 0.02);
  EXPECT_EQ(dropout(infer, y, 0.3, r).node, y.node);
  EXPECT_EQ(dropout(train, x, 0, r).node, x.node);
  EXPECT_THROW(dropout(train, x, 1, r), CheckFailed);
}
TEST_F(Ops, CuttingAndJoining) {
  check_op([](Tape& tape, const Values& v) { return slice_columns(tape, v[0], 1, 2); }, {draw(3, 4)});
  check_op([](Tape& tape, const Values& v) { return slice_rows(tape, v[0], 1, 2); }, {draw(3, 4)});
  check_op([](Tape& tape, const Values& v) { return concat_columns(tape, v); }, {draw(2, 3), draw(2, 1), draw(2, 2)});
  check_op([](Tape& tape, const Values& v) { return concat_rows(tape, v); }, {draw(1, 3), draw(2, 3)});
  check_op([](Tape& tape, const Values& v) { return concat_columns(tape, std::vector<Value>{v[0], v[0]}); }, {draw(2, 2)});
}
TEST_F(Ops, DenseLayersExplainThemselves) {
  Random r(2);
  const Mlp mlp(2, std::vector<Index>{3, 4}, 2, Activation::Tanh, Init::Xavier, r);
  check_op([&](Tape& tape, const Values& v) { return mlp(tape, v[0]); }, {draw(3, 2)});
}

TEST_F(Ops, RefuseWhatDoesNotFit) {
  Tape tape;
  tape.begin();
  const Value x = tape.input(draw(2, 3)), other = tape.input(draw(3, 2));
  EXPECT_THROW(add(tape, x, other), CheckFailed);
  EXPECT_THROW(linear(tape, x, x), CheckFailed);
  EXPECT_THROW(linear(tape, x, other, x), CheckFailed);
  EXPECT_THROW(mean_squared_error(tape, x, other), CheckFailed);
  EXPECT_THROW(hinge_loss(tape, x, other), CheckFailed);
  EXPECT_THROW(cross_entropy(tape, x, std::vector<int>{0}), CheckFailed);
  EXPECT_THROW(cross_entropy(tape, x, std::vector<int>{0, 3}), CheckFailed);
  EXPECT_THROW(embedding(tape, x, std::vector<int>{2}), CheckFailed);
  EXPECT_THROW(embedding(tape, x, std::vector<int>{-1}), CheckFailed);
  EXPECT_THROW(slice_rows(tape, x, 1, 2), CheckFailed);
  EXPECT_THROW(concat_rows(tape, std::vector<Value>{x, other}), CheckFailed);
  EXPECT_THROW(layer_norm(tape, x, x, x), CheckFailed);
}

}  // namespace
}  // namespace epochs
