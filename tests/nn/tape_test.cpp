// The tape itself: reuse, names, modes, gradients on request.
#include <gtest/gtest.h>

#include "core/check.hpp"
#include "nn/nn.hpp"
#include "support/allocations.hpp"

namespace epochs {
namespace {

using namespace nn;

struct TwoLayers {
  Parameter w1{"hidden1/w", 2, 8}, b1{"hidden1/b", 1, 8, Decay::No}, w2{"output/w", 8, 1}, b2{"output/b", 1, 1, Decay::No};

  explicit TwoLayers(std::uint64_t seed) {
    Random random(seed);
    initialise(w1.value, Init::Xavier, random);
    initialise(w2.value, Init::Xavier, random);
  }
  Parameters parameters() { return {&w1, &b1, &w2, &b2}; }
  Value forward(Tape& tape, Value x) const {
    const Value h = hidden(tape, x);
    const Scope scope = tape.scope("output");
    return tape.name("z", linear(tape, h, w2, b2));
  }
  Value hidden(Tape& tape, Value x) const {
    const Scope scope = tape.scope("hidden", 1);
    return nn::tanh(tape, linear(tape, x, w1, b1));
  }
};

const Matrix kXor = (Matrix(4, 2) << 0, 0, 0, 1, 1, 0, 1, 1).finished();
const Matrix kXorTargets = (Matrix(4, 1) << 0, 1, 1, 0).finished();

double train_step(Tape& tape, const TwoLayers& mlp, Optimizer& optimizer) {
  tape.begin();
  const Value loss = mean_squared_error(tape, mlp.forward(tape, tape.input(kXor)), tape.input(kXorTargets));
  tape.backward(loss);
  optimizer.step(tape);
  return static_cast<double>(tape.scalar(loss));
}

TEST(Tape, LearnsXor) {
  TwoLayers mlp(1);
  Optimizer optimizer(mlp.parameters(), {.kind = OptimizerKind::Adam, .learning_rate = 0.05});
  Tape tape;
  double loss = 1;
  for (int i = 0; i < 500; ++i) loss = train_step(tape, mlp, optimizer);
  EXPECT_LT(loss, 1e-3);
}

TEST(Tape, SameSeedSameBits) {
  for (const OptimizerKind kind : {OptimizerKind::Sgd, OptimizerKind::Momentum, OptimizerKind::RmsProp, OptimizerKind::Adam, OptimizerKind::AdamW}) {
    TwoLayers a(3), b(3);
    Optimizer to_a(a.parameters(), {.kind = kind, .learning_rate = 0.01}), to_b(b.parameters(), {.kind = kind, .learning_rate = 0.01});
    Tape tape_a, tape_b;
    for (int i = 0; i < 50; ++i) ASSERT_EQ(train_step(tape_a, a, to_a), train_step(tape_b, b, to_b));
    EXPECT_EQ(a.w1.value, b.w1.value);
  }
}

TEST(Tape, AWarmStepAllocatesNothing) {
  for (const OptimizerKind kind : {OptimizerKind::Sgd, OptimizerKind::Momentum, OptimizerKind::RmsProp, OptimizerKind::Adam, OptimizerKind::AdamW}) {
    TwoLayers mlp(1);
    Optimizer optimizer(mlp.parameters(), {.kind = kind, .learning_rate = 0.05, .weight_decay = 0.01, .clip_norm = 1});
    Tape tape;
    for (int i = 0; i < 3; ++i) train_step(tape, mlp, optimizer);
    const long before = test::allocations();
    for (int i = 0; i < 100; ++i) train_step(tape, mlp, optimizer);
    EXPECT_EQ(test::allocations() - before, 0) << name_of(kind);
  }
}

TEST(Tape, TheCounterCounts) {
  const long before = test::allocations();
  Matrix matrix(10, 10);
  const volatile auto* kept = matrix.data();
  static_cast<void>(kept);
  EXPECT_GE(test::allocations() - before, 1);
}

TEST(Tape, GradientsOfInputsOnlyOnRequest) {
  const TwoLayers mlp(1);
  Tape tape;
  tape.begin();
  const Value silent = tape.input(kXor), wanted = tape.input(kXor, "x", WantGradient::Yes);
  tape.backward(add(tape, mlp.forward(tape, silent), mlp.forward(tape, wanted)), Matrix::Ones(4, 1));
  EXPECT_EQ(tape.gradient(silent).size(), 0);
  EXPECT_EQ(tape.gradient(wanted).rows(), 4);
}

TEST(Tape, FirstContributionAssignsLaterOnesAdd) {
  Parameter w("w", 1, 1);
  w.value(0, 0) = 3;
  Tape tape;
  for (int i = 0; i < 3; ++i) {
    tape.begin();
    const Value v = tape.parameter(w), same = tape.parameter(w);
    EXPECT_EQ(v.node, same.node);
    tape.backward(add(tape, mul(tape, v, same), v));      // w² + w
    ASSERT_TRUE(tape.gradient(w));
    EXPECT_EQ((*tape.gradient(w))(0, 0), 7);
  }
}

TEST(Tape, AParameterThatWasNotReachedStays) {
  Parameter used("used", 1, 1), idle("idle", 1, 1);
  used.value(0, 0) = idle.value(0, 0) = 1;
  Optimizer optimizer({&used, &idle}, {.learning_rate = 0.5});
  Tape tape;
  tape.begin();
  tape.parameter(idle);
  tape.backward(scale(tape, tape.parameter(used), 1));
  EXPECT_EQ(tape.gradient(idle), nullptr);
  optimizer.step(tape);
  EXPECT_EQ(used.value(0, 0), Real(0.5));
  EXPECT_EQ(idle.value(0, 0), Real(1));
}

TEST(Tape, TwoHalvesOfABatchAddUp) {
  const TwoLayers mlp(5);
  Tape whole, first, second;
  const auto run = [&](Tape& tape, Index from, Index count) {
    tape.begin();
    tape.backward(mlp.forward(tape, tape.input(kXor.middleRows(from, count))), Matrix::Ones(count, 1));
  };
  run(whole, 0, 4), run(first, 0, 2), run(second, 2, 2);
  first.add_gradients(second);
  EXPECT_TRUE(first.gradient(mlp.w1)->isApprox(*whole.gradient(mlp.w1), Real(1e-5)));
}

TEST(Tape, NamesComeFromScopes) {
  const TwoLayers mlp(1);
  Tape tape(Mode::Record);
  for (int i = 0; i < 2; ++i) {                            // names are the same on a tape that is used again
    tape.begin();
    const Value x = tape.input(kXor, "x"), t = tape.input(kXorTargets, "t");
    tape.backward(mean_squared_error(tape, mlp.forward(tape, x), t));
  }
  std::vector<std::string> names;
  for (const TraceEntry& entry : tape.trace().entries) names.push_back(entry.name);
  EXPECT_EQ(names, (std::vector<std::string>{"x", "t", "hidden1/w", "hidden1/b", "hidden1/linear", "hidden1/tanh", "output/w", "output/b", "output/z",
                                             "mean_squared_error"}));
  EXPECT_EQ(tape.trace().find("output/z"), 8);
  EXPECT_EQ(tape.trace().find("nothing"), -1);
}

TEST(Tape, TheSameNameTwiceGetsANumber) {
  Tape tape(Mode::Record);
  tape.begin();
  const Value x = tape.input(kXor, "x");
  add(tape, add(tape, x, x), x);
  EXPECT_EQ(tape.trace().entries[1].name, "add");
  EXPECT_EQ(tape.trace().entries[2].name, "add_2");
}

TEST(Tape, RecordingDoesNotChangeTheNumbers) {
  const TwoLayers mlp(9);
  Tape train, record(Mode::Record), infer(Mode::Infer);
  train.begin(), record.begin(), infer.begin();
  const Matrix expected = train.value(mlp.forward(train, train.input(kXor)));
  EXPECT_EQ(record.value(mlp.forward(record, record.input(kXor))), expected);
  const Value inferred = mlp.forward(infer, infer.input(kXor));
  EXPECT_EQ(infer.value(inferred), expected);
  EXPECT_THROW(infer.backward(inferred, Matrix::Ones(4, 1)), CheckFailed);
}

TEST(Tape, RefusesWhatItCannotDo) {
  Tape tape;
  tape.begin();
  const Value x = tape.input(kXor);
  EXPECT_THROW(tape.backward(x), CheckFailed);
  EXPECT_THROW(tape.backward(x, Matrix::Ones(1, 1)), CheckFailed);
  EXPECT_THROW(tape.scalar(x), CheckFailed);
  EXPECT_THROW(tape.trace(), CheckFailed);
  EXPECT_THROW(nn::tanh(tape, Value{5}), CheckFailed);
}

TEST(Trace, UsesAreTheNextPlaces) {
  const TwoLayers mlp(1);
  Tape tape(Mode::Record);
  tape.begin();
  tape.backward(mean_squared_error(tape, mlp.forward(tape, tape.input(kXor.topRows(1), "x")), tape.input(kXorTargets.topRows(1), "t")));
  const Trace trace = tape.trace();
  EXPECT_EQ(uses(trace, trace.find("x"), {0, 1}).size(), 8u);                    // all eight units
  const std::vector<Use> of_weight = uses(trace, trace.find("hidden1/w"), {1, 5});
  ASSERT_EQ(of_weight.size(), 1u);
  EXPECT_EQ(of_weight[0].entry, trace.find("hidden1/linear"));
  EXPECT_EQ(of_weight[0].cell, (Cell{0, 5}));
  EXPECT_THROW(explain(trace, 99, {}), CheckFailed);
  EXPECT_THROW(explain(trace, 0, {7, 0}), CheckFailed);
}

}  // namespace
}  // namespace epochs
