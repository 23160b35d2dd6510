// Pictures without a display: EGL surfaceless, OpenGL 3.3 core, a framebuffer of our own.
#pragma once

#include <memory>

#include "app/platform/window.hpp"

namespace epochs::app {

class HeadlessWindow : public Window {
 public:
  virtual void make_current() = 0;         // when there are several
  // The picture last presented.
  virtual Picture picture() const = 0;
};

Result<std::unique_ptr<HeadlessWindow>> open_headless_window(const WindowSize& size);

}  // namespace epochs::app
