// Two runs of the same seed with one setting changed, on one clock: a Session made of two, so that both are always at the same
// update, and time travel, branches and undo hold for both.
//
//     auto runner = make_runner(Twin<Net>(Net(seed), Net(seed), command), kind);      // command is applied to the second alone
#pragma once

#include <cmath>
#include <utility>

#include "session/recording.hpp"

namespace epochs::session {

enum class TwinSide { Both, First, Second };

template <Session S>
class Twin {
 public:
  struct Command {
    TwinSide side = TwinSide::Both;
    typename S::Command command;
    friend bool continues(const Command& now, const Command& before) { return now.side == before.side && same_gesture(now.command, before.command); }
    friend bool outlives_restart(const Command& command) { return kept_at_restart(command.command); }
  };
  struct State {
    typename S::State first, second;
    bool second_stopped = false;
  };
  struct Snapshot {
    typename S::Snapshot first, second;
    bool second_stopped = false;   // its numbers ran away: it stands still while the first goes on
  };

  Twin(S first, S second, const typename S::Command& difference) : first_(std::move(first)), second_(std::move(second)) { second_.apply(difference); }

  UpdateReport advance() {
    UpdateReport report = first_.advance();
    if (second_stopped_) return report;
    report.twin_loss = second_.advance().loss;
    second_stopped_ = !std::isfinite(*report.twin_loss) || !second_.culprit().empty();
    return report;
  }
  void apply(const Command& command) {
    if (command.side != TwinSide::Second) first_.apply(command.command);
    if (command.side != TwinSide::First) second_.apply(command.command);
  }
  Snapshot observe(const ObserveRequest& request) const { return {first_.observe(request), second_.observe(request), second_stopped_}; }
  State state() const { return {first_.state(), second_.state(), second_stopped_}; }
  void restore(const State& state) {
    first_.restore(state.first);
    second_.restore(state.second);
    second_stopped_ = state.second_stopped;
  }
  static std::size_t size_of(const State& state) { return S::size_of(state.first) + S::size_of(state.second) + 8; }
  std::string culprit() const { return first_.culprit(); }
  double loss() const
    requires requires(const S& view) { { view.loss() } -> std::convertible_to<double>; }
  {
    return first_.loss();
  }
  bool finished() const { return has_finished(first_) && (second_stopped_ || has_finished(second_)); }

 private:
  S first_, second_;
  bool second_stopped_ = false;
};

}  // namespace epochs::session
