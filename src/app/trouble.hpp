// Divergence and failure as named events over the stage: what happened, when, why, and one click to repair it.
#pragma once

#include <string>

#include "lesson/player.hpp"
#include "ui/frame.hpp"

namespace epochs::app {

// The learning rate with which it happened: the learner may have chosen another one since.
class TroubleMemory {
 public:
  void look(lesson::Player& player);         // once a frame
  const std::string& rate() const { return rate_; }   // empty: all is well, or the lesson has none
  const LocalizedText& parameter() const { return parameter_; }   // which one, in words; empty: none is named

 private:
  session::Health::Kind kind_ = session::Health::Kind::Well;
  long update_ = -1;
  std::string rate_;
  LocalizedText parameter_;
};

enum class TroubleSize { Desk, Room };       // Room: read from the back, nothing under 20 u

struct TroubleScene {
  lesson::Player& player;
  const TroubleMemory& memory;
  bool may_train = true, may_set = true;     // false: a teacher locked it; the event is told, its button is missing
  TroubleSize size = TroubleSize::Desk;
};

bool ran_away(const session::Status& status);   // the numbers on the screen are the last finite ones
// Empty when all is well. status.health.parameter: as it is to be called.
std::string trouble_sentence(const ui::Ui& ui, const session::Status& status, const std::string& rate);
ui::Rect trouble_area(ui::Ui& ui, ui::Rect stage, const TroubleScene& scene);   // w = 0: nothing to say
void draw_trouble_panel(ui::Ui& ui, ui::Rect stage, const TroubleScene& scene);

std::string machine_name();   // for the honesty record: processor family and number of processors
std::string today();          // 2026-11-22

}  // namespace epochs::app
