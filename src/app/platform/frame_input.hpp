// What the interface has to know about a frame, from the window and the learner's settings.
#pragma once

#include "app/platform/window.hpp"
#include "app/settings.hpp"
#include "ui/interface.hpp"

namespace epochs::app {

inline ui::FrameInput frame_input(const WindowSize& size, const Settings& look, double seconds = 1.0 / 60) {
  ui::FrameInput input;
  input.width = static_cast<float>(size.width);
  input.height = static_cast<float>(size.height);
  input.framebuffer_scale = size.framebuffer_scale;
  input.seconds = seconds;
  input.language = look.language;
  input.brightness = look.brightness;
  input.palette = look.palette;
  input.text_size = look.text_size;
  input.reduced_motion = look.reduced_motion;
  return input;
}

inline ui::Color ground_of(const Settings& look) { return ui::theme(look.brightness, look.palette)[ui::Token::Background]; }

}  // namespace epochs::app
