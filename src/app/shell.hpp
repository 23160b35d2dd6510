// What all screens share: the learner's settings, which sheet is open, and what a screen wishes the program to do next.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/handout.hpp"
#include "app/settings.hpp"
#include "ui/frame.hpp"
#include "ui/text_field.hpp"

namespace epochs::app {

enum class Sheet { None, Keys, Settings, Search, Honesty, Restart, Share, Question, Points };

// Screens never change the program while they draw; the shell grants these after the frame is drawn.
struct Wishes {
  std::optional<std::string> lesson;   // open it
  bool hall = false;
  bool save_state = false, copy_state = false;   // as FILE.epochs, as text on the clipboard
  bool print_notes = false;            // the speaker's notes as a sheet
  bool free_controls = false;          // what a teacher hid or locked is the learner's again
  std::string tell;
};

struct SearchState {
  ui::TextFieldState field;
  int chosen = 0;                      // row that Enter opens, among those that were found
  float scroll = 0;
};

struct Shell {
  Settings settings;
  Sheet sheet = Sheet::None;
  SearchState search;
  std::string notice;                  // one sentence at the foot, until it is dismissed
  double notice_since = 0;
  Wishes wishes;
  // 0 … 1 of a lesson's steps seen, 1 when its last question has been reached too.
  std::function<float(std::string_view lesson)> progress = [](std::string_view) { return 0.f; };
  bool in_lesson = false;
  bool handed_out = false;             // a teacher hid or locked controls of the open lesson
  Handout handout;                     // what the class may use, in the state that is handed out
  std::string last_lesson;             // where Continue goes; empty: the first lesson that is built
};

// Quiet: the same frame without pointer and keys, for what lies under a sheet.
ui::Ui quiet(const ui::Ui& ui);
// The same, and out of the tab order too: what lies under a card that covers it.
ui::Ui out_of_reach(const ui::Ui& ui, ui::FocusRing& apart);

}  // namespace epochs::app
