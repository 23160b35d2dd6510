// What the learner did and when: enough, with the seed, to have a run again to the bit.
//
// A lesson may say two things about its commands, as free functions beside the Command type:
//   bool continues(const Command& now, const Command& before);   // the same gesture (a drag): one undo takes both; at the same update
//                                                                // the later one alone must give the same state as both in a row
//   bool outlives_restart(const Command&);                       // default true; false for edits of what training changes (weights)
#pragma once

#include <concepts>
#include <optional>
#include <vector>

#include "session/session.hpp"
#include "session/training.hpp"

namespace epochs::session {

template <class Command>
struct Edit {
  long update = 0;             // applied after this update and before the next
  Command command;
};

template <class Command>
struct Recording {
  long update = 0;             // where the learner was
  std::vector<Edit<Command>> edits;   // in the order of their updates
};

// A run as it is kept between two starts of the program. Without a state the recording is replayed.
template <Session S>
struct Saved {
  Recording<typename S::Command> recording;
  std::optional<typename S::State> state;
  History history;
  std::vector<double> first_losses;   // what divergence is measured against: those after update problem_since
  long problem_since = 0;
};

template <class Command>
bool same_gesture(const Command& now, const Command& before) {
  if constexpr (requires { { continues(now, before) } -> std::convertible_to<bool>; })
    return continues(now, before);
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
