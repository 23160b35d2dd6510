#include "support/ui_driver.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/platform/frame_input.hpp"
#include "ui/anchor.hpp"
#include "ui/canvas_svg.hpp"

namespace epochs::testing {

app::AppOptions UiDriver::quiet_options() {
  app::AppOptions options;
  options.threaded = false;
  options.settings.reduced_motion = true;
  return options;
}

UiDriver::UiDriver(app::AppOptions options, app::WindowSize size) : size_(size), app_(std::move(options)) {
  interface_.prepare_fonts(app::frame_input(size_, app_.settings()));
  frames(2);
}

void UiDriver::frame() {
  const app::Settings look = app_.settings();
  if (interface_.fonts_waiting()) interface_.prepare_fonts(app::frame_input(size_, look));
  app_.frame(interface_.begin_frame(app::frame_input(size_, look)));
  interface_.end_frame();
}

void UiDriver::frame_on(const std::function<ui::Canvas&(ui::Canvas& canvas, ui::Rect window)>& make) {
  ui::Ui& ui = interface_.begin_frame(app::frame_input(size_, app_.settings()));
  ui::Ui other = ui::with_canvas(ui, make(ui.canvas, ui.window));
  app_.frame(other);
  interface_.end_frame();
}

void UiDriver::frames(int count) {
  for (int i = 0; i < count; ++i) frame();
}

void UiDriver::resize(app::WindowSize size) {
  size_ = size;
  interface_.prepare_fonts(app::frame_input(size_, app_.settings()));
  frames(2);
}

float UiDriver::scale() const {
  return ui::scale_for(static_cast<float>(size_.width), static_cast<float>(size_.height), app_.settings().text_size);
}

void UiDriver::settle_question() {
  app_.answer();
  if (app_.on_stage()) app_.on_stage()->training().settle();
  frames(3);
}

bool UiDriver::has(std::string_view anchor) { return interface_.anchors().find(anchor).has_value(); }

ui::Rect UiDriver::rect(std::string_view anchor) {
  const auto found = interface_.anchors().find(anchor);
  if (found) return *found;
  std::string there;
  for (const std::string& name : anchors()) there += " " + name;
  ADD_FAILURE() << "nothing on the screen is called " << anchor << "; there are:" << there;
  return {};
}

std::vector<std::string> UiDriver::anchors() {
  frame();
  std::vector<std::string> names;
  const nlohmann::json all = nlohmann::json::parse(interface_.anchors().to_json());
  for (const auto& [name, area] : all.items()) names.push_back(name);
  return names;
}

void UiDriver::move_to(ui::Vec2 where) {
  interface_.put_pointer(where * scale());
  frames(2);   // hover shows in the frame after
}

void UiDriver::press() {
  interface_.put_button(true);
  frames(2);
}

void UiDriver::release() {
  interface_.put_button(false);
  frames(2);
}

void UiDriver::click_at(ui::Vec2 where) {
  move_to(where);
  press();
  release();
}

void UiDriver::click(std::string_view anchor) {
  const ui::Rect area = rect(anchor);
  if (area.w > 0) click_at(area.center());
}

void UiDriver::drag(ui::Vec2 from, ui::Vec2 to, int moves) {
  move_to(from);
  press();
  for (int i = 1; i <= moves; ++i) move_to(from + (to - from) * (static_cast<float>(i) / static_cast<float>(moves)));
  release();
}

void UiDriver::scrub(std::string_view anchor, float from, float to) {
  const ui::Rect area = rect(anchor);
  if (area.w > 0) drag({area.x + area.w * from, area.center().y}, {area.x + area.w * to, area.center().y});
}

void UiDriver::wheel(float lines) {
  interface_.put_wheel(lines);
  frames(2);
}

void UiDriver::type(const std::string& utf8) {
  interface_.put_text(utf8);
  frames(2);
}

void UiDriver::key(ui::Key key, bool shift, bool control) {
  interface_.put_key(key, shift, control);
  frames(3);   // down, up, effect
}

}  // namespace epochs::testing
