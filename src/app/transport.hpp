// The bar under a lesson: four beats, step back, play, step forward, speed, the history with its playhead, the readout.
#pragma once

#include "app/layout.hpp"
#include "app/shell.hpp"
#include "lesson/player.hpp"

namespace epochs::app {

// Speeds are powers of two in updates a second; the last stop is as fast as possible.
inline constexpr int kSpeedStops = 12;
double updates_per_second(int stop);            // 1, 2, 4 … 1024; 0 for the last stop
int speed_stop(double updates_per_second);      // the nearest one
std::string speed_label(int stop, Language language);

enum class PlayLook { Bright, Quiet, Held };   // Quiet: something else is the bright button, a repair. Held: an open question comes before the run

struct TransportState {
  int speed = 0;
  bool scrubbing = false, sliding = false;
  long scrub_target = -1;
  bool dirty_speed = true;                      // the training has not been told yet
  session::StopRule stop;                       // drawn into the history
  PlayLook play = PlayLook::Bright;
  bool may_show = true;                         // held: the bar offers to go on without a guess
  bool tried = false, show = false;             // held: something that runs, or the guess, was pressed; "show me without guessing" was
  ui::Rect menu;                                // beats and speed, open over the stage of a narrow window; empty: closed
};

void draw_transport(ui::Ui& ui, lesson::Player& player, const LessonLayout& layout, TransportState& state);
// In the place of the history while the bar is held: the guess, and the way on without one. In its own file.
float held_width(ui::Ui& ui);                   // that both need
void draw_held(ui::Ui& ui, ui::Rect area, TransportState& state);

// Also for the keys: Space, . and , (with Shift a whole update), Up and Down, Home and End.
void toggle_play(session::Training& training);
void step(lesson::Player& player, int direction, bool whole_update);
void change_speed(TransportState& state, session::Training& training, int change);

// The loss line with its playhead; drag anywhere to scrub. In its own file.
struct HistoryView {
  bool labels = true;
  float line_width = 1.8f;
};
void draw_history(ui::Ui& ui, session::Training& training, ui::Rect area, TransportState& state, const HistoryView& view = {});

std::string loss_text(double loss);             // as many digits as are worth showing

}  // namespace epochs::app
