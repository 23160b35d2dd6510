// The lesson's entry in the catalog.
#pragma once

#include "lesson/player.hpp"

namespace epochs::word2vec_lesson {

lesson::Lesson lesson();

}  // namespace epochs::word2vec_lesson
