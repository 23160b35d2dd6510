// The lesson's entry in the catalog.
#pragma once

#include "lesson/player.hpp"

namespace epochs::bag_lesson {

lesson::Lesson lesson();

}  // namespace epochs::bag_lesson
