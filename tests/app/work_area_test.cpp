#include "app/platform/work_area.hpp"

#include <gtest/gtest.h>

namespace epochs::app {
namespace {

TEST(WorkArea, HoldsTheWholeWindow) {
  EXPECT_EQ(fitted(1440, 900, {0, 0, 1024, 700}), (WindowPlace{0, 0, 1024, 700}));
  EXPECT_EQ(fitted(1440, 900, {0, 32, 1366, 736}, {1, 28, 1, 1}), (WindowPlace{1, 60, 1364, 707}));
  EXPECT_EQ(fitted(16384, 240, {1920, 0, 1920, 1080}), (WindowPlace{1920, 420, 1920, 240}));
}

TEST(WorkArea, StandsInTheMiddleWhereThereIsRoom) { EXPECT_EQ(fitted(1440, 900, {0, 0, 1920, 1080}), (WindowPlace{240, 90, 1440, 900})); }

TEST(WorkArea, ThatIsUnknownChangesNothing) { EXPECT_EQ(fitted(1440, 900, {0, 0, 0, 0}), (WindowPlace{0, 0, 1440, 900})); }

}  // namespace
}  // namespace epochs::app
