// Where input comes from and pictures go: a window on the desktop (window_glfw), a picture in memory (window_headless);
// the browser's canvas takes the same seam. The caller owns the loop.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/platform/gl.hpp"
#include "core/result.hpp"

namespace epochs::app {

struct WindowSize {
  int width = 1440, height = 900;      // points
  float framebuffer_scale = 1;         // pixels a point
  bool operator==(const WindowSize&) const = default;
};

// What the system says about the learner's wishes, where it says anything.
struct SystemHints {
  bool reduced_motion = false;
  bool light = false;
};

class Window {
 public:
  virtual ~Window() = default;

  virtual WindowSize size() const = 0;
  virtual bool should_close() const = 0;
  virtual bool visible() const = 0;                  // false while minimised: nothing is drawn then
  virtual void wait(double seconds) = 0;             // until input comes, at most so long; 0: takes what has come
  virtual bool had_input() = 0;                      // since the last call
  // Between Interface's creation and its end: connects input and drawing to the current ImGui context.
  virtual void attach() = 0;
  virtual void detach() = 0;
  virtual void new_frame() = 0;                      // hands the input of this frame to ImGui
  virtual void present(ui::Color ground) = 0;        // draws what ImGui holds and shows it
  virtual void photograph(Picture& into) { static_cast<void>(into); }   // what the next present() shows, in pixels
  virtual void fonts_changed() = 0;                  // the atlas was rebuilt: upload it again
  virtual void set_title(const std::string& title) = 0;
  virtual std::vector<std::filesystem::path> dropped_files() = 0;   // since the last call
  virtual SystemHints hints() const { return {}; }
  virtual void copy(const std::string& text) { static_cast<void>(text); }           // to the clipboard
  virtual std::optional<std::string> pasted() { return std::nullopt; }              // Ctrl+V since the last call: what the clipboard holds
  virtual void show_pointer(bool shown) { static_cast<void>(shown); }
};

Result<std::unique_ptr<Window>> open_window(const WindowSize& size, const std::string& title);   // window_glfw.cpp

}  // namespace epochs::app
