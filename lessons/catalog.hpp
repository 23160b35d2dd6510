// The lessons in the order of study. The list is explicit: adding a lesson is one folder and one line here and in CMakeLists.txt.
#pragma once

#include <span>

#include "lesson/player.hpp"

namespace epochs::lessons {

std::span<const lesson::Lesson> catalog();
const lesson::Lesson* find(std::string_view id);       // exact id, or nullptr
const lesson::Lesson* following(std::string_view id);  // the next one that is built, or nullptr
// Id with or without its year, as people type it, or nullptr.
const lesson::Lesson* find_named(std::string_view name, std::span<const lesson::Lesson> among = catalog());

}  // namespace epochs::lessons
