#include "viz/gl/texture.hpp"

#include "core/check.hpp"
#include "viz/gl/functions.hpp"

namespace epochs::viz::gl {

bool has_context() { return glGetString(GL_VERSION) != nullptr; }

PixelTexture::~PixelTexture() {
  if (name_ != 0 && has_context()) glDeleteTextures(1, &name_);
}

bool PixelTexture::upload(std::span<const std::uint8_t> pixels, int width, int height, Sampling sampling) {
  EPOCHS_CHECK(width > 0 && height > 0 && pixels.size() == 4 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height), "texture: sizes do not fit");
  if (!has_context()) return false;
  GLint bound = 0;
  glGetIntegerv(GL_TEXTURE_BINDING_2D, &bound);
  if (name_ == 0) glGenTextures(1, &name_);
  glBindTexture(GL_TEXTURE_2D, name_);
  const GLint filter = sampling == Sampling::Nearest ? GL_NEAREST : GL_LINEAR;
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
  glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(bound));
  return true;
}

}  // namespace epochs::viz::gl
