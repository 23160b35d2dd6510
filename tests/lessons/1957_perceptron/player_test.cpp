// What the open perceptron does beyond what every lesson does (contract_test.cpp).
#include <algorithm>

#include "lessons/lesson_fixture.hpp"
#include "lessons/1957_perceptron/commands_json.hpp"
#include "lessons/1957_perceptron/player.hpp"

namespace epochs::perceptron {
namespace {

// The mistake step's words say that the selected review was liked and scores below zero, on every seed.
TEST(PerceptronLesson, TheMistakeStepShowsAMistakeOnALikedReview) {
  const lesson::LessonText text = testing::words("1957_perceptron");
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
  testing::advance(player, 4);
  for (const char* number : {"z", "w1", "w2", "b"}) {
    player.select(number);
    const lesson::Account account = player.account(Language::English).value();
    double sum = 0;
    for (const lesson::AccountTerm& term : account.terms) sum += term.value;
    EXPECT_NEAR(sum, account.sum, 1e-5) << number;
  }
}

TEST(PerceptronLesson, CommandsSurviveJson) {
  testing::expect_same_after_json<Command>({ChoosePreset{Preset::Xor}, SetRate{0.25}, SetOrder{Order::Shuffled}, SetWeights{{1, -2, Real(0.5)}}, StartFromZero{}, AddReview{{1, 2, -1, 3, 4, 5}},
                                            MoveReview{2, 1, 1}, FlipReview{3}, DeleteReview{4}, LoadReviews{{{1, 2, 1}}}});
}

TEST(PerceptronLesson, RefusesCommandsThatAreDamaged) {
  testing::expect_refused<Command>({"7", "{}", "[]", R"({"preset":"moon"})", R"({"preset":3})", R"({"rate":-1})", R"({"rate":0})", R"({"rate":1e999})", R"({"rate":1e9})", R"({"weights":[1,2]})",
                                    R"({"weights":[1,2,null]})", R"({"add":[1,2,5]})", R"({"add":[1,2,0]})", R"({"add":[1,2,1,99,0,7]})", R"({"add":[1e9,2,1]})", R"({"flip":-1})",
                                    R"({"flip":18446744073709551615})", R"({"order":"random"})", R"({"reviews":7})", R"({"reviews":[[1]]})", R"({"fly":1})", R"({"rate":1,"zero":true})"});
}

// A weight that training made large and a hand then changed is saved with its neighbours: it must come back.
TEST(PerceptronLesson, LargeTrainedWeightsAreReadAgain) {
  testing::expect_same_after_json<Command>({SetWeights{{Real(3e7), Real(-4e9), 1}}});
}

// The question is about one review's score: that score has to be seen to rise.
TEST(PerceptronLesson, TheReviewThatWasAskedAboutStaysInView) {
  const lesson::LessonText text = epochs::testing::words("1957_perceptron");
  const auto step = std::find_if(text.steps.begin(), text.steps.end(), [](const lesson::Step& each) { return each.id == "mistake"; });
  ASSERT_NE(step, text.steps.end());
  PerceptronPlayer player(1, false);
  for (const auto& [key, value] : step->settings) ASSERT_TRUE(player.set(key, value).ok()) << key;
  player.training().settle();
  player.on_enter(*step);
  const lesson::Account before = player.account(Language::English).value();
  player.reveal(*step);
  player.training().settle();
  const lesson::Account after = player.account(Language::English).value();
  EXPECT_EQ(after.description, before.description);
  EXPECT_GT(after.value, before.value) << "it rises, as the answer says";
}

}  // namespace
}  // namespace epochs::perceptron
