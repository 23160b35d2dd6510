// What a runner drives, on whatever thread: a time machine, its history and health, the speed and the stop rules. One work() is
// one update. Nothing here waits; nothing here throws: a fault of the session ends in status().failure.
#pragma once

#include <cmath>
#include <deque>
#include <exception>
#include <functional>
#include <utility>

#include "session/health.hpp"
#include "session/history.hpp"
#include "session/idle_units.hpp"
#include "session/pace.hpp"
#include "session/runner.hpp"
#include "session/time_machine.hpp"

namespace epochs::session {

template <Session S>
class Worker {
 public:
  using Command = typename S::Command;
  using Snapshot = typename S::Snapshot;

  explicit Worker(S session, std::size_t memory_cap = kStateMemory)
      : machine_(std::move(session), memory_cap), snapshot_(std::make_shared<const Snapshot>(machine_.session().observe(request_))) {}

  // What the learner asks for, done in that order: edits and play wait for the end of a replay or of advance(). pause() ends an
  // advance() at once, and a new seek takes the place of a replay that nothing else waits for.
  void play() {
    when_there([this] {
      branch();
      endless_ = true;
      pace_.start(Clock::now());
    });
  }
  void pause() {
    stop();
    if (waiting_.empty()) return failure_.clear();
    waiting_.push_back([this] { stop(); });
    arrive();
  }
  void advance(long updates) {
    when_there([this, updates] {
      endless_ = false;
      remaining_ = std::max(0L, updates);
    });
  }
  void seek(long update) {
    at_once([this, update] {
      stop();
      guarded([&] {
        const long furthest = std::max(machine_.furthest(), travelling() ? target_ : 0L);
        const long there = std::clamp(update, 0L, furthest);
        broken_ ? machine_.rewind(there) : machine_.approach(there);
        travel_to(there);
      });
    });
  }
  void set_speed(double updates_per_second) { pace_.set(updates_per_second, Clock::now()); }
  void set_stop(StopRule rule) { stop_rule_ = rule; }
  void restart() {
    at_once([this] {
      guarded([&] {
        machine_.restart(travelling() ? target_ : machine_.update());
        forget_history_after(0);
        idle_units_ = IdleUnitMonitor();
        travel_to(0);
      });
    });
  }
  void begin_gesture() { gesture_ = ++gestures_; }
  void end_gesture() { gesture_ = 0; }
  void undo() {
    when_there([this] { change_journal(machine_.can_undo(), &TimeMachine<S>::undo); });
  }
  void redo() {
    when_there([this] { change_journal(machine_.can_redo(), &TimeMachine<S>::redo); });
  }
  void post(Command command) {
    when_there([this, command = std::move(command), gesture = gesture_] { edit(command, gesture); });
  }
  void request(const ObserveRequest& request) {
    if (request == request_) return;
    request_ = request;
    stale_ = true;
  }
  // A run whose replay fails has never been: the one before it comes back.
  void load(Saved<S> saved) {
    waiting_.clear();
    stop();
    failure_.clear();
    if (!before_) before_ = save();
    guarded([&] { take_over(std::move(saved)); });
  }

  // A consistent copy; on the way through a replay, of where it leads, with the state that it has reached. Where the numbers are lost,
  // with one from before that, for the picture is made there.
  Saved<S> save() const {
    Saved<S> saved;
    saved.recording = {travelling() ? target_ : machine_.update(), machine_.journal(), std::max(machine_.furthest(), target_)};
    auto [place, state] = lost() ? machine_.kept_before(health_.health().update - kBack) : broken_ ? machine_.kept_before(machine_.update()) : machine_.present();
    saved.place = place;
    saved.state = std::move(state);
    saved.history = history_.history();
    saved.health = health_;
    return saved;
  }

  bool travelling() const { return !broken_ && (target_ != machine_.update() || machine_.pending()); }
  bool stepping() const { return remaining_ > 0; }
  bool on_the_way() const { return travelling() || stepping(); }   // to somewhere, with an end
  bool busy() const { return on_the_way() || endless_; }
  Clock::time_point due() const { return on_the_way() ? Clock::time_point::min() : pace_.due(); }

  void work() {
    if (!busy()) return;
    guarded([&] { travelling() ? travel() : train(); });
  }

  // Makes the snapshot new if anything changed since; not in the middle of a replay. Where the numbers are not finite any more, it is
  // of the last update at which they were: there would be nothing to see here.
  void observe() {
    if (!stale_ || travelling() || broken_) return;
    stale_ = false;
    guarded([&] {
      const long here = machine_.update(), since = health_.health().update;
      const bool blank = lost();
      // Where a parameter was lost, the gradients of the update before were not finite either.
      const long first = health_.health().parameter.empty() ? kBack - 3 : kBack - 2;
      for (long back = first; blank && back < first + 3 && back <= since && (back == first || !finite()); ++back) go(since - back);
      snapshot_ = std::make_shared<const Snapshot>(machine_.session().observe(request_));
      if (blank) go(here);
    });
  }
  bool stale() const { return stale_ && !travelling() && !broken_; }
  std::shared_ptr<const Snapshot> snapshot() const { return snapshot_; }

  std::shared_ptr<const History> history() {
    if (!drawn_) drawn_ = std::make_shared<const History>(history_.history());
    return drawn_;
  }

  bool can_undo() const { return machine_.can_undo(); }
  bool can_redo() const { return machine_.can_redo(); }

  Status status() const {
    Status status;
    status.mode = endless_ || stepping() ? RunMode::Running : RunMode::Paused;
    status.update = machine_.update();
    status.furthest = std::max(machine_.furthest(), target_);
    status.loss = machine_.loss();
    status.replaying = travelling();
    status.target = target_;
    if (travelling() && target_ > departed_) status.progress = static_cast<double>(machine_.update() - departed_) / static_cast<double>(target_ - departed_);
    status.finished = !travelling() && !broken_ && has_finished(machine_.session());
    if (machine_.update() >= health_.health().update) status.health = health_.health();
    status.idle_units = idle_units_.at(machine_.update());
    status.failure = failure_;
    return status;
  }

 private:
  template <class Action>
  void guarded(Action&& action) {
    try {
      action();
    } catch (const std::exception& fault) {
      fail(fault.what());
    } catch (...) {
      fail("the model failed without saying why");
    }
  }

  static constexpr long kBack = 4;   // updates, from the first that is known not to be finite to the last that is
  bool lost() const { return health_.health().kind == Health::Kind::NotFinite && machine_.update() >= health_.health().update; }

  void go(long update) {
    machine_.approach(update);
    while (machine_.update() < update || machine_.pending()) machine_.pending() ? machine_.catch_up() : void(machine_.advance());
  }

  // A loss can overflow on weights that are still finite.
  bool finite() const {
    if constexpr (requires(const S& view) { { view.loss() } -> std::convertible_to<double>; })
      if (!std::isfinite(machine_.session().loss())) return false;
    return machine_.session().culprit().empty();
  }

  void fail(const std::string& what) {
    failure_ = what;
    broken_ = true;
    stop();
    target_ = machine_.update();
    waiting_.clear();
    if (!before_) return;
    const Saved<S> before = std::move(*before_);
    before_.reset();
    guarded([&] { take_over(before); });
    failure_ = what;
  }

  void stop() {
    endless_ = false;
    remaining_ = 0;
  }

  // What is asked for happens in the order in which it was asked for; only a replay that nothing else waits for can be given up.
  void at_once(std::function<void()> action) {
    if (stepping() || !waiting_.empty()) return waiting_.push_back(std::move(action));
    failure_.clear();
    action();
  }

  void when_there(std::function<void()> action) {
    if (on_the_way() || !waiting_.empty()) return waiting_.push_back(std::move(action));
    failure_.clear();
    if (broken_) mend();
    if (on_the_way()) return waiting_.push_back(std::move(action));
    if (!broken_) action();
  }

  // After a fault the session is in an undefined state: back to the last good one, and on from there to where it was.
  void mend() {
    guarded([&] {
      const long here = machine_.update();
      machine_.rewind(here);
      travel_to(here);
    });
  }

  void arrive() {
    if (!travelling()) before_.reset();
    while (!on_the_way() && !waiting_.empty()) {
      const std::function<void()> action = std::move(waiting_.front());
      waiting_.pop_front();
      action();
    }
  }

  // A replay ends where the numbers run away, unless the learner had gone on from there: `passed`.
  void travel_to(long update, long passed = -1) {
    broken_ = false;
    passed_ = passed;
    departed_ = machine_.update();
    target_ = update;
    stale_ = true;
    arrive();
  }

  void travel() {
    const bool known = health_.stopped();
    if (machine_.pending())
      machine_.catch_up();
    else
      note(advance());
    if (!known && health_.stopped() && health_.health().update != passed_) target_ = machine_.update();
    if (!travelling()) arrive();
  }

  UpdateReport advance() {
    if (machine_.update() == 0) history_.begin(machine_.loss());
    return machine_.advance();
  }

  void train() {
    if (has_finished(machine_.session()) || machine_.update() >= kMostUpdates) {
      stop();
      return arrive();
    }
    const UpdateReport report = advance();
    target_ = machine_.update();
    stale_ = true;
    note(report);
    pace_.took(Clock::now());
    if (remaining_ > 0) --remaining_;
    const bool ran_away = health_.stopped() && health_.health().update == machine_.update();
    const bool low_enough = stop_rule_.loss_below && report.loss < *stop_rule_.loss_below;
    const bool far_enough = stop_rule_.at_update && machine_.update() == *stop_rule_.at_update;
    if (ran_away || low_enough || far_enough) stop();
    arrive();
  }

  void note(const UpdateReport& report) {
    const long update = machine_.update();
    if (update <= history_.last()) return;
    health_.observe(update, report.loss, machine_.session().culprit(), machine_.problem_since());
    if constexpr (requires(const S& view) { { view.largest_parameter() } -> std::convertible_to<std::string>; })
      if (const Health& health = health_.health(); health.kind == Health::Kind::Diverged && health.update == update) health_.blame(machine_.session().largest_parameter());
    if (IdleUnitMonitor::due(update) && !health_.stopped()) look_for_idle_units();
    history_.record({update, report.loss}, report.event);
    drawn_.reset();
  }

  void look_for_idle_units() {
    if constexpr (TellsIdleUnits<S>) idle_units_.observe(machine_.update(), machine_.session().idle_layers());
  }

  void forget_history_after(long update) {
    history_.branch(update);
    health_.cut(update);
    idle_units_.cut(update);
    drawn_.reset();
  }

  // From here on something else happens than what was recorded.
  void branch() {
    if (machine_.update() == machine_.furthest()) return;
    machine_.cut();
    forget_history_after(machine_.update());
  }

  void edit(const Command& command, long gesture) {
    branch();
    guarded([&] {
      machine_.apply(command, gesture);
      look_for_idle_units();
    });
    stale_ = true;
    if (!broken_) return;
    const std::string why = failure_;
    mend();
    failure_ = why;
  }

  void change_journal(bool possible, long (TimeMachine<S>::*change)()) {
    if (!possible) return;
    guarded([&] {
      const long here = machine_.update();
      const long passed = health_.stopped() && health_.health().update < here ? health_.health().update : -1;
      const long from = (machine_.*change)();
      forget_history_after(from);
      travel_to(here, passed);
    });
  }

  void take_over(Saved<S> saved) {
    const long there = saved.recording.update;
    for (const Edit<Command>& edit : saved.recording.edits) gestures_ = std::max(gestures_, edit.gesture);
    machine_.load(std::move(saved.recording));
    history_ = HistoryRecorder();
    health_ = HealthMonitor();
    idle_units_ = IdleUnitMonitor();
    drawn_.reset();
    if (saved.state) {
      machine_.adopt(*saved.state, saved.place);
      history_.load(saved.history);
      health_ = std::move(saved.health);
      look_for_idle_units();
    }
    travel_to(there);
  }

  TimeMachine<S> machine_;
  HistoryRecorder history_;
  HealthMonitor health_;
  IdleUnitMonitor idle_units_;
  Pace pace_;
  StopRule stop_rule_;
  ObserveRequest request_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::shared_ptr<const History> drawn_;
  std::deque<std::function<void()>> waiting_;   // asked for during a replay
  std::optional<Saved<S>> before_;              // the run that a loaded one replaces, until the loaded one's replay has arrived
  std::string failure_;
  bool endless_ = false, broken_ = false, stale_ = false;
  long remaining_ = 0, target_ = 0, departed_ = 0, passed_ = -1;
  long gesture_ = 0, gestures_ = 0;             // the one that is going on, and how many there were
};

}  // namespace epochs::session
