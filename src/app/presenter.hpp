// For the front of a room: one title, one sentence, one stage, nothing under 20 u.
#pragma once

#include <array>
#include <string_view>

#include "app/handout.hpp"
#include "app/layout.hpp"
#include "app/shell.hpp"
#include "app/trouble.hpp"
#include "lesson/glossary.hpp"
#include "lesson/player.hpp"

namespace epochs::app {

struct PresenterState {
  bool on = false, blank = false, notes = false;
  double moved_at = 0;                 // when the pointer last moved: it hides after two seconds
  ui::Vec2 pointer_at;
  bool pointer = true;                 // shown
  std::array<int, 4> hands{};          // show of hands, an option each
  bool revealed = false;               // the question stays, with the right option ticked and the reason
  float notes_scroll = 0;
  int picture = 0;                     // which of the room_views()
};

struct PresenterScene {
  const lesson::Lesson& lesson;
  lesson::Player& player;
  const lesson::Step& step;
  const lesson::Glossary& glossary;
  std::string_view next_title;         // empty on the last step
  std::size_t index = 0, count = 1;
  bool answered = true;                // the outcome may be shown
  TroubleScene trouble;
  const Handout& handout;              // what a teacher hid or locked holds in front of the room too
  int outcome = -1;                    // of the question that was answered; −1: still being measured
};

struct PresenterWish {
  int go = 0;                          // −1, +1
  bool leave = false;
  bool urge = false;                   // play was pressed while the question is open
  bool reveal = false;                 // end the question, or put its answer away again
};
PresenterWish draw_presenter(ui::Ui& ui, const PresenterScene& scene, PresenterState& state);

}  // namespace epochs::app
