// The lesson for the catalog.
#pragma once

#include "lesson/player.hpp"

namespace epochs::backprop_lesson {

lesson::Lesson lesson();       // title, idea and thumbnail are the catalog's

}  // namespace epochs::backprop_lesson
