#include "viz/gl/cell_pass.hpp"

#include "core/check.hpp"
#include "viz/gl/functions.hpp"
#include "viz/gl/program.hpp"
#include "viz/gl/texture.hpp"

namespace epochs::viz::gl {
namespace {

// What a pass changes is put back: the interface is drawn by somebody else, in the middle of whose frame this runs.
class Kept {
 public:
  Kept() {
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &framebuffer_);
    glGetIntegerv(GL_CURRENT_PROGRAM, &program_);
    glGetIntegerv(GL_VERTEX_ARRAY_BINDING, &vertices_);
    glGetIntegerv(GL_ACTIVE_TEXTURE, &unit_);
    glGetIntegerv(GL_VIEWPORT, viewport_);
    for (int i = 0; i < 2; ++i) {
      glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(i));
      glGetIntegerv(GL_TEXTURE_BINDING_2D, &textures_[i]);
    }
    for (int i = 0; i < kSwitches; ++i)
      if ((on_[i] = glIsEnabled(kSwitch[i])) == GL_TRUE) glDisable(kSwitch[i]);
  }
  ~Kept() {
    for (int i = 0; i < kSwitches; ++i)
      if (on_[i] == GL_TRUE) glEnable(kSwitch[i]);
    for (int i = 0; i < 2; ++i) {
      glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(i));
      glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(textures_[i]));
    }
    glActiveTexture(static_cast<GLenum>(unit_));
    glBindVertexArray(static_cast<GLuint>(vertices_));
    glUseProgram(static_cast<GLuint>(program_));
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, static_cast<GLuint>(framebuffer_));
    glViewport(viewport_[0], viewport_[1], viewport_[2], viewport_[3]);
  }
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;

 private:
  static constexpr int kSwitches = 4;
  static constexpr GLenum kSwitch[kSwitches] = {GL_BLEND, GL_SCISSOR_TEST, GL_CULL_FACE, GL_DEPTH_TEST};
  GLint framebuffer_ = 0, program_ = 0, vertices_ = 0, unit_ = 0, viewport_[4] = {}, textures_[2] = {};
  GLboolean on_[kSwitches] = {};
};

unsigned make_texture() {
  GLuint name = 0;
  glGenTextures(1, &name);
  glBindTexture(GL_TEXTURE_2D, name);
  for (const GLenum filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER}) glTexParameteri(GL_TEXTURE_2D, filter, GL_NEAREST);
  for (const GLenum wrap : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T}) glTexParameteri(GL_TEXTURE_2D, wrap, GL_CLAMP_TO_EDGE);
  return name;
}

void set_color(GLuint program, const char* name, ui::Color c) {
  glUniform4f(glGetUniformLocation(program, name), static_cast<float>(c.r) / 255, static_cast<float>(c.g) / 255, static_cast<float>(c.b) / 255, 1);
}

void set_uniforms(GLuint program, const CellLook& look) {
  glUniform1i(glGetUniformLocation(program, "numbers"), 0);
  glUniform1i(glGetUniformLocation(program, "colors"), 1);
  glUniform1f(glGetUniformLocation(program, "scale"), look.scale);
  glUniform1i(glGetUniformLocation(program, "diverging"), look.diverging);
  glUniform1i(glGetUniformLocation(program, "causal"), look.causal);
  glUniform2i(glGetUniformLocation(program, "stride"), look.column_stride, look.row_stride);
  set_color(program, "ground", look.ground);
  set_color(program, "broken", look.broken);
}

}  // namespace

CellPass::~CellPass() {
  if (program_ == 0 || !has_context()) return;
  const GLuint textures[] = {numbers_, colors_, target_};
  glDeleteTextures(3, textures);
  glDeleteFramebuffers(1, &framebuffer_);
  glDeleteVertexArrays(1, &vertices_);
  glDeleteProgram(program_);
}

bool CellPass::prepare() {
  if (state_ != State::Unknown) return state_ == State::Ready;
  if (!has_context()) return false;
  program_ = make_program("cells");
  state_ = program_ != 0 ? State::Ready : State::Unable;
  if (program_ == 0) return false;
  const Kept kept;
  numbers_ = make_texture(), colors_ = make_texture(), target_ = make_texture();
  glGenFramebuffers(1, &framebuffer_);
  glGenVertexArrays(1, &vertices_);
  return true;
}

void CellPass::attach_target() {
  glBindTexture(GL_TEXTURE_2D, target_);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, columns_, rows_, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, framebuffer_);
  glFramebufferTexture2D(GL_DRAW_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, target_, 0);
}

void CellPass::send(std::span<const float> numbers, int columns, int rows) {
  EPOCHS_CHECK(state_ == State::Ready, "cell pass: prepare() comes first");
  EPOCHS_CHECK(columns > 0 && rows > 0 && numbers.size() == static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), "cell pass: sizes do not fit");
  const Kept kept;
  const bool other_size = columns != columns_ || rows != rows_;
  columns_ = columns, rows_ = rows;
  if (other_size) attach_target();
  glBindTexture(GL_TEXTURE_2D, numbers_);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_R32F, columns, rows, 0, GL_RED, GL_FLOAT, numbers.data());
}

void CellPass::color(const CellLook& look) {
  EPOCHS_CHECK(columns_ > 0, "cell pass: send() comes first");
  const Kept kept;
  glActiveTexture(GL_TEXTURE1);
  glBindTexture(GL_TEXTURE_2D, colors_);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, static_cast<GLsizei>(look.colors.size() / 4), 1, 0, GL_RGBA, GL_UNSIGNED_BYTE, look.colors.data());
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, numbers_);
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, framebuffer_);
  glViewport(0, 0, columns_, rows_);
  glUseProgram(program_);
  set_uniforms(program_, look);
  glBindVertexArray(vertices_);
  glDrawArrays(GL_TRIANGLES, 0, 3);
}

}  // namespace epochs::viz::gl
