// Pictures of whatever draws through a Ui, without a display: for tour, export, picture tests and tools.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "app/platform/window_headless.hpp"
#include "app/settings.hpp"
#include "ui/interface.hpp"

struct ImGuiContext;

namespace epochs::app {

using DrawFunction = std::function<void(ui::Ui&)>;

class Studio {
 public:
  static Result<std::unique_ptr<Studio>> open(const WindowSize& size);
  explicit Studio(std::unique_ptr<HeadlessWindow> window);
  ~Studio();
  Studio(const Studio&) = delete;
  Studio& operator=(const Studio&) = delete;

  // Draws `frames` times, because layout and highlights settle in the second frame, and returns the last picture.
  // The animation clock advances by 1/60 s a frame and starts where the last call left it.
  Picture draw(const Settings& look, const DrawFunction& draw, int frames = 3);
  void present(const Settings& look, const DrawFunction& draw);    // one frame, onto the window's framebuffer
  void lay_out(const Settings& look, const DrawFunction& draw, int frames = 3);   // as draw(), without a pixel: for who asks where things are
  ui::AnchorRegistry& anchors() { return interface_.anchors(); }   // of the last frame

 private:
  void build(const Settings& look, const DrawFunction& draw);

  std::unique_ptr<HeadlessWindow> window_;
  ui::Interface interface_;
  ImGuiContext* context_;                  // the interface's
};

// One picture of `width` × `height` points, in English and dark unless `look` says otherwise.
Result<void> render_png(const std::filesystem::path& file, int width, int height, float framebuffer_scale, const DrawFunction& draw,
                        const Settings& look = {});

}  // namespace epochs::app
