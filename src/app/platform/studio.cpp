#include "app/platform/studio.hpp"

#include <imgui.h>

#include "app/platform/frame_input.hpp"
#include "app/platform/png.hpp"

namespace epochs::app {

Result<std::unique_ptr<Studio>> Studio::open(const WindowSize& size) {
  auto window = open_headless_window(size);
  if (!window) return Error{window.error()};
  return std::make_unique<Studio>(std::move(window).value());
}

Studio::Studio(std::unique_ptr<HeadlessWindow> window) : window_(std::move(window)), context_(ImGui::GetCurrentContext()) { window_->attach(); }

Studio::~Studio() {
  window_->make_current();
  ImGui::SetCurrentContext(context_);
  window_->detach();
}

Picture Studio::draw(const Settings& look, const DrawFunction& draw, int frames) {
  lay_out(look, draw, frames);
  window_->present(ground_of(look));
  return window_->picture();
}

void Studio::lay_out(const Settings& look, const DrawFunction& draw, int frames) {
  for (int i = 0; i < frames || interface_.fonts_waiting(); ++i) build(look, draw);
}

void Studio::present(const Settings& look, const DrawFunction& draw) {
  build(look, draw);
  window_->present(ground_of(look));
}

void Studio::build(const Settings& look, const DrawFunction& draw) {
  const WindowSize size = window_->size();
  window_->make_current();
  ImGui::SetCurrentContext(context_);
  if (interface_.prepare_fonts(frame_input(size, look))) window_->fonts_changed();
  window_->new_frame();
  draw(interface_.begin_frame(frame_input(size, look)));
  interface_.end_frame();
}

Result<void> render_png(const std::filesystem::path& file, int width, int height, float framebuffer_scale, const DrawFunction& draw,
                        const Settings& look) {
  auto studio = Studio::open({width, height, framebuffer_scale});
  if (!studio) return Error{studio.error()};
  return write_png(file, studio.value()->draw(look, draw));
}

}  // namespace epochs::app
