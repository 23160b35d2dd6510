// What the tests of runners share: looking at a settled run, and playing until an update is reached.
#pragma once

#include <chrono>
#include <thread>

#include "session/training_of.hpp"
#include "small_sessions.hpp"

namespace epochs::test {

using namespace std::chrono_literals;

template <class S>
typename S::Snapshot look(session::Runner<S>& runner) {
  runner.settle();
  return *runner.latest();
}

// Plays until the update is reached, however long the machine takes.
template <class S>
void play_past(session::Runner<S>& runner, long update) {
  runner.play();
  while (runner.status().update < update) {
    runner.pump(1ms);
    std::this_thread::sleep_for(1ms);
  }
}

}  // namespace epochs::test
