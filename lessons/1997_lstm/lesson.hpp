// The lesson's entry in the catalog.
#pragma once

#include "lesson/player.hpp"

namespace epochs::lstm_lesson {

lesson::Lesson lesson();

}  // namespace epochs::lstm_lesson
