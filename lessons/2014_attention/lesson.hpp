// The lesson's entry in the catalog.
#pragma once

#include "lesson/player.hpp"

namespace epochs::attention_lesson {

lesson::Lesson lesson();

}  // namespace epochs::attention_lesson
