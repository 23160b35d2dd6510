// Negative sampling, sampled softmax, and gradients that touch few rows. In double.
#include "support/gradient_check.hpp"

namespace epochs {
namespace {

using namespace nn;
using namespace test;

struct Words : Drawing<31> {};

const std::vector<int> kTargets = {2, 0, 2}, kNegatives = {1, 4, 2, 2, 0, 3};

TEST_F(Words, NegativeSampling) {
  const std::vector<Matrix> in = {draw(3, 4), draw(6, 4)};
  const auto fused = [](Tape& tape, const Values& v) { return negative_sampling(tape, v[0], v[1], kTargets, kNegatives); };
  check_op(fused, in);
  expect_twins(fused, [](Tape& tape, const Values& v) {                    // every pair's score, then the logistic loss of its margin
    const Value centres = embedding(tape, v[0], std::vector<int>{0, 0, 0, 1, 1, 1, 2, 2, 2});
    const Value contexts = embedding(tape, v[1], std::vector<int>{2, 1, 4, 0, 2, 2, 2, 0, 3});
    const Value scores = matmul(tape, mul(tape, centres, contexts), tape.input(Matrix::Ones(4, 1)));
    const Value labels = tape.input((Matrix(9, 1) << 1, -1, -1, 1, -1, -1, 1, -1, -1).finished());
    return scale(tape, logistic_loss(tape, scores, labels), 3);
  }, in);
  Tape tape;
  tape.begin();
  const Value v = tape.input(in[0]), u = tape.input(in[1]);
  EXPECT_THROW(negative_sampling(tape, v, u, kTargets, std::vector<int>{1}), CheckFailed);
  EXPECT_THROW(negative_sampling(tape, v, u, std::vector<int>{1, 2, 6}, kNegatives), CheckFailed);
}

TEST_F(Words, SampledSoftmax) {
  const std::vector<int> candidates = {4, 2, 0}, places = {1, 2, 1};
  const std::vector<double> expected = {-1, 0.5, 0};
  check_op([&](Tape& tape, const Values& v) { return sampled_softmax(tape, v[0], v[1], candidates, places, expected); }, {draw(3, 4), draw(6, 4)});
  const std::vector<int> all = {0, 1, 2, 3, 4, 5};
  expect_twins([&](Tape& tape, const Values& v) { return sampled_softmax(tape, v[0], v[1], all, kTargets); },
               [&](Tape& tape, const Values& v) { return cross_entropy(tape, row_products(tape, v[0], v[1]), kTargets); }, {draw(3, 4), draw(6, 4)});
}

// A model whose table is touched in a few rows only, other ones at every step.
struct Sparse : Words {
  Parameter table{"table", 50, 4};
  Tape tape;
  std::vector<int> ids;
  void SetUp() override { table.value = draw(50, 4); }
  void scan(Tape& on) {
    on.begin();
    ids = {static_cast<int>(random.below(50)), static_cast<int>(random.below(50)), static_cast<int>(random.below(50))};
    ids.push_back(ids[0]);
    on.backward(mean_squared_error(on, embedding(on, table, ids), on.input(Matrix::Ones(4, 4))));
  }
  Matrix dense() const {                                                   // the gradient, worked out by hand
    Matrix out = Matrix::Zero(50, 4);
    for (const int id : ids) out.row(id).array() += 2 * (table.value.row(id).array() - 1) / 16;
    return out;
  }
};

TEST_F(Sparse, TheGradientIsZeroWhereNothingWasTouched) {
  for (int step = 0; step < 20; ++step) {
    scan(tape);
    ASSERT_TRUE(tape.gradient(table)->isApprox(dense(), 1e-14)) << "step " << step;
    const TouchedRows& touched = tape.leaf(table)->touched;
    EXPECT_FALSE(touched.all());
    EXPECT_LE(touched.rows().size(), 3u);
  }
}

TEST_F(Sparse, MixedWithADenseUseItIsDense) {
  for (int step = 0; step < 4; ++step) {
    scan(tape);
    tape.begin();
    const Value e = embedding(tape, table, ids), all = tape.parameter(table);
    tape.backward(mean_squared_error(tape, row_products(tape, e, all), tape.input(Matrix::Zero(4, 50))));
    EXPECT_TRUE(tape.leaf(table)->touched.all());
    const Matrix x = tape.value(e), mixed = *tape.gradient(table);
    const Matrix ds = 2 * (x * table.value.transpose()) / 200;
    Matrix expected = ds.transpose() * x;
    const Matrix de = ds * table.value;
    for (Index i = 0; i < 4; ++i) expected.row(ids[static_cast<std::size_t>(i)]) += de.row(i);
    ASSERT_TRUE(mixed.isApprox(expected, 1e-12));
  }
}

TEST_F(Sparse, TwoTapesAddUpToTheUnion) {
  Tape other;
  for (int step = 0; step < 5; ++step) {
    scan(tape);
    Matrix sum = dense();
    scan(other);
    sum += dense();
    tape.add_gradients(other);
    ASSERT_TRUE(tape.gradient(table)->isApprox(sum, 1e-14));
    EXPECT_LE(tape.leaf(table)->touched.rows().size(), 6u);
  }
}

// The same gradients through the tape and as a plain matrix: equal bits wherever untouched rows may not move.
TEST_F(Sparse, UpdatesOfTouchedRowsAreThoseOfAllRows) {
  const OptimizerSettings cases[] = {{.kind = OptimizerKind::Sgd}, {.kind = OptimizerKind::Sgd, .weight_decay = 0.1}, {.kind = OptimizerKind::Adam}, {.kind = OptimizerKind::Momentum}};
  for (const OptimizerSettings& settings : cases) {
    Parameter whole = table;
    Optimizer sparse({&table}, settings), dense_one({&whole}, settings);
    for (int step = 0; step < 10; ++step) {
      scan(tape);
      const Matrix gradient = *tape.gradient(table);
      const Matrix* gradients[] = {&gradient};
      sparse.step(tape), dense_one.step(gradients);
      ASSERT_EQ(table.value, whole.value) << name_of(settings.kind) << " step " << step;
    }
  }
}

TEST_F(Sparse, LazyAdamLeavesUntouchedRowsAlone) {
  Optimizer optimizer({&table}, {.kind = OptimizerKind::Adam, .rows = Rows::Touched});
  scan(tape);
  optimizer.step(tape);
  for (int step = 0; step < 10; ++step) {
    const Matrix before = table.value, moments = optimizer.state().first[0];
    scan(tape);
    optimizer.step(tape);
    for (Index row = 0; row < 50; ++row) {
      const bool touched = std::find(ids.begin(), ids.end(), static_cast<int>(row)) != ids.end();
      EXPECT_EQ(table.value.row(row) != before.row(row), touched);
      EXPECT_EQ(optimizer.state().first[0].row(row) != moments.row(row), touched);
    }
  }
}

TEST_F(Words, SkipGramLearnsWhatStandsTogether) {
  Word2Vec model(6, 8, random);                                            // words 0–2 stand together, and 3–5
  Optimizer optimizer(model.parameters(), {.learning_rate = 0.5});
  const DiscreteSampler noise = noise_of(std::vector<long>(6, 10));
  Tape tape;
  std::vector<int> middle, beside, negatives;
  double first = 0, last = 0;
  for (int step = 0; step < 400; ++step) {
    middle.clear(), beside.clear(), negatives.clear();
    for (int n = 0; n < 8; ++n) {
      middle.push_back(static_cast<int>(random.below(6)));
      beside.push_back(middle.back() / 3 * 3 + static_cast<int>(random.below(3)));
      for (int k = 0; k < 3; ++k) negatives.push_back(noise.draw(random));
    }
    tape.begin();
    const Value loss = model.skip_gram(tape, middle, beside, negatives);
    tape.backward(loss);
    optimizer.step(tape);
    (step == 0 ? first : last) = tape.scalar(loss);
  }
  EXPECT_NEAR(first, 4 * std::log(2.0), 1e-9) << "contexts start at zero: every score is a coin toss";
  EXPECT_LT(last, first);
  const CosineIndex index(model.words.table.value);
  double least_together = 1, most_apart = -1;
  for (int a = 0; a < 6; ++a)
    for (int b = 0; b < a; ++b) {
      if (a / 3 == b / 3)
        least_together = std::min(least_together, index.cosine(a, b));
      else
        most_apart = std::max(most_apart, index.cosine(a, b));
    }
  EXPECT_GT(least_together, most_apart + 0.2);
}

TEST_F(Words, CbowIsSkipGramOfTheMean) {
  Word2Vec model(6, 4, random);
  model.contexts.value = draw(6, 4);
  const std::vector<int> left = {0, 1}, right = {2, 3}, middle = {4, 5}, negatives = {0, 1, 2, 3};
  const std::vector<std::span<const int>> windows = {left, right};
  Tape tape;
  tape.begin();
  const double loss = tape.scalar(model.cbow(tape, windows, middle, negatives));
  Matrix mean(2, 4);
  for (Index n = 0; n < 2; ++n) mean.row(n) = 0.5 * (model.words.table.value.row(left[static_cast<std::size_t>(n)]) + model.words.table.value.row(right[static_cast<std::size_t>(n)]));
  EXPECT_NEAR(loss, tape.scalar(negative_sampling(tape, tape.input(mean), model.contexts, middle, negatives)), 1e-14);
}

}  // namespace
}  // namespace epochs
