// A saved run comes back to the bit, with the state it ended in or by repeating it; a state that is damaged is left out.
#include <gtest/gtest.h>

#include "lessons/1986_backprop/names.hpp"
#include "lessons/saved_runs.hpp"

namespace epochs::backprop {
namespace {

using Runs = epochs::testing::SavedRuns<Backprop>;
using Trained = Runs::Run;

const std::vector<std::vector<Command>> kRuns = {
    {SetRate{0.5}, SetRate{0.1}},
    {ChooseDataset{Dataset::Spiral}, SetShape{{{6, 5}, Activation::Relu, Loss::SquaredError}}, SetOptimizer{nn::OptimizerKind::Adam}, SetRate{0.01}, SetBatch{10}, SetDecay{0.01}},
    {ChooseDataset{Dataset::Circles}, SetShape{{{}, Activation::Tanh, Loss::CrossEntropy}}, SetOptimizer{nn::OptimizerKind::Momentum}, MovePoint{3, 1, Real(0.1)}, FlipPoint{3}, SetBatch{7}},
    {SetOptimizer{nn::OptimizerKind::RmsProp}, DeletePoint{0}, DeletePoint{0}, DeletePoint{0}, DeletePoint{0}},
    {SetShape{{{4}, Activation::Relu, Loss::LinearSquaredError}}, SetRate{1000}},
};

TEST(BackpropSaved, ComesBackToTheBitEitherWay) {
  for (const std::vector<Command>& commands : kRuns) Runs::expect_to_come_back(commands, 30, 17);
}

TEST(BackpropSaved, ADamagedStateIsLeftOut) {
  const Runs::Damage damages[] = {
      {"/state/real", "8"}, {"/state/seed", "-1"}, {"/state/settings/shape/hidden", "[6]"}, {"/state/settings/rate", "0"}, {"/state/settings/data", "\"own\""}, {"/state/settings/batch", "20000"},
      {"/state/parameters/0", "[]"}, {"/state/parameters/0/0", "4294967296"}, {"/state/parameters", "[]"}, {"/state/first/1", "[1]"}, {"/state/step", "-1"}, {"/state/random/1", "2"},
      {"/state/order/0", "1000"}, {"/state/order/0", "-1"}, {"/state/order", "[0]"}, {"/state/cursor", "100000"}, {"/place/update", "181"}, {"/place/edits", "7"}, {"/place/edits", "5"},
      {"/place/problem_since", "181"}, {"/place/loss", "[1,2]"}, {"/health/kind", "4"}, {"/health/recent", "[]"}, {"/health/baselines", "[]"}, {"/history/line", "[[181,1]]"}, {"/state", "null"}};
  Runs::expect_left_out(session::saved_to_json(Runs::run_of(kRuns[1], 30)->save()), damages);
}

TEST(BackpropSaved, WhateverIsReadCanBeTrained) { Runs::expect_to_survive(session::saved_to_json(Runs::run_of(kRuns[2], 5)->save()), 300); }

TEST(BackpropSaved, TwoChangesOfTheRateAreTwoToUndo) {
  const Trained run = Runs::run_of({SetRate{0.3}, SetRate{0.5}}, 100);
  run->post(SetRate{2});
  run->undo();
  run->settle();
  EXPECT_EQ(run->latest()->settings.rate, 0.5);
  run->begin_gesture();
  run->post(SetRate{3});
  run->advance(5);
  run->post(SetRate{4});
  run->end_gesture();
  run->undo();
  run->settle();
  EXPECT_EQ(run->latest()->settings.rate, 0.5) << "a drag is one";
}

TEST(BackpropSaved, NoMorePointsThanAFileMayHold) {
  const Trained run = Runs::run_of({LoadPoints{std::vector<Point>(data::kMostPoints)}}, 0);
  run->post(AddPoint{{1, 1, 1}});
  run->settle();
  EXPECT_FALSE(run->status().failure.empty());
  EXPECT_EQ(run->latest()->data->train.size(), data::kMostPoints);
}

}  // namespace
}  // namespace epochs::backprop
