// Drives the program as a learner does, without a window and without GL: finds things by their anchors, moves a synthetic
// pointer, presses keys, one change a frame.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.hpp"
#include "app/platform/window.hpp"
#include "ui/interface.hpp"

namespace epochs::testing {

class UiDriver {
 public:
  explicit UiDriver(app::AppOptions options = quiet_options(), app::WindowSize size = {1440, 900, 1});

  // Cooperative training, no files, no motion: what a test sees depends on nothing but its own input.
  static app::AppOptions quiet_options();

  app::App& app() { return app_; }
  ui::Interface& interface() { return interface_; }
  void frames(int count);
  // One frame on another canvas, made of the one it is measured by.
  void frame_on(const std::function<ui::Canvas&(ui::Canvas& canvas, ui::Rect window)>& make);
  void resize(app::WindowSize size);

  void settle_question();                                // nothing runs while the step asks: answered as one does who knows, and at rest
  bool has(std::string_view anchor);
  ui::Rect rect(std::string_view anchor);                // in units; fails the test and returns {} when there is no such anchor
  std::vector<std::string> anchors();                    // what stood on the screen in the last frame, sorted

  // Positions in units.
  void move_to(ui::Vec2 where);
  void press();
  void release();
  void click_at(ui::Vec2 where);
  void click(std::string_view anchor);                   // in its middle
  void drag(ui::Vec2 from, ui::Vec2 to, int moves = 8);
  void scrub(std::string_view anchor, float from, float to);   // shares of its width
  void wheel(float lines);
  void type(const std::string& utf8);
  void key(ui::Key key, bool shift = false, bool control = false);
  void key(const std::string& character) { type(character); }   // of the table of keys: "l", "?"

 private:
  void frame();
  float scale() const;

  app::WindowSize size_;
  ui::Interface interface_;
  app::App app_;
};

}  // namespace epochs::testing
