#include "viz/gallery/specimen.hpp"

namespace epochs::viz::gallery {
namespace {

ui::Ui framed(const ui::Ui& from, ui::AnchorRegistry& anchors, ui::FocusRing& focus, ui::Highlight& highlight, ui::Requests& requests) {
  return ui::Ui{from.canvas, from.theme, from.language, from.window, from.scale, from.text_scale, ui::Pointer{}, {}, {}, highlight,
                anchors, focus, from.motion, requests, from.clipboard, from.time, from.touch};
}

}  // namespace

Localized stage_name(Stage stage) {
  switch (stage) {
    case Stage::Rest: return {"At rest", "平时"};
    case Stage::Hovered: return {"Hovered", "指向"};
    case Stage::Pressed: return {"Pressed", "按下"};
    case Stage::Focused: return {"Keyboard", "键盘焦点"};
    case Stage::Disabled: return {"Disabled", "不可用"};
    case Stage::Locked: break;
  }
  return {"Locked", "已锁定"};
}

Specimen::Specimen(const ui::Ui& from, Stage stage, ui::Vec2 pointed, std::string_view id) : stage_(stage), frame_(framed(from, anchors_, focus_, highlight_, requests_)) {
  if (stage == Stage::Hovered || stage == Stage::Pressed) frame_.pointer.position = pointed;
  frame_.pointer.down = stage == Stage::Pressed;
  if (stage != Stage::Focused) return;
  const ui::KeyPress tab{ui::Key::Tab};
  focus_.begin_frame({&tab, 1}, {});   // Tab makes the outline visible
  focus_.move_to(id);
}

}  // namespace epochs::viz::gallery
