// What the learner did and when: enough, with the seed, to have a run again to the bit.
//
// A lesson may say two things about its commands, as free functions beside the Command type:
//   bool continues(const Command& now, const Command& before);   // within one gesture (a drag) one undo takes both; at the same update
//                                                                // the later one alone must give the same state as both in a row
//   bool outlives_restart(const Command&);                       // default true; false for edits of what training changes (weights)
#pragma once

#include <concepts>
#include <optional>
#include <vector>

#include "session/health.hpp"
#include "session/session.hpp"
#include "session/training.hpp"

namespace epochs::session {

inline constexpr long kMostUpdates = 2'000'000'000;   // a run ends there (hours at the highest speed)

template <class Command>
struct Edit {
  long update = 0;             // applied after this update and before the next
  Command command;
  long gesture = 0;            // those of one gesture have the same number (Training::begin_gesture); 0: an edit by itself
};

template <class Command>
struct Recording {
  long update = 0;             // where the learner was
  std::vector<Edit<Command>> edits;   // in the order of their updates
  long furthest = 0;           // how far the line goes, where the learner went back; less than `update`: no further
};

// A place on a recorded line.
struct Place {
  long update = 0;
  std::size_t edits = 0;       // so many edits of the journal are made
  double loss = 0;
  long problem_since = 0;      // the place of the last edit that by itself changed the loss
};

// A run as it is kept between two starts of the program. The recording is replayed from `place`; without a state, from its beginning.
template <Session S>
struct Saved {
  Recording<typename S::Command> recording;
  std::optional<typename S::State> state;   // at `place`, which is not after recording.update
  Place place;
  History history;
  HealthMonitor health;
};

template <class Command>
bool same_gesture(const Edit<Command>& now, const Edit<Command>& before) {
  if (now.gesture == 0 || now.gesture != before.gesture) return false;
  if constexpr (requires { { continues(now.command, before.command) } -> std::convertible_to<bool>; })
    return continues(now.command, before.command);
  else
    return false;
}

template <class Command>
bool kept_at_restart(const Command& command) {
  if constexpr (requires { { outlives_restart(command) } -> std::convertible_to<bool>; })
    return outlives_restart(command);
  else
    return true;
}

}  // namespace epochs::session
