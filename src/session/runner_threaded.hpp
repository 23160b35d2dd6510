// Trains in a thread of its own. The interface and the worker meet in two places, each under a mutex that is held for a few
// pointers only: an inbox of what the learner asked for, and what was last published.
#pragma once

#include <atomic>
#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

#include "session/worker.hpp"

namespace epochs::session {

template <Session S>
class ThreadedRunner final : public Runner<S> {
 public:
  explicit ThreadedRunner(S session) : worker_(std::move(session)) {
    publish();
    thread_ = std::thread([this] { run(); });
  }
  ~ThreadedRunner() override {
    {
      const std::scoped_lock lock(inbox_mutex_);
      closing_ = true;
      attention_ = true;
    }
    wake_.notify_all();
    thread_.join();
  }
  ThreadedRunner(const ThreadedRunner&) = delete;
  ThreadedRunner& operator=(const ThreadedRunner&) = delete;

  void play() override { send([](Worker<S>& worker) { worker.play(); }); }
  void pause() override { send([](Worker<S>& worker) { worker.pause(); }); }
  void advance(long updates) override { send([=](Worker<S>& worker) { worker.advance(updates); }); }
  void seek(long update) override { send([=](Worker<S>& worker) { worker.seek(update); }); }
  void set_speed(double updates_per_second) override { send([=](Worker<S>& worker) { worker.set_speed(updates_per_second); }); }
  void set_stop(StopRule rule) override { send([=](Worker<S>& worker) { worker.set_stop(rule); }); }
  void restart() override { send([](Worker<S>& worker) { worker.restart(); }); }
  void begin_gesture() override { send([](Worker<S>& worker) { worker.begin_gesture(); }); }
  void end_gesture() override { send([](Worker<S>& worker) { worker.end_gesture(); }); }
  void undo() override { send([](Worker<S>& worker) { worker.undo(); }); }
  void redo() override { send([](Worker<S>& worker) { worker.redo(); }); }
  bool can_undo() const override { return read().can_undo; }
  bool can_redo() const override { return read().can_redo; }
  Status status() const override { return read().status; }
  std::shared_ptr<const History> history() const override { return read().history; }
  void pump(std::chrono::microseconds) override {}

  void post(typename S::Command command) override { send([command = std::move(command)](Worker<S>& worker) { worker.post(command); }); }
  void request(const ObserveRequest& request) override {
    if (request == requested_) return;
    requested_ = request;
    send([=](Worker<S>& worker) { worker.request(request); });
  }
  std::shared_ptr<const typename S::Snapshot> latest() const override { return read().snapshot; }

  Saved<S> save() override {
    const auto promise = std::make_shared<std::promise<Saved<S>>>();
    auto saved = promise->get_future();
    send([promise](Worker<S>& worker) {
      try {
        promise->set_value(worker.save());
      } catch (...) {
        promise->set_exception(std::current_exception());   // out of memory: the caller's to handle, not the thread's
      }
    });
    return saved.get();
  }
  void load(Saved<S> saved) override { send([saved = std::move(saved)](Worker<S>& worker) { worker.load(saved); }); }

  void settle() override {
    std::unique_lock lock(inbox_mutex_);
    const long asked_for = sent_;
    asked_ = true;
    attention_ = true;
    settled_.wait(lock, [&] { return quiet_ >= asked_for; });
  }

  bool settled() const override {
    const std::scoped_lock lock(inbox_mutex_);
    return quiet_ >= sent_;
  }

 private:
  using Message = std::function<void(Worker<S>&)>;
  struct Published {
    Status status;
    std::shared_ptr<const History> history;
    std::shared_ptr<const typename S::Snapshot> snapshot;
    bool can_undo = false, can_redo = false;
  };

  void send(Message message) {
    {
      const std::scoped_lock lock(inbox_mutex_);
      inbox_.push_back(std::move(message));
      ++sent_;
      attention_ = true;
    }
    wake_.notify_all();
  }

  // What was published last; asks the worker to publish again after its current update.
  Published read() const {
    asked_ = true;
    attention_ = true;
    const std::scoped_lock lock(published_mutex_);
    return published_;
  }

  void run() {
    for (;;) {
      std::vector<Message> messages;
      {
        std::unique_lock lock(inbox_mutex_);
        if (inbox_.empty() && !closing_) sleep(lock);
        if (closing_) return;
        messages.swap(inbox_);
        attention_ = false;
      }
      for (Message& message : messages) message(worker_);
      handled_ += static_cast<long>(messages.size());
      const bool on_the_way = worker_.on_the_way();
      while (!attention_ && worker_.busy() && (worker_.due() == Clock::time_point::min() || worker_.due() <= Clock::now())) {
        worker_.work();
        if (on_the_way && !worker_.on_the_way()) asked_ = true;   // arrived, perhaps playing on
        if (asked_) break;
      }
      if (!asked_.exchange(false)) continue;
      publish();
      const std::scoped_lock lock(inbox_mutex_);
      note_quiet();
    }
  }

  // Nothing in the inbox: publish and wait, until something is due if something is.
  void sleep(std::unique_lock<std::mutex>& lock) {
    if (worker_.busy() && worker_.due() <= Clock::now()) return;
    lock.unlock();
    publish();
    lock.lock();
    const auto called = [&] { return !inbox_.empty() || closing_; };
    if (called()) return;
    note_quiet();
    if (worker_.busy())
      wake_.wait_until(lock, worker_.due(), called);
    else
      wake_.wait(lock, called);
  }

  // Everything handled so far is done and published. Called under the inbox's mutex.
  void note_quiet() {
    if (worker_.on_the_way()) return;
    quiet_ = handled_;
    settled_.notify_all();
  }

  // A dense picture may cost more than an update: at most a third of the time goes into observing.
  void publish() {
    const Clock::time_point start = Clock::now();
    if (worker_.stale() && (start >= next_observation_ || !worker_.busy())) {
      worker_.observe();
      const Clock::time_point end = Clock::now();
      next_observation_ = end + 2 * (end - start);
    }
    Published fresh{worker_.status(), worker_.history(), worker_.snapshot(), worker_.can_undo(), worker_.can_redo()};
    const std::scoped_lock lock(published_mutex_);
    std::swap(published_, fresh);
  }

  Worker<S> worker_;                       // of the thread alone
  Clock::time_point next_observation_{};   // likewise
  long handled_ = 0;                       // likewise

  mutable std::mutex inbox_mutex_;
  std::condition_variable wake_, settled_;
  std::vector<Message> inbox_;
  long sent_ = 0, quiet_ = 0;
  bool closing_ = false;

  mutable std::mutex published_mutex_;
  Published published_;

  mutable std::atomic<bool> attention_{false}, asked_{false};
  ObserveRequest requested_;               // of the interface's thread alone
  std::thread thread_;
};

}  // namespace epochs::session
