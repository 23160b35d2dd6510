// The line at the top of the hall and of a lesson.
#pragma once

#include "app/layout.hpp"
#include "app/shell.hpp"
#include "lesson/player.hpp"

namespace epochs::app {

// What the lesson's bar shows and what was pressed in it.
struct LessonBar {
  const lesson::Lesson& lesson;
  lesson::Honesty honesty;
};
struct BarPressed {
  bool presenter = false, honesty = false;
};
BarPressed draw_lesson_bar(ui::Ui& ui, Shell& shell, ui::Rect area, WidthClass width, const LessonBar& bar);

// Pill with icon and words, right edge at x; returns its area.
ui::Rect draw_honesty(ui::Ui& ui, ui::Vec2 right_center, lesson::Honesty kind);
Localized honesty_words(lesson::Honesty kind);

// Round buttons and the language switch, from the right edge leftwards; returns the x that is left over.
enum class BarKind { Hall, Lesson };
float draw_bar_controls(ui::Ui& ui, Shell& shell, float right, float center_y, BarKind kind, WidthClass width, bool& presenter);

}  // namespace epochs::app
