#include "ui/motion.hpp"

#include <gtest/gtest.h>

namespace epochs::ui {
namespace {

TEST(Motion, EasesAndArrives) {
  Motion motion;
  motion.begin_frame(0, false);
  EXPECT_EQ(motion.toward("knob", 0, 0.2f), 0);      // starts where it is
  motion.begin_frame(1, false);
  motion.toward("knob", 10, 0.2f);
  motion.begin_frame(1.1, false);
  const float half_way = motion.toward("knob", 10, 0.2f);
  EXPECT_GT(half_way, 5);                            // out-cubic is past the middle at half time
  EXPECT_LT(half_way, 10);
  EXPECT_TRUE(motion.running());
  motion.begin_frame(1.3, false);
  EXPECT_FLOAT_EQ(motion.toward("knob", 10, 0.2f), 10);
  motion.begin_frame(1.4, false);
  EXPECT_FLOAT_EQ(motion.toward("knob", 10, 0.2f), 10);
  EXPECT_FALSE(motion.running());                    // an idle program draws nothing
}

TEST(Motion, ReducedMotionIsImmediate) {
  Motion motion;
  motion.begin_frame(0, true);
  motion.toward("knob", 0, 0.2f);
  motion.begin_frame(0.01, true);
  EXPECT_EQ(motion.toward("knob", 10, 0.2f), 10);
  EXPECT_FALSE(motion.running());
}

TEST(Motion, EasingStaysWithinItsEnds) {
  for (const auto ease : {ease_out, ease_in_out}) {
    EXPECT_FLOAT_EQ(ease(0), 0);
    EXPECT_FLOAT_EQ(ease(1), 1);
    float last = 0;
    for (int i = 1; i <= 100; ++i) {
      const float now = ease(static_cast<float>(i) / 100);
      EXPECT_GE(now, last);                          // nothing bounces
      last = now;
    }
  }
}

TEST(Motion, WhatComesToTheScreenArrivesAndComesAnewAfterItWasAway) {
  Motion motion;
  double now = 10;
  const auto frame = [&](bool reduced = false) { motion.begin_frame(now += 0.05, reduced); };
  frame();
  EXPECT_EQ(motion.arrive("card", 0.3f), 0);
  EXPECT_TRUE(motion.running());
  frame();
  const float some = motion.arrive("card", 0.3f);
  EXPECT_GT(some, 0.1f);
  EXPECT_LT(some, 1);
  for (int i = 0; i < 8; ++i) frame(), motion.arrive("card", 0.3f);
  EXPECT_EQ(motion.arrive("card", 0.3f), 1);
  EXPECT_FALSE(motion.running());
  frame();                             // it is not drawn
  frame();
  EXPECT_EQ(motion.arrive("card", 0.3f), 0);
  frame(true);
  EXPECT_EQ(motion.arrive("card", 0.3f), 1) << "reduced motion";
  frame(true);
  EXPECT_EQ(motion.arrive("other", 0.3f), 1);
  EXPECT_FALSE(motion.running());
}

}  // namespace
}  // namespace epochs::ui
