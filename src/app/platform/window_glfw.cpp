// The desktop window: GLFW, OpenGL 3.3 core, Dear ImGui's back ends for both.
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "app/platform/imgui_fonts.hpp"
#include "app/platform/system_hints.hpp"
#include "app/platform/window.hpp"
#include "app/platform/work_area.hpp"

namespace epochs::app {
namespace {

class GlfwWindow final : public Window {
 public:
  ~GlfwWindow() override {
    if (window_) glfwDestroyWindow(window_);
    if (started_) glfwTerminate();
  }

  Result<void> open(const WindowSize& size, const std::string& title) {
    started_ = glfwInit() == GLFW_TRUE;
    if (!started_) return fault("There is no display to open a window on");
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "epochs");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "epochs");
    glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);   // shown where it fits
    const WindowPlace free = free_desktop(), place = fitted(size.width, size.height, free);
    window_ = glfwCreateWindow(place.width, place.height, title.c_str(), nullptr, nullptr);
    if (!window_) return fault("A window with OpenGL 3.3 cannot be opened");
    glfwSetWindowSizeLimits(window_, 480, 360, GLFW_DONT_CARE, GLFW_DONT_CARE);
    if (free.width > 0) stand_in(free);
    glfwShowWindow(window_);
    glfwMakeContextCurrent(window_);
    glfwSwapInterval(1);
    glfwSetWindowUserPointer(window_, this);
    listen();
    return {};
  }

  WindowSize size() const override {
    WindowSize size;
    int pixels_wide = 0, pixels_high = 0;
    glfwGetWindowSize(window_, &size.width, &size.height);
    glfwGetFramebufferSize(window_, &pixels_wide, &pixels_high);
    size.framebuffer_scale = size.width > 0 ? static_cast<float>(pixels_wide) / static_cast<float>(size.width) : 1;
    return size;
  }
  bool should_close() const override { return glfwWindowShouldClose(window_); }
  bool visible() const override { return !glfwGetWindowAttrib(window_, GLFW_ICONIFIED) && size().width > 0 && size().height > 0; }
  void wait(double seconds) override {
    if (seconds > 0) glfwWaitEventsTimeout(seconds);
    else glfwPollEvents();
  }
  bool had_input() override { return std::exchange(had_input_, false); }

  void attach() override {
    ImGui_ImplGlfw_InitForOpenGL(window_, /*install_callbacks=*/true);   // calls ours first
    ImGui_ImplOpenGL3_Init("#version 330 core");
  }
  void detach() override {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
  }
  void new_frame() override {
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    keep_taps();
  }
  void present(ui::Color ground) override {
    int width = 0, height = 0;
    glfwGetFramebufferSize(window_, &width, &height);
    clear_screen(width, height, ground);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    if (Picture* into = std::exchange(photograph_, nullptr)) *into = read_pixels(width, height);
    glfwSwapBuffers(window_);
  }
  void photograph(Picture& into) override { photograph_ = &into; }
  void fonts_changed() override { upload_fonts(); }
  void set_title(const std::string& title) override { glfwSetWindowTitle(window_, title.c_str()); }
  std::vector<std::filesystem::path> dropped_files() override { return std::exchange(dropped_, {}); }
  SystemHints hints() const override { return system_hints(); }
  void copy(const std::string& text) override { glfwSetClipboardString(window_, text.c_str()); }
  std::optional<std::string> pasted() override {
    if (!std::exchange(paste_, false)) return std::nullopt;
    const char* text = glfwGetClipboardString(window_);
    return text ? std::string(text) : std::string();
  }
  void show_pointer(bool shown) override {
    if (shown == pointer_shown_) return;
    pointer_shown_ = shown;
    glfwSetInputMode(window_, GLFW_CURSOR, shown ? GLFW_CURSOR_NORMAL : GLFW_CURSOR_HIDDEN);
  }

 private:
  static Error fault(const std::string& what) {
    const char* detail = nullptr;
    glfwGetError(&detail);
    return Error{what + (detail ? " (" + std::string(detail) + ")" : "") +
                 "; \"epochs tour --out DIR\" draws every page to pictures without one, \"epochs doctor\" says what is missing."};
  }
  static WindowPlace free_desktop() {
    WindowPlace out{0, 0, 0, 0};
    if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) glfwGetMonitorWorkarea(monitor, &out.x, &out.y, &out.width, &out.height);
    return out;
  }
  // A window manager's frame counts too, where it is known.
  void stand_in(const WindowPlace& free) {
    Border border;
    glfwGetWindowFrameSize(window_, &border.left, &border.top, &border.right, &border.bottom);
    const WindowSize now = size();
    const WindowPlace place = fitted(now.width, now.height, free, border);
    if (place.width != now.width || place.height != now.height) glfwSetWindowSize(window_, place.width, place.height);
    glfwSetWindowPos(window_, place.x, place.y);
  }
  static GlfwWindow& of(GLFWwindow* window) { return *static_cast<GlfwWindow*>(glfwGetWindowUserPointer(window)); }

  // A key that was pressed and let go between two frames is down for one of them; else nobody would see it, and a remote's tap would be
  // lost wherever a frame takes long. Dear ImGui 1.87 and later keep a queue of events themselves.
  void keep_taps() {
#if IMGUI_VERSION_NUM < 18700
    ImGuiIO& io = ImGui::GetIO();
    for (const int key : kept_down_) io.KeysDown[key] = glfwGetKey(window_, key) == GLFW_PRESS;
    const bool changed = !kept_down_.empty() || !pressed_.empty();
    kept_down_.clear();
    for (const int key : std::exchange(pressed_, {}))
      if (!io.KeysDown[key]) io.KeysDown[key] = true, kept_down_.push_back(key);
    if (!kept_down_.empty()) had_input_ = true;   // the next frame lets them go
    if (!changed) return;
    const int modifiers = std::exchange(modifiers_, 0);   // of the press itself: by now they may be up again
    io.KeyShift = (modifiers & GLFW_MOD_SHIFT) != 0 || io.KeysDown[GLFW_KEY_LEFT_SHIFT] || io.KeysDown[GLFW_KEY_RIGHT_SHIFT];
    io.KeyCtrl = (modifiers & GLFW_MOD_CONTROL) != 0 || io.KeysDown[GLFW_KEY_LEFT_CONTROL] || io.KeysDown[GLFW_KEY_RIGHT_CONTROL];
#endif
  }

  // Every callback only notes that something happened; what happened is ImGui's to know.
  void listen() {
    glfwSetKeyCallback(window_, [](GLFWwindow* w, int key, int, int action, int modifiers) {
      of(w).had_input_ = true;
      if (action == GLFW_PRESS && key >= 0 && key <= GLFW_KEY_LAST) of(w).pressed_.push_back(key), of(w).modifiers_ |= modifiers;
      if (key == GLFW_KEY_V && action == GLFW_PRESS && (modifiers & (GLFW_MOD_CONTROL | GLFW_MOD_SUPER)) != 0) of(w).paste_ = true;
    });
    glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned) { of(w).had_input_ = true; });
    glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int, int, int) { of(w).had_input_ = true; });
    glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double, double) { of(w).had_input_ = true; });
    glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int) { of(w).had_input_ = true; });
    glfwSetScrollCallback(window_, [](GLFWwindow* w, double, double) { of(w).had_input_ = true; });
    glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int) { of(w).had_input_ = true; });
    glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { of(w).had_input_ = true; });
    glfwSetWindowIconifyCallback(window_, [](GLFWwindow* w, int) { of(w).had_input_ = true; });
    glfwSetWindowCloseCallback(window_, [](GLFWwindow* w) { of(w).had_input_ = true; });
    glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { of(w).had_input_ = true; });
    glfwSetDropCallback(window_, [](GLFWwindow* w, int count, const char** paths) {
      of(w).dropped_.insert(of(w).dropped_.end(), paths, paths + count);
      of(w).had_input_ = true;
    });
  }

  Picture* photograph_ = nullptr;
  GLFWwindow* window_ = nullptr;
  bool started_ = false, had_input_ = true, paste_ = false, pointer_shown_ = true;
  std::vector<std::filesystem::path> dropped_;
  int modifiers_ = 0;                      // held when they were pressed
  std::vector<int> pressed_, kept_down_;   // keys: since the last frame; for this frame
};

}  // namespace

Result<std::unique_ptr<Window>> open_window(const WindowSize& size, const std::string& title) {
  auto window = std::make_unique<GlfwWindow>();
  if (auto opened = window->open(size, title); !opened) return Error{opened.error()};
  return std::unique_ptr<Window>(std::move(window));
}

}  // namespace epochs::app
