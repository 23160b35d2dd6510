// Trains inside pump(), in the caller's thread: the browser, tests, export.
#pragma once

#include "session/worker.hpp"

namespace epochs::session {

template <Session S>
class CooperativeRunner final : public Runner<S> {
 public:
  explicit CooperativeRunner(S session) : worker_(std::move(session)) {}

  void play() override { worker_.play(); }
  void pause() override { worker_.pause(); }
  void advance(long updates) override { worker_.advance(updates); }
  void seek(long update) override { worker_.seek(update); }
  void set_speed(double updates_per_second) override { worker_.set_speed(updates_per_second); }
  void set_stop(StopRule rule) override { worker_.set_stop(rule); }
  void restart() override { worker_.restart(); }
  void begin_gesture() override { worker_.begin_gesture(); }
  void end_gesture() override { worker_.end_gesture(); }
  void undo() override { worker_.undo(); }
  void redo() override { worker_.redo(); }
  bool can_undo() const override { return worker_.can_undo(); }
  bool can_redo() const override { return worker_.can_redo(); }
  Status status() const override { return worker_.status(); }
  std::shared_ptr<const History> history() const override { return worker_.history(); }

  void post(typename S::Command command) override { worker_.post(std::move(command)); }
  void request(const ObserveRequest& request) override { worker_.request(request); }
  std::shared_ptr<const typename S::Snapshot> latest() const override {
    worker_.observe();
    return worker_.snapshot();
  }
  Saved<S> save() override { return worker_.save(); }
  void load(Saved<S> saved) override { worker_.load(std::move(saved)); }

  // At least one update if one is due, so that a heavy update still gets on.
  void pump(std::chrono::microseconds budget) override {
    const Clock::time_point end = Clock::now() + budget;
    for (Clock::time_point now = Clock::now(); worker_.busy() && worker_.due() <= now; now = Clock::now()) {
      worker_.work();
      if (now >= end) break;
    }
  }

  void settle() override {
    while (worker_.on_the_way()) worker_.work();
  }
  bool settled() const override { return !worker_.on_the_way(); }

 private:
  mutable Worker<S> worker_;   // latest() and history() make what they return when it is asked for
};

}  // namespace epochs::session
