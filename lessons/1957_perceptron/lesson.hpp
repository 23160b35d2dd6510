// The lesson for the catalog.
#pragma once

#include "lesson/player.hpp"

namespace epochs::perceptron_lesson {

lesson::Lesson lesson();       // for the catalog; the thumbnail is the catalog's

}  // namespace epochs::perceptron_lesson
