// Drives the program as a learner does, without a window and without GL: finds things by their anchors, moves a synthetic
// pointer, presses keys, and draws one frame per change, as Dear ImGui before 1.87 needs it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.hpp"
#include "app/platform/stage.hpp"

namespace epochs::testing {

class UiDriver {
 public:
  explicit UiDriver(app::AppOptions options = quiet_options(), app::WindowSize size = {1440, 900, 1});

  // Cooperative training, no files, no motion: what a test sees depends on nothing but its own input.
  static app::AppOptions quiet_options();

  app::App& app() { return app_; }
  void frames(int count);

  bool has(std::string_view anchor) const;
  ui::Rect rect(std::string_view anchor) const;          // fails the test and returns {} when there is no such anchor
  std::vector<std::string> anchors() const;              // what stands on the screen, in no order

  void move_to(ui::Vec2 where);                          // units
  void press();
  void release();
  void click(std::string_view anchor);                   // in its middle
  void click_at(ui::Vec2 where);
  void drag(ui::Vec2 from, ui::Vec2 to, int moves = 8);
  void scrub(std::string_view anchor, float from, float to);   // shares of its width
  void wheel(float lines);
  void type(std::string_view utf8);
  void key(ui::Key key, bool shift = false, bool control = false);
  void key(char character);                              // a key of the table, such as 'l' or '?'
  void resize(app::WindowSize size);

 private:
  app::WindowSize size_;
  app::Stage stage_;
  app::App app_;
};

}  // namespace epochs::testing
