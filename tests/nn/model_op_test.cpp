// The ops that complete models need besides the layers' own: positions, row products, walking through steps.
#include "support/gradient_check.hpp"

namespace epochs {
namespace {

using namespace nn;
using namespace test;

struct ModelOps : Drawing<5> {};

TEST_F(ModelOps, AddPositions) {
  const std::vector<Matrix> in = {draw(6, 2), draw(5, 2)};
  const auto fused = [](Tape& tape, const Values& v) { return add_positions(tape, v[0], v[1], 3, 1); };
  check_op(fused, in);
  expect_twins(fused, [](Tape& tape, const Values& v) { return add(tape, v[0], embedding(tape, v[1], std::vector<int>{1, 2, 3, 1, 2, 3})); }, in);
}

TEST_F(ModelOps, SinusoidsTellPlacesApartAndTurnWithThem) {
  const Matrix p = sinusoidal_positions(64, 16);
  for (Index a = 0; a < 64; ++a) {
    EXPECT_NEAR(p.row(a).squaredNorm(), 8, 1e-12);                         // each pair of columns lies on a circle
    for (Index b = 0; b < a; ++b) EXPECT_GT((p.row(a) - p.row(b)).norm(), 0.5);
  }
  // The product of two places depends on their distance alone: what section 3.5 hopes the network makes use of.
  for (Index a = 0; a + 7 < 64; ++a) EXPECT_NEAR(p.row(a).dot(p.row(a + 7)), p.row(0).dot(p.row(7)), 1e-12);
}

TEST_F(ModelOps, RowProducts) {
  check_op([](Tape& tape, const Values& v) { return row_products(tape, v[0], v[1]); }, {draw(3, 4), draw(2, 4)});
  check_op([](Tape& tape, const Values& v) { return row_products(tape, v[0], v[0]); }, {draw(3, 2)});
}

TEST_F(ModelOps, Steps) {
  const std::vector<Matrix> in = {draw(6, 2)};
  check_op([](Tape& tape, const Values& v) { return step_of(tape, v[0], 3, 1); }, in);
  check_op([](Tape& tape, const Values& v) { return join_steps(tape, v); }, {draw(2, 3), draw(2, 3), draw(2, 3)});
  Tape tape;
  tape.begin();
  const Value x = tape.input(in[0]), again = join_steps(tape, Values{step_of(tape, x, 3, 0), step_of(tape, x, 3, 1), step_of(tape, x, 3, 2)});
  EXPECT_EQ(tape.value(again), in[0]);
}

// The gradient of one input at a kink: the side that the op's header names.
double slope_at(const test::Build& build, const Matrix& x, Index cell = 0) {
  Tape tape;
  tape.begin();
  const Value in = tape.input(x, "x", WantGradient::Yes), out = build(tape, {in});
  tape.backward(out, Matrix::Ones(tape.value(out).rows(), tape.value(out).cols()));
  return tape.gradient(in).data()[cell];
}

TEST_F(ModelOps, KinksAreDeclaredAndTakeTheirSide) {
  for (const char* name : {"relu", "step", "perceptron_criterion", "hinge_loss", "max_pool", "linear"}) EXPECT_FALSE(find_op(name)->kink.empty()) << name;
  for (const char* name : {"tanh", "sigmoid", "gelu", "logistic_loss", "average_pool", "softmax", "lstm", "attention", "conv2d", "add_positions"})
    EXPECT_TRUE(find_op(name)->kink.empty()) << name;
  const Matrix zero = Matrix::Zero(1, 1), one = Matrix::Ones(1, 1);
  EXPECT_EQ(slope_at([](Tape& tape, const Values& v) { return relu(tape, v[0]); }, zero), 0);
  EXPECT_EQ(slope_at([](Tape& tape, const Values& v) { return nn::step(tape, v[0]); }, zero), 0);
  EXPECT_EQ(slope_at([&](Tape& tape, const Values& v) { return linear(tape, v[0], tape.input(one), tape.input(zero), Activation::Relu); }, zero), 0);
  EXPECT_EQ(slope_at([&](Tape& tape, const Values& v) { return perceptron_criterion(tape, v[0], tape.input(one)); }, zero), -1);
  EXPECT_EQ(slope_at([&](Tape& tape, const Values& v) { return hinge_loss(tape, v[0], tape.input(one)); }, one), 0);
  const auto pool = [](Tape& tape, const Values& v) { return max_pool(tape, v[0], {.height = 2, .width = 2, .size = 2}); };
  EXPECT_EQ(slope_at(pool, Matrix::Ones(1, 4), 0), 1);                     // the first of equal ones
  EXPECT_EQ(slope_at(pool, Matrix::Ones(1, 4), 1), 0);
}

TEST_F(ModelOps, RefuseWhatDoesNotFit) {
  Tape tape;
  tape.begin();
  const Value x = tape.input(draw(6, 4)), table = tape.input(draw(3, 4)), odd = tape.input(draw(3, 2));
  EXPECT_THROW(add_positions(tape, x, table, 4), CheckFailed);
  EXPECT_THROW(add_positions(tape, x, table, 3, 1), CheckFailed);
  EXPECT_THROW(add_positions(tape, x, odd, 3), CheckFailed);
  EXPECT_THROW(row_products(tape, x, odd), CheckFailed);
  EXPECT_THROW(step_of(tape, x, 3, 3), CheckFailed);
  EXPECT_THROW(join_steps(tape, Values{x, table}), CheckFailed);
}

}  // namespace
}  // namespace epochs
