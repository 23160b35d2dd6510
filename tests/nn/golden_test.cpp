// The engine against PyTorch: forward, every gradient, the first ten losses. The numbers are made by tools/golden.py;
// compiled twice, for the float engine and for the double one.
#include <gtest/gtest.h>

#include <cmath>
#include <deque>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

#include "nn/layers/transformer.hpp"
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
  std::deque<Parameter> own;             // those that belong to no block
  Parameters parameters;
  Random random{1};

  Parameter& add(Index rows, Index columns, const std::string& name = "p") {
    own.emplace_back(name, rows, columns);
    parameters.push_back(&own.back());
    return own.back();
  }
  template <class Layer>
  void add(Layer& layer) { layer.collect(parameters); }

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
  Parameter &w1 = add(3, 4), &b1 = add(1, 4), &w2 = add(4, 4), &b2 = add(1, 4), &w3 = add(4, 2), &b3 = add(1, 2);
  const Matrix points = waves(5, 3, 101, 1), targets = waves(5, 2, 102, 1);
  compare("mlp", {.kind = OptimizerKind::Sgd, .learning_rate = 0.1}, [&](Tape& tape) {
    const Value x = tape.input(points), t = tape.input(targets);
    const Value h = nn::tanh(tape, linear(tape, nn::tanh(tape, linear(tape, x, w1, b1)), w2, b2));
    const Value y = linear(tape, h, w3, b3);
    return std::pair(y, mean_squared_error(tape, y, t));
  });
}

TEST_F(Golden, Cnn) {
  Parameter &k1 = add(9, 3), &c1 = add(1, 3), &k2 = add(27, 4), &c2 = add(1, 4), &w = add(16, 3), &b = add(1, 3);
  const Matrix images = waves(2, 64, 103, 1);
  compare("cnn", {.kind = OptimizerKind::Momentum, .learning_rate = 0.05, .momentum = 0.9}, [&](Tape& tape) {
    Value h = relu(tape, conv2d(tape, tape.input(images), k1, c1, {.channels = 1, .height = 8, .width = 8, .size = 3, .padding = 1}));
    h = max_pool(tape, h, {.channels = 3, .height = 8, .width = 8, .size = 2, .stride = 2});
    h = relu(tape, conv2d(tape, h, k2, c2, {.channels = 3, .height = 4, .width = 4, .size = 3, .padding = 1}));
    h = average_pool(tape, h, {.channels = 4, .height = 4, .width = 4, .size = 2, .stride = 2});
    const Value y = linear(tape, h, w, b);
    return std::pair(y, cross_entropy(tape, y, std::vector<int>{2, 0}));
  });
}

TEST_F(Golden, Rnn) {
  Parameter &table = add(6, 3), &wx = add(3, 4), &wh = add(4, 4), &b = add(1, 4), &w = add(4, 6), &c = add(1, 6);
  compare("rnn", {.kind = OptimizerKind::RmsProp, .learning_rate = 0.01, .clip_norm = 0.5}, [&](Tape& tape) {
    const Value h = rnn(tape, embedding(tape, table, kIds), tape.input(Matrix::Zero(2, 4)), wx, wh, b, 5);
    const Value y = linear(tape, h, w, c);
    return std::pair(y, cross_entropy(tape, y, kNext));
  });
}

TEST_F(Golden, Lstm) {
  Parameter &table = add(6, 3), &wx = add(3, 16), &wh = add(4, 16), &b = add(1, 16), &w = add(4, 6), &c = add(1, 6);
  compare("lstm", {.kind = OptimizerKind::Adam, .learning_rate = 0.01, .clip_norm = 0.5}, [&](Tape& tape) {
    const Value state = lstm(tape, embedding(tape, table, kIds), tape.input(Matrix::Zero(2, 8)), wx, wh, b, 5);
    const Value y = linear(tape, slice_columns(tape, state, 0, 4), w, c);
    return std::pair(y, cross_entropy(tape, y, kNext));
  });
}

TEST_F(Golden, Gru) {
  Parameter &table = add(6, 3), &wx = add(3, 12), &wh = add(4, 12), &bx = add(1, 12), &bh = add(1, 12), &w = add(4, 6), &c = add(1, 6);
  compare("gru", {.kind = OptimizerKind::Adam, .learning_rate = 0.01, .weight_decay = 0.1, .clip_norm = 0.5}, [&](Tape& tape) {
    const Value h = gru(tape, embedding(tape, table, kIds), tape.input(Matrix::Zero(2, 4)), wx, wh, bx, bh, 5);
    const Value y = linear(tape, h, w, c);
    return std::pair(y, cross_entropy(tape, y, kNext));
  });
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

// The same positions for both sequences.
Matrix twice(const Matrix& rows) {
  Matrix out(2 * rows.rows(), rows.cols());
  out << rows, rows;
  return out;
}

TEST_F(Golden, Gpt) {
  Parameter &table = add(6, 8), &positions = add(5, 8);
  const BlockSettings settings{.width = 8, .inner = 12, .norm = NormPlace::Before, .activation = FeedForwardActivation::Gelu};
  EncoderBlock first("block1", settings, random), second("block2", settings, random);
  add(first), add(second);
  Parameter &gain = add(1, 8, "gain"), &bias = add(1, 8), &w = add(8, 6), &b = add(1, 6);
  compare("gpt", {.kind = OptimizerKind::Adam, .learning_rate = 0.003}, [&](Tape& tape) {
    const std::vector<int> places = {0, 1, 2, 3, 4, 0, 1, 2, 3, 4};
    Value x = nn::add(tape, embedding(tape, table, kIds), embedding(tape, positions, places));
    const AttentionShape shape{.batch = 2, .heads = 2, .causal = Causal::Yes};
    x = second(tape, first(tape, x, shape), shape);
    const Value y = linear(tape, layer_norm(tape, x, gain, bias), w, b);
    return std::pair(y, cross_entropy(tape, y, kNext));
  });
}

TEST_F(Golden, Bert) {
  Parameter& table = add(6, 8);
  const BlockSettings settings{.width = 8, .inner = 12, .norm = NormPlace::After, .activation = FeedForwardActivation::Gelu};
  EncoderBlock first("block1", settings, random), second("block2", settings, random);
  add(first), add(second);
  Parameter &w = add(8, 6), &b = add(1, 6);
  const Matrix positions = twice(sinusoidal_positions(5, 8));
  compare("bert", {.kind = OptimizerKind::AdamW, .learning_rate = 0.003, .weight_decay = 0.1}, [&](Tape& tape) {
    const Value x = nn::add(tape, embedding(tape, table, kIds), tape.input(positions));
    const AttentionShape shape{.batch = 2, .heads = 2, .key_counts = {5, 3}};
    const Value y = linear(tape, second(tape, first(tape, x, shape), shape), w, b);
    return std::pair(y, cross_entropy(tape, y, kHidden));
  });
}

TEST_F(Golden, Translator) {
  Parameter& table = add(6, 8);
  const BlockSettings settings{.width = 8, .inner = 12, .norm = NormPlace::After, .activation = FeedForwardActivation::Relu};
  EncoderBlock encoder("encoder", settings, random);
  DecoderBlock decoder("decoder", settings, random);
  add(encoder), add(decoder);
  Parameter &w = add(8, 6), &b = add(1, 6);
  compare("translator", {.kind = OptimizerKind::Sgd, .learning_rate = 0.05}, [&](Tape& tape) {
    const AttentionShape source{.batch = 2, .heads = 2, .key_counts = {4, 5}}, self{.batch = 2, .heads = 2, .causal = Causal::Yes};
    const Value memory = encoder(tape, embedding(tape, table, kReversed), source);
    const Value y = linear(tape, decoder(tape, embedding(tape, table, kIds), memory, self, source), w, b);
    return std::pair(y, cross_entropy(tape, y, kNext));
  });
}

}  // namespace
}  // namespace epochs
