// Walking through one update op by op: forward, loss, backward, update, and on into the next one.
#pragma once

#include <array>

#include "lesson/player.hpp"

namespace epochs::lesson {

struct TracePlace {
  Beat beat = Beat::Forward;
  int op = 0;                  // −1 only in comparisons: before the first
  bool operator==(const TracePlace&) const = default;
};

struct TraceMove {
  TracePlace to;
  int updates = 0;             // +1: past the last op of Update; −1: back before the first of Forward
};
// `ops`: how many each beat has, at least 1. A place beyond the last op of its beat (the model became smaller) counts as that last one.
TraceMove walk(TracePlace from, int direction, const std::array<int, 4>& ops);

}  // namespace epochs::lesson
