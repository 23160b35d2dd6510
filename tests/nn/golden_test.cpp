// The engine against PyTorch: forward, every gradient, the first ten losses. The numbers are made by tools/golden.py;
// compiled twice, for the float engine and for the double one.
#include <gtest/gtest.h>

#include <cmath>
#include <deque>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

#include "nn/nn.hpp"

namespace epochs {
namespace {

using namespace nn;
using Json = nlohmann::json;

// Of the reference tensor's largest magnitude.
constexpr double kTolerance = sizeof(Real) == 4 ? 1e-4 : 1e-6, kFloor = sizeof(Real) == 4 ? 1e-6 : 1e-9;

// Value i of tensor `number`, as in golden.py.
Matrix waves(Index rows, Index columns, int number, double scale, double around = 0) {
  Matrix out(rows, columns);
  for (Index i = 0; i < out.size(); ++i) out.data()[i] = static_cast<Real>(scale * std::sin(0.9 * number + 0.37 * static_cast<double>(i) * (number % 5 + 1)) + around);
  return out;
}

void expect_near(const Json& expected, const Matrix& actual, const std::string& what) {
  ASSERT_EQ(expected.size(), static_cast<std::size_t>(actual.size())) << what;
  double largest = 0;
  for (const Json& value : expected) largest = std::max(largest, std::abs(value.get<double>()));
  for (Index i = 0; i < actual.size(); ++i)
    ASSERT_NEAR(static_cast<double>(actual.data()[i]), expected[static_cast<std::size_t>(i)].get<double>(), kTolerance * largest + kFloor) << what << "[" << i << "]";
}

struct Golden : testing::Test {
  std::deque<Parameter> own;             // those that belong to no model
  Parameters parameters;
  Random random{1};

  Parameter& add(Index rows, Index columns, const std::string& name = "p") {
    own.emplace_back(name, rows, columns);
    parameters.push_back(&own.back());
    return own.back();
  }

  // Fills every parameter by its number, then compares. forward gives output and loss.
  void compare(const std::string& model, OptimizerSettings settings, const std::function<std::pair<Value, Value>(Tape&)>& forward) {
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      Parameter& p = *parameters[i];
      p.decay = Decay::Yes;              // PyTorch decays biases too
      const bool gain = p.name.ends_with("gain"), row = p.value.rows() == 1;
      p.value = waves(p.value.rows(), p.value.cols(), static_cast<int>(i) + 1, row ? 0.1 : 0.5, gain ? 1 : 0);
    }
    std::ifstream file(EPOCHS_SOURCE_DIR "/tests/golden/engine.json");
    const Json golden = Json::parse(file).at(model);
    ASSERT_EQ(golden["gradients"].size(), parameters.size());
    Optimizer optimizer(parameters, settings);
    Tape tape;
    for (std::size_t step = 0; step < 10; ++step) {
      tape.begin();
      const auto [output, loss] = forward(tape);
      tape.backward(loss);
      if (step == 0) {
        expect_near(golden["forward"], tape.value(output), "forward");
        for (std::size_t i = 0; i < parameters.size(); ++i) {
          ASSERT_TRUE(tape.gradient(*parameters[i])) << parameters[i]->name;
          expect_near(golden["gradients"][i], *tape.gradient(*parameters[i]), "gradient " + std::to_string(i) + " " + parameters[i]->name);
        }
      }
      const double expected = golden["losses"][step].get<double>();
      ASSERT_NEAR(static_cast<double>(tape.scalar(loss)), expected, kTolerance * expected) << "loss " << step;
      optimizer.step(tape);
    }
  }
};

const std::vector<int> kIds = {1, 4, 0, 5, 2, 3, 3, 1, 0, 4}, kReversed = {2, 5, 0, 4, 1, 4, 0, 1, 3, 3};
const std::vector<int> kNext = {4, 0, 5, 2, kIgnored, 3, 1, 0, 4, 5}, kHidden = {kIgnored, 3, kIgnored, kIgnored, 1, 2, kIgnored, 5, kIgnored, kIgnored};

TEST_F(Golden, Mlp) {
  Mlp model(3, std::vector<Index>{4, 4}, 2, Activation::Tanh, Init::Xavier, random);
  parameters = model.parameters();
  const Matrix points = waves(5, 3, 101, 1), targets = waves(5, 2, 102, 1);
  compare("mlp", {.kind = OptimizerKind::Sgd, .learning_rate = 0.1}, [&](Tape& tape) {
    const Value x = tape.input(points), t = tape.input(targets);
    const Value y = model(tape, x);
    return std::pair(y, mean_squared_error(tape, y, t));
  });
}

TEST_F(Golden, Cnn) {
  const ConvSettings first{.filters = 3, .size = 3, .padding = 1}, second{.filters = 4, .size = 3, .padding = 1, .pooling = Pooling::Average};
  Cnn model({.height = 8, .width = 8, .convolutions = {first, second}, .hidden = {}, .classes = 3}, random);
  parameters = model.parameters();
  const Matrix images = waves(2, 64, 103, 1);
  compare("cnn", {.kind = OptimizerKind::Momentum, .learning_rate = 0.05, .momentum = 0.9}, [&](Tape& tape) {
    const Value y = model(tape, tape.input(images));
    return std::pair(y, cross_entropy(tape, y, std::vector<int>{2, 0}));
  });
}

TEST_F(Golden, CnnWithStrideAndOtherActivations) {
  const ConvSettings first{.filters = 3, .size = 5, .stride = 2, .padding = 2, .activation = Activation::Tanh, .pooling = Pooling::Average};
  const ConvSettings second{.filters = 4, .size = 2, .padding = 1, .activation = Activation::Sigmoid, .pool = 3};
  Cnn model({.height = 11, .width = 11, .convolutions = {first, second}, .hidden = {}, .classes = 3}, random);
  parameters = model.parameters();
  const Matrix images = waves(2, 121, 107, 1);
  compare("cnn_strided", {.kind = OptimizerKind::Sgd, .learning_rate = 0.5}, [&](Tape& tape) {
    const Value y = model(tape, tape.input(images));
    return std::pair(y, cross_entropy(tape, y, std::vector<int>{1, 2}));
  });
}

// Trains the three kinds on B = 2 sequences of T = `steps` symbols; `name` is added to the kind's.
void compare_recurrent(Golden& golden, const std::string& name, const std::vector<int>& ids, const std::vector<int>& following, Index steps) {
  const OptimizerSettings settings[] = {{.kind = OptimizerKind::RmsProp, .learning_rate = 0.01, .clip_norm = 0.5},
                                        {.kind = OptimizerKind::Adam, .learning_rate = 0.01, .clip_norm = 0.5},
                                        {.kind = OptimizerKind::Adam, .learning_rate = 0.01, .weight_decay = 0.1, .clip_norm = 0.5}};
  for (const RecurrentKind kind : {RecurrentKind::Rnn, RecurrentKind::Lstm, RecurrentKind::Gru}) {
    SCOPED_TRACE(name_of(kind));
    CharLm model({.kind = kind, .vocabulary = 6, .width = 3, .hidden = 4}, golden.random);
    golden.parameters = model.parameters();
    const RecurrentState start = model.zero_state(2);
    golden.compare(std::string(name_of(kind)) + name, settings[static_cast<std::size_t>(kind)], [&](Tape& tape) {
      const Value y = model(tape, ids, start, steps);
      return std::pair(y, cross_entropy(tape, y, following));
    });
  }
}

TEST_F(Golden, CharLm) { compare_recurrent(*this, "", kIds, kNext, 5); }

TEST_F(Golden, CharLmOverSixtyFourSteps) {
  std::vector<int> ids, following;
  const auto symbol = [](int i) { return (7 * i * i + 3 * i / 2) % 6; };   // as in golden.py
  for (int b = 0; b < 2; ++b)
    for (int t = 0; t < 64; ++t) ids.push_back(symbol(65 * b + t)), following.push_back(symbol(65 * b + t + 1));
  compare_recurrent(*this, "_64", ids, following, 64);
}

TEST_F(Golden, Seq2Seq) {
  const std::vector<int> source = {5, 2, 0, 4, 1, 3, 2, 0}, last = {3, 6};
  const std::vector<Index> lengths = {4, 3};
  struct Case {
    const char* name;
    Context context;
    Reading reading;
    Score score = Score::Additive;
  };
  for (const Case& c : {Case{"seq2seq", Context::Fixed, Reading::Forwards}, Case{"seq2seq_attention", Context::Attention, Reading::Forwards},
                        Case{"seq2seq_both_ways", Context::Attention, Reading::BothWays}, Case{"seq2seq_fixed_both_ways", Context::Fixed, Reading::BothWays},
                        Case{"seq2seq_product", Context::Attention, Reading::Forwards, Score::Product},
                        Case{"seq2seq_scaled_product", Context::Attention, Reading::BothWays, Score::ScaledProduct}}) {
    SCOPED_TRACE(c.name);
    nn::Seq2Seq model({.source_vocabulary = 6, .target_vocabulary = 6, .width = 3, .hidden = 4, .context = c.context, .reading = c.reading, .score = c.score}, random);
    parameters = model.parameters();
    compare(c.name, {.kind = OptimizerKind::Adam, .learning_rate = 0.01}, [&](Tape& tape) {
      const Value y = model(tape, {.ids = source, .steps = 4, .last_rows = last, .lengths = &lengths}, kIds, 5);
      return std::pair(y, cross_entropy(tape, y, kNext));
    });
  }
}

TEST_F(Golden, AdditiveAttention) {
  Parameter &wq = add(3, 4), &wk = add(2, 4), &v = add(4, 1);
  const Matrix queries = waves(6, 3, 104, 1), states = waves(8, 2, 105, 1), targets = waves(6, 2, 106, 1);
  compare("additive", {.kind = OptimizerKind::Sgd, .learning_rate = 0.5}, [&](Tape& tape) {
    const Value s = tape.input(states), t = tape.input(targets);
    const Value q = linear(tape, tape.input(queries), wq), k = linear(tape, s, wk);
    const Value y = additive_attention(tape, {q, k, tape.parameter(v), s}, 2);
    return std::pair(y, mean_squared_error(tape, y, t));
  });
}

TEST_F(Golden, Gpt) {
  nn::Gpt model({.vocabulary = 6, .context = 5, .width = 8, .inner = 12, .heads = 2, .layers = 2}, random);
  parameters = model.parameters();
  const AttentionShape shape = model.shape(2);
  compare("gpt", {.kind = OptimizerKind::Adam, .learning_rate = 0.003}, [&](Tape& tape) {
    const Value y = model(tape, kIds, shape);
    return std::pair(y, cross_entropy(tape, y, kNext));
  });
}

TEST_F(Golden, Bert) {
  nn::Bert model({.vocabulary = 6, .context = 5, .width = 8, .inner = 12, .heads = 2, .layers = 2, .positions = PositionKind::Sinusoidal}, random);
  parameters = model.parameters();
  const AttentionShape shape = model.shape(2, {5, 3});
  compare("bert", {.kind = OptimizerKind::AdamW, .learning_rate = 0.003, .weight_decay = 0.1}, [&](Tape& tape) {
    const Value y = model(tape, kIds, shape);
    return std::pair(y, cross_entropy(tape, y, kHidden));
  });
}

TEST_F(Golden, Translator) {
  nn::Translator model({.source_vocabulary = 6, .target_vocabulary = 6, .context = 5, .width = 8, .inner = 12, .heads = 2, .layers = 1}, random);
  parameters = model.parameters();
  const TranslatorShapes shapes = model.shapes(2, {4, 5});
  compare("translator", {.kind = OptimizerKind::Sgd, .learning_rate = 0.05}, [&](Tape& tape) {
    const Value y = model(tape, kReversed, kIds, shapes);
    return std::pair(y, cross_entropy(tape, y, kNext));
  });
}

}  // namespace
}  // namespace epochs
