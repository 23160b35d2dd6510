// Ops over sequences and images: Jacobians, explanations, and each fused op against a twin made of fine ones.
#include "support/gradient_check.hpp"

namespace epochs {
namespace {

using namespace nn;
using namespace test;

struct SequenceOps : Drawing<77> {};

constexpr Index kBatch = 2, kSteps = 3, kIn = 3, kUnits = 2;
const std::vector<int> kStepRows[kSteps] = {{0, 3}, {1, 4}, {2, 5}};       // rows b·T + t of step t
const std::vector<int> kBackToBatch = {0, 2, 4, 1, 3, 5};                  // from step after step to sequence after sequence

// Runs `cell(x_t, state)` over the steps and puts the states where a sequence op puts them.
template <class CellOf>
Value unroll(Tape& tape, Value x, Value state, CellOf cell) {
  Values states;
  for (const std::vector<int>& rows : kStepRows) states.push_back(state = cell(embedding(tape, x, rows), state));
  return embedding(tape, concat_rows(tape, states), kBackToBatch);
}

TEST_F(SequenceOps, Rnn) {
  const std::vector<Matrix> in = {draw(kBatch * kSteps, kIn), draw(kBatch, kUnits), draw(kIn, kUnits), draw(kUnits, kUnits), draw(1, kUnits)};
  const auto fused = [](Tape& tape, const Values& v) { return rnn(tape, v[0], v[1], v[2], v[3], v[4], kSteps); };
  check_op(fused, in);
  expect_twins(fused, [](Tape& tape, const Values& v) {
    return unroll(tape, v[0], v[1], [&](Value x, Value h) { return nn::tanh(tape, add(tape, linear(tape, x, v[2], v[4]), matmul(tape, h, v[3]))); });
  }, in);
}

TEST_F(SequenceOps, Lstm) {
  const std::vector<Matrix> in = {draw(kBatch * kSteps, kIn), draw(kBatch, 2 * kUnits), draw(kIn, 4 * kUnits), draw(kUnits, 4 * kUnits), draw(1, 4 * kUnits)};
  const auto fused = [](Tape& tape, const Values& v) { return lstm(tape, v[0], v[1], v[2], v[3], v[4], kSteps); };
  check_op(fused, in);
  const auto fine_cell = [](Tape& tape, const Values& v, Value x, Value state) {
    const Value h = slice_columns(tape, state, 0, kUnits), c = slice_columns(tape, state, kUnits, kUnits);
    const Value z = add(tape, linear(tape, x, v[2], v[4]), matmul(tape, h, v[3]));
    const auto gate = [&](Index k) { return slice_columns(tape, z, k * kUnits, kUnits); };
    const Value i = sigmoid(tape, gate(0)), f = sigmoid(tape, gate(1)), g = nn::tanh(tape, gate(2)), o = sigmoid(tape, gate(3));
    const Value next = add(tape, mul(tape, f, c), mul(tape, i, g));
    return concat_columns(tape, Values{mul(tape, o, nn::tanh(tape, next)), next});
  };
  expect_twins(fused, [&](Tape& tape, const Values& v) {
    return unroll(tape, v[0], v[1], [&](Value x, Value state) { return fine_cell(tape, v, x, state); });
  }, in);
  expect_twins(fused, [](Tape& tape, const Values& v) {                    // a chain of cells is the sequence
    return unroll(tape, v[0], v[1], [&](Value x, Value state) { return lstm(tape, x, state, v[2], v[3], v[4], 1); });
  }, in);
}

TEST_F(SequenceOps, Gru) {
  const std::vector<Matrix> in = {draw(kBatch * kSteps, kIn),  draw(kBatch, kUnits), draw(kIn, 3 * kUnits),
                                  draw(kUnits, 3 * kUnits), draw(1, 3 * kUnits),  draw(1, 3 * kUnits)};
  const auto fused = [](Tape& tape, const Values& v) { return gru(tape, v[0], v[1], {v[2], v[3], v[4], v[5]}, kSteps); };
  check_op(fused, in);
  expect_twins(fused, [](Tape& tape, const Values& v) {
    return unroll(tape, v[0], v[1], [&](Value x, Value h) {
      const Value zx = linear(tape, x, v[2], v[4]), zh = linear(tape, h, v[3], v[5]);
      const auto part = [&](Value all, Index k) { return slice_columns(tape, all, k * kUnits, kUnits); };
      const Value r = sigmoid(tape, add(tape, part(zx, 0), part(zh, 0))), z = sigmoid(tape, add(tape, part(zx, 1), part(zh, 1)));
      const Value n = nn::tanh(tape, add(tape, part(zx, 2), mul(tape, r, part(zh, 2))));
      return add(tape, n, mul(tape, z, sub(tape, h, n)));                  // (1 − z) n + z h
    });
  }, in);
}

TEST_F(SequenceOps, Attention) {
  AttentionShape shape{.batch = 2, .heads = 2};
  const std::vector<Matrix> self = {draw(6, 4), draw(6, 4), draw(6, 4)}, cross = {draw(4, 4), draw(6, 4), draw(6, 4)};
  const auto build = [&](Tape& tape, const Values& v) { return attention(tape, v[0], v[1], v[2], shape); };
  check_op(build, self);
  check_op(build, cross);
  shape.causal = Causal::Yes;
  check_op(build, self);
  shape.causal = Causal::No;
  shape.key_counts = {1, 3};
  check_op(build, cross);
  shape.muted_heads = {1};
  check_op(build, cross);
}

// Queries and keys are taken sixteen at a time: on both sides of that edge, with and without a mask.
TEST_F(SequenceOps, AttentionBeyondOneBlock) {
  AttentionShape shape{.causal = Causal::Yes};
  const auto build = [&](Tape& tape, const Values& v) { return attention(tape, v[0], v[1], v[2], shape); };
  check_op(build, {draw(18, 2), draw(18, 2), draw(18, 2)});
  check_op(build, {draw(17, 2), draw(35, 2), draw(35, 2)});                // more keys than any query may see
  shape.key_counts = {17};
  check_op(build, {draw(33, 2), draw(33, 2), draw(33, 2)});
  shape.causal = Causal::No;
  check_op(build, {draw(17, 2), draw(20, 2), draw(20, 2)});
}

TEST_F(SequenceOps, AttentionAfterAnotherUseOfItsInputs) {                 // gradients are added to what is there
  AttentionShape shape{.batch = 2, .heads = 2, .causal = Causal::Yes, .key_counts = {3, 1}};
  const auto build = [&](Tape& tape, const Values& v) {
    const Value y = attention(tape, v[0], v[1], v[2], shape);
    const Value sum = add(tape, v[0], add(tape, v[1], v[2]));              // behind it on the tape: hands back first
    return mul(tape, y, sum);
  };
  check_op(build, {draw(6, 4), draw(6, 4), draw(6, 4)});
  shape.muted_heads = {0};
  check_op(build, {draw(6, 4), draw(6, 4), draw(6, 4)});
}

TEST_F(SequenceOps, AttentionIsSoftmaxOfScaledProducts) {
  const std::vector<Matrix> in = {draw(3, 4), draw(5, 4), draw(5, 4)};
  expect_twins([](Tape& tape, const Values& v) { return attention(tape, v[0], v[1], v[2], {.heads = 2}); },
               [](Tape& tape, const Values& v) {
                 Values heads;
                 for (const Index first : {Index(0), Index(2)}) {
                   const Value q = slice_columns(tape, v[0], first, 2), k = slice_columns(tape, v[1], first, 2), value = slice_columns(tape, v[2], first, 2);
                   // q kᵀ: the transpose of k by picking, since there is no op for it: scores column by column.
                   Values columns;
                   for (int s = 0; s < 5; ++s) {
                     const Value key = embedding(tape, k, std::vector<int>(3, s));
                     columns.push_back(matmul(tape, mul(tape, q, key), tape.input(Matrix::Ones(2, 1))));
                   }
                   const Value scores = scale(tape, concat_columns(tape, columns), 1 / std::sqrt(2.0));
                   heads.push_back(matmul(tape, softmax(tape, scores), value));
                 }
                 return concat_columns(tape, heads);
               },
               in);
}

TEST_F(SequenceOps, TheCausalMaskLeaksNothing) {
  const Index length = 20, width = 16;
  Matrix q = draw(length, width), k = draw(length, width), v = draw(length, width);
  const auto run = [&] {
    Tape tape;
    tape.begin();
    return Matrix(tape.value(attention(tape, tape.input(q), tape.input(k), tape.input(v), {.heads = 4, .causal = Causal::Yes})));
  };
  const Matrix before = run();
  for (Index t = 1; t < length; ++t) {
    const Matrix kept_k = k.row(t), kept_v = v.row(t);
    k.row(t).setConstant(50), v.row(t).setConstant(-50);
    const Matrix after = run();
    EXPECT_EQ(after.topRows(t), before.topRows(t)) << "changing token " << t;
    EXPECT_NE(after.row(t), before.row(t));
    k.row(t) = kept_k, v.row(t) = kept_v;
  }
}

TEST_F(SequenceOps, AttentionWeightsSumToOne) {
  Tape tape(Mode::Record);
  tape.begin();
  attention(tape, tape.input(draw(6, 4)), tape.input(draw(8, 4)), tape.input(draw(8, 4)), {.batch = 2, .heads = 2, .key_counts = {2, 4}});
  const Matrix weights = tape.trace().entries.back().parts[1].value;
  ASSERT_EQ(weights.rows(), 12);
  EXPECT_GE(weights.minCoeff(), 0);
  for (Index r = 0; r < 12; ++r) EXPECT_NEAR(weights.row(r).sum(), 1, 1e-12);
  EXPECT_EQ(weights.topRightCorner(6, 2), Matrix::Zero(6, 2));             // padding of the first sequence
}

TEST_F(SequenceOps, AdditiveAttention) {
  const std::vector<Matrix> in = {draw(4, 3), draw(6, 3), draw(3, 1), draw(6, 2)};
  std::vector<Index> counts;
  const auto build = [&](Tape& tape, const Values& v) { return additive_attention(tape, {v[0], v[1], v[2], v[3]}, 2, counts); };
  check_op(build, in);
  counts = {2, 3};
  check_op(build, in);
}

TEST_F(SequenceOps, AdditiveAttentionIsSoftmaxOfTanh) {
  expect_twins([](Tape& tape, const Values& v) { return additive_attention(tape, {v[0], v[1], v[2], v[3]}, 1); },
               [](Tape& tape, const Values& v) {
                 Values columns;
                 for (int s = 0; s < 4; ++s) columns.push_back(matmul(tape, nn::tanh(tape, add(tape, v[0], embedding(tape, v[1], std::vector<int>(2, s)))), v[2]));
                 return matmul(tape, softmax(tape, concat_columns(tape, columns)), v[3]);
               },
               {draw(2, 3), draw(4, 3), draw(3, 1), draw(4, 2)});
}

TEST_F(SequenceOps, Conv2d) {
  const Window windows[] = {{.channels = 2, .height = 4, .width = 5, .size = 3},
                            {.channels = 1, .height = 5, .width = 4, .size = 3, .stride = 2, .padding = 1},
                            {.channels = 2, .height = 3, .width = 3, .size = 2, .stride = 1, .padding = 1}};
  for (const Window& window : windows)
    check_op([&](Tape& tape, const Values& v) { return conv2d(tape, v[0], v[1], v[2], window); },
             {draw(2, window.channels * window.height * window.width), draw(window.channels * window.size * window.size, 2), draw(1, 2)});
}

TEST_F(SequenceOps, ConvolutionOfOneByOneIsALinearLayer) {
  const Window window{.channels = 3};
  expect_twins([&](Tape& tape, const Values& v) { return conv2d(tape, v[0], v[1], v[2], window); },
               [](Tape& tape, const Values& v) { return linear(tape, v[0], v[1], v[2]); }, {draw(4, 3), draw(3, 2), draw(1, 2)});
}

TEST_F(SequenceOps, Pooling) {
  const Window windows[] = {{.channels = 2, .height = 4, .width = 4, .size = 2, .stride = 2},
                            {.channels = 1, .height = 5, .width = 4, .size = 3, .stride = 2, .padding = 1},
                            {.channels = 1, .height = 3, .width = 4, .size = 2, .stride = 1}};
  for (const Window& window : windows) {
    const Matrix images = draw(2, window.channels * window.height * window.width);
    check_op([&](Tape& tape, const Values& v) { return max_pool(tape, v[0], window); }, {images});
    check_op([&](Tape& tape, const Values& v) { return average_pool(tape, v[0], window); }, {images});
  }
}

TEST_F(SequenceOps, RefuseWhatDoesNotFit) {
  Tape tape;
  tape.begin();
  const Value x = tape.input(draw(6, 4)), odd = tape.input(draw(5, 4));
  EXPECT_THROW(attention(tape, x, odd, x, {}), CheckFailed);
  EXPECT_THROW(attention(tape, x, x, x, {.heads = 3}), CheckFailed);
  EXPECT_THROW(attention(tape, x, x, x, {.batch = 2, .key_counts = {1, 4}}), CheckFailed);
  EXPECT_THROW(attention(tape, x, x, x, {.muted_heads = {1}}), CheckFailed);
  EXPECT_THROW(rnn(tape, x, x, x, x, x, 2), CheckFailed);
  EXPECT_THROW(lstm(tape, x, x, x, x, x, 2), CheckFailed);
  EXPECT_THROW(gru(tape, x, x, {x, x, x, x}, 4), CheckFailed);
  EXPECT_THROW(additive_attention(tape, {x, x, x, x}, 2), CheckFailed);
  EXPECT_THROW(conv2d(tape, x, x, x, {.height = 2, .width = 2, .size = 3}), CheckFailed);
  EXPECT_THROW(max_pool(tape, x, {.height = 2, .width = 2, .size = 2, .stride = 0}), CheckFailed);
}

}  // namespace
}  // namespace epochs
