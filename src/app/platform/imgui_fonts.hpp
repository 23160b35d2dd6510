// The font texture of the OpenGL back end, which newer versions of Dear ImGui keep up to date by themselves.
#pragma once

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

namespace epochs::app {

inline void upload_fonts() {
#if IMGUI_VERSION_NUM < 19200
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
#endif
}

}  // namespace epochs::app
