// A team does every member's part of every job, in any number of rounds, and hands on what a member threw.
#include <gtest/gtest.h>

#include <array>
#include <stdexcept>

#include "core/team.hpp"

namespace epochs {
namespace {

TEST(Team, DoesEveryPartOfEveryJob) {
  Team team(3);
  std::array<long, 3> sums{};
  for (long round = 1; round <= 1000; ++round) team.run([&](int member) { sums[static_cast<std::size_t>(member)] += round * (member + 1); });
  EXPECT_EQ(sums, (std::array<long, 3>{500500, 1001000, 1501500}));
}

TEST(Team, SeesWhatTheOthersWroteInTheJobBefore) {
  Team team(2);
  std::array<int, 2> now{}, before{};
  for (int round = 0; round < 1000; ++round) {
    team.run([&](int member) { now[static_cast<std::size_t>(member)] = before[static_cast<std::size_t>(1 - member)] + 1; });
    before = now;
    EXPECT_EQ(now[0], round + 1);
  }
}

TEST(Team, HandsOnWhatAMemberThrewAndGoesOn) {
  Team team(2);
  EXPECT_THROW(team.run([](int member) {
    if (member == 1) throw std::runtime_error("no");
  }),
               std::runtime_error);
  std::array<int, 2> done{};
  team.run([&](int member) { done[static_cast<std::size_t>(member)] += 1; });
  EXPECT_EQ(done, (std::array<int, 2>{1, 1}));
}

TEST(Team, OfOneStartsNoThread) {
  Team team(1);
  const std::thread::id caller = std::this_thread::get_id();
  team.run([&](int) { EXPECT_EQ(std::this_thread::get_id(), caller); });
}

}  // namespace
}  // namespace epochs
