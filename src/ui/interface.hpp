// Everything a frame needs around the drawing: the Dear ImGui context, fonts, motion, focus, anchors, highlight. The program, the
// pictures and the tests all use it; only ui/interface.cpp knows Dear ImGui's version.
//
//     Ui& ui = interface.begin_frame(input);   // inside the one root window
//     app.frame(ui);
//     interface.end_frame();                   // ImGui::GetDrawData() is ready
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ui/frame.hpp"

struct ImGuiContext;

namespace epochs::ui {

struct FrameInput {
  float width = 1440, height = 900;    // points (CSS px)
  float framebuffer_scale = 1;         // device pixels per point
  double seconds = 1.0 / 60;           // since the last frame
  Language language = Language::English;
  Brightness brightness = Brightness::Dark;
  Palette palette = Palette::Standard;
  float text_size = 1;                 // 0.9, 1, 1.15, 1.3
  bool reduced_motion = false;
  bool touch = false;
};

// Points for one unit of the layout: eighths, from the window and the user's text size.
float scale_for(float width, float height, float text_size);

class Interface {
 public:
  Interface();
  ~Interface();
  Interface(const Interface&) = delete;
  Interface& operator=(const Interface&) = delete;

  // Bakes the fonts for this window now; begin_frame does so by itself when the scale has been another one for 250 ms.
  // True when the atlas changed and the back end must upload it again.
  bool prepare_fonts(const FrameInput& input);
  bool fonts_waiting() const;                        // a rebuild is due: draw on until it is done

  Ui& begin_frame(const FrameInput& input);
  void end_frame();
  bool animating() const;                            // something was on its way in the last frame

  // Of the last frame: where an input method should open (points), and which pointer to show. Dear ImGui's back end is told both;
  // the browser, which has none, asks here.
  std::optional<Rect> text_caret() const;
  Cursor cursor() const;

  AnchorRegistry& anchors();
  FocusRing& focus();

  // Synthetic input for tests, in points; takes effect in the next frame. One change a frame, as people do it.
  void put_pointer(Vec2 points);
  void put_button(bool down);
  void put_wheel(float lines);
  void put_key(Key key, bool shift = false, bool control = false);   // pressed and released
  void put_shortcut(char letter, bool shift = false);                // Ctrl with a, c, v, x, y or z
  void put_text(const std::string& utf8);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace epochs::ui
