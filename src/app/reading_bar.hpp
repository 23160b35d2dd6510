// A file on its way into the lesson, at the place of the notice: its name, how far it is, and a way to stop.
#pragma once

#include "lesson/text_lesson.hpp"
#include "ui/frame.hpp"

namespace epochs::app {

void draw_reading_bar(ui::Ui& ui, lesson::TextLesson& lesson, const lesson::Reading& reading);

}  // namespace epochs::app
