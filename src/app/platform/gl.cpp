#include "app/platform/gl.hpp"

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>

#include <cstring>

namespace epochs::app {

Framebuffer::Framebuffer(int width, int height) : width_(width), height_(height) {
  glGenFramebuffers(1, &framebuffer_);
  glGenRenderbuffers(1, &color_);
  glBindRenderbuffer(GL_RENDERBUFFER, color_);
  glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, color_);
}

Framebuffer::~Framebuffer() {
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  glDeleteRenderbuffers(1, &color_);
  glDeleteFramebuffers(1, &framebuffer_);
}

bool Framebuffer::complete() const {
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
  return glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
}

Picture Framebuffer::read() const {
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
  return read_pixels(width_, height_);
}

void finish_drawing() { glFinish(); }

Picture read_pixels(int width, int height) {
  Picture picture{width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3)};
  std::vector<std::uint8_t> upside_down(picture.rgb.size());
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, upside_down.data());
  const std::size_t row = static_cast<std::size_t>(width) * 3;
  for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y)
    std::memcpy(&picture.rgb[y * row], &upside_down[(static_cast<std::size_t>(height) - 1 - y) * row], row);
  return picture;
}

void clear_screen(int width, int height, ui::Color color) {
  glViewport(0, 0, width, height);
  glDisable(GL_SCISSOR_TEST);
  glClearColor(static_cast<float>(color.r) / 255, static_cast<float>(color.g) / 255, static_cast<float>(color.b) / 255, 1);
  glClear(GL_COLOR_BUFFER_BIT);
}

std::string gl_renderer() {
  const auto say = [](GLenum name) {
    const auto* text = reinterpret_cast<const char*>(glGetString(name));
    return std::string(text ? text : "unknown");
  };
  return say(GL_RENDERER) + ", OpenGL " + say(GL_VERSION);
}

}  // namespace epochs::app
