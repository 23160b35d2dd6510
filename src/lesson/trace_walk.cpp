#include "lesson/trace_walk.hpp"

#include <algorithm>

namespace epochs::lesson {

TraceMove walk(TracePlace from, int direction, const std::array<int, 4>& ops) {
  const auto last_op = [&](int beat) { return ops[static_cast<std::size_t>(beat)] - 1; };
  const int beat = static_cast<int>(from.beat), op = std::min(from.op, last_op(beat)) + (direction > 0 ? 1 : -1);
  if (op >= 0 && op <= last_op(beat)) return {{from.beat, op}, 0};
  const int other = (beat + (direction > 0 ? 1 : 3)) % 4;
  const int updates = direction > 0 ? (beat == 3 ? 1 : 0) : (beat == 0 ? -1 : 0);
  return {{static_cast<Beat>(other), direction > 0 ? 0 : last_op(other)}, updates};
}

}  // namespace epochs::lesson
