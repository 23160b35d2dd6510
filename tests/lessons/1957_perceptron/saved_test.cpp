// A saved run comes back to the bit, with the state it ended in or by repeating it; a state that is damaged is left out.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "data/csv.hpp"
#include "lessons/1957_perceptron/commands_json.hpp"
#include "session/saved_json.hpp"
#include "session/training_of.hpp"

namespace epochs::perceptron {
namespace {

using nlohmann::json;
using Trained = std::unique_ptr<session::Runner<Perceptron>>;

Trained run_of(const std::vector<Command>& commands, long updates) {
  Trained run = session::make_runner(Perceptron(11), session::RunnerKind::Cooperative);
  for (const Command& command : commands) {
    run->post(command);
    run->advance(updates);
  }
  run->settle();
  return run;
}

json state_of(session::Runner<Perceptron>& run) {
  run.settle();
  return *run.save().state;
}

Trained again(const json& saved) {
  Trained run = session::make_runner(Perceptron(11), session::RunnerKind::Cooperative);
  const auto read = session::saved_from_json<Perceptron>(saved);
  EXPECT_TRUE(read.ok()) << read.error();
  if (read) run->load(read.value());
  run->settle();
  return run;
}

const std::vector<std::vector<Command>> kRuns = {
    {SetRate{0.5}, SetRate{0.1}},
    {ChoosePreset{Preset::Noisy}, SetOrder{Order::Shuffled}, SetRate{0.1}, SetWeights{{1, -2, Real(0.1)}}},
    {ChoosePreset{Preset::Xor}, MoveReview{0, 3, Real(0.1)}, FlipReview{1}, AddReview{{1, 2, -1}}},
    {ChoosePreset{Preset::Own}, AddReview{{1, 2, -1}}, StartFromZero{}},
    {ChoosePreset{Preset::Own}, AddReview{{1, 2, -1}}, DeleteReview{0}},
};

TEST(PerceptronSaved, ComesBackToTheBitEitherWay) {
  for (const std::vector<Command>& commands : kRuns) {
    const Trained run = run_of(commands, 200);
    const json saved = json::parse(session::saved_to_json(run->save()).dump());
    ASSERT_TRUE(session::saved_from_json<Perceptron>(saved).value().state);
    json without = saved;
    without.erase("state");
    const Trained quick = again(saved), slow = again(without);
    for (const Trained* other : {&quick, &slow}) {
      EXPECT_EQ(state_of(**other), state_of(*run));
      EXPECT_EQ((*other)->status().update, run->status().update);
      EXPECT_EQ((*other)->status().loss, run->status().loss);
      EXPECT_EQ((*other)->status().health.kind, run->status().health.kind);
      EXPECT_EQ((*other)->latest()->data->margin().gamma, run->latest()->data->margin().gamma);
    }
    for (const Trained* each : {&run, &quick, &slow}) (*each)->advance(25);
    EXPECT_EQ(state_of(*quick), state_of(*run));
    EXPECT_EQ(state_of(*slow), state_of(*run));
    for (const Trained* each : {&run, &quick}) (*each)->seek(1);
    EXPECT_EQ(state_of(*quick), state_of(*run)) << "the past, too";
  }
}

TEST(PerceptronSaved, ADamagedStateIsLeftOut) {
  const json saved = session::saved_to_json(run_of(kRuns[1], 30)->save());
  ASSERT_TRUE(session::saved_from_json<Perceptron>(saved).value().state);
  const std::pair<const char*, const char*> damages[] = {
      {"/state/real", "8"}, {"/state/preset", "\"moon\""}, {"/state/preset", "\"own\""}, {"/state/preset", "\"xor\""}, {"/state/rate", "0"}, {"/state/weights", "[1,2]"}, {"/state/random/1", "2"},
      {"/state/pass/0", "1000"}, {"/state/pass", "[0]"}, {"/state/cursor", "80"}, {"/state/any_wrong", "false"}, {"/state/mistakes", "-1"}, {"/state/trail/0", "[]"}, {"/state/progress", "7"},
      {"/state/progress/0", "[]"}, {"/state/bound_applies", "3"}, {"/state", "null"}};
  for (const auto& [place, value] : damages) {
    json damaged = saved;
    damaged[json::json_pointer(place)] = json::parse(value);
    const auto read = session::saved_from_json<Perceptron>(damaged);
    ASSERT_TRUE(read.ok()) << place;
    EXPECT_FALSE(read.value().state) << place << " " << value;
  }
}

TEST(PerceptronSaved, WhateverIsReadCanBeTrained) {
  const std::string text = session::saved_to_json(run_of(kRuns[2], 5)->save()).dump();
  Random random(5);
  for (int i = 0; i < 1'000; ++i) {
    std::string damaged = text;
    for (int k = 0; k < 2; ++k) damaged[random.below(static_cast<std::uint32_t>(damaged.size()))] = "0123456789"[random.below(10)];
    const json parsed = json::parse(damaged, nullptr, false);
    const auto read = parsed.is_discarded() ? Result<session::Saved<Perceptron>>(Error{"no JSON"}) : session::saved_from_json<Perceptron>(parsed);
    if (!read || read.value().recording.update > 1'000) continue;
    const Trained run = session::make_runner(Perceptron(11), session::RunnerKind::Cooperative);
    run->load(read.value());
    run->advance(10);
    run->undo();
    run->settle();
  }
}

TEST(PerceptronSaved, TwoChangesOfTheRateAreTwoToUndo) {
  const Trained run = run_of({ChoosePreset{Preset::Noisy}, SetRate{0.5}}, 100);
  run->post(SetRate{2});
  run->undo();
  run->settle();
  EXPECT_EQ(run->latest()->rate, Real(0.5));
}

// The search for the margin would take seconds for each of them: it is made once, for what is looked at.
TEST(PerceptronSaved, ThousandsOfAddedReviewsAreTakenInAndNoMoreThanAFileMayHold) {
  session::Saved<Perceptron> many;
  Random random(2);
  many.recording.edits.push_back({0, ChoosePreset{Preset::Own}});
  for (int i = 0; i < 3'000; ++i) many.recording.edits.push_back({0, AddReview{{static_cast<Real>(random.normal()), static_cast<Real>(random.normal()), random.chance(0.5) ? 1 : -1}}});
  const auto start = session::Clock::now();
  const Trained run = session::make_runner(Perceptron(11), session::RunnerKind::Cooperative);
  run->load(many);
  run->settle();
  EXPECT_EQ(run->latest()->data->reviews.size(), 3'000u);
  EXPECT_LT(session::Clock::now() - start, std::chrono::seconds(20));
  run->post(LoadReviews{std::vector<Review>(data::kMostPoints)});
  run->post(AddReview{{1, 1, 1}});
  run->settle();
  EXPECT_FALSE(run->status().failure.empty());
  EXPECT_EQ(run->latest()->data->reviews.size(), data::kMostPoints);
}

}  // namespace
}  // namespace epochs::perceptron
