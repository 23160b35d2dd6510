// A saved run comes back to the bit, with the state it ended in or by repeating it; a state that is damaged is left out.
#include <gtest/gtest.h>

#include "data/csv.hpp"
#include "lessons/1957_perceptron/commands_json.hpp"
#include "lessons/saved_runs.hpp"

namespace epochs::perceptron {
namespace {

using Runs = epochs::testing::SavedRuns<Perceptron>;
using Trained = Runs::Run;

const std::vector<std::vector<Command>> kRuns = {
    {SetRate{0.5}, SetRate{0.1}},
    {ChoosePreset{Preset::Noisy}, SetOrder{Order::Shuffled}, SetRate{0.1}, SetWeights{{1, -2, Real(0.1)}}},
    {ChoosePreset{Preset::Xor}, MoveReview{0, 3, Real(0.1)}, FlipReview{1}, AddReview{{1, 2, -1}}},
    {ChoosePreset{Preset::Own}, AddReview{{1, 2, -1}}, StartFromZero{}},
    {ChoosePreset{Preset::Own}, AddReview{{1, 2, -1}}, DeleteReview{0}},
};

TEST(PerceptronSaved, ComesBackToTheBitEitherWay) {
  for (const std::vector<Command>& commands : kRuns) Runs::expect_to_come_back(commands, 200, 1);
}

TEST(PerceptronSaved, TheMarginIsThatOfTheReviewsThatCameBack) {
  const Trained run = Runs::run_of(kRuns[2], 200), other = Runs::again(session::saved_to_json(run->save()));
  EXPECT_EQ(other->latest()->data->margin().gamma, run->latest()->data->margin().gamma);
}

TEST(PerceptronSaved, ADamagedStateIsLeftOut) {
  const Runs::Damage damages[] = {
      {"/state/real", "8"}, {"/state/preset", "\"moon\""}, {"/state/preset", "\"own\""}, {"/state/preset", "\"xor\""}, {"/state/rate", "0"}, {"/state/weights", "[1,2]"}, {"/state/random/1", "2"},
      {"/state/pass/0", "1000"}, {"/state/pass", "[0]"}, {"/state/cursor", "80"}, {"/state/any_wrong", "false"}, {"/state/mistakes", "-1"}, {"/state/trail/0", "[]"}, {"/state/progress", "7"},
      {"/state/progress/0", "[]"}, {"/state/bound_applies", "3"}, {"/state", "null"}};
  Runs::expect_left_out(session::saved_to_json(Runs::run_of(kRuns[1], 30)->save()), damages);
}

TEST(PerceptronSaved, WhateverIsReadCanBeTrained) { Runs::expect_to_survive(session::saved_to_json(Runs::run_of(kRuns[2], 5)->save()), 1'000); }

TEST(PerceptronSaved, TwoChangesOfTheRateAreTwoToUndo) {
  const Trained run = Runs::run_of({ChoosePreset{Preset::Noisy}, SetRate{0.5}}, 100);
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
  const Trained run = Runs::fresh();
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
