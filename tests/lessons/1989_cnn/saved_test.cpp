// A saved run comes back to the bit, with the state it ended in or by repeating it; a state that is damaged is left out.
#include <gtest/gtest.h>

#include "lessons/1989_cnn/names.hpp"
#include "lessons/saved_runs.hpp"

namespace epochs::cnn {
namespace {

using Runs = epochs::testing::SavedRuns<Recogniser>;

Shape small() {
  Shape shape;
  shape.first = {.filters = 2, .size = 3, .stride = 2, .padding = 1}, shape.layers = 1, shape.pool = 3, shape.width = 4;
  return shape;
}

std::array<std::uint8_t, kPixels> a_picture(int first) {
  std::array<std::uint8_t, kPixels> out{};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<std::uint8_t>(first + static_cast<int>(i));
  return out;
}

Shape smooth() {
  Shape shape = small();
  shape.activation = nn::Activation::Tanh, shape.pooling = Pooling::Average, shape.layers = 2, shape.second = {.filters = 3, .size = 2, .stride = 1, .padding = 1}, shape.pool = 2;
  return shape;
}

const std::vector<std::vector<Command>> kRuns = {
    {SetShape{small()}, SetRate{0.1, 0}},
    {SetShape{small()}, SetBeside{Beside::PlainNetwork}, SetOptimizer{nn::OptimizerKind::Adam}, SetRate{0.001, 20}, SetBatch{20}, AddDrawn{a_picture(3), 8}},
    {SetShape{smooth()}, SetKernel{1, 1, 0, kernel_of(Preset::VerticalEdge, 3)}, SetBatch{7}, NewWeights{}, UseDigits{Source::BuiltIn}},
    {SetShape{small()}, SetOptimizer{nn::OptimizerKind::Sgd}, SetRate{1000, 0}},
};

TEST(CnnSaved, ComesBackToTheBitEitherWay) {
  for (const std::vector<Command>& commands : kRuns) Runs::expect_to_come_back(commands, 12, 17);
}

TEST(CnnSaved, ADamagedStateIsLeftOut) {
  const Runs::Damage damages[] = {
      {"/state/real", "8"}, {"/state/seed", "-1"}, {"/state/settings/shape/first", "[2,3]"}, {"/state/settings/shape/first/0", "33"}, {"/state/settings/shape/pool", "1"},
      {"/state/settings/shape/first/1", "5"}, {"/state/settings/shape/width", "5"}, {"/state/settings/shape/activation", "\"step\""}, {"/state/settings/rate", "0"},
      {"/state/settings/rate/0", "0"}, {"/state/settings/batch", "0"}, {"/state/digits", "\"own\""}, {"/state/digits", "{\"own\":[\"/nowhere/a\",\"/nowhere/b\"]}"},
      {"/state/drawn/0/0", "\"00\""}, {"/state/drawn/0/1", "10"}, {"/state/parameters/0", "[]"}, {"/state/parameters/0/0", "4294967296"}, {"/state/parameters", "[]"},
      {"/state/plain_parameters", "[]"}, {"/state/optimizer/first/1", "[1]"}, {"/state/optimizer/step", "-1"}, {"/state/random/1", "2"}, {"/state/order/0", "100000"},
      {"/state/order/0", "-1"}, {"/state/cursor", "100000"}, {"/state/updates", "-1"}, {"/place/update", "1000"}, {"/state", "null"}};
  Runs::expect_left_out(session::saved_to_json(Runs::run_of(kRuns[1], 5)->save()), damages);
}

TEST(CnnSaved, WhateverIsReadCanBeTrained) { Runs::expect_to_survive(session::saved_to_json(Runs::run_of(kRuns[2], 3)->save()), 12); }

TEST(CnnSaved, EveryCommandIsTheSameAfterJson) {
  std::vector<Command> all{UseDigits{Source::Real}, UseDigits{Source::Own, "a b", "c"}};
  for (const auto& run : kRuns) all.insert(all.end(), run.begin(), run.end());
  for (const Command& command : all) {
    const nlohmann::json written = command;
    const Command read = written.get<Command>();
    EXPECT_EQ(read.index(), command.index());
    EXPECT_EQ(nlohmann::json(read), written) << written;
  }
  for (const char* text : {"{}", "[]", "{\"digits\":3}", "{\"digits\":\"own\"}", "{\"digits\":{\"own\":[1,2]}}", "{\"rate\":0.1}", "{\"kernel\":[1,2,3,4]}", "{\"drawn\":[\"zz\",1]}",
                           "{\"batch\":0}", "{\"nothing\":1}", "{\"shape\":{}}", "{\"rate\":[0.1,0],\"batch\":1}"})
    EXPECT_ANY_THROW(nlohmann::json::parse(text).get<Command>()) << text;
}

}  // namespace
}  // namespace epochs::cnn
