// A saved run comes back to the bit; a state that is damaged is left out; commands survive JSON; settings by name.
#include <gtest/gtest.h>

#include "lessons/2017_self_attention/names.hpp"
#include "lessons/lesson_fixture.hpp"
#include "lessons/saved_runs.hpp"

namespace epochs::self_attention {
namespace {

using Runs = epochs::testing::SavedRuns<Resolver>;

const std::vector<std::vector<Command>>& kept_commands() {
  static const std::vector<std::vector<Command>> runs = {
      {SetWidth{12}, SetRows{3}},
      {SetWidth{12}, SetHeads{3}, SetLayers{1}, SetLanguage{Language::Chinese}, SetRate{0.0123456789012345}, SetRows{2}},
      {SetWidth{12}, SetRows{2}, SetPositions{nn::PositionKind::None}, SetScaling{Scaling::None}, SetMask{Mask::Causal}, SetLabels{Labels::Shuffled}},
      {SetWidth{12}, SetRows{2}, SetRate{kMostRate}},      // runs away
  };
  return runs;
}

TEST(SelfAttentionSaved, ComesBackToTheBitEitherWay) {
  for (const std::vector<Command>& commands : kept_commands()) Runs::expect_to_come_back(commands, 4, 5);
}

TEST(SelfAttentionSaved, ADamagedStateIsLeftOut) {
  const Runs::Damage damages[] = {{"/state/real", "8"}, {"/state/seed", "-1"}, {"/state/settings/width", "13"}, {"/state/settings/width", "24"}, {"/state/settings/layers", "1"}, {"/state/settings/layers", "3"},
                                  {"/state/settings/heads", "0"}, {"/state/settings/heads", "3"}, {"/state/settings/positions", "\"none\""}, {"/state/settings/scale", "1"}, {"/state/settings/mask", "\"\""},
                                  {"/state/settings/labels", "null"}, {"/state/settings/language", "\"fr\""}, {"/state/settings/language", "\"zh\""}, {"/state/settings/rate", "0"}, {"/state/settings/rows", "129"},
                                  {"/state/parameters", "[]"}, {"/state/parameters/0/0", "4294967296"}, {"/state/first/1", "[1]"}, {"/state/step", "-1"}, {"/state/losses", "[1]"}, {"/state/exams", "7"},
                                  {"/state/exams/0", "[]"}, {"/state/exams/0/1", "[9218868437227405312,0,0,0,0]"}, {"/state/exams/0/2", "[]"}, {"/state/random", "null"}, {"/state/drops", "7"},
                                  {"/state/counts", "[1]"}, {"/state/counts/0", "-1"}, {"/state", "null"}};
  Runs::expect_left_out(session::saved_to_json(Runs::run_of({SetWidth{12}, SetRows{2}}, 3)->save()), damages);
}

TEST(SelfAttentionSaved, WhateverIsReadCanBeTrained) { Runs::expect_to_survive(session::saved_to_json(Runs::run_of(kept_commands()[0], 2)->save()), 30); }

TEST(SelfAttentionSaved, CommandsSurviveJson) {
  for (const std::vector<Command>& commands : kept_commands()) epochs::testing::expect_same_after_json<Command>(commands);
  epochs::testing::expect_same_after_json<Command>({SetPositions{nn::PositionKind::Sinusoidal}, SetPositions{nn::PositionKind::Learned}, SetWidth{kMostWidth}, SetHeads{kMostHeads}, SetLayers{kMostLayers},
                                                    SetRows{kMostRows}, SetRate{1e-9}, SetLanguage{Language::English}, SetMask{Mask::None}, SetScaling{Scaling::Root}, SetLabels{Labels::True}});
}

TEST(SelfAttentionSaved, RefusesCommandsThatAreDamaged) {
  epochs::testing::expect_refused<Command>({"7", "{}", R"({"language":"fr"})", R"({"positions":3})", R"({"layers":0})", R"({"layers":1.5})", R"({"heads":5})", R"({"width":13})", R"({"width":0})", R"({"scale":true})",
                                            R"({"mask":"all"})", R"({"labels":null})", R"({"rate":0})", R"({"rate":"fast"})", R"({"rate":1e7})", R"({"rows":129})", R"({"fly":1})", R"({"rate":0.1,"rows":1})"});
}

TEST(SelfAttentionSettings, AreSetByNameAsTheModelTakesThem) {
  const std::vector<std::pair<std::string, std::string>> wishes{{"width", "12"}, {"language", "zh"}, {"language", "en"}, {"positions", "none"}, {"positions", "sinusoidal"}, {"positions", "learned"}, {"layers", "1"},
                                                                {"heads", "3"}, {"width", "24"}, {"scale", "off"}, {"scale", "on"}, {"mask", "causal"}, {"mask", "none"}, {"labels", "shuffled"}, {"labels", "true"},
                                                                {"rate", "0.005"}, {"rows", "16"}};
  Settings wish;
  Resolver model(1, wish);
  for (const auto& [key, value] : wishes) {
    Settings taken = wish;
    const Result<Command> command = change(wish, key, value);
    ASSERT_TRUE(command.ok()) << key << " " << command.error();
    take(taken, command.value());
    EXPECT_EQ(taken, wish) << key;
    model.apply(command.value());
    EXPECT_EQ(model.settings(), wish) << key;
    for (const lesson::Setting& setting : settings_of(wish)) {
      Settings same = wish;
      EXPECT_TRUE(change(same, setting.key, setting.value).ok()) << setting.key;
      EXPECT_EQ(same, wish) << setting.key;
      if (setting.key == key) { EXPECT_EQ(setting.value, value); }
    }
  }
}

TEST(SelfAttentionSettings, RefuseInOneSentenceAndChangeNothing) {
  const std::vector<std::pair<std::string, std::string>> wrong{{"language", "fr"}, {"positions", ""}, {"layers", "3"}, {"heads", "0"}, {"heads", "2.5"}, {"width", "13"}, {"width", "120"}, {"scale", "maybe"},
                                                               {"mask", "all"}, {"labels", "wrong"}, {"rate", "0"}, {"rate", "11"}, {"rows", "x"}, {"rows", "129"}, {"colour", "red"}};
  for (const auto& [key, value] : wrong) {
    Settings settings;
    const Result<Command> command = change(settings, key, value);
    ASSERT_FALSE(command.ok()) << key;
    EXPECT_TRUE(epochs::testing::is_one_sentence(command.error())) << key;
    EXPECT_FALSE(command.failure().chinese.empty()) << key << " " << value;
    EXPECT_EQ(settings, Settings{}) << key;
  }
}

}  // namespace
}  // namespace epochs::self_attention
