// A warm step of every kind of model takes nothing from the heap (sizes small enough to stay off the product library, which has its
// own workspace), and gives the same bits on a tape that was used before.
#include <gtest/gtest.h>

#include <functional>

#include "nn/nn.hpp"
#include "nn/skip_gram.hpp"
#include "support/allocations.hpp"

namespace epochs {
namespace {

using namespace nn;

const std::vector<int> kTokens = {1, 4, 0, 5, 2, 3, 3, 1, 0, 4}, kTargets = {4, 0, 5, 2, kIgnored, 3, 1, 0, 4, 5};
const Matrix kNoState = Matrix::Zero(2, 4), kNoStates = Matrix::Zero(2, 8);

struct Warm : testing::Test {
  Random random{3};
  Parameter table{draw("table", 6, 4)}, w{draw("w", 4, 6)}, b{draw("b", 1, 6)};

  Parameter draw(const std::string& name, Index rows, Index columns) {
    Parameter out(name, rows, columns);
    initialise(out.value, Init::Xavier, random);
    return out;
  }

  // body gives 10×4 features of the ids.
  void check(Parameters parameters, const std::function<Value(Tape&, Value)>& body) {
    parameters.insert(parameters.end(), {&table, &w, &b});
    Optimizer optimizer(parameters, {.kind = OptimizerKind::Adam, .learning_rate = 0, .clip_norm = 1});
    Tape tape;
    Real loss = 0;
    const auto step = [&] {
      tape.begin();
      const Value total = cross_entropy(tape, linear(tape, body(tape, embedding(tape, table, kTokens)), w, b), kTargets);
      tape.backward(total);
      optimizer.step(tape);
      loss = tape.scalar(total);
    };
    step();
    const Real cold = loss;
    std::vector<Matrix> gradients;
    for (const Parameter* parameter : parameters) gradients.push_back(*tape.gradient(*parameter));
    step();
    const long before = test::allocations();
    for (int i = 0; i < 5; ++i) step();
    EXPECT_EQ(test::allocations() - before, 0);
    EXPECT_EQ(loss, cold);
    for (std::size_t i = 0; i < parameters.size(); ++i) EXPECT_EQ(*tape.gradient(*parameters[i]), gradients[i]) << parameters[i]->name;
  }
};

TEST_F(Warm, Recurrent) {
  Parameter wx = draw("wx", 4, 4), wh = draw("wh", 4, 4), bias = draw("bias", 1, 4);
  check({&wx, &wh, &bias}, [&](Tape& tape, Value x) { return rnn(tape, x, tape.borrow(kNoState), wx, wh, bias, 5); });
}
TEST_F(Warm, Lstm) {
  Parameter wx = draw("wx", 4, 16), wh = draw("wh", 4, 16), bias = draw("bias", 1, 16);
  check({&wx, &wh, &bias}, [&](Tape& tape, Value x) { return slice_columns(tape, lstm(tape, x, tape.borrow(kNoStates), wx, wh, bias, 5), 0, 4); });
}
TEST_F(Warm, Gru) {
  Parameter wx = draw("wx", 4, 12), wh = draw("wh", 4, 12), bx = draw("bx", 1, 12), bh = draw("bh", 1, 12);
  check({&wx, &wh, &bx, &bh}, [&](Tape& tape, Value x) { return gru(tape, x, tape.borrow(kNoState), wx, wh, bx, bh, 5); });
}
TEST_F(Warm, Transformer) {
  EncoderBlock encoder("encoder", {.width = 4, .inner = 8, .activation = FeedForwardActivation::GeluTanh}, random);
  DecoderBlock decoder("decoder", {.width = 4, .inner = 8, .norm = NormPlace::After}, random);
  Parameters parameters;
  encoder.collect(parameters), decoder.collect(parameters);
  const AttentionShape causal{.batch = 2, .heads = 2, .causal = Causal::Yes}, padded{.batch = 2, .heads = 2, .key_counts = {5, 3}};
  Random drops(4);
  const Random::State start = drops.state();
  check(parameters, [&](Tape& tape, Value x) {
    drops.restore(start);
    return dropout(tape, decoder(tape, x, encoder(tape, x, padded), causal, padded), 0.1, drops);
  });
}
TEST_F(Warm, AdditiveAttention) {
  Parameter wq = draw("wq", 4, 3), v = draw("v", 3, 1);
  const std::vector<Index> counts = {5, 4};
  check({&wq, &v}, [&](Tape& tape, Value x) {
    const Value q = linear(tape, x, wq);
    return additive_attention(tape, {q, q, tape.parameter(v), x}, 2, counts);
  });
}
TEST_F(Warm, Convolution) {
  Parameter k = draw("k", 4, 4), bias = draw("bias", 1, 4);
  check({&k, &bias}, [&](Tape& tape, Value x) {                            // each row is an image of 2×2
    const Value maps = conv2d(tape, x, k, bias, {.height = 2, .width = 2, .size = 2, .padding = 1});     // 4 maps of 3×3
    const Window pool{.channels = 4, .height = 3, .width = 3, .size = 3};
    return add(tape, max_pool(tape, maps, pool), average_pool(tape, maps, pool));
  });
}

// The complete models, trained as a lesson would, with every optimizer in turn.
struct WarmModels : testing::TestWithParam<OptimizerKind> {
  Random random{5};

  void check(const std::string& name, Parameters parameters, const std::function<Value(Tape&)>& loss_of) {
    Optimizer optimizer(std::move(parameters), {.kind = GetParam(), .learning_rate = 0.01, .weight_decay = 0.01, .clip_norm = 1});
    Tape tape;
    const auto step = [&] {
      tape.begin();
      const Value loss = loss_of(tape);
      tape.backward(loss);
      optimizer.step(tape);
    };
    step(), step();
    const long before = test::allocations();
    for (int i = 0; i < 5; ++i) step();
    EXPECT_EQ(test::allocations() - before, 0) << name;
  }
};
INSTANTIATE_TEST_SUITE_P(Optimizers, WarmModels, testing::Values(OptimizerKind::Sgd, OptimizerKind::Momentum, OptimizerKind::RmsProp, OptimizerKind::Adam, OptimizerKind::AdamW),
                         [](const auto& each) { return std::string(name_of(each.param)); });

TEST_P(WarmModels, Classifiers) {
  Mlp mlp(4, std::vector<Index>{8, 6}, 3, Activation::Relu, Init::He, random);
  const ConvSettings first{.filters = 3, .size = 3, .padding = 1}, second{.filters = 2, .size = 3, .padding = 1, .pooling = Pooling::Average};
  Cnn cnn({.height = 8, .width = 8, .convolutions = {first, second}, .hidden = {6}, .classes = 3}, random);
  Matrix points(5, 4), images(5, 64);
  fill_normal(points, 1, random), fill_normal(images, 1, random);
  const std::vector<int> labels = {0, 1, 2, 1, 0};
  check("mlp", mlp.parameters(), [&](Tape& tape) { return cross_entropy(tape, mlp(tape, tape.borrow(points)), labels); });
  check("cnn", cnn.parameters(), [&](Tape& tape) { return cross_entropy(tape, cnn(tape, tape.borrow(images)), labels); });
}

TEST_P(WarmModels, RecurrentLanguageModels) {
  for (const RecurrentKind kind : {RecurrentKind::Rnn, RecurrentKind::Lstm, RecurrentKind::Gru}) {
    CharLm model({.kind = kind, .vocabulary = 6, .width = 4, .hidden = 5, .layers = 2}, random);
    const RecurrentState start = model.zero_state(2);
    RecurrentState end = start;
    check(std::string(name_of(kind)), model.parameters(), [&](Tape& tape) { return cross_entropy(tape, model(tape, kTokens, start, 5, &end), kTargets); });
  }
}

TEST_P(WarmModels, SequenceToSequence) {
  const std::vector<int> last = {4, 8};
  const std::vector<Index> lengths = {5, 4};
  for (const Context context : {Context::Fixed, Context::Attention}) {
    Seq2Seq model({.source_vocabulary = 6, .target_vocabulary = 6, .width = 4, .hidden = 5, .context = context}, random);
    const SourceSentences source{.ids = kTokens, .steps = 5, .last_rows = last, .lengths = &lengths};
    check(context == Context::Fixed ? "seq2seq" : "seq2seq with attention", model.parameters(), [&](Tape& tape) { return cross_entropy(tape, model(tape, source, kTokens, 5), kTargets); });
  }
}

TEST_P(WarmModels, Transformers) {
  Random drops(6);
  Translator translator({.source_vocabulary = 6, .target_vocabulary = 6, .context = 5, .width = 8, .inner = 12, .heads = 2, .layers = 2, .dropout = 0.1}, random);
  const TranslatorShapes shapes = translator.shapes(2, {5, 3});
  check("translator", translator.parameters(), [&](Tape& tape) { return cross_entropy(tape, translator(tape, kTokens, kTokens, shapes, {}, &drops), kTargets); });
  for (const NormPlace place : {NormPlace::After, NormPlace::Before}) {
    Bert bert({.vocabulary = 6, .context = 5, .width = 8, .inner = 12, .heads = 2, .layers = 2, .norm = place, .dropout = 0.1}, random);
    const AttentionShape padded = bert.shape(2, {5, 3});
    check("bert", bert.parameters(), [&](Tape& tape) { return cross_entropy(tape, bert(tape, kTokens, padded, {}, &drops), kTargets); });
  }
  for (const Readout readout : {Readout::Own, Readout::Tied}) {
    Gpt gpt({.vocabulary = 6, .context = 5, .width = 8, .inner = 12, .heads = 2, .layers = 2, .readout = readout, .dropout = 0.1}, random);
    const AttentionShape shape = gpt.shape(2);
    check("gpt", gpt.parameters(), [&](Tape& tape) { return cross_entropy(tape, gpt(tape, kTokens, shape, {}, &drops), kTargets); });
  }
}

TEST_P(WarmModels, WordVectors) {
  Word2Vec model(6, 4, random);
  const std::vector<int> middle = {0, 2, 4}, beside = {1, 3, 5}, negatives = {2, 3, 1, 0, 5, 2};
  const std::vector<std::span<const int>> windows = {beside, middle};
  check("skip-gram", model.parameters(), [&](Tape& tape) { return model.skip_gram(tape, middle, beside, negatives); });
  check("cbow", model.parameters(), [&](Tape& tape) { return model.cbow(tape, windows, middle, negatives); });
}

TEST(WarmSkipGram, ALineOfTextForWordVectorsTakesNothing) {
  const std::vector<long> counts = {5, 4, 3, 2};
  SkipGram model(counts, {.width = 8, .window = 2, .negatives = 2});
  const std::vector<int> text = {0, 1, 2, kSentenceEnd, 3, 0, 1};
  Random random(7);
  model.train(text, 0.05, 0.01, random);
  const long before = test::allocations();
  model.train(text, 0.05, 0.01, random);
  EXPECT_EQ(test::allocations() - before, 0);
}

}  // namespace
}  // namespace epochs
