// Training as the shell sees it, whatever the lesson: play, pause, step, scrub, branch, history, health.
// session/training_of.hpp makes one from any Session; threads or no threads is the Runner's secret.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace epochs::session {

enum class RunMode { Paused, Running };

struct HistoryPoint {
  long update = 0;
  double loss = 0;
};

struct HistoryEvent {
  long update = 0;
  std::string name;
};

// The loss line, thinned to a bounded number of points (every point is a value that was measured, never an average).
struct History {
  std::vector<HistoryPoint> line;      // this run, up to the furthest update
  std::vector<HistoryPoint> old_line;  // the line that a branch left behind; empty if none
  std::vector<HistoryEvent> events;
  long branched_at = -1;
  std::vector<HistoryPoint> twin_line; // of the second run of a pair (session/paired_training.hpp); empty if none
};

// One definition of divergence: not finite, or above 10 × the mean of the first 20 updates (session/health).
struct Health {
  enum class Kind { Well, NotFinite, Diverged, Oscillating };
  Kind kind = Kind::Well;
  long update = 0;                     // when it happened
  std::string parameter;               // NotFinite: the first that was not; Diverged: the one furthest out, where the session tells; or ""
  double loss = 0;
};

// Units that have stopped learning (session/idle_units).
struct IdleUnits {
  std::string layer;
  int idle = 0, units = 0;             // so many of so many
  long since = 0;                      // the update at which a look first found some of this layer
  bool operator==(const IdleUnits&) const = default;
};

struct StopRule {
  std::optional<double> loss_below;
  std::optional<long> at_update;
};

struct Status {
  RunMode mode = RunMode::Paused;
  long update = 0;                     // where the learner is
  long furthest = 0;                   // last recorded update of this run
  double loss = 0;                     // of the last update; before the first: the session's loss() if it offers one, else NaN
  std::optional<double> twin_loss;     // of the second run of a pair
  bool replaying = false;              // on the way to a scrubbed place; target says where
  long target = 0;
  double progress = 1;                 // of the replay, 0 … 1
  bool finished = false;               // nothing left to learn (Session::finished)
  Health health;
  std::vector<IdleUnits> idle_units;   // by layer; empty when every unit still learns, or the session does not tell
  std::string failure;                 // what an exception in the worker said; empty when well
};

class Training {
 public:
  virtual ~Training() = default;
  virtual void play() = 0;                         // from the past: a branch, the old line stays greyed
  virtual void pause() = 0;
  virtual void advance(long updates) = 0;          // so many updates, then paused; in the past it follows the recorded line
  virtual void seek(long update) = 0;              // 0 … furthest; exact: same bits as the first time; pauses
  virtual void set_speed(double updates_per_second) = 0;   // 0: as fast as possible
  virtual void set_stop(StopRule rule) = 0;
  virtual void restart() = 0;                      // same seed, settings kept
  // The learner's hand goes down, and up again: edits in between that continue one another (a drag) are one to undo. Any other edit,
  // of a key or of a lesson's text, is one by itself.
  virtual void begin_gesture() {}
  virtual void end_gesture() {}
  virtual void undo() = 0;                         // the learner's last edit
  virtual void redo() = 0;
  virtual bool can_undo() const = 0;
  virtual bool can_redo() const = 0;
  virtual Status status() const = 0;               // never waits for a training step
  virtual std::shared_ptr<const History> history() const = 0;
  virtual void pump(std::chrono::microseconds budget) = 0;   // cooperative runner: train within the budget; threaded: no-op
  // For tests and the command line, never in a frame: returns when everything asked for so far has been done (a replay and
  // advance() included; training that plays on is not waited for).
  virtual void settle() {}
  // Everything asked for so far has been done (likewise), and what status() says is not older than that. Never waits.
  virtual bool settled() const { return true; }
};

}  // namespace epochs::session
