// What every model must do: start ignorant, learn one batch by heart, never see the future, give the same bits again.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <memory>

#include "nn/batch_team.hpp"
#include "nn/nn.hpp"
#include "nn/unit_health.hpp"

namespace epochs {
namespace {

using namespace nn;

// A model with its task: forward gives logits of `targets` for one fixed batch.
struct Candidate {
  std::string name;
  Parameters parameters;
  Index classes = 0;
  std::vector<int> targets;
  std::function<Value(Tape&)> logits;
  std::shared_ptr<void> model;             // keeps what the functions refer to
  double rate = 0.01;
};

constexpr Index kBatch = 4, kSteps = 8, kVocabulary = 40;

std::vector<int> random_ids(Random& random, Index count, Index vocabulary) {
  std::vector<int> ids;
  for (Index i = 0; i < count; ++i) ids.push_back(static_cast<int>(random.below(static_cast<std::uint32_t>(vocabulary))));
  return ids;
}

// The next token of each, but where the past is the same the future is too (a text that can be learnt by heart).
struct Texts {
  std::vector<int> ids, next;
  explicit Texts(Random& random) {
    for (Index b = 0; b < kBatch; ++b) {
      std::vector<int> text = random_ids(random, kSteps + 1, kVocabulary);
      text[0] = static_cast<int>(b);
      ids.insert(ids.end(), text.begin(), text.end() - 1);
      next.insert(next.end(), text.begin() + 1, text.end());
    }
  }
};

template <class Model>
Candidate candidate(std::string name, std::shared_ptr<Model> model, std::vector<int> targets, std::function<Value(Tape&, const Model&)> logits, Index classes = kVocabulary,
                    double rate = 0.01) {
  const Model* raw = model.get();
  return {std::move(name), model->parameters(), classes, std::move(targets), [raw, logits](Tape& tape) { return logits(tape, *raw); }, model, rate};
}

std::vector<Candidate> language_models(std::uint64_t seed) {
  Random random(seed);
  const Texts texts(random);
  std::vector<int> source = random_ids(random, kBatch * kSteps, kVocabulary);
  for (Index b = 0; b < kBatch; ++b) source[static_cast<std::size_t>(b * kSteps)] = static_cast<int>(b);
  std::vector<Candidate> out;
  for (const RecurrentKind kind : {RecurrentKind::Rnn, RecurrentKind::Lstm, RecurrentKind::Gru}) {
    auto model = std::make_shared<CharLm>(CharLmSettings{.kind = kind, .vocabulary = kVocabulary, .width = 16, .hidden = 32}, random);
    auto start = std::make_shared<RecurrentState>(model->zero_state(kBatch));
    out.push_back(candidate<CharLm>(std::string(name_of(kind)), model, texts.next, [=](Tape& tape, const CharLm& lm) { return lm(tape, texts.ids, *start, kSteps); }));
  }
  for (const Context context : {Context::Fixed, Context::Attention}) {
    auto model = std::make_shared<Seq2Seq>(Seq2SeqSettings{.source_vocabulary = kVocabulary, .target_vocabulary = kVocabulary, .width = 16, .hidden = 32, .context = context}, random);
    out.push_back(candidate<Seq2Seq>(context == Context::Fixed ? "seq2seq" : "seq2seq with attention", model, texts.next, [=](Tape& tape, const Seq2Seq& m) {
      return m(tape, {.ids = source, .steps = kSteps}, texts.ids, kSteps);
    }));
  }
  for (const NormPlace place : {NormPlace::After, NormPlace::Before}) {
    auto model = std::make_shared<Translator>(
        TranslatorSettings{.source_vocabulary = kVocabulary, .target_vocabulary = kVocabulary, .context = kSteps, .width = 32, .inner = 64, .heads = 4, .layers = 2, .norm = place}, random);
    auto shapes = std::make_shared<TranslatorShapes>(model->shapes(kBatch));
    out.push_back(candidate<Translator>("translator", model, texts.next, [=](Tape& tape, const Translator& m) { return m(tape, source, texts.ids, *shapes); }, kVocabulary, 0.003));
  }
  for (const Readout readout : {Readout::Own, Readout::Tied}) {
    auto model = std::make_shared<Gpt>(GptSettings{.vocabulary = kVocabulary, .context = kSteps, .width = 32, .inner = 64, .heads = 4, .layers = 2, .readout = readout}, random);
    auto shape = std::make_shared<AttentionShape>(model->shape(kBatch));
    out.push_back(candidate<Gpt>("gpt", model, texts.next, [=](Tape& tape, const Gpt& m) { return m(tape, texts.ids, *shape); }, kVocabulary, 0.003));
  }
  auto model = std::make_shared<Bert>(BertSettings{.vocabulary = kVocabulary, .context = kSteps, .width = 32, .inner = 64, .heads = 4, .layers = 2}, random);
  auto shape = std::make_shared<AttentionShape>(model->shape(kBatch));
  std::vector<int> hidden(texts.ids.size(), kIgnored), masked = texts.ids;
  for (std::size_t i = 3; i < masked.size(); i += 5) hidden[i] = masked[i], masked[i] = kVocabulary - 1;
  out.push_back(candidate<Bert>("bert", model, hidden, [=](Tape& tape, const Bert& m) { return m(tape, masked, *shape); }, kVocabulary, 0.003));
  return out;
}

std::vector<Candidate> classifiers(std::uint64_t seed) {
  Random random(seed);
  auto images = std::make_shared<Matrix>(6, 144);
  fill_normal(*images, 1, random);
  const std::vector<int> labels = {0, 1, 2, 3, 1, 0};
  auto mlp = std::make_shared<Mlp>(144, std::vector<Index>{16}, 4, Activation::Relu, Init::He, random);
  auto cnn = std::make_shared<Cnn>(CnnSettings{.height = 12, .width = 12, .convolutions = {{.filters = 4, .size = 3}, {.filters = 6, .size = 3, .padding = 1}}, .hidden = {16}, .classes = 4}, random);
  return {candidate<Mlp>("mlp", mlp, labels, [=](Tape& tape, const Mlp& m) { return m(tape, tape.borrow(*images)); }, 4),
          candidate<Cnn>("cnn", cnn, labels, [=](Tape& tape, const Cnn& m) { return m(tape, tape.borrow(*images)); }, 4)};
}

double loss_of(Candidate& each) {
  Tape tape(Mode::Infer);
  tape.begin();
  return static_cast<double>(tape.scalar(cross_entropy(tape, each.logits(tape), each.targets)));
}

TEST(Models, StartIgnorant) {
  for (const std::uint64_t seed : {1u, 2u, 3u})
    for (Candidate& each : language_models(seed)) EXPECT_NEAR(loss_of(each), std::log(double(each.classes)), 0.05 * std::log(double(each.classes))) << each.name << ", seed " << seed;
}

// Trains on the one batch; the updates it took to come below `goal`, or −1.
int learn(Candidate& each, double goal, int most) {
  Optimizer optimizer(each.parameters, {.kind = OptimizerKind::Adam, .learning_rate = each.rate, .clip_norm = 1});
  Tape tape;
  for (int update = 0; update < most; ++update) {
    tape.begin();
    const Value loss = cross_entropy(tape, each.logits(tape), each.targets);
    if (static_cast<double>(tape.scalar(loss)) < goal) return update;
    tape.backward(loss);
    optimizer.step(tape);
  }
  return -1;
}

TEST(Models, LearnOneBatchByHeart) {
  for (Candidate& each : language_models(4)) EXPECT_GE(learn(each, 0.01, 600), 0) << each.name << " ended at " << loss_of(each);
  for (Candidate& each : classifiers(4)) EXPECT_GE(learn(each, 0.01, 600), 0) << each.name << " ended at " << loss_of(each);
}

TEST(Models, TheSameSeedGivesTheSameBits) {
  std::vector<Candidate> first = language_models(5), second = language_models(5);
  for (std::size_t i = 0; i < first.size(); ++i) {
    learn(first[i], 0, 5), learn(second[i], 0, 5);
    for (std::size_t p = 0; p < first[i].parameters.size(); ++p)
      ASSERT_EQ(first[i].parameters[p]->value, second[i].parameters[p]->value) << first[i].name << ": " << first[i].parameters[p]->name;
  }
}

TEST(Models, TheSameSeedGivesTheSameBitsWithTwoThreads) {
  std::vector<Matrix> ends[2];
  for (std::vector<Matrix>& end : ends) {
    Random random(6);
    Gpt model({.vocabulary = kVocabulary, .context = kSteps, .width = 32, .inner = 64, .heads = 4, .layers = 2}, random);
    const Texts texts(random);
    const AttentionShape half = model.shape(kBatch / 2);
    Optimizer optimizer(model.parameters(), {.kind = OptimizerKind::AdamW, .learning_rate = 0.003, .weight_decay = 0.1, .clip_norm = 1});
    BatchTeam team(2);
    constexpr auto kHalf = static_cast<std::size_t>(kBatch * kSteps / 2);
    for (int update = 0; update < 20; ++update)
      team.step(optimizer, [&](Tape& tape, int part) {
        const std::span<const int> ids(texts.ids), next(texts.next);
        const Value logits = model(tape, ids.subspan(kHalf * static_cast<std::size_t>(part), kHalf), half);
        return PartLoss{cross_entropy(tape, logits, next.subspan(kHalf * static_cast<std::size_t>(part), kHalf)), Real(0.5)};
      });
    end = copy_values(model.parameters());
  }
  for (std::size_t i = 0; i < ends[0].size(); ++i) ASSERT_EQ(ends[0][i], ends[1][i]);
}

// The logits of the rows before place t of every sequence stay the same to the bit whatever stands at t and later.
void expect_no_leak(const std::string& name, const std::function<Matrix(const std::vector<int>&)>& logits) {
  Random random(7);
  const std::vector<int> ids = random_ids(random, kBatch * kSteps, kVocabulary);
  const Matrix before = logits(ids);
  for (Index t = 1; t < kSteps; ++t) {
    std::vector<int> changed = ids;
    for (Index b = 0; b < kBatch; ++b) {
      int& token = changed[static_cast<std::size_t>(b * kSteps + t)];
      token = (token + 1) % static_cast<int>(kVocabulary);
    }
    const Matrix after = logits(changed);
    for (Index b = 0; b < kBatch; ++b) {
      ASSERT_EQ(after.middleRows(b * kSteps, t), before.middleRows(b * kSteps, t)) << name << ", token " << t;
      ASSERT_NE(after.row(b * kSteps + t), before.row(b * kSteps + t)) << name << ": the token itself must count";
    }
  }
}

template <class Forward>
std::function<Matrix(const std::vector<int>&)> run_with(Forward forward) {
  return [forward](const std::vector<int>& ids) {
    Tape tape(Mode::Infer);
    tape.begin();
    return Matrix(tape.value(forward(tape, ids)));
  };
}

TEST(Models, NeverSeeTheFuture) {
  Random random(8);
  const std::vector<int> source = random_ids(random, kBatch * kSteps, kVocabulary);
  const Gpt gpt({.vocabulary = kVocabulary, .context = kSteps, .width = 32, .inner = 64, .heads = 4, .layers = 3}, random);
  expect_no_leak("gpt", run_with([&](Tape& tape, const std::vector<int>& ids) { return gpt(tape, ids, gpt.shape(kBatch)); }));
  const Translator translator({.source_vocabulary = kVocabulary, .target_vocabulary = kVocabulary, .context = kSteps, .width = 32, .inner = 64, .heads = 4, .layers = 2}, random);
  expect_no_leak("translator", run_with([&](Tape& tape, const std::vector<int>& ids) { return translator(tape, source, ids, translator.shapes(kBatch)); }));
  const Seq2Seq seq2seq({.source_vocabulary = kVocabulary, .target_vocabulary = kVocabulary, .width = 16, .hidden = 32}, random);
  expect_no_leak("seq2seq", run_with([&](Tape& tape, const std::vector<int>& ids) { return seq2seq(tape, {.ids = source, .steps = kSteps}, ids, kSteps); }));
  const CharLm lm({.kind = RecurrentKind::Lstm, .vocabulary = kVocabulary, .width = 16, .hidden = 32, .layers = 2}, random);
  const RecurrentState start = lm.zero_state(kBatch);
  expect_no_leak("lstm", run_with([&](Tape& tape, const std::vector<int>& ids) { return lm(tape, ids, start, kSteps); }));
}

TEST(Models, WithoutTheMaskTheFutureIsSeen) {
  Random random(9);
  const Gpt gpt({.vocabulary = kVocabulary, .context = kSteps, .width = 32, .inner = 64, .heads = 4, .layers = 1}, random);
  AttentionShape open = gpt.shape(1);
  open.causal = Causal::No;
  const auto logits = run_with([&](Tape& tape, const std::vector<int>& ids) { return gpt(tape, ids, open); });
  std::vector<int> ids = random_ids(random, kSteps, kVocabulary);
  const Matrix before = logits(ids);
  ids.back() = (ids.back() + 1) % static_cast<int>(kVocabulary);
  EXPECT_NE(logits(ids).row(0), before.row(0));
}

TEST(Models, PaddingDoesNotCount) {
  Random random(10);
  const Bert bert({.vocabulary = kVocabulary, .context = kSteps, .width = 32, .inner = 64, .heads = 4, .layers = 2}, random);
  const auto logits = run_with([&](Tape& tape, const std::vector<int>& ids) { return bert(tape, ids, bert.shape(1, {5})); });
  std::vector<int> ids = random_ids(random, kSteps, kVocabulary);
  const Matrix before = logits(ids);
  ids[5] = ids[7] = 3;
  EXPECT_EQ(logits(ids).topRows(5), before.topRows(5));
}

TEST(Models, AMutedHeadChangesTheAnswer) {
  Random random(11);
  const Gpt gpt({.vocabulary = kVocabulary, .context = kSteps, .width = 32, .inner = 64, .heads = 4, .layers = 2}, random);
  const std::vector<int> ids = random_ids(random, kSteps, kVocabulary);
  const std::vector<MutedHead> none, one = {{1, 2}}, all = {{1, 0}, {1, 1}, {1, 2}, {1, 3}};
  const auto with = [&](const std::vector<MutedHead>& muted) { return run_with([&](Tape& tape, const std::vector<int>& text) { return gpt(tape, text, gpt.shape(1), muted); })(ids); };
  EXPECT_NE(with(one), with(none));
  EXPECT_NE(with(all), with(one));
  EXPECT_THROW(with({{0, 4}}), CheckFailed);
}

// The three transformers with dropout: logits of one batch, with the random numbers of dropout or without.
struct Dropping {
  std::string name;
  Parameters parameters;
  std::function<Value(Tape&, Random*)> logits;
  std::shared_ptr<void> model, shape;
};

std::vector<Dropping> transformers(double rate) {
  Random random(12);
  const std::vector<int> ids = random_ids(random, kBatch * kSteps, kVocabulary);
  std::vector<Dropping> out;
  auto gpt = std::make_shared<Gpt>(GptSettings{.vocabulary = kVocabulary, .context = kSteps, .width = 32, .inner = 64, .heads = 4, .layers = 2, .dropout = rate}, random);
  auto causal = std::make_shared<AttentionShape>(gpt->shape(kBatch));
  out.push_back({"gpt", gpt->parameters(), [=](Tape& tape, Random* drops) { return (*gpt)(tape, ids, *causal, {}, drops); }, gpt, causal});
  auto bert = std::make_shared<Bert>(BertSettings{.vocabulary = kVocabulary, .context = kSteps, .width = 32, .inner = 64, .heads = 4, .layers = 2, .dropout = rate}, random);
  auto open = std::make_shared<AttentionShape>(bert->shape(kBatch));
  out.push_back({"bert", bert->parameters(), [=](Tape& tape, Random* drops) { return (*bert)(tape, ids, *open, {}, drops); }, bert, open});
  auto translator = std::make_shared<Translator>(TranslatorSettings{.source_vocabulary = kVocabulary, .target_vocabulary = kVocabulary, .context = kSteps, .width = 32, .inner = 64,
                                                                    .heads = 4, .layers = 2, .dropout = rate}, random);
  auto shapes = std::make_shared<TranslatorShapes>(translator->shapes(kBatch));
  out.push_back({"translator", translator->parameters(), [=](Tape& tape, Random* drops) { return (*translator)(tape, ids, ids, *shapes, {}, drops); }, translator, shapes});
  return out;
}

Matrix logits_of(const Dropping& each, Mode mode, Random* drops) {
  Tape tape(mode);
  tape.begin();
  return tape.value(each.logits(tape, drops));
}

TEST(Dropout, IsForTrainingOnly) {
  const std::vector<Dropping> with = transformers(0.2), without = transformers(0);
  for (std::size_t i = 0; i < with.size(); ++i) {
    Random drops(1), untouched(1);
    const Matrix whole = logits_of(without[i], Mode::Train, nullptr);
    EXPECT_EQ(logits_of(with[i], Mode::Train, nullptr), whole) << with[i].name << ": nothing is dropped without random numbers";
    EXPECT_EQ(logits_of(with[i], Mode::Infer, &drops), whole) << with[i].name << ": nor where nothing is learned";
    EXPECT_EQ(logits_of(without[i], Mode::Train, &drops), whole) << with[i].name << ": nor at rate 0";
    EXPECT_EQ(drops.state(), untouched.state()) << with[i].name << ": and nothing was drawn";
    EXPECT_NE(logits_of(with[i], Mode::Train, &drops), whole) << with[i].name;
  }
}

TEST(Dropout, TheSameSeedGivesTheSameBits) {
  const auto train = [](std::uint64_t seed) {
    std::vector<Matrix> ends;
    for (Dropping& each : transformers(0.2)) {
      Random drops(seed);
      Optimizer optimizer(each.parameters, {.kind = OptimizerKind::Adam, .learning_rate = 0.003});
      Tape tape;
      for (int update = 0; update < 10; ++update) {
        tape.begin();
        tape.backward(cross_entropy(tape, each.logits(tape, &drops), std::vector<int>(kBatch * kSteps, 3)));
        optimizer.step(tape);
      }
      for (const Matrix& value : copy_values(each.parameters)) ends.push_back(value);
    }
    return ends;
  };
  const std::vector<Matrix> first = train(1), again = train(1), other = train(2);
  ASSERT_FALSE(first.empty());
  EXPECT_EQ(first, again);
  EXPECT_NE(first, other);
}

TEST(Dropout, ModelsStillLearn) {
  for (Dropping& each : transformers(0.1)) {
    Random drops(3);
    Random random(13);
    const std::vector<int> targets = random_ids(random, kBatch * kSteps, kVocabulary);
    Optimizer optimizer(each.parameters, {.kind = OptimizerKind::Adam, .learning_rate = 0.003, .clip_norm = 1});
    Tape tape;
    double first = 0, last = 0;
    for (int update = 0; update < 200; ++update) {
      tape.begin();
      const Value loss = cross_entropy(tape, each.logits(tape, &drops), targets);
      (update == 0 ? first : last) = static_cast<double>(tape.scalar(loss));
      tape.backward(loss);
      optimizer.step(tape);
    }
    EXPECT_LT(last, 0.5 * first) << each.name;
  }
}

TEST(UnitHealth, NamesUnitsThatGetNoGradient) {
  const Matrix relu = (Matrix(3, 4) << 0, 1, 0, 2, 0, 0, 0, 1, 0, 3, 0, 0.5).finished();
  EXPECT_EQ(idle_units(relu, Activation::Relu), (std::vector<Index>{0, 2}));
  const Matrix tanh = (Matrix(2, 3) << 0.999, -1, 0.2, -0.999, 1, 1).finished();
  EXPECT_EQ(idle_units(tanh, Activation::Tanh), (std::vector<Index>{0, 1}));
  EXPECT_TRUE(idle_units(relu, Activation::None).empty());
}

}  // namespace
}  // namespace epochs
