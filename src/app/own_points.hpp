// A table that becomes the points of the open lesson, whichever way it came: dropped on the window, pasted, or opened by its path.
#pragma once

#include <optional>
#include <string>

#include "core/result.hpp"
#include "lesson/player.hpp"

namespace epochs::app {

struct Refusal {
  Error why;                           // one sentence
  int line = 0;                        // of the table, from 1; 0: it is about the whole
};

inline constexpr const char* kTableName = "points";   // of the table in a reader's errors
// What a reader said about it, as the learner is told; `name` as below.
Refusal refusal_of(const Error& told, const std::string& name);

// `name`: of the file it stood in; empty: it was pasted, and its lines are told by number alone. Nothing: the lesson learns from it now;
// a refused one leaves the lesson as it was.
std::optional<Refusal> give_points(lesson::Player& player, const std::string& name, const std::string& table);

}  // namespace epochs::app
