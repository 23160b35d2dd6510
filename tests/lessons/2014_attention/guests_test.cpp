// The bar, worked out on paper.
#include "lessons/2014_attention/guests.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace epochs::translation {
namespace {

TEST(GuestsAtTheBar, ScoreIsTasteTimesFeature) {
  const Guests guests = guests_to_begin_with();
  const Glass glass = pour(guests, 0, Pouring::Soft);            // likes sweet 1.5 and cold 1, and not bitter −1
  EXPECT_NEAR(static_cast<double>(glass.scores(0)), -2.0, 1e-6) << "tea: cold −1, bitter 1";
  EXPECT_NEAR(static_cast<double>(glass.scores(1)), 3.0, 1e-6) << "lemonade: 1.5 + 1 + 0.5";
  EXPECT_NEAR(static_cast<double>(glass.shares.sum()), 1, 1e-6);
  EXPECT_NEAR(static_cast<double>(glass.shares(1) / glass.shares(0)), std::exp(5.0), 0.02);
  EXPECT_GT(glass.shares(1), glass.shares(0)) << "what the question asks";
}

TEST(GuestsAtTheBar, TheGlassIsTheWeightedMean) {
  const Guests guests = guests_to_begin_with();
  for (int guest = 0; guest < kGuests; ++guest) {
    const Glass glass = pour(guests, guest, Pouring::Soft);
    for (int content = 0; content < kContents; ++content) {
      double sum = 0;
      for (int drink = 0; drink < kDrinks; ++drink) sum += static_cast<double>(glass.shares(drink)) * static_cast<double>(guests.contents(drink, content));
      EXPECT_NEAR(static_cast<double>(glass.mixed(content)), sum, 1e-4);
    }
  }
}

TEST(GuestsAtTheBar, HardTakesOneDrinkWhole) {
  const Guests guests = guests_to_begin_with();
  const Glass glass = pour(guests, 1, Pouring::Hard);            // warm and bitter: coffee
  EXPECT_EQ(glass.shares(2), Real(1));
  EXPECT_EQ(glass.shares.sum(), Real(1));
  EXPECT_EQ(glass.mixed(1), guests.contents(2, 1));
}

TEST(GuestsAtTheBar, NumbersStayWithinTheirReach) {
  Guests guests = guests_to_begin_with();
  set_taste(guests, 0, 0, 99);
  set_feature(guests, 3, 2, -99);
  EXPECT_EQ(guests.tastes(0, 0), static_cast<Real>(kMostTaste));
  EXPECT_EQ(guests.features(3, 2), static_cast<Real>(-kMostTaste));
}

}  // namespace
}  // namespace epochs::translation
