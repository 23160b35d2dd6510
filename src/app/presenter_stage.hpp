// What a room sees of a step's pictures: two side by side where both can be read from the last row, else one at a time.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "app/trouble.hpp"
#include "lesson/player.hpp"

namespace epochs::app {

inline constexpr float kSmallestInRoom = 20;   // nothing on the presenter's screen is smaller

// The views shown in a stage of this width. picture 0: what fits, two of them or the one that the step's spotlight names; each further
// number the next arrangement, round and round: every view large.
std::vector<std::string> room_views(const lesson::Player& player, const lesson::Step& step, float width, int picture);

struct RoomStage {
  lesson::Player& player;
  const TroubleScene& trouble;
  bool locked = false;
  ui::Rect area;
  std::array<ui::Rect, 2> cards;       // what lies over the stage; w = 0: nothing
};
void draw_room_stage(ui::Ui& ui, const RoomStage& stage, const std::vector<std::string>& views);

}  // namespace epochs::app
