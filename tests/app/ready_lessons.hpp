// The lessons that are built, for tests that hold for each of them.
#pragma once

#include <string>
#include <vector>

#include "lessons/catalog.hpp"

namespace epochs::testing {

inline std::vector<std::string> ready_lessons() {
  std::vector<std::string> ids;
  for (const lesson::Lesson& lesson : lessons::catalog())
    if (lesson.make) ids.push_back(lesson.id);
  return ids;
}

}  // namespace epochs::testing
