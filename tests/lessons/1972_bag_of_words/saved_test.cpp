// A saved run comes back to the bit, with the state it ended in or by repeating it; a state that is damaged is left out.
#include <gtest/gtest.h>

#include "lessons/1972_bag_of_words/names.hpp"
#include "lessons/lesson_fixture.hpp"
#include "lessons/saved_runs.hpp"

namespace epochs::bag {
namespace {

using Runs = epochs::testing::SavedRuns<BagOfWords>;

const std::vector<std::vector<Command>> kRuns = {
    {ChooseDocuments{Set::Topics}, SetWeighting{Weighting::TfIdf}, SetCut{Cut::Characters}},
    {SetRead{4}, EditDocument{1, "A new text", Side::English}, AddDocument{"another 饼"}, DeleteDocument{0}, SetReader{Reader::English}, SetQuery{"milk", Side::Both}, SetVocabulary{9}, SetCharacters{"ab"}},
};

TEST(BagOfWordsSaved, ComesBackToTheBitEitherWay) {
  for (const std::vector<Command>& commands : kRuns) Runs::expect_to_come_back(commands, 7, 1);
}

TEST(BagOfWordsSaved, ADamagedStateIsLeftOut) {
  const Runs::Damage damages[] = {{"/state/documents", "\"moon\""}, {"/state/weighting", "3"}, {"/state/cut", "null"}, {"/state/language", "\"\""}, {"/state/read", "99"}, {"/state/read", "-1"},
                                  {"/state/vocabulary", "1"}, {"/state/characters", "7"}, {"/state/query", "[]"}, {"/state/texts", "{}"}, {"/state/texts/0", "[\"a\"]"}, {"/state", "null"}};
  Runs::expect_left_out(session::saved_to_json(Runs::run_of(kRuns[1], 2)->save()), damages);
}

TEST(BagOfWordsSaved, WhateverIsReadCanBeTrained) { Runs::expect_to_survive(session::saved_to_json(Runs::run_of(kRuns[1], 2)->save()), 300); }

TEST(BagOfWordsSaved, CommandsSurviveJson) {
  for (const std::vector<Command>& commands : kRuns) epochs::testing::expect_same_after_json<Command>(commands);
}

TEST(BagOfWordsSaved, RefusesCommandsThatAreDamaged) {
  epochs::testing::expect_refused<Command>({"7", "{}", R"({"documents":"moon"})", R"({"read":-1})", R"({"read":1e9})", R"({"vocabulary":1})", R"({"characters":["a"]})", R"({"query":"milk"})",
                                            R"({"query":["milk","left"]})", R"({"edit":[0,"x"]})", R"({"edit":[-1,"x","both"]})", R"({"edit":[0,7,"both"]})", R"({"add":3})", R"({"delete":9999})", R"({"fly":1})"});
  const std::string endless = R"({"add":")" + std::string(2000, 'x') + R"("})";
  epochs::testing::expect_refused<Command>({endless.c_str()});
}

}  // namespace
}  // namespace epochs::bag
