// The hall: the timeline 1943 … today to its true scale, an era column under it for each part of the story, a card a lesson.
#pragma once

#include <string>
#include <vector>

#include "app/layout.hpp"
#include "app/shell.hpp"
#include "lesson/player.hpp"

namespace epochs::app {

struct HallState {
  ui::Vec2 scroll;
  int selected = -1;                   // index in the catalog: the card the keyboard is on
  int hovered = -1;                    // of the last frame
};

// One card of the hall with its place in the grid.
struct HallCard {
  const lesson::Lesson* lesson = nullptr;
  int index = 0;                       // in the catalog
  int era = 0, row = 0;                // row within the era; stacked: among all cards
  int tall = 1;                        // rows it spans
};
std::vector<HallCard> hall_cards(bool stacked);

void draw_hall(ui::Ui& ui, Shell& shell, HallState& state);

// Parts, in their own files.
struct HallScene {
  HallLayout layout;
  std::vector<HallCard> cards;
  int current = -1;                    // catalog index that Continue opens; −1: nothing to open
  int lit = -1;                        // catalog index whose card is hovered or focused
};
void draw_hall_axis(ui::Ui& ui, Shell& shell, const HallScene& scene, const HallState& state);
void draw_hall_phone_axis(ui::Ui& ui, const HallScene& scene, const HallState& state);
void draw_hall_top_bar(ui::Ui& ui, Shell& shell, const HallLayout& layout);

inline constexpr Localized kNotBuiltYet{"This lesson is not built yet.", "这一课还在筹备中。"};   // what a card that is coming says
Localized era_name(int era);
std::string_view era_years(int era);

}  // namespace epochs::app
