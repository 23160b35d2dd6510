// A saved run comes back to the bit, with the state it ended in or by repeating it; a state that is damaged is left out.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "lessons/1986_backprop/names.hpp"
#include "session/saved_json.hpp"
#include "session/training_of.hpp"

namespace epochs::backprop {
namespace {

using nlohmann::json;
using Trained = std::unique_ptr<session::Runner<Backprop>>;

Trained run_of(const std::vector<Command>& commands, long updates) {
  Trained run = session::make_runner(Backprop(11), session::RunnerKind::Cooperative);
  for (const Command& command : commands) {
    run->post(command);
    run->advance(updates);
  }
  run->settle();
  return run;
}

json state_of(session::Runner<Backprop>& run) {
  run.settle();
  return *run.save().state;
}

Trained again(const json& saved) {
  Trained run = session::make_runner(Backprop(11), session::RunnerKind::Cooperative);
  const auto read = session::saved_from_json<Backprop>(saved);
  EXPECT_TRUE(read.ok()) << read.error();
  if (read) run->load(read.value());
  run->settle();
  return run;
}

const std::vector<std::vector<Command>> kRuns = {
    {SetRate{0.5}, SetRate{0.1}},
    {ChooseDataset{Dataset::Spiral}, SetShape{{{6, 5}, Activation::Relu, Loss::SquaredError}}, SetOptimizer{nn::OptimizerKind::Adam}, SetRate{0.01}, SetBatch{10}, SetDecay{0.01}},
    {ChooseDataset{Dataset::Circles}, SetShape{{{}, Activation::Tanh, Loss::CrossEntropy}}, SetOptimizer{nn::OptimizerKind::Momentum}, MovePoint{3, 1, Real(0.1)}, FlipPoint{3}, SetBatch{7}},
    {SetOptimizer{nn::OptimizerKind::RmsProp}, DeletePoint{0}, DeletePoint{0}, DeletePoint{0}, DeletePoint{0}},
    {SetShape{{{4}, Activation::Relu, Loss::LinearSquaredError}}, SetRate{1000}},
};

TEST(BackpropSaved, ComesBackToTheBitEitherWay) {
  for (const std::vector<Command>& commands : kRuns) {
    const Trained run = run_of(commands, 30);
    const json saved = json::parse(session::saved_to_json(run->save()).dump());
    ASSERT_TRUE(session::saved_from_json<Backprop>(saved).value().state);
    json without = saved;
    without.erase("state");
    const Trained quick = again(saved), slow = again(without);
    for (const Trained* other : {&quick, &slow}) {
      EXPECT_EQ(state_of(**other), state_of(*run));
      const session::Status a = run->status(), b = (*other)->status();
      EXPECT_EQ(a.update, b.update);
      EXPECT_TRUE(a.loss == b.loss || (std::isnan(a.loss) && std::isnan(b.loss)));
      EXPECT_EQ(a.health.kind, b.health.kind);
      EXPECT_EQ(session::history_to_json(*run->history()), session::history_to_json(*(*other)->history()));
    }
    for (const Trained* each : {&run, &quick, &slow}) (*each)->advance(25);
    EXPECT_EQ(state_of(*quick), state_of(*run));
    EXPECT_EQ(state_of(*slow), state_of(*run));
    for (const Trained* each : {&run, &quick}) (*each)->seek(17);
    EXPECT_EQ(state_of(*quick), state_of(*run)) << "the past, too";
  }
}

TEST(BackpropSaved, ADamagedStateIsLeftOut) {
  const json saved = session::saved_to_json(run_of(kRuns[1], 30)->save());
  ASSERT_TRUE(session::saved_from_json<Backprop>(saved).value().state);
  const std::pair<const char*, const char*> damages[] = {
      {"/state/real", "8"}, {"/state/seed", "-1"}, {"/state/settings/shape/hidden", "[6]"}, {"/state/settings/rate", "0"}, {"/state/settings/data", "\"own\""}, {"/state/settings/batch", "20000"},
      {"/state/parameters/0", "[]"}, {"/state/parameters/0/0", "4294967296"}, {"/state/parameters", "[]"}, {"/state/first/1", "[1]"}, {"/state/step", "-1"}, {"/state/random/1", "2"},
      {"/state/order/0", "1000"}, {"/state/order/0", "-1"}, {"/state/order", "[0]"}, {"/state/cursor", "100000"}, {"/place/update", "181"}, {"/place/edits", "7"}, {"/place/edits", "5"},
      {"/place/problem_since", "181"}, {"/place/loss", "[1,2]"}, {"/health/kind", "4"}, {"/health/recent", "[]"}, {"/health/baselines", "[]"}, {"/history/line", "[[181,1]]"}, {"/state", "null"}};
  for (const auto& [place, value] : damages) {
    json damaged = saved;
    damaged[json::json_pointer(place)] = json::parse(value);
    const auto read = session::saved_from_json<Backprop>(damaged);
    ASSERT_TRUE(read.ok()) << place;
    EXPECT_FALSE(read.value().state) << place << " " << value;
  }
}

TEST(BackpropSaved, WhateverIsReadCanBeTrained) {
  const std::string text = session::saved_to_json(run_of(kRuns[2], 5)->save()).dump();
  Random random(5);
  for (int i = 0; i < 300; ++i) {
    std::string damaged = text;
    for (int k = 0; k < 2; ++k) damaged[random.below(static_cast<std::uint32_t>(damaged.size()))] = "0123456789"[random.below(10)];
    const json parsed = json::parse(damaged, nullptr, false);
    const auto read = parsed.is_discarded() ? Result<session::Saved<Backprop>>(Error{"no JSON"}) : session::saved_from_json<Backprop>(parsed);
    if (!read || read.value().recording.update > 1'000) continue;
    const Trained run = session::make_runner(Backprop(11), session::RunnerKind::Cooperative);
    run->load(read.value());
    run->advance(10);
    run->undo();
    run->settle();
  }
}

TEST(BackpropSaved, TwoChangesOfTheRateAreTwoToUndo) {
  const Trained run = run_of({SetRate{0.3}, SetRate{0.5}}, 100);
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
  const Trained run = run_of({LoadPoints{std::vector<Point>(data::kMostPoints)}}, 0);
  run->post(AddPoint{{1, 1, 1}});
  run->settle();
  EXPECT_FALSE(run->status().failure.empty());
  EXPECT_EQ(run->latest()->data->train.size(), data::kMostPoints);
}

}  // namespace
}  // namespace epochs::backprop
