// The lesson for the catalog.
#pragma once

#include "lesson/player.hpp"

namespace epochs::cnn_lesson {

lesson::Lesson lesson();       // for the catalog; the thumbnail is the catalog's

}  // namespace epochs::cnn_lesson
