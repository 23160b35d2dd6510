#include "app/presenter_stage.hpp"

#include <algorithm>

#include "app/press.hpp"
#include "app/stage.hpp"
#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "ui/magnified.hpp"
#include "ui/type.hpp"

namespace epochs::app {

using ui::Rect;

namespace {

constexpr float kLeastWidth = 370;     // a view's parts, in its own units: narrower and they crowd
constexpr float kTwoFrom = 1310;       // u of stage, a window of 1,440: both pictures with type that is read from the last row
constexpr float kGap = 16, kSide = 28, kTop = 62, kFoot = 20;   // kTop: a legend stands 20 of the view's units above it

// "neuron.w1" is in the view "neuron", "view.reviews" in "reviews".
bool names(std::string_view spotlight, const std::string& view) {
  return spotlight == "view." + view || spotlight == view || spotlight.starts_with(view + ".");
}

std::size_t first_view(const lesson::Step& step, const std::vector<std::string>& views) {
  for (const std::string& spotlight : step.spotlights)
    for (std::size_t i = 0; i < views.size(); ++i)
      if (names(spotlight, views[i])) return i;
  return 0;
}

// A view's own type starts at 12.5 u. A window that would leave it no room is no room's screen.
float magnification(Rect area) {
  return std::clamp(std::min(area.w / kLeastWidth, area.h / 180), 1.f, kSmallestInRoom / ui::kTick);
}

// Halves, so that words are of one size in both.
std::vector<Rect> panels(Rect area, std::size_t views) {
  if (views < 2) return {area};
  Rect second = area;
  const Rect first = second.cut_left((area.w - kGap) / 2);
  second.cut_left(kGap);
  return {first, second};
}

void draw_view(ui::Ui& ui, const RoomStage& stage, const std::string& view, Rect panel, float foot) {
  surface(ui, panel, 18);
  Rect area{panel.x + kSide, panel.y + kTop, panel.w - 2 * kSide, panel.h - kTop - kFoot};
  area.h = std::min(area.h, std::max(120.f, foot - area.y));
  {
    ui::Magnified large(ui, magnification(area));
    stage.player.draw(large.frame(), view, large.inside(area));
  }
  fade(ui, area, stage.player.training().status());
}

}  // namespace

std::vector<std::string> room_views(const lesson::Player& player, const lesson::Step& step, float width, int picture) {
  std::vector<std::string> all = step.views.empty() ? player.views() : step.views;
  if (step.views.empty() && all.size() > 1) all.resize(1);
  if (all.size() < 2) return all;
  const bool two = width >= kTwoFrom;
  const int choices = static_cast<int>(all.size()) + (two ? 1 : 0);
  const int at = picture % choices;
  if (two && at == 0) return {all[0], all[1]};
  const std::size_t first = two ? 0 : first_view(step, all);
  return {all[(first + static_cast<std::size_t>(at - (two ? 1 : 0))) % all.size()]};
}

void draw_room_stage(ui::Ui& ui, const RoomStage& stage, const std::vector<std::string>& views) {
  ui.anchors.add("presenter.stage", stage.area);
  if (views.empty()) return surface(ui, stage.area, 18);
  const Rect warning = trouble_area(ui, stage.area, stage.trouble);
  const ui::Vec2 pointer = ui.pointer.position;
  const bool covered = warning.contains(pointer) || stage.cards[0].contains(pointer) || stage.cards[1].contains(pointer);
  const bool cut = warning.w > 0 && ran_away(stage.player.training().status());   // the card hides nothing
  ui::FocusRing apart;
  ui::Ui look = covered ? quiet(ui) : stage.locked ? look_only(ui, apart) : ui;
  const std::vector<Rect> places = panels(stage.area, views.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    ui.anchors.add("presenter.view." + views[i], places[i]);
    draw_view(look, stage, views[i], places[i], cut ? warning.y - 16 : stage.area.bottom() - kFoot);
  }
}

}  // namespace epochs::app
