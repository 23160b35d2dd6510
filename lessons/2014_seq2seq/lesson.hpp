// The lesson's entry in the catalog.
#pragma once

#include "lesson/player.hpp"

namespace epochs::seq2seq_lesson {

lesson::Lesson lesson();

}  // namespace epochs::seq2seq_lesson
