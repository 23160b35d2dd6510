// A saved run comes back to the bit, with the state it ended in or by repeating it; a state that is damaged is left out; commands survive JSON.
#include <gtest/gtest.h>

#include "lessons/2013_word2vec/files.hpp"
#include "lessons/2013_word2vec/names.hpp"
#include "lessons/lesson_fixture.hpp"
#include "lessons/saved_runs.hpp"

namespace epochs::word2vec {
namespace {

using Runs = epochs::testing::SavedRuns<Word2Vec>;

const std::vector<std::vector<Command>> kRuns = {
    {ChooseText{Source::Few}, SetWidth{4}, SetPairs{100}},
    {ChooseText{Source::Few}, SetMethod{Method::Cbow}, SetOutput{Output::Softmax}, SetWidth{3}, SetWindow{4}, SetRate{0.123456789012345}},
    {ChooseText{Source::Few}, SetNegatives{0}, SetSubsample{0.01}, SetWidth{1}, SetPairs{1}},
    {ChooseText{Source::Few}, SetWidth{2}, SetPairs{60}, SetRate{1e6}},      // runs away: what is not finite comes back, too
    {ChooseText{Source::Few}, SetWindow{0}},
};

TEST(Word2VecSaved, ComesBackToTheBitEitherWay) {
  for (const std::vector<Command>& commands : kRuns) Runs::expect_to_come_back(commands, 12, 17);
}

// Longer than its path is kept: the places that a file holds are the same, however often it was saved and opened.
TEST(Word2VecSaved, ALongPathIsSavedTheSameTwice) { Runs::expect_to_come_back({ChooseText{Source::Few}, SetWidth{2}, SetPairs{500}}, 23, 50); }

TEST(Word2VecSaved, ADamagedStateIsLeftOut) {
  const Runs::Damage damages[] = {{"/state/real", "8"}, {"/state/seed", "-1"}, {"/state/origin/source", "\"moon\""}, {"/state/origin/source", "\"vectors\""}, {"/state/origin", "null"},
                                  {"/state/settings/width", "0"}, {"/state/settings/width", "5"}, {"/state/settings/window", "11"}, {"/state/settings/negatives", "-1"}, {"/state/settings/method", "\"\""},
                                  {"/state/settings/output", "7"}, {"/state/settings/rate", "0"}, {"/state/settings/subsample", "2"}, {"/state/settings/pairs", "1000000"}, {"/state/v", "[]"},
                                  {"/state/v/0", "4294967296"}, {"/state/u", "{}"}, {"/state/walk/at", "100000000"}, {"/state/walk/random", "null"}, {"/state/walk/waiting/0", "[]"},
                                  {"/state/walk/waiting/0/1", "100000"}, {"/state/walk/waiting/0/2", "[]"}, {"/state/walk/waiting/0/3", "-1"}, {"/state/walk/waiting/0/5", "[100000]"}, {"/state/walk/waiting", "7"},
                                  {"/state/pairs", "-1"}, {"/state/trail/0", "[1]"}, {"/state/trail/0/1", "[]"}, {"/state/trail_every", "-1"}, {"/state", "null"}};
  Runs::expect_left_out(session::saved_to_json(Runs::run_of(kRuns[0], 5)->save()), damages);
}

TEST(Word2VecSaved, WhateverIsReadCanBeTrained) { Runs::expect_to_survive(session::saved_to_json(Runs::run_of(kRuns[1], 3)->save()), 40); }

// The words that were pasted are saved, not what they were cut into.
TEST(Word2VecSaved, APastedTextComesBackByItsWords) {
  const std::string pasted = "The cat sees the dog. The dog sees the cat. 猫看见狗。";
  Command command = command_for_paste(pasted).value();
  const int words = std::get<UseText>(command).text->size();
  const Runs::Run run = Runs::run_of({command, SetWidth{3}}, 20);
  const nlohmann::json saved = nlohmann::json::parse(session::saved_to_json(run->save()).dump());
  EXPECT_NE(saved.dump().find("The cat sees the dog."), std::string::npos);
  auto read = session::saved_from_json<Word2Vec>(saved).value();
  ASSERT_TRUE(read.state);
  EXPECT_EQ(read.state->text->size(), words);
  EXPECT_EQ(read.state->settings.source, Source::Own);
  for (auto& edit : read.recording.edits) ASSERT_TRUE(read_again(edit.command).ok());
  const Runs::Run again = Runs::fresh();
  again->load(std::move(read));
  EXPECT_EQ(Runs::state_of(*again), Runs::state_of(*run));
  again->seek(30), run->seek(30);
  EXPECT_EQ(Runs::state_of(*again), Runs::state_of(*run));
}

TEST(Word2VecSaved, CommandsSurviveJson) {
  for (const std::vector<Command>& commands : kRuns) epochs::testing::expect_same_after_json<Command>(commands);
  auto poems = std::make_shared<Text>();
  poems->source = Source::Poems;
  const std::vector<Command> others{UseText{poems, "", "", Source::Poems}, UseText{nullptr, "/a/text.txt", "", Source::Own}, UseText{nullptr, "", "words 词", Source::Own}, UseVectors{nullptr, "/a/vectors.bin"},
                                    ChooseText{Source::Shelf}, ChooseText{Source::Bilingual}, SetWindow{kMostWindow}, SetNegatives{kMostNegatives}, SetWidth{kMostWidth}, SetPairs{kMostPairs}};
  epochs::testing::expect_same_after_json<Command>(others);
  const nlohmann::json written = others.front();
  EXPECT_EQ(std::get<UseText>(written.get<Command>()).source, Source::Poems);
}

TEST(Word2VecSaved, RefusesCommandsThatAreDamaged) {
  epochs::testing::expect_refused<Command>({"7", "{}", R"({"text":"moon"})", R"({"text":"own"})", R"({"text":"vectors"})", R"({"read":{}})", R"({"read":{"source":"world","path":"","pasted":""}})",
                                            R"({"read":{"source":"own","path":3,"pasted":""}})", R"({"vectors":7})", R"({"method":"moon"})", R"({"output":null})", R"({"width":0})", R"({"width":129})",
                                            R"({"width":2.5})", R"({"window":-1})", R"({"window":11})", R"({"negatives":21})", R"({"subsample":-1})", R"({"rate":0})", R"({"rate":"fast"})", R"({"pairs":0})",
                                            R"({"pairs":4097})", R"({"fly":1})", R"({"rate":0.1,"pairs":1})"});
}

}  // namespace
}  // namespace epochs::word2vec
