// The open lesson without a display: words, settings, trace, time travel, saving.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/assets.hpp"
#include "lesson/text.hpp"
#include "lesson/text_check.hpp"
#include "lessons/1957_perceptron/commands_json.hpp"
#include "lessons/1957_perceptron/lesson.hpp"
#include "lessons/1957_perceptron/player.hpp"

namespace epochs::perceptron {
namespace {

using lesson::Beat;

lesson::LessonText words(const char* language) {
  (void)perceptron_lesson::lesson();     // adds the words
  const std::string name = std::string("lessons/1957_perceptron/text.") + language + ".md";
  const auto text = lesson::parse_lesson_text(assets::find(name).value(), name);
  EXPECT_TRUE(text.ok()) << text.error();
  return text.ok() ? text.value() : lesson::LessonText{};
}

void settle(PerceptronPlayer& player) {
  for (int i = 0; i < 10'000 && (player.training().status().mode == session::RunMode::Running || player.training().status().replaying); ++i)
    player.training().pump(std::chrono::milliseconds(50));
}

TEST(PerceptronLesson, WordsAreTheSameInBothLanguages) {
  const lesson::LessonText english = words("en"), chinese = words("zh");
  const Result<void> same = lesson::check_pair(english, chinese);
  EXPECT_TRUE(same.ok()) << same.error();
  EXPECT_EQ(english.steps.size(), 10u);
  EXPECT_EQ(english.code.size(), chinese.code.size());
}

TEST(PerceptronLesson, EveryStepSetsWhatThePlayerKnows) {
  const lesson::LessonText text = words("en");
  PerceptronPlayer player(101, false);
  const std::vector<std::string> views = player.views();
  for (const lesson::Step& step : text.steps) {
    for (const auto& [key, value] : step.settings) {
      const Result<void> set = player.set(key, value);
      EXPECT_TRUE(set.ok()) << step.id << ": " << set.error();
    }
    player.on_enter(step);
    for (const std::string& view : step.views) EXPECT_NE(std::find(views.begin(), views.end(), view), views.end()) << view;
    if (step.prediction && step.prediction->answer < 0) {
      const std::optional<int> answer = player.measured_answer(step);
      ASSERT_TRUE(answer) << step.id;
      EXPECT_LT(*answer, static_cast<int>(step.prediction->options.size()));
    }
    player.reveal(step);
    player.training().pump(std::chrono::milliseconds(1));
    player.training().pause();
    for (Language language : {Language::English, Language::Chinese}) {
      const auto account = player.account(language);
      ASSERT_TRUE(account) << step.id;
      EXPECT_FALSE(account->description.empty());
    }
  }
}

// The mistake step's words say that the selected review was liked and scores below zero, on every seed.
TEST(PerceptronLesson, TheMistakeStepShowsAMistakeOnALikedReview) {
  const lesson::LessonText text = words("en");
  for (std::uint64_t seed = 101; seed <= 110; ++seed) {
    PerceptronPlayer player(seed, false);
    for (const lesson::Step& step : text.steps) {
      if (step.id != "mistake") continue;
      for (const auto& [key, value] : step.settings) ASSERT_TRUE(player.set(key, value).ok());
      player.on_enter(step);
    }
    const lesson::Account account = player.account(Language::English).value();
    EXPECT_LE(account.value, 0) << seed;
    ASSERT_TRUE(account.hidden) << seed;
    EXPECT_GT(account.hidden->second, account.value) << seed;
  }
}

TEST(PerceptronLesson, TheAccountOfTheScoreAddsUp) {
  PerceptronPlayer player(102, false);
  player.training().advance(4);
  settle(player);
  for (const char* number : {"z", "w1", "w2", "b"}) {
    player.select(number);
    const lesson::Account account = player.account(Language::English).value();
    double sum = 0;
    for (const lesson::AccountTerm& term : account.terms) sum += term.value;
    EXPECT_NEAR(sum, account.sum, 1e-5) << number;
  }
}

TEST(PerceptronLesson, TheTraceWalksThroughTheBeatsIntoTheNextUpdateAndBack) {
  PerceptronPlayer player(103, false);
  player.trace_beat(Beat::Update);
  player.trace_step(1);
  settle(player);
  EXPECT_EQ(player.training().status().update, 1);
  EXPECT_EQ(player.trace_position().beat, Beat::Forward);
  EXPECT_EQ(player.trace_position().op, 0);
  player.trace_step(-1);
  settle(player);
  EXPECT_EQ(player.training().status().update, 0);
  EXPECT_EQ(player.trace_position().beat, Beat::Update);
}

std::vector<std::string> weights_of(const PerceptronPlayer& player) {
  for (const lesson::Table& table : player.tables())
    if (table.name == "neuron") return table.rows.front();
  return {};
}

TEST(PerceptronLesson, RewindsToTheSameBits) {
  PerceptronPlayer player(104, false);
  ASSERT_TRUE(player.set("preset", "noisy").ok());
  ASSERT_TRUE(player.set("order", "shuffled").ok());
  player.training().advance(60);
  settle(player);
  const std::vector<std::string> there = weights_of(player);
  player.training().advance(400);
  settle(player);
  player.training().seek(60);
  settle(player);
  EXPECT_EQ(weights_of(player), there);
}

TEST(PerceptronLesson, SavesAndComesBack) {
  PerceptronPlayer player(105, false);
  ASSERT_TRUE(player.set("preset", "noisy").ok());
  player.training().advance(25);
  settle(player);
  ASSERT_TRUE(player.set("w1", "0.5").ok());
  ASSERT_TRUE(player.set("points", "1,2,1\n-1,0.5,-1\n0,1,1\n").ok());
  player.training().advance(3);
  settle(player);
  const nlohmann::json saved = player.save();
  PerceptronPlayer again(105, false);
  ASSERT_TRUE(again.restore(saved).ok());
  settle(again);
  EXPECT_EQ(weights_of(again), weights_of(player));
  EXPECT_EQ(again.training().status().update, player.training().status().update);
}

TEST(PerceptronLesson, RefusesWhatIsDamagedAndLosesNothing) {
  PerceptronPlayer player(106, false);
  player.training().advance(5);
  settle(player);
  const std::vector<std::string> before = weights_of(player);
  for (const char* command : {"7", "{}", R"({"preset":"moon"})", R"({"rate":-1})", R"({"rate":1e999})", R"({"weights":[1,2]})", R"({"add":[1,2,5]})", R"({"fly":1})"}) {
    const nlohmann::json state = {{"update", 1}, {"commands", {{{"at", 0}, {"command", nlohmann::json::parse(command, nullptr, false)}}}}};
    EXPECT_FALSE(player.restore(state).ok()) << command;
  }
  for (const auto& [key, value] : std::vector<std::pair<const char*, const char*>>{{"rate", "fast"}, {"rate", "0"}, {"rate", "inf"}, {"preset", "moon"}, {"w1", "1e9"}, {"points", "x"}, {"wings", "2"}})
    EXPECT_FALSE(player.set(key, value).ok()) << key;
  EXPECT_EQ(weights_of(player), before);
}

TEST(PerceptronLesson, CommandsSurviveJson) {
  const std::vector<Command> all = {ChoosePreset{Preset::Xor}, SetRate{0.25}, SetOrder{Order::Shuffled}, SetWeights{{1, -2, Real(0.5)}}, StartFromZero{}, AddReview{{1, 2, -1, 3, 4, 5}},
                                    MoveReview{2, 1, 1}, FlipReview{3}, DeleteReview{4}, LoadReviews{{{1, 2, 1}}}};
  for (const Command& command : all) {
    const nlohmann::json json = command;
    EXPECT_EQ(nlohmann::json(json.get<Command>()), json);
  }
}

}  // namespace
}  // namespace epochs::perceptron
