#include "lesson/trace_walk.hpp"

#include <gtest/gtest.h>

namespace epochs::lesson {
namespace {

constexpr std::array<int, 4> kOps = {5, 1, 3, 2};

TEST(TraceWalk, VisitsEveryOpOfAnUpdateAndComesBackTheSameWay) {
  TracePlace at;
  std::vector<TracePlace> way{at};
  int steps = 0, updates = 0;
  for (; updates == 0; ++steps) {
    const TraceMove move = walk(at, 1, kOps);
    updates += move.updates;
    at = move.to;
    way.push_back(at);
  }
  EXPECT_EQ(steps, 5 + 1 + 3 + 2);
  EXPECT_EQ(at, (TracePlace{Beat::Forward, 0}));
  for (std::size_t i = way.size() - 1; i > 0; --i) {
    const TraceMove move = walk(way[i], -1, kOps);
    EXPECT_EQ(move.to, way[i - 1]);
    EXPECT_EQ(move.updates, i == way.size() - 1 ? -1 : 0);
  }
}

TEST(TraceWalk, APlaceThatTheSmallerModelHasNoMoreCountsAsTheLast) {
  EXPECT_EQ(walk({Beat::Backward, 40}, 1, kOps).to, (TracePlace{Beat::Update, 0}));
  EXPECT_EQ(walk({Beat::Backward, 40}, -1, kOps).to, (TracePlace{Beat::Backward, 1}));
}

}  // namespace
}  // namespace epochs::lesson
