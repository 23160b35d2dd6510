// The lesson's entry in the catalog.
#pragma once

#include "lesson/player.hpp"

namespace epochs::rnn_lesson {

lesson::Lesson lesson();

}  // namespace epochs::rnn_lesson
