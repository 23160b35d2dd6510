// A control shown in one state, whatever the pointer and the keyboard really do: a frame of its own with a pointer and a focus that
// the state needs. What it registers (anchors, tab order, highlights) stays with it.
#pragma once

#include <array>
#include <string_view>

#include "core/text.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/focus.hpp"

namespace epochs::viz::gallery {

enum class Stage { Rest, Hovered, Pressed, Focused, Disabled, Locked };
inline constexpr std::array<Stage, 6> kStages = {Stage::Rest, Stage::Hovered, Stage::Pressed, Stage::Focused, Stage::Disabled, Stage::Locked};
Localized stage_name(Stage stage);

class Specimen {
 public:
  // `pointed`: where the pointer stands when the stage wants one; `id`: the control that has the keyboard when it wants that.
  Specimen(const ui::Ui& from, Stage stage, ui::Vec2 pointed, std::string_view id);
  Specimen(const Specimen&) = delete;
  Specimen& operator=(const Specimen&) = delete;

  ui::Ui& frame() { return frame_; }
  ui::Access access() const { return stage_ == Stage::Disabled ? ui::Access::Disabled : stage_ == Stage::Locked ? ui::Access::Locked : ui::Access::Open; }

 private:
  Stage stage_;
  ui::AnchorRegistry anchors_;
  ui::FocusRing focus_;
  ui::Highlight highlight_;
  ui::Requests requests_;
  ui::Ui frame_;
};

}  // namespace epochs::viz::gallery
