// The open lesson without a display: words, settings, trace, time travel, saving.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/assets.hpp"
#include "lesson/text.hpp"
#include "lesson/text_check.hpp"
#include "lessons/1986_backprop/names.hpp"
#include "lessons/1986_backprop/lesson.hpp"
#include "lessons/1986_backprop/player.hpp"

namespace epochs::backprop {
namespace {

using lesson::Beat;

lesson::LessonText words(const char* language) {
  (void)backprop_lesson::lesson();     // adds the words
  const std::string name = std::string("lessons/1986_backprop/text.") + language + ".md";
  const auto text = lesson::parse_lesson_text(assets::find(name).value(), name);
  EXPECT_TRUE(text.ok()) << text.error();
  return text.ok() ? text.value() : lesson::LessonText{};
}

void settle(BackpropPlayer& player) {
  for (int i = 0; i < 10'000 && (player.training().status().mode == session::RunMode::Running || player.training().status().replaying); ++i)
    player.training().pump(std::chrono::milliseconds(50));
}

TEST(BackpropLesson, WordsAreTheSameInBothLanguages) {
  const lesson::LessonText english = words("en"), chinese = words("zh");
  const Result<void> same = lesson::check_pair(english, chinese);
  EXPECT_TRUE(same.ok()) << same.error();
  EXPECT_EQ(english.steps.size(), 10u);
  EXPECT_EQ(english.code.size(), chinese.code.size());
}

TEST(BackpropLesson, EveryStepSetsWhatThePlayerKnows) {
  const lesson::LessonText text = words("en");
  BackpropPlayer player(101, false);
  const std::vector<std::string> views = player.views();
  for (const lesson::Step& step : text.steps) {
    for (const auto& [key, value] : step.settings) {
      const Result<void> set = player.set(key, value);
      EXPECT_TRUE(set.ok()) << step.id << ": " << set.error();
    }
    player.on_enter(step);
    for (const std::string& view : step.views) EXPECT_NE(std::find(views.begin(), views.end(), view), views.end()) << view;
    player.reveal(step);
    if (step.prediction && step.prediction->answer < 0) {
      EXPECT_FALSE(player.measured_answer(step)) << "known before it was measured";
      settle(player);
      const std::optional<int> answer = player.measured_answer(step);
      ASSERT_TRUE(answer) << step.id;
      EXPECT_LT(*answer, static_cast<int>(step.prediction->options.size()));
    }
    player.training().pump(std::chrono::milliseconds(1));
    player.training().pause();
    for (Language language : {Language::English, Language::Chinese}) {
      const auto account = player.account(language);
      ASSERT_TRUE(account) << step.id;
      EXPECT_FALSE(account->description.empty());
    }
  }
}

// Every number on the stage has an account whose terms add up to it.
TEST(BackpropLesson, EveryNumbersAccountAddsUp) {
  BackpropPlayer player(102, false);
  player.training().advance(4);
  settle(player);
  for (const char* loss : {"cross_entropy", "squared", "linear"}) {
    player.set("loss", loss);
    settle(player);
    for (const char* number : {"z/1/2/0", "z/2/0/0", "a/1/3/0", "a/2/0/0", "J/0/0/0", "dw/1/2/1", "db/2/0/0", "d/2/0/0", "d/1/0/0", "d/1/3/0"}) {
      player.select(number);
      const lesson::Account account = player.account(Language::English).value();
      double sum = 0;
      for (const lesson::AccountTerm& term : account.terms) sum += term.value;
      EXPECT_NEAR(sum, account.sum, 1e-6) << loss << " " << number;
      EXPECT_NEAR(sum, account.value, 1e-5) << loss << " " << number;
    }
  }
  player.select("w/9/9/9");    // does not exist: the selection stays
  EXPECT_TRUE(player.account(Language::English));
}

// The formula of an op ends in the number that the op computes, for every op, loss and bend.
TEST(BackpropLesson, EveryOpsFormulaEndsInItsNumber) {
  for (const Loss loss : {Loss::CrossEntropy, Loss::SquaredError, Loss::LinearSquaredError})
    for (const Activation activation : {Activation::Tanh, Activation::Sigmoid, Activation::Relu}) {
      Settings settings;
      settings.shape = {{5, 3}, activation, loss};
      const Snapshot seen = Backprop(107, settings).observe({1, true, true});
      for (const Beat beat : {Beat::Forward, Beat::Loss, Beat::Backward, Beat::Update})
        for (int op = 0; op < ops_of(beat, seen.network); ++op) {
          const OpRange at{beat, op};
          const Place place = focus_of(at, seen, {Place::Kind::A, 1, 4, 0});
          ASSERT_TRUE(exists(place, seen.network));
          EXPECT_TRUE(lit(place, at, seen.network)) << to_text(place);
          const Operation operation = operation_at(at, seen, place);
          double value = value_at(place, seen);
          if (beat == Beat::Update) value -= settings.rate * value_at({Place::Kind::WeightGradient, place.layer, place.unit, place.from}, seen);
          const int decimals = beat == Beat::Backward || beat == Beat::Loss ? 4 : 3;
          EXPECT_NE(operation.result.find("{" + short_number(value, decimals) + "}"), std::string::npos) << operation.symbols << " = " << operation.result;
        }
    }
}

TEST(BackpropLesson, NumbersOfAnySizeStayShort) {
  for (const double value : {0.0, -0.125, 99.9999, -123.456, 12'345.6, -4.2e9, 1e300}) {
    std::string ascii;
    for (const char c : short_number(value, 3)) ascii += (static_cast<unsigned char>(c) & 0xC0) == 0x80 ? "" : std::string(1, c);
    EXPECT_LE(ascii.size(), 7u) << ascii;
  }
  EXPECT_EQ(short_number(std::nan(""), 2), "NaN");
}

TEST(BackpropLesson, TheTraceWalksThroughTheBeatsIntoTheNextUpdateAndBack) {
  BackpropPlayer player(103, false);
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

std::vector<std::string> weights_of(const BackpropPlayer& player) {
  std::vector<std::string> out;
  for (const lesson::Table& table : player.tables())
    if (table.name == "network")
      for (const auto& row : table.rows) out.push_back(row[3]);
  return out;
}

TEST(BackpropLesson, RewindsToTheSameBits) {
  BackpropPlayer player(104, false);
  ASSERT_TRUE(player.set("data", "circles").ok());
  ASSERT_TRUE(player.set("batch", "10").ok());
  ASSERT_TRUE(player.set("optimizer", "adam").ok());
  player.training().advance(60);
  settle(player);
  const std::vector<std::string> there = weights_of(player);
  player.training().advance(400);
  settle(player);
  player.training().seek(60);
  settle(player);
  EXPECT_EQ(weights_of(player), there);
}

TEST(BackpropLesson, SavesAndComesBack) {
  BackpropPlayer player(105, false);
  ASSERT_TRUE(player.set("data", "spiral").ok());
  player.training().advance(25);
  settle(player);
  ASSERT_TRUE(player.set("hidden", "3,2").ok());
  ASSERT_TRUE(player.set("rate", "0.05").ok());
  player.training().advance(3);
  settle(player);
  const nlohmann::json saved = player.save();
  BackpropPlayer again(105, false);
  ASSERT_TRUE(again.restore(saved).ok());
  settle(again);
  EXPECT_EQ(weights_of(again), weights_of(player));
  EXPECT_EQ(again.training().status().update, player.training().status().update);
}

TEST(BackpropLesson, RefusesWhatIsDamagedAndLosesNothing) {
  BackpropPlayer player(106, false);
  player.training().advance(5);
  settle(player);
  const std::vector<std::string> before = weights_of(player);
  for (const char* command : {"7", "{}", R"({"data":"moon"})", R"({"rate":"x"})", R"({"rate":1e999})", R"({"shape":{"hidden":[99]}})", R"({"add":[1,2,5]})", R"({"fly":1})"}) {
    const nlohmann::json state = {{"update", 1}, {"commands", {{{"at", 0}, {"command", nlohmann::json::parse(command, nullptr, false)}}}}};
    EXPECT_FALSE(player.restore(state).ok()) << command;
  }
  for (const auto& [key, value] : std::vector<std::pair<const char*, const char*>>{{"rate", "fast"}, {"rate", "0"}, {"rate", "inf"}, {"data", "moon"}, {"hidden", "4,99"}, {"hidden", "1,1,1,1,1"}, {"batch", "-1"}, {"wings", "2"}})
    EXPECT_FALSE(player.set(key, value).ok()) << key;
  EXPECT_EQ(weights_of(player), before);
}

TEST(BackpropLesson, CommandsSurviveJson) {
  const std::vector<Command> all = {ChooseDataset{Dataset::Spiral}, SetShape{{{8, 8}, Activation::Relu, Loss::SquaredError}}, SetOptimizer{nn::OptimizerKind::Adam}, SetRate{0.25}, SetBatch{10},
                                    SetDecay{0.5}, SetParameter{0, 1, 2, 0.5}, NewWeights{}, AddPoint{{1, 2, 1}}, MovePoint{2, 1, 1}, FlipPoint{3}, DeletePoint{4}, LoadPoints{{{1, 2, 1}}}};
  for (const Command& command : all) {
    const nlohmann::json json = command;
    EXPECT_EQ(nlohmann::json(json.get<Command>()), json);
  }
}

}  // namespace
}  // namespace epochs::backprop
