// The speaker's notes of a lesson as one HTML page to print: every step with its sentence, question, options, answer and notes.
#pragma once

#include <string>

#include "lesson/player.hpp"

namespace epochs::app {

std::string notes_page(const lesson::Lesson& lesson, const lesson::LessonText& text, Language language);
std::string notes_ending(Language language);   // "-notes.en.html"
std::string escaped_html(std::string_view text);

}  // namespace epochs::app
