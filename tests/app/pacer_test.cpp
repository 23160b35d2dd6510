#include "app/pacer.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace epochs::app {
namespace {

int frames_between(Pacer& pacer, double from, double to, bool moving) {
  int frames = 0;
  for (double now = from; now < to;) {
    frames += pacer.should_draw(now, moving);
    now += std::max(1e-4, pacer.sleep(now, moving));
  }
  return frames;
}

TEST(Pacer, RestsWhenNothingHappens) {
  Pacer pacer;
  EXPECT_LE(frames_between(pacer, 0, 1, false), 4) << "the first picture settles";
  EXPECT_EQ(frames_between(pacer, 1, 60, false), 0);
  EXPECT_GE(pacer.sleep(60, false), 0.25);
}

TEST(Pacer, DrawsAFewFramesAfterInput) {
  Pacer pacer;
  frames_between(pacer, 0, 1, false);
  pacer.input();
  const int frames = frames_between(pacer, 1, 2, false);
  EXPECT_GE(frames, 3);
  EXPECT_LE(frames, 6);
}

TEST(Pacer, SixtyFramesASecondAtMostWhileSomethingMoves) {
  Pacer pacer;
  const int frames = frames_between(pacer, 0, 10, true);
  EXPECT_GE(frames, 590);
  EXPECT_LE(frames, 670);
}

}  // namespace
}  // namespace epochs::app
