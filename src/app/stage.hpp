// The stage: the views of the current step as panels with titles, honesty marks and a small menu each.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/layout.hpp"
#include "app/shell.hpp"
#include "lesson/player.hpp"

namespace epochs::app {

enum class Export { Png, Svg, Csv, Model };

struct StageState {
  int tab = 0;                         // which view is shown when they are tabs
  std::string menu;                    // view whose menu is open; empty: none
  ui::Rect menu_button;                // where it was opened
  std::optional<std::string> asked;    // view whose honesty mark was pressed
};

// What the learner asked a panel to save; `area` is the whole panel, in units.
struct ExportWish {
  Export kind = Export::Png;
  std::string view;
  ui::Rect area;
  std::string ending = {};             // of Export::Model: which form of the model
};

struct StageScene {
  lesson::Player& player;
  const lesson::Step& step;
  ui::Rect area;
  bool wide = false, tabs = false;
  bool locked = false;                 // a teacher locked them: looking only
};
// Returns what is to be saved, if anything was chosen.
std::optional<ExportWish> draw_stage(ui::Ui& ui, const StageScene& scene, StageState& state);

// One view in its panel, without menu (presenter, export).
void draw_panel(ui::Ui& ui, lesson::Player& player, std::string_view view, ui::Rect panel);

// After the numbers ran away: what was drawn stays as a memory, at alpha 0.4.
void fade(ui::Ui& ui, ui::Rect picture, const session::Status& status);

// Content of a panel: under its title, inside its padding.
ui::Rect panel_content(ui::Rect panel);

}  // namespace epochs::app
