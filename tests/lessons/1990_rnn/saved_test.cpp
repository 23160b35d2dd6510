// A saved run comes back to the bit, with the state it ended in or by repeating it; a state that is damaged is left out; commands survive JSON; settings by name.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "lessons/1990_rnn/names.hpp"
#include "lessons/lesson_fixture.hpp"
#include "lessons/saved_runs.hpp"

namespace epochs::recurrent {
namespace {

using Runs = epochs::testing::SavedRuns<Reader>;

std::string pasted_words() {
  std::string out;
  for (int i = 0; i < 20; ++i) out += "the cat sees the dog. 猫看见狗。\n";
  return out;
}

Command pasted_command() {
  Settings settings;
  return change(settings, "own", pasted_words()).value();
}

const std::vector<std::vector<Command>>& kept_runs() {
  static const std::vector<std::vector<Command>> runs = {
      {SetHidden{4}, SetRows{2}, SetSteps{5}},
      {SetHidden{3}, SetContest{Contest::AllThree}, SetKind{nn::RecurrentKind::Lstm}, SetForgetBias{0.123456789012345}, SetRows{1}},
      {ChooseTask{Task::Recall}, SetHidden{4}, SetGap{3, true}, SetRows{4}, SetOptimizer{nn::OptimizerKind::Sgd}, SetRate{0.0123456789012345}},
      {ChooseTask{Task::Agreement}, SetHidden{3}, SetRows{2}, SetInit{nn::Init::Orthogonal}, SetKind{nn::RecurrentKind::Gru}, SetClip{0}},
      {ChooseTask{Task::Recall}, SetHidden{2}, SetRows{2}, SetOptimizer{nn::OptimizerKind::Sgd}, SetClip{0}, SetRate{1e6}},      // runs away
  };
  return runs;
}

TEST(RnnSaved, ComesBackToTheBitEitherWay) {
  for (const std::vector<Command>& commands : kept_runs()) Runs::expect_to_come_back(commands, 6, 11);
}

TEST(RnnSaved, ADamagedStateIsLeftOut) {
  const Runs::Damage damages[] = {{"/state/real", "8"}, {"/state/seed", "-1"}, {"/state/origin/source", "\"moon\""}, {"/state/origin/source", "\"world\""}, {"/state/origin/pasted", "\"short\""},
                                  {"/state/origin", "null"}, {"/state/settings/hidden", "0"}, {"/state/settings/hidden", "5"}, {"/state/settings/task", "\"recall\""}, {"/state/settings/kind", "\"gru\""},
                                  {"/state/settings/contest", "\"three\""}, {"/state/settings/steps", "129"}, {"/state/settings/rows", "65"}, {"/state/settings/rows", "3"}, {"/state/settings/rate", "0"},
                                  {"/state/settings/clip", "-1"}, {"/state/settings/gap", "61"}, {"/state/settings/mixed", "7"}, {"/state/settings/forget", "1000"}, {"/state/settings/optimizer", "\"\""},
                                  {"/state/contestants", "[]"}, {"/state/contestants/0/parameters", "[]"}, {"/state/contestants/0/parameters/0/0", "4294967296"}, {"/state/contestants/0/first/1", "[1]"},
                                  {"/state/contestants/0/step", "-1"}, {"/state/contestants/0/carried", "[]"}, {"/state/contestants/0/losses", "[1]"}, {"/state/contestants/0/exams/0", "[]"},
                                  {"/state/contestants/0/exams/0/1", "[9218868437227405312,0,0]"}, {"/state/contestants/0/exams/0/3", "{}"}, {"/state/contestants/0/exams", "7"}, {"/state/streams", "[0]"},
                                  {"/state/streams/0", "100000"}, {"/state/random", "null"}, {"/state/counts", "[1]"}, {"/state/counts/0", "-1"}, {"/state", "null"}};
  Runs::expect_left_out(session::saved_to_json(Runs::run_of({pasted_command(), SetHidden{4}, SetRows{2}, SetSteps{5}}, 5)->save()), damages);
}

TEST(RnnSaved, WhateverIsReadCanBeTrained) {
  Runs::expect_to_survive(session::saved_to_json(Runs::run_of(kept_runs()[0], 3)->save()), 30);
  Runs::expect_to_survive(session::saved_to_json(Runs::run_of(kept_runs()[2], 3)->save()), 30);
}

// What was pasted is saved, not the ids that it was cut into.
TEST(RnnSaved, APastedTextComesBackByItsWords) {
  const Runs::Run run = Runs::run_of({pasted_command(), SetHidden{3}}, 6);
  const nlohmann::json saved = nlohmann::json::parse(session::saved_to_json(run->save()).dump());
  auto read = session::saved_from_json<Reader>(saved).value();
  ASSERT_TRUE(read.state);
  EXPECT_EQ(read.state->settings.source, Source::Own);
  for (auto& edit : read.recording.edits) ASSERT_TRUE(read_again(edit.command).ok());
  const Runs::Run again = Runs::fresh();
  again->load(std::move(read));
  EXPECT_TRUE(Runs::state_of(*again) == Runs::state_of(*run));
  again->seek(3), run->seek(3);
  EXPECT_TRUE(Runs::state_of(*again) == Runs::state_of(*run));
}

TEST(RnnSaved, CommandsSurviveJson) {
  for (const std::vector<Command>& commands : kept_runs()) epochs::testing::expect_same_after_json<Command>(commands);
  auto poems = std::make_shared<Text>();
  poems->source = Source::Poems;
  epochs::testing::expect_same_after_json<Command>({UseText{poems, "", "", Source::Poems}, UseText{nullptr, "/a/text.txt", "", Source::Own}, ChooseText{Source::World}, SetHidden{kMostHidden}, SetSteps{kMostSteps},
                                                    SetRows{kMostRows}, SetGap{kMostGap, false}, SetClip{kMostClip}, SetContest{Contest::Alone}, SetRate{1e-9}});
}

TEST(RnnSaved, RefusesCommandsThatAreDamaged) {
  epochs::testing::expect_refused<Command>({"7", "{}", R"({"text":"moon"})", R"({"text":"own"})", R"({"text":"austen"})", R"({"read":{}})", R"({"read":{"source":"world","path":"","pasted":""}})",
                                            R"({"read":{"source":"own","path":3,"pasted":""}})", R"({"task":"fly"})", R"({"kind":null})", R"({"hidden":0})", R"({"hidden":257})", R"({"hidden":2.5})",
                                            R"({"steps":129})", R"({"rows":65})", R"({"optimizer":"momentum"})", R"({"rate":0})", R"({"rate":"fast"})", R"({"clip":-1})", R"({"clip":101})", R"({"forget":1e9})",
                                            R"({"gap":5})", R"({"gap":[61,"on"]})", R"({"gap":[5,true]})", R"({"init":"zero"})", R"({"contest":3})", R"({"fly":1})", R"({"rate":0.1,"rows":1})"});
}

// ---- Settings ------------------------------------------------------------------------------------------------------------

// Every setting that the lesson's texts name; the model and the wish agree on what they become.
TEST(RnnSettings, AreSetByNameAsTheModelTakesThem) {
  const std::vector<std::pair<std::string, std::string>> wishes{{"source", "world"}, {"task", "recall"}, {"gap", "25"}, {"mixed", "on"}, {"mixed", "off"}, {"task", "agreement"}, {"task", "text"}, {"kind", "lstm"},
                                                                {"kind", "gru"}, {"contest", "three"}, {"contest", "alone"}, {"init", "orthogonal"}, {"init", "xavier"}, {"hidden", "16"}, {"steps", "64"},
                                                                {"rows", "16"}, {"rate", "0.005"}, {"clip", "0"}, {"forget", "-2.5"}, {"optimizer", "sgd"}, {"own", pasted_words()}};
  Settings wish;
  wish.hidden = 3;
  Reader model(1, wish);
  wish = model.settings();
  for (const auto& [key, value] : wishes) {
    Settings taken = wish;
    const Result<Command> command = change(wish, key, value);
    ASSERT_TRUE(command.ok()) << key << " " << command.error();
    take(taken, command.value());
    EXPECT_EQ(taken, wish) << key;
    model.apply(command.value());
    EXPECT_EQ(model.settings(), wish) << key;
    for (const lesson::Setting& setting : settings_of(wish))
      if (setting.key == key) {
        EXPECT_EQ(setting.value, value);
      }
  }
}

TEST(RnnSettings, EveryControlCanBeSetToWhatItSays) {
  for (const Task task : {Task::Text, Task::Recall, Task::Agreement})
    for (const nn::RecurrentKind kind : {nn::RecurrentKind::Rnn, nn::RecurrentKind::Lstm}) {
      Settings settings;
      settings.task = task, settings.kind = kind;
      for (const lesson::Setting& setting : settings_of(settings)) {
        Settings same = settings;
        EXPECT_TRUE(change(same, setting.key, setting.value).ok()) << setting.key;
        EXPECT_EQ(same, settings) << setting.key;
        EXPECT_FALSE(setting.label.chinese.empty());
      }
    }
}

TEST(RnnSettings, RefuseInOneSentenceAndChangeNothing) {
  const std::vector<std::pair<std::string, std::string>> wrong{{"task", "fly"}, {"source", "moon"}, {"source", "own"}, {"kind", ""}, {"contest", "two"}, {"init", "zero"}, {"optimizer", "momentum"}, {"mixed", "yes"},
                                                               {"hidden", "0"}, {"hidden", "2.5"}, {"hidden", "257"}, {"steps", "129"}, {"rows", "x"}, {"rate", "0"}, {"rate", "101"}, {"clip", "-1"},
                                                               {"forget", "11"}, {"gap", "61"}, {"own", "too short"}, {"file", "/nowhere.txt"}, {"colour", "red"}};
  for (const auto& [key, value] : wrong) {
    Settings settings;
    const Result<Command> command = change(settings, key, value);
    ASSERT_FALSE(command.ok()) << key;
    EXPECT_TRUE(epochs::testing::is_one_sentence(command.error())) << key;
    EXPECT_FALSE(command.failure().chinese.empty()) << key << " " << value;
    EXPECT_EQ(settings, Settings{}) << key;
  }
}

TEST(RnnSettings, AFileOfTheLearnersIsReadAgain) {
  const std::filesystem::path path = std::filesystem::temp_directory_path() / "epochs_rnn_read_again.txt";
  std::ofstream(path) << pasted_words();
  Settings settings;
  const Command command = change(settings, "file", path.string()).value();
  EXPECT_EQ(settings.source, Source::Own);
  const nlohmann::json written = command;
  Command read = written.get<Command>();
  EXPECT_FALSE(std::get<UseText>(read).text);
  ASSERT_TRUE(read_again(read).ok());
  EXPECT_EQ(std::get<UseText>(read).text->learn, std::get<UseText>(command).text->learn);
  std::filesystem::remove(path);
  Command gone = written.get<Command>();
  const Result<void> missing = read_again(gone);
  ASSERT_FALSE(missing.ok());
  EXPECT_TRUE(epochs::testing::is_one_sentence(missing.error()));
}

}  // namespace
}  // namespace epochs::recurrent
