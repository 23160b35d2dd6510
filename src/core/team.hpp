// A fixed team of threads that do one job together, again and again: what two threads need to share a batch. Member 0 is the caller.
#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <thread>
#include <type_traits>
#include <vector>

namespace epochs {

// A job is short (micro- to milliseconds), so members wait by looking, not by sleeping; a member that waits long lets others run.
class Team {
 public:
  explicit Team(int members);                   // at least 1; members − 1 threads are started
  ~Team();
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  int members() const { return static_cast<int>(failures_.size()); }

  // job(member) for every member; returns when all are done. What a member throws is thrown here, the first member's first.
  template <class Job>
  void run(Job&& job) {
    run([](void* context, int member) { (*static_cast<std::remove_reference_t<Job>*>(context))(member); }, &job);
  }

 private:
  using Call = void (*)(void* context, int member);
  void run(Call call, void* context);
  void attend(int member);                      // a started thread's life
  void perform(int member);

  std::vector<std::exception_ptr> failures_;    // one place for each member
  Call call_ = nullptr;
  void* context_ = nullptr;
  std::atomic<std::uint64_t> round_{0};         // counts jobs; a change starts the members
  std::atomic<int> working_{0};                 // started threads that are not done with this round
  std::atomic<bool> over_{false};
  std::vector<std::thread> threads_;
};

}  // namespace epochs
