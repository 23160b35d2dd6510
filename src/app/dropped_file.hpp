// What becomes of a file that was dropped on the window: a state is opened, a table goes to the open lesson as its points, a text or word vectors as what it reads.
#pragma once

#include <filesystem>
#include <string>

#include "app/app.hpp"
#include "lesson/text_lesson.hpp"

namespace epochs::app {

// One sentence for the learner: what was done with it, or why nothing was. Empty: it is being read.
std::string take_dropped_file(App& app, const std::filesystem::path& file);

// Once a frame while a file is being read: the same sentence when it is done.
std::string go_on_reading(lesson::TextLesson& lesson, Language language);

// The same for a text that was pasted into a lesson that takes texts.
std::string take_pasted_text(App& app, const std::string& text);

}  // namespace epochs::app
