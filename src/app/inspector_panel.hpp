// The right side of a lesson: the selected number's account, the settings of the model, the code twin. A column in wide
// windows, a card over the stage in all others.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/handout.hpp"
#include "app/layout.hpp"
#include "app/setting_control.hpp"
#include "app/shell.hpp"
#include "app/twin_run.hpp"
#include "lesson/player.hpp"

namespace epochs::app {

enum class SideTab { Number, Model, Code };

struct SideState {
  SideTab tab = SideTab::Number;
  bool open = false;                   // as a card
  // The number as it stood when it was pinned, in both languages; it stays until it is unpinned, whatever is selected.
  struct Pinned {
    lesson::Account english, chinese;
    long update = 0;
  };
  std::optional<Pinned> pinned;
  float scroll = 0;
  std::string dragged;                 // slider that the pointer holds
  NumberEntry entry;
  Error problem;                       // what the model said about the last setting; no message: nothing
  bool ask_points = false;             // the sheet for a table of points is wanted
  session::StopRule stop;
  bool stop_changed = false;           // the training has not been told yet
  TwinDifference twin;                 // of the twin run that is open, or would be
  std::optional<std::uint64_t> wanted_seed;   // the lesson starts afresh with it
  bool twin_open = false, open_twin = false, close_twin = false;   // whether it is; what the learner wishes
};

struct SideScene {
  lesson::Player& player;
  const lesson::Step& step;
  const std::vector<std::string>& code;
  bool covered = false;                // a prediction is open: the hidden value stays "?"
  bool locked = false;                 // a teacher locked the settings
  TwinRun* twin = nullptr;             // the player, when it is a twin run
  std::uint64_t seed = 1;              // that the run was made with
  bool own_points = false;             // the lesson takes a table of points, and nobody locked them
  bool own_text = false;               // the same for a text
};

// The words that choose the tab; `area` is the caption line of the column or the row under the narrative.
void draw_side_tabs(ui::Ui& ui, ui::Rect area, SideState& state, bool card, const Handout& handout);
float side_tabs_width(ui::Ui& ui, const Handout& handout);   // of the row that opens the card
// "Pin" or "Unpin", at the right end of a line; nothing while no number is selected.
void draw_pin(ui::Ui& ui, ui::Rect line, lesson::Player& player, SideState& state);
void toggle_pin(lesson::Player& player, SideState& state);
// A tab that a teacher hid is left; false: no tab is left to show.
bool choose_shown_tab(SideState& state, const Handout& handout);
void draw_side(ui::Ui& ui, ui::Rect area, const SideScene& scene, SideState& state);

// The parts.
void draw_account(ui::Ui& ui, ui::Rect area, const SideScene& scene, SideState& state);
void draw_model_settings(ui::Ui& ui, ui::Rect area, const SideScene& scene, SideState& state);
void draw_code_twin(ui::Ui& ui, ui::Rect area, const SideScene& scene);

}  // namespace epochs::app
