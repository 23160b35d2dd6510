// Divergence and failure as named events over the stage: what happened, when, and one click to repair it.
#pragma once

#include <string>

#include "lesson/player.hpp"
#include "ui/frame.hpp"

namespace epochs::app {

void draw_trouble_panel(ui::Ui& ui, ui::Rect stage, lesson::Player& player);
std::string trouble_sentence(const ui::Ui& ui, const session::Status& status);   // empty when all is well

std::string machine_name();   // for the honesty record: processor family and number of processors
std::string today();          // 2026-11-22

}  // namespace epochs::app
