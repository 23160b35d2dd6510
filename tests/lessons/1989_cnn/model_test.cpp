// The session: it learns, everything can be changed while it runs, and any place of a run is reached again with the same bits.
#include "lessons/1989_cnn/model.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/check.hpp"
#include "data/stroke_digits.hpp"
#include "nn/nn.hpp"
#include "session/training_of.hpp"

namespace epochs::cnn {
namespace {

static_assert(session::Session<Recogniser>);

cnn_data::Shared few() {
  static const cnn_data::Shared digits = cnn_data::built_in(5, 300, 60);
  return digits;
}

Settings quick() {
  Settings settings;
  settings.shape.first.filters = 4, settings.shape.second.filters = 6, settings.shape.width = 16;
  settings.rate = 0.05, settings.batch = 32;
  return settings;
}

std::vector<Matrix> weights_of(const Recogniser& model) { return model.state().parameters; }

TEST(Cnn, LearnsToReadDigits) {
  Recogniser model(101, quick(), few());
  const double before = model.loss();
  EXPECT_NEAR(before, std::log(10), 0.5) << "nothing is known at the start";
  for (int update = 0; update < 150; ++update) model.advance();
  EXPECT_LT(model.loss(), 0.5 * before);
  const Snapshot seen = model.observe({});
  ASSERT_TRUE(seen.score && seen.reading && seen.network);
  EXPECT_GT(seen.score->accuracy, 0.6);
  EXPECT_FALSE(seen.score->plain_accuracy);
  EXPECT_EQ(seen.plain, nullptr);
}

// One update is what the tape and the optimizer say, on the same batch that anybody can put together from the seed.
TEST(Cnn, OneUpdateIsTheGradientOfTheBatch) {
  Settings settings = quick();
  settings.optimizer = nn::OptimizerKind::Sgd, settings.batch = 300;
  Recogniser model(102, settings, few());
  const Recogniser::State before = model.state();
  Network network = model.network();
  const double loss = model.advance().loss;
  std::vector<int> labels;
  Matrix x(300, kPixels);
  const std::vector<int> order = model.state().order;
  for (std::size_t i = 0; i < 300; ++i) {
    Matrix row(1, kPixels);
    to_inputs(few()->picture(static_cast<std::size_t>(order[i])), row);
    x.row(static_cast<Index>(i)) = row;
    labels.push_back(few()->label(static_cast<std::size_t>(order[i])));
  }
  nn::Tape tape;
  tape.begin();
  const nn::Value own = nn::cross_entropy(tape, network.model(tape, tape.borrow(x)), labels);
  tape.backward(own);
  EXPECT_EQ(static_cast<double>(tape.scalar(own)), loss);
  const nn::Parameters parameters = network.model.parameters();
  const std::vector<Matrix> after = weights_of(model);
  for (std::size_t i = 0; i < parameters.size(); ++i)
    EXPECT_TRUE(after[i].isApprox(before.parameters[i] - Real(0.05) * *tape.gradient(*parameters[i]), Real(1e-5))) << parameters[i]->name;
}

TEST(Cnn, TheRateHalvesWhenAskedTo) {
  Settings settings = quick();
  settings.half_life = 10;
  Recogniser model(1, settings, few());
  EXPECT_DOUBLE_EQ(model.rate(), 0.05);
  for (int update = 0; update < 20; ++update) model.advance();
  EXPECT_DOUBLE_EQ(model.rate(), 0.0125);
  model.apply(SetRate{0.4, 0});
  EXPECT_DOUBLE_EQ(model.rate(), 0.4);
}

std::array<std::uint8_t, kPixels> a_picture() {
  std::array<std::uint8_t, kPixels> out{};
  std::fill(out.begin() + 300, out.begin() + 400, std::uint8_t{200});
  return out;
}

cnn_data::Shared own_digits() {
  cnn_data::Digits digits = *cnn_data::built_in(9, 100, 20);
  digits.source = cnn_data::Source::Own, digits.first_file = "a", digits.second_file = "b";
  return std::make_shared<const cnn_data::Digits>(std::move(digits));
}

std::vector<Command> some_commands() {
  Shape other;
  other.layers = 1, other.first = {.filters = 3, .size = 3, .stride = 2, .padding = 1}, other.activation = nn::Activation::Tanh, other.pooling = Pooling::Average, other.width = 8;
  return {SetRate{0.01, 50}, SetBatch{16}, AddDrawn{a_picture(), 4}, SetKernel{1, 2, 0, kernel_of(Preset::Sharpen, 5)}, SetBeside{Beside::PlainNetwork},
          SetOptimizer{nn::OptimizerKind::Adam}, SetShape{other}, SetKernel{1, 1, 0, kernel_of(Preset::Blur, 3)}, NewWeights{}, UseDigits{cnn_data::Source::Own, "a", "b", own_digits()}};
}

TEST(Cnn, EveryCommandCanBeTakenBackByRestoring) {
  Recogniser model(103, quick(), few());
  for (const Command& command : some_commands()) {
    for (int update = 0; update < 12; ++update) model.advance();   // passes end in between
    const Recogniser::State here = model.state();
    Recogniser twin(104, quick(), few());                           // another seed: nothing of it may remain
    twin.restore(here);
    model.apply(command), twin.apply(command);
    for (int update = 0; update < 12; ++update) EXPECT_EQ(model.advance().loss, twin.advance().loss) << command.index();
    EXPECT_EQ(weights_of(model), weights_of(twin)) << command.index();
    EXPECT_EQ(model.observe({}).score->accuracy, twin.observe({}).score->accuracy);
    EXPECT_GT(Recogniser::size_of(model.state()), 4u * static_cast<std::size_t>(parameter_count(model.settings().shape)));
  }
}

TEST(Cnn, ThreadedOrNotAndRewoundItIsTheSameRun) {
  const auto run = [](session::RunnerKind kind) {
    auto runner = session::make_runner(Recogniser(105, quick(), few()), kind);
    runner->advance(20);
    runner->settle();
    runner->post(SetRate{0.02, 0});
    runner->advance(20);
    runner->settle();
    const std::vector<Matrix> there = runner->save().state->parameters;
    runner->seek(7);
    runner->settle();
    runner->seek(40);
    runner->settle();
    EXPECT_EQ(runner->save().state->parameters, there);
    return there;
  };
  EXPECT_EQ(run(session::RunnerKind::Threaded), run(session::RunnerKind::Cooperative));
}

TEST(Cnn, AnEditedKernelIsWhereItWasPut) {
  Recogniser model(1, quick(), few());
  std::vector<double> cells(25);
  for (std::size_t i = 0; i < 25; ++i) cells[i] = 0.01 * static_cast<double>(i);
  model.apply(SetKernel{2, 5, 3, cells});
  const Reading reading = record(model.network(), few()->picture(0), 0);
  const nn::Explanation why = nn::explain(reading.trace, reading.parts.z[1], {0, 5 * 64 + 9});
  ASSERT_EQ(why.terms.size(), 4u * 25 + 1);
  for (std::size_t i = 0; i < 25; ++i) EXPECT_FLOAT_EQ(static_cast<float>(why.terms[3 * 25 + i].coefficient), static_cast<float>(cells[i]));
  EXPECT_TRUE(continues(SetKernel{1, 2, 0, {}}, SetKernel{1, 2, 0, {}}));
  EXPECT_FALSE(continues(SetKernel{1, 2, 0, {}}, SetKernel{1, 3, 0, {}}));
  EXPECT_FALSE(outlives_restart(SetKernel{1, 2, 0, {}}));
  EXPECT_TRUE(outlives_restart(AddDrawn{a_picture(), 4}));
}

TEST(Cnn, ADrawnDigitIsLearnedFrom) {
  Recogniser model(106, quick(), few());
  for (int i = 0; i < 20; ++i) model.apply(AddDrawn{a_picture(), 6});
  EXPECT_EQ(model.digits().drawn.size(), 20u);
  for (int update = 0; update < 120; ++update) model.advance();
  EXPECT_EQ(read(model.network(), a_picture()).digit(), 6) << "a bar that is no digit, called a six";
}

TEST(Cnn, WhatDoesNotExistIsRefused) {
  Recogniser model(1, quick(), few());
  const std::vector<Matrix> before = weights_of(model);
  Shape impossible;
  impossible.first.filters = 0;
  const Command refused[] = {SetShape{impossible}, SetRate{0, 0}, SetRate{NAN, 0}, SetRate{0.1, -1}, SetBatch{0}, SetBatch{1001}, SetKernel{3, 0, 0, kernel_of(Preset::Blur, 5)},
                             SetKernel{1, 4, 0, kernel_of(Preset::Blur, 5)}, SetKernel{1, 0, 1, kernel_of(Preset::Blur, 5)}, SetKernel{1, 0, 0, kernel_of(Preset::Blur, 3)},
                             AddDrawn{a_picture(), 10}, UseDigits{cnn_data::Source::Own, "/nowhere/a", "/nowhere/b"}};
  for (const Command& command : refused) EXPECT_THROW(model.apply(command), CheckFailed) << command.index();
  EXPECT_EQ(weights_of(model), before);
}

TEST(Cnn, TooHighARateRunsAwayAndNamesItsParameter) {
  Settings settings = quick();
  settings.rate = 1e4, settings.shape.activation = nn::Activation::None;
  Recogniser model(1, settings, few());
  for (int update = 0; update < 50 && model.culprit().empty(); ++update) model.advance();
  EXPECT_FALSE(model.culprit().empty());
  EXPECT_FALSE(model.largest_parameter().empty());
}

TEST(Cnn, FiltersThatDiedAreNamed) {
  Recogniser model(1, quick(), few());
  const auto idle = [&] {
    for (const session::IdleLayer& layer : model.idle_layers())
      if (layer.layer == "conv1") return layer.idle;
    return 0;
  };
  model.apply(SetKernel{1, 0, 0, std::vector<double>(25, 1)});
  const int before = idle();
  model.apply(SetKernel{1, 0, 0, std::vector<double>(25, -1)});     // ink is never below 0, so what this filter sees always is
  EXPECT_EQ(idle(), before + 1);
  EXPECT_EQ(model.idle_layers().front().units, 4);
}

// What the drawing pad hands on: the path of a pen, centred and drawn as every picture of the lesson is.
TEST(Cnn, ReadsWhatAPenDraws) {
  Recogniser model(108, {});
  for (int update = 0; update < 200; ++update) model.advance();
  int right = 0, all = 0;
  std::string wrong;
  for (const data::DigitStyle& style : data::digit_styles()) {
    std::vector<data::Stroke> strokes;
    for (const auto& knots : style.strokes) {
      strokes.push_back({{}, 0.1});
      for (const data::Knot& knot : knots) strokes.back().path.push_back({0.3 + 0.005 * knot.x, 0.2 + 0.005 * knot.y});   // small, and off the middle
    }
    const data::DigitPicture picture = data::draw(data::centred(strokes));
    const int said = read(model.network(), picture).digit();
    ++all, right += said == style.label;
    if (said != style.label) wrong += std::string(style.name) + " " + std::to_string(style.label) + " → " + std::to_string(said) + "; ";
  }
  EXPECT_GE(right, 0.85 * all) << right << " of " << all << ", not: " << wrong;
  RecordProperty("right", right);
}

TEST(Cnn, BesideItThePlainNetworkLearnsFromTheSameBatches) {
  Settings settings = quick();
  settings.beside = Beside::PlainNetwork;
  Recogniser model(107, settings, few()), alone(107, quick(), few());
  for (int update = 0; update < 100; ++update) model.advance();
  const Snapshot seen = model.observe({});
  ASSERT_TRUE(seen.plain && seen.score->plain_accuracy);
  EXPECT_GT(*seen.score->plain_accuracy, 0.5);
  EXPECT_EQ(alone.state().plain_parameters.size(), 0u);
}

}  // namespace
}  // namespace epochs::cnn
