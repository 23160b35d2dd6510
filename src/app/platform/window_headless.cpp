#include "app/platform/window_headless.hpp"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <cmath>

#include "app/platform/imgui_fonts.hpp"

namespace epochs::app {
namespace {

class EglContext {
 public:
  ~EglContext() {
    if (context_ == EGL_NO_CONTEXT) return;
    eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroyContext(display_, context_);
    // The display itself is shared by all contexts of the process and ends with it: eglTerminate() does not count users.
  }

  Result<void> open() {
    const auto get_display = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
    if (get_display) display_ = get_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (display_ == EGL_NO_DISPLAY) display_ = eglGetDisplay(EGL_DEFAULT_DISPLAY);
    if (display_ == EGL_NO_DISPLAY || !eglInitialize(display_, nullptr, nullptr)) return fault("EGL does not start");
    if (!eglBindAPI(EGL_OPENGL_API)) return fault("EGL offers no OpenGL");
    const EGLint wanted[] = {EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3,
                             EGL_CONTEXT_OPENGL_PROFILE_MASK, EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    context_ = eglCreateContext(display_, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, wanted);
    if (context_ == EGL_NO_CONTEXT) return fault("there is no OpenGL 3.3 context");
    if (!make_current()) return fault("the context cannot be used without a display");
    return {};
  }

  bool make_current() { return eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_); }

 private:
  static Error fault(const std::string& what) {
    return Error{"Pictures cannot be drawn without a display: " + what + "; install Mesa's software renderer (Debian: libegl1 and libgl1-mesa-dri)."};
  }
  EGLDisplay display_ = EGL_NO_DISPLAY;
  EGLContext context_ = EGL_NO_CONTEXT;
};

class EglWindow final : public HeadlessWindow {
 public:
  explicit EglWindow(const WindowSize& size) : size_(size) {}
  ~EglWindow() override {
    if (framebuffer_) context_.make_current();   // it has to be its own context that the framebuffer leaves
  }

  Result<void> open() {
    if (auto opened = context_.open(); !opened) return opened;
    framebuffer_ = std::make_unique<Framebuffer>(pixels(size_.width), pixels(size_.height));
    if (!framebuffer_->complete())
      return Error{"A picture of " + std::to_string(pixels(size_.width)) + " × " + std::to_string(pixels(size_.height)) +
                   " pixels is more than this machine draws; choose a smaller size."};
    return {};
  }

  WindowSize size() const override { return size_; }
  bool should_close() const override { return false; }
  bool visible() const override { return true; }
  void wait(double) override {}
  bool had_input() override { return false; }
  void attach() override { ImGui_ImplOpenGL3_Init("#version 330 core"); }
  void detach() override { ImGui_ImplOpenGL3_Shutdown(); }
  void new_frame() override {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(size_.width), static_cast<float>(size_.height)};
    io.DisplayFramebufferScale = {size_.framebuffer_scale, size_.framebuffer_scale};
    ImGui_ImplOpenGL3_NewFrame();
  }
  void present(ui::Color ground) override {
    framebuffer_->complete();
    clear_screen(pixels(size_.width), pixels(size_.height), ground);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  }
  void fonts_changed() override { upload_fonts(); }
  void set_title(const std::string&) override {}
  void make_current() override { context_.make_current(); }
  std::vector<std::filesystem::path> dropped_files() override { return {}; }
  Picture picture() const override { return framebuffer_->read(); }

 private:
  int pixels(int points) const { return static_cast<int>(std::lround(static_cast<float>(points) * size_.framebuffer_scale)); }

  WindowSize size_;
  EglContext context_;                         // before the framebuffer, which needs it to end
  std::unique_ptr<Framebuffer> framebuffer_;
};

}  // namespace

Result<std::unique_ptr<HeadlessWindow>> open_headless_window(const WindowSize& size) {
  auto window = std::make_unique<EglWindow>(size);
  if (auto opened = window->open(); !opened) return Error{opened.error()};
  return std::unique_ptr<HeadlessWindow>(std::move(window));
}

}  // namespace epochs::app
