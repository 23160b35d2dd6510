#include "core/team.hpp"

#include "core/check.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace epochs {
namespace {

// A look costs nanoseconds and an answer comes within microseconds; after that many looks the other one is not running at all.
constexpr int kLooks = 4000, kYields = 2000;

void breathe() {
#if defined(__x86_64__)
  _mm_pause();
#endif
}

// Waits while value == old: looks, then lets other threads run, then sleeps until it is told.
template <class T>
void wait_while(const std::atomic<T>& value, T old) {
  for (int look = 0; look < kLooks; ++look) {
    if (value.load(std::memory_order_acquire) != old) return;
    breathe();
  }
  for (int yield = 0; yield < kYields; ++yield) {
    if (value.load(std::memory_order_acquire) != old) return;
    std::this_thread::yield();
  }
  while (value.load(std::memory_order_acquire) == old) value.wait(old, std::memory_order_acquire);
}

}  // namespace

Team::Team(int members) : failures_(static_cast<std::size_t>(members)) {
  EPOCHS_CHECK(members >= 1, "Team: at least one member");
  for (int member = 1; member < members; ++member) threads_.emplace_back([this, member] { attend(member); });
}

Team::~Team() {
  over_.store(true, std::memory_order_relaxed);
  round_.fetch_add(1, std::memory_order_release);
  round_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Team::perform(int member) {
  try {
    call_(context_, member);
  } catch (...) {
    failures_[static_cast<std::size_t>(member)] = std::current_exception();
  }
}

void Team::run(Call call, void* context) {
  call_ = call;
  context_ = context;
  for (std::exception_ptr& failure : failures_) failure = nullptr;
  working_.store(members() - 1, std::memory_order_relaxed);
  round_.fetch_add(1, std::memory_order_release);
  if (!threads_.empty()) round_.notify_all();
  perform(0);
  for (int left = working_.load(std::memory_order_acquire); left > 0; left = working_.load(std::memory_order_acquire)) wait_while(working_, left);
  for (const std::exception_ptr& failure : failures_)
    if (failure) std::rethrow_exception(failure);
}

void Team::attend(int member) {
  for (std::uint64_t seen = 0;;) {
    wait_while(round_, seen);
    seen = round_.load(std::memory_order_acquire);
    if (over_.load(std::memory_order_relaxed)) return;
    perform(member);
    if (working_.fetch_sub(1, std::memory_order_acq_rel) == 1) working_.notify_one();
  }
}

}  // namespace epochs
