// Sheets: what comes up over the screen and goes away with Esc.
#pragma once

#include <string_view>

#include "app/shell.hpp"
#include "lesson/player.hpp"
#include "ui/rich_text.hpp"

namespace epochs::app {

// The frame of a sheet: dims what is below, draws surface, title and close button; returns the content area. Closes itself on
// Esc, the close button and a press outside.
ui::Rect sheet_frame(ui::Ui& ui, Shell& shell, ui::Vec2 size, std::string_view title);

void draw_help_sheet(ui::Ui& ui, Shell& shell);
void draw_settings_sheet(ui::Ui& ui, Shell& shell);
void draw_search_sheet(ui::Ui& ui, Shell& shell);
void draw_share_sheet(ui::Ui& ui, Shell& shell);

struct HonestyFacts {
  lesson::HonestyRecord record;
  long updates = 0;
  std::string machine, date;
};
void draw_honesty_sheet(ui::Ui& ui, Shell& shell, const HonestyFacts& facts);

enum class Answer { None, Yes, No };
Answer draw_restart_sheet(ui::Ui& ui, Shell& shell);
// The last question of a lesson, put again on a later day. No: ask again (also when the sheet is closed).
Answer draw_question_sheet(ui::Ui& ui, Shell& shell, const ui::Paragraph& question, std::string_view asked_on);

}  // namespace epochs::app
