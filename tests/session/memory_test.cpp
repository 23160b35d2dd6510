// A million updates with history and time travel stay under 64 MB of growth, and the past is still exact.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>

#include "engine_session.hpp"
#include "runner_kit.hpp"
#include "session/training_of.hpp"

#ifdef __SANITIZE_ADDRESS__
#include <cstddef>
extern "C" std::size_t __sanitizer_get_current_allocated_bytes();   // of the runtime; its header is not always installed
#endif

namespace epochs {
namespace {

// Resident memory of this program in bytes; 0 where the system does not say. ASan keeps freed memory in a quarantine of hundreds
// of megabytes: there, what is allocated counts.
long resident() {
#ifdef __SANITIZE_ADDRESS__
  return static_cast<long>(__sanitizer_get_current_allocated_bytes());
#else
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.rfind("VmRSS:", 0) == 0) return std::stol(line.substr(6)) * 1024;
  return 0;
#endif
}

TEST(Memory, AMillionUpdatesStayUnder64MegabytesAndThePastIsExact) {
  const auto runner = session::make_runner(test::EngineSession(1), session::RunnerKind::Cooperative);
  const long before = resident();
  runner->advance(10'000);
  const auto early = test::look(*runner).weights;
  long most = before;
  for (int part = 1; part <= 99; ++part) {
    runner->advance(10'000);
    runner->settle();
    most = std::max(most, resident());
  }
  EXPECT_EQ(runner->status().update, 1'000'000);
  EXPECT_LT(most - before, 64l << 20) << "grew by " << ((most - before) >> 20) << " MB";
  std::printf("a million updates: %ld MB more\n", (most - before) >> 20);
  runner->seek(10'000);
  EXPECT_EQ(test::look(*runner).weights, early);
}

}  // namespace
}  // namespace epochs
