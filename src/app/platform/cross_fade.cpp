#include "app/platform/cross_fade.hpp"

#include <imgui.h>

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>

#include <algorithm>
#include <cstdint>

namespace epochs::app {

CrossFade::~CrossFade() {
  if (texture_ != 0) glDeleteTextures(1, &texture_);
}

void CrossFade::begin(const Picture& from, double now) {
  if (from.rgb.empty()) return;
  if (texture_ == 0) glGenTextures(1, &texture_);
  GLint bound = 0;
  glGetIntegerv(GL_TEXTURE_BINDING_2D, &bound);
  glBindTexture(GL_TEXTURE_2D, texture_);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGB8, from.width, from.height, 0, GL_RGB, GL_UNSIGNED_BYTE, from.rgb.data());
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(bound));
  began_ = now;
}

void CrossFade::draw(double now) {
  if (!running(now)) return;
  const ImDrawData* data = ImGui::GetDrawData();
  if (!data || data->CmdListsCount == 0) return;
  ImDrawList* top = data->CmdLists[data->CmdListsCount - 1];
  const float left = 1 - static_cast<float>(std::clamp((now - began_) / kSeconds, 0.0, 1.0));
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  top->PushClipRectFullScreen();
  top->AddImage((ImTextureID)(static_cast<std::uintptr_t>(texture_)), {0, 0}, size, {0, 0}, {1, 1}, IM_COL32(255, 255, 255, static_cast<int>(255 * left)));
  top->PopClipRect();
}

}  // namespace epochs::app
