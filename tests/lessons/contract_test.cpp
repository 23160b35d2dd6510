// What holds for every lesson that is built: a new one gets these tests by standing in the catalog.
#include <algorithm>
#include <map>

#include "app/ready_lessons.hpp"
#include "core/random.hpp"
#include "lessons/lesson_fixture.hpp"

namespace epochs::lessons {
namespace {

using lesson::Beat;
using lesson::Player;
using testing::advance;
using testing::numbers_of;
using Choices = std::vector<std::pair<const char*, const char*>>;

// Settings with which a run hangs on all of its random numbers, where a lesson has such.
const std::map<std::string, Choices> kBusy = {{"1957_perceptron", {{"preset", "noisy"}, {"order", "shuffled"}}},
                                              {"1972_bag_of_words", {{"documents", "topics"}, {"weighting", "tfidf"}}},
                                              {"1986_backprop", {{"data", "circles"}, {"batch", "10"}, {"optimizer", "adam"}, {"rate", "0.05"}}},
                                              {"1989_cnn", {{"filters", "2"}, {"kernel", "3"}, {"stride", "2"}, {"filters2", "2"}, {"kernel2", "3"}, {"width", "8"}, {"batch", "20"},
                                                            {"optimizer", "adam"}, {"rate", "0.01"}}},
                                              {"1990_rnn", {{"task", "recall"}, {"mixed", "on"}, {"gap", "4"}, {"hidden", "5"}, {"rows", "3"}, {"rate", "0.01"}}},
                                              {"1997_lstm", {{"task", "recall"}, {"kind", "gru"}, {"mixed", "on"}, {"gap", "4"}, {"hidden", "5"}, {"rows", "3"}, {"rate", "0.01"}}},
                                              {"2013_word2vec", {{"text", "few"}, {"width", "4"}, {"subsample", "0.02"}, {"rate", "0.05"}, {"pairs", "2"}}},
                                              {"2014_attention", {{"hidden", "8"}, {"rows", "3"}, {"rate", "0.01"}}},
                                              {"2014_seq2seq", {{"hidden", "8"}, {"rows", "3"}, {"rate", "0.01"}}},
                                              {"2017_self_attention", {{"width", "12"}, {"rows", "3"}, {"rate", "0.01"}}}};

// Damaged runs that are tried. Where a network reads hundreds of pictures, or a hundred documents are written anew, each try takes a fiftieth of a second or more.
int tries_of(const std::string& lesson) { return lesson == "1989_cnn" || lesson == "1990_rnn" || lesson == "1997_lstm" || lesson.starts_with("2014_") || lesson == "2017_self_attention" ? 60 : lesson == "1972_bag_of_words" || lesson == "2013_word2vec" ? 200 : 3'000; }

class Contract : public ::testing::TestWithParam<std::string> {
 protected:
  static std::unique_ptr<Player> open(std::uint64_t seed = 101) { return find(GetParam())->make(seed, false); }
  static std::unique_ptr<Player> open_busy(std::uint64_t seed) {
    auto player = open(seed);
    const auto busy = kBusy.find(GetParam());
    for (const auto& [key, value] : busy == kBusy.end() ? Choices{} : busy->second) EXPECT_TRUE(player->set(key, value).ok()) << key;
    return player;
  }
};

TEST_P(Contract, EveryViewHasATableOfItsOwn) {
  const auto player = open();
  advance(*player, 3);
  for (const std::string& view : player->views()) {
    const lesson::Table table = testing::table_of(*player, view);
    ASSERT_FALSE(table.rows.empty()) << view;
    for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.columns.size()) << view;
  }
}

TEST_P(Contract, EveryStepSetsAndShowsWhatThePlayerKnows) {
  const auto player = open();
  const std::vector<std::string> views = player->views();
  for (const lesson::Step& step : testing::words(GetParam()).steps) {
    for (const auto& [key, value] : step.settings) {
      const Result<void> set = player->set(key, value);
      EXPECT_TRUE(set.ok()) << step.id << ": " << set.error();
    }
    player->on_enter(step);
    for (const std::string& view : step.views) EXPECT_NE(std::find(views.begin(), views.end(), view), views.end()) << view;
    std::optional<int> answer = player->measured_answer(step);
    player->reveal(step);
    if (step.prediction && step.prediction->answer < 0) {
      if (!answer) player->training().settle(), answer = player->measured_answer(step);
      ASSERT_TRUE(answer) << step.id;
      EXPECT_LT(*answer, static_cast<int>(step.prediction->options.size()));
    }
    player->training().pump(std::chrono::milliseconds(1));
    player->training().pause();
    for (Language language : {Language::English, Language::Chinese}) {
      const auto account = player->account(language);
      ASSERT_TRUE(account) << step.id;
      EXPECT_FALSE(account->description.empty());
    }
  }
}

TEST_P(Contract, TheTraceWalksThroughTheBeatsIntoTheNextUpdateAndBack) {
  const auto player = open();
  const int lines = static_cast<int>(testing::words(GetParam()).code.size());
  for (int beat = 0; beat < 4; ++beat) {
    player->trace_beat(static_cast<Beat>(beat));
    const lesson::TracePosition last = player->trace_position();
    EXPECT_EQ(last.op, last.ops - 1);
    EXPECT_GE(last.code_line, 1);
    EXPECT_LE(last.code_line, lines);
    player->trace_step(1);
    EXPECT_EQ(player->trace_position().beat, static_cast<Beat>((beat + 1) % 4));
    EXPECT_EQ(player->trace_position().op, 0);
  }
  player->training().settle();
  EXPECT_EQ(player->training().status().update, 1);
  player->trace_step(-1);
  player->training().settle();
  EXPECT_EQ(player->training().status().update, 0);
  EXPECT_EQ(player->trace_position().beat, Beat::Update);
  player->trace_beat(Beat::Forward);
  for (int op = player->trace_position().ops; op >= 0; --op) player->trace_step(-1);
  EXPECT_EQ(player->training().status().update, 0) << "before the first op there is nothing";
  EXPECT_EQ(player->trace_position().op, 0);
}

TEST_P(Contract, RewindsToTheSameBits) {
  const auto player = open_busy(104);
  advance(*player, 60);
  const std::vector<std::string> there = numbers_of(*player);
  advance(*player, 400);
  EXPECT_NE(numbers_of(*player), there);
  player->training().seek(60);
  player->training().settle();
  EXPECT_EQ(numbers_of(*player), there);
}

TEST_P(Contract, SavesAndComesBack) {
  const auto player = open_busy(105);
  advance(*player, 25);
  for (const lesson::Setting& setting : player->settings())   // an edit of each kind on the way
    ASSERT_TRUE(player->set(setting.key, setting.kind == lesson::Setting::Kind::Choice ? setting.choices.front().first : setting.value).ok()) << setting.key;
  advance(*player, 3);
  const auto again = open(105);
  const Result<void> restored = again->restore(nlohmann::json::parse(player->save().dump()));
  ASSERT_TRUE(restored.ok()) << restored.error();
  again->training().settle();
  EXPECT_EQ(numbers_of(*again), numbers_of(*player));
  EXPECT_EQ(again->training().status().update, player->training().status().update);
  for (std::size_t i = 0; i < player->settings().size(); ++i) EXPECT_EQ(again->settings()[i].value, player->settings()[i].value) << player->settings()[i].key;
}

TEST_P(Contract, RefusesSettingsThatAreNoneInOneSentence) {
  const auto player = open(106);
  advance(*player, 5);
  const std::vector<std::string> before = numbers_of(*player);
  const auto refused = [&](const std::string& key, const std::string& value) {
    const Result<void> set = player->set(key, value);
    ASSERT_FALSE(set.ok()) << key << "=" << value;
    EXPECT_TRUE(testing::is_one_sentence(set.error()));
    EXPECT_FALSE(set.failure().chinese.empty()) << set.error();
  };
  for (const lesson::Setting& setting : player->settings()) {
    for (const char* value : {"", "moon", "\xFF\xFE", "0x10", "nan", "inf", "1e999", "1e30", "3 apples"}) refused(setting.key, value);
    refused(setting.key, std::string(100'000, '9'));
  }
  refused("wings", "2");
  refused("", "");
  EXPECT_EQ(numbers_of(*player), before);
}

// ---- Files from outside ------------------------------------------------------------------------------------------------

class HostileFiles : public Contract {
 protected:
  // Refused in one sentence and nothing was touched, or taken.
  static void give(Player& player, const nlohmann::json& state, const std::vector<std::string>& before) {
    const Result<void> restored = player.restore(state);
    if (restored) return;
    EXPECT_TRUE(testing::is_one_sentence(restored.error()));
    EXPECT_EQ(numbers_of(player), before);
  }
};

TEST_P(HostileFiles, SavedRunsThatAreNone) {
  const auto player = open_busy(107);
  advance(*player, 6);
  const std::vector<std::string> before = numbers_of(*player);
  for (const char* text : {"null", "7", "[]", "{}", R"({"update":-1})", R"({"update":1e300})", R"({"update":"6"})", R"({"update":6,"commands":{}})", R"({"update":6,"commands":[7]})",
                           R"({"update":6,"commands":[{"at":9,"command":{}}]})", R"({"update":6,"commands":[{"at":0}]})", R"({"update":6,"commands":[{"at":0,"command":7}]})",
                           R"({"update":6,"commands":[{"at":0,"command":{"fly":1}}]})", R"({"update":6,"commands":[{"at":0,"command":{"a":1,"b":2}}]})",
                           R"({"update":6,"commands":[{"at":0,"command":{"delete":9999}}]})", R"({"update":6,"commands":[{"at":6,"command":{"flip":9999}}]})",
                           R"({"update":6,"commands":[{"at":3,"command":{"move":[9999,0,0]}}]})"}) {
    const Result<void> restored = player->restore(nlohmann::json::parse(text));
    ASSERT_FALSE(restored.ok()) << text;
    EXPECT_TRUE(testing::is_one_sentence(restored.error())) << text;
    EXPECT_FALSE(restored.failure().chinese.empty()) << restored.error();
    EXPECT_NE(restored.failure().chinese, "保存的训练已损坏，无法打开。") << "what is wrong is said in Chinese too";
    EXPECT_EQ(numbers_of(*player), before) << text;
    EXPECT_EQ(player->training().status().update, 6) << text;
  }
  advance(*player, 3);
  EXPECT_EQ(player->training().status().update, 9) << "it goes on";
}

TEST_P(HostileFiles, SavedRunsWithBitsFlippedOrCutShort) {
  const auto player = open_busy(108);
  if (player->set("points", "1,2,1\n-1,0.5,-1\n0,1,1\n0.3,0.1,-1\n").ok()) player->training().settle();
  advance(*player, 4);
  const nlohmann::json good = player->save();
  const std::string text = good.dump();
  const std::vector<std::string> before = numbers_of(*player);
  Random random(5);
  const auto below = [&](std::size_t n) { return random.below(static_cast<std::uint32_t>(n)); };
  int read = 0;
  const int tries = tries_of(GetParam());
  for (int i = 0; i < tries; ++i) {
    std::string damaged = text;
    if (i % 4 == 0) damaged.resize(below(text.size()));
    else if (i % 4 == 1) damaged[below(text.size())] = static_cast<char>(damaged[below(text.size())] ^ (1 << below(7)));
    else damaged[below(text.size())] = "0123456789-.e[]{},:\"n"[below(21)];
    const nlohmann::json state = nlohmann::json::parse(damaged, nullptr, false);
    if (state.is_discarded()) continue;
    ++read;
    give(*player, state, before);
    ASSERT_TRUE(player->restore(good).ok());
    player->training().settle();
  }
  EXPECT_GT(read, tries / 30) << "too few of them were JSON at all";
  EXPECT_EQ(numbers_of(*player), before);
}

TEST_P(HostileFiles, PointsThatAreNone) {
  const auto player = open_busy(109);
  if (!player->set("points", "1,2,1\n-1,0.5,-1\n").ok()) return;   // a lesson without points of one's own
  advance(*player, 5);
  const std::vector<std::string> before = numbers_of(*player);
  std::string million, long_table;
  for (int i = 0; i < 1'000'000; ++i) million += "1,1,1\n";
  for (int i = 0; i < 10'001; ++i) long_table += "1,2,1\n";
  const std::string binary("\x7F" "ELF\x02\x01\x01\0\0\0,1,2\n", 15);
  for (const std::string& table : {std::string(), std::string("x1,x2,y\n"), std::string("1,2,1\n3,"), std::string("1,2\n3,4\n"), std::string("1,2,1\nnan,2,0\n"), std::string("inf,2,0\n"),
                                   std::string("1e999,2,0\n"), std::string("0,99999,1\n"), std::string("1,2,\n"), std::string("1,2,a\n1,3,b\n1,4,c\n"), std::string("\xFF\xFE" "1,2,1\n"), binary, million,
                                   long_table, std::string(100'000, '1'), std::string(200, ',')}) {
    const Result<void> taken = player->set("points", table);
    ASSERT_FALSE(taken.ok()) << table.substr(0, 40);
    EXPECT_TRUE(testing::is_one_sentence(taken.error())) << table.substr(0, 40);
    EXPECT_EQ(numbers_of(*player), before);
  }
}

TEST_P(HostileFiles, PointsOfOneClassOrInOnePlaceAreLearned) {
  for (const char* table : {"1,2,1\n-1,0.5,1\n", "1,2,0\n-1,0.5,0\n", "1,2,-1\n", "0,0,1\n0,0,0\n", "10000,10000,1\n-10000,-10000,0\n"}) {
    const auto player = open(110);
    if (!player->set("points", table).ok()) return;
    advance(*player, 30);
    EXPECT_EQ(player->training().status().failure, "") << table;
    EXPECT_TRUE(player->account(Language::English)) << table;
    EXPECT_EQ(open(110)->restore(player->save()).ok(), true) << table;
  }
}

const auto kName = [](const ::testing::TestParamInfo<std::string>& info) { return info.param; };
INSTANTIATE_TEST_SUITE_P(Lessons, Contract, ::testing::ValuesIn(testing::ready_lessons()), kName);
INSTANTIATE_TEST_SUITE_P(Lessons, HostileFiles, ::testing::ValuesIn(testing::ready_lessons()), kName);

}  // namespace
}  // namespace epochs::lessons
