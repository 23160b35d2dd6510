// One setting of a model as a control: a slider, words side by side, or a switch.
#pragma once

#include <optional>
#include <string>

#include "lesson/player.hpp"

namespace epochs::app {

struct SettingControl {
  std::string prefix;                  // of the anchors: "setting." + key
  std::string& dragged;                // slider that the pointer holds
  std::optional<std::string> wanted;   // what the learner chose, if anything
};

// Draws label and control below row.y; returns the height.
float draw_setting(ui::Ui& ui, ui::Rect row, const lesson::Setting& setting, SettingControl& control);

}  // namespace epochs::app
