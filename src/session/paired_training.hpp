// Two trainings on one clock, seen as one: the first is what the transport shows, the second follows it to the same update. Works
// over any two Trainings, whatever their lesson, threads or none.
#pragma once

#include "session/pace.hpp"
#include "session/training.hpp"

namespace epochs::session {

class PairedTraining final : public Training {
 public:
  // Both must outlive this and stand at the same update.
  PairedTraining(Training& first, Training& second) : first_(first), second_(second) {}

  void play() override;
  void pause() override;
  void advance(long updates) override;
  void seek(long update) override;
  void set_speed(double updates_per_second) override { pace_.set(updates_per_second, Clock::now()); }
  void set_stop(StopRule rule) override {
    stop_ = rule;
    first_.set_stop(rule);
  }
  void restart() override;
  // Nothing is undone: the last edit of one run is not that of the other, and one of them is the difference between the two.
  void undo() override {}
  void redo() override {}
  bool can_undo() const override { return false; }
  bool can_redo() const override { return false; }
  Status status() const override;                        // of the first, with the second's loss
  std::shared_ptr<const History> history() const override;   // the first's, the second's as twin_line
  // Hands out the next updates to both once both have arrived, so that they are never further apart than what was handed out.
  void pump(std::chrono::microseconds budget) override;
  void settle() override;

  // The second stands still: its numbers ran away, or it has nothing left to learn.
  bool second_rests() const;

 private:
  void catch_up();
  void hand_out(Clock::time_point now);
  bool idle() const;
  bool stopped_by_rule(const Status& first) const;

  Training& first_;
  Training& second_;
  Pace pace_;
  StopRule stop_;
  bool playing_ = false;
  long goal_ = -1;                     // of the updates handed out; −1: none
  long share_ = 1;                     // updates handed out at once when the speed has no limit
  Clock::time_point handed_out_{};
  mutable std::shared_ptr<const History> of_first_, of_second_, merged_;
};

}  // namespace epochs::session
