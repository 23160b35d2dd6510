// A saved run comes back to the bit; a state that is damaged is left out; commands survive JSON; settings by name.
#include <gtest/gtest.h>

#include "lessons/2014_seq2seq/names.hpp"
#include "lessons/lesson_fixture.hpp"
#include "lessons/saved_runs.hpp"

namespace epochs::translation {
namespace {

using Runs = epochs::testing::SavedRuns<Interpreter>;

const std::vector<std::vector<Command>>& kept_commands() {
  static const std::vector<std::vector<Command>> runs = {
      {SetHidden{6}, SetRows{3}},
      {SetHidden{5}, SetContext{nn::Context::Attention}, SetKind{nn::RecurrentKind::Lstm}, SetRate{0.0123456789012345}, SetRows{2}},
      {SetHidden{4}, SetRows{2}, SetContext{nn::Context::Attention}, SetScoring{nn::Score::Product}, SetReading{nn::Reading::Forwards}, SetFrom{Language::Chinese}, SetClip{0}, SetLongest{9}},
  };
  return runs;
}

TEST(TranslationSaved, ComesBackToTheBitEitherWay) {
  for (const std::vector<Command>& commands : kept_commands()) Runs::expect_to_come_back(commands, 4, 5);
}

TEST(TranslationSaved, ADamagedStateIsLeftOut) {
  const Runs::Damage damages[] = {{"/state/real", "8"}, {"/state/seed", "-1"}, {"/state/settings/hidden", "0"}, {"/state/settings/hidden", "7"}, {"/state/settings/context", "\"attention\""}, {"/state/settings/context", "1"},
                                  {"/state/settings/score", "\"\""}, {"/state/settings/reading", "\"forwards\""}, {"/state/settings/kind", "\"lstm\""}, {"/state/settings/from", "\"fr\""}, {"/state/settings/from", "\"zh\""},
                                  {"/state/settings/rate", "0"}, {"/state/settings/clip", "-1"}, {"/state/settings/rows", "129"}, {"/state/settings/longest", "3"}, {"/state/parameters", "[]"},
                                  {"/state/parameters/0/0", "4294967296"}, {"/state/first/1", "[1]"}, {"/state/step", "-1"}, {"/state/losses", "[1]"}, {"/state/exams", "7"}, {"/state/exams/0", "[]"},
                                  {"/state/exams/0/1", "[9218868437227405312,0,0,0,0,0,0]"}, {"/state/random", "null"}, {"/state/counts", "[1]"}, {"/state/counts/0", "-1"}, {"/state", "null"}};
  Runs::expect_left_out(session::saved_to_json(Runs::run_of({SetHidden{6}, SetRows{2}}, 3)->save()), damages);
}

TEST(TranslationSaved, WhateverIsReadCanBeTrained) { Runs::expect_to_survive(session::saved_to_json(Runs::run_of({SetHidden{2}, SetRows{2}}, 2)->save()), 20); }

TEST(TranslationSaved, CommandsSurviveJson) {
  for (const std::vector<Command>& commands : kept_commands()) epochs::testing::expect_same_after_json<Command>(commands);
  epochs::testing::expect_same_after_json<Command>({SetScoring{nn::Score::ScaledProduct}, SetScoring{nn::Score::Additive}, SetKind{nn::RecurrentKind::Rnn}, SetContext{nn::Context::Fixed}, SetReading{nn::Reading::BothWays},
                                                    SetHidden{kMostHidden}, SetRows{kMostRows}, SetRate{1e-9}, SetClip{kMostClip}, SetLongest{kMostWords}, SetFrom{Language::English}});
}

TEST(TranslationSaved, RefusesCommandsThatAreDamaged) {
  epochs::testing::expect_refused<Command>({"7", "{}", R"({"from":"fr"})", R"({"context":3})", R"({"score":"none"})", R"({"reading":null})", R"({"kind":"cnn"})", R"({"hidden":0})", R"({"hidden":1.5})", R"({"rate":0})",
                                            R"({"rate":"fast"})", R"({"clip":-1})", R"({"rows":129})", R"({"longest":3})", R"({"fly":1})", R"({"rate":0.1,"rows":1})"});
}

TEST(TranslationSettings, AreSetByNameAsTheModelTakesThem) {
  const std::vector<std::pair<std::string, std::string>> wishes{{"hidden", "6"}, {"context", "attention"}, {"score", "dot"}, {"score", "scaled"}, {"score", "additive"}, {"reading", "forwards"}, {"reading", "both"},
                                                                {"kind", "lstm"}, {"kind", "rnn"}, {"kind", "gru"}, {"rate", "0.005"}, {"clip", "0"}, {"rows", "5"}, {"longest", "7"}, {"from", "zh"}, {"from", "en"}};
  Settings wish;
  Interpreter model(1, wish);
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

TEST(TranslationSettings, RefuseInOneSentenceAndChangeNothing) {
  const std::vector<std::pair<std::string, std::string>> wrong{{"from", "fr"}, {"context", ""}, {"score", "sum"}, {"reading", "sideways"}, {"kind", "cnn"}, {"hidden", "0"}, {"hidden", "2.5"}, {"rate", "0"}, {"rate", "11"},
                                                               {"clip", "-1"}, {"rows", "x"}, {"rows", "129"}, {"longest", "3"}, {"colour", "red"}};
  for (const auto& [key, value] : wrong) {
    Settings settings;
    const Result<Command> command = change(settings, key, value);
    ASSERT_FALSE(command.ok()) << key;
    EXPECT_TRUE(epochs::testing::is_one_sentence(command.error())) << key;
    EXPECT_EQ(settings, Settings()) << key;
  }
}

}  // namespace
}  // namespace epochs::translation
