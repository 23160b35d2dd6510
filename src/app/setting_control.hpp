// One setting of a model as a control: a slider, words side by side, a switch, or a count with − and +.
#pragma once

#include <optional>
#include <string>

#include "lesson/player.hpp"
#include "ui/text_field.hpp"

namespace epochs::app {

// A number that is being typed into a slider's place; at most one at a time.
struct NumberEntry {
  std::string id;                      // of its control; empty: none
  std::string before;                  // what a double click on the slider found before its first press
  std::string left_id, left_text;      // what was being typed when another entry began: taken when its control is drawn
  ui::TextFieldState field;
  std::string problem;
};

struct SettingControl {
  std::string prefix;                  // of the anchors: "setting." + key
  std::string& dragged;                // slider that the pointer holds
  NumberEntry& entry;
  std::optional<std::string> wanted;   // what the learner chose, if anything
};

// Draws label and control below row.y; returns the height.
float draw_setting(ui::Ui& ui, ui::Rect row, const lesson::Setting& setting, SettingControl& control);

// A whole number without a slider: a well that is typed into. setting.value stands in it as it is.
float draw_typed_number(ui::Ui& ui, ui::Rect row, const lesson::Setting& setting, SettingControl& control);

}  // namespace epochs::app
