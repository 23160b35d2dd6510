#include "app/desktop.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>

#include "app/app.hpp"
#include "app/pacer.hpp"
#include "app/platform/cross_fade.hpp"
#include "app/platform/frame_input.hpp"
#include "app/platform/png.hpp"
#include "lessons/catalog.hpp"

namespace epochs::app {
namespace {

// Set by a signal: the one thing a handler may touch.
volatile std::sig_atomic_t asked_to_leave = 0;

double seconds_now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

// What the learner changed since `shown` goes into `stored`; what the command line set for this time does not.
Settings changed(Settings stored, const Settings& shown, const Settings& now) {
  if (now.language != shown.language) stored.language = now.language;
  if (now.brightness != shown.brightness) stored.brightness = now.brightness;
  stored.palette = now.palette;
  stored.text_size = now.text_size;
  stored.reduced_motion = now.reduced_motion;
  return stored;
}

bool looks_other(const Settings& before, const Settings& after) {
  return before.language != after.language || before.brightness != after.brightness || before.palette != after.palette;
}

class Desktop {
 public:
  Desktop(Window& window, App& app, LoadedSettings stored) : window_(window), app_(app), stored_(std::move(stored.settings)), shown_(app.settings()) {
    window_.attach();
  }
  ~Desktop() { window_.detach(); }
  Desktop(const Desktop&) = delete;
  Desktop& operator=(const Desktop&) = delete;

  void run(const DesktopRequest& request) {
    int frames = 0;
    while (!window_.should_close() && !asked_to_leave && (request.frames == 0 || frames < request.frames)) {
      take_events();
      if (pacer_.should_draw(seconds_now(), moving()) && window_.visible()) {
        draw();
        if (frames++ == 0 && request.on_first_frame) request.on_first_frame();
      }
      remember_now_and_then();
      window_.wait(window_.visible() ? pacer_.sleep(seconds_now(), moving()) : kHidden);
    }
    app_.save();
    remember();
  }

 private:
  static constexpr double kHidden = 0.25, kSaveEvery = 30;

  bool moving() const { return app_.wants_redraw() || interface_.animating() || fade_.running(seconds_now()); }

  void take_events() {
    if (window_.had_input()) pacer_.input();
    for (const auto& file : window_.dropped_files()) app_.drop_file(file);
    if (const auto text = window_.pasted()) app_.paste(*text);
    if (const WindowSize size = window_.size(); size != size_) {
      pacer_.input();
      size_ = size;
    }
  }

  void draw() {
    const double now = seconds_now();
    const Settings look = app_.settings();
    const ui::FrameInput input = frame_input(size_, look, last_frame_ < 0 ? 1.0 / 60 : now - last_frame_);
    last_frame_ = now;
    if (text_size_ != look.text_size) {   // at once; a window that is being dragged waits until it rests
      if (interface_.prepare_fonts(input)) window_.fonts_changed();
      text_size_ = look.text_size;
    }
    window_.new_frame();
    const bool waited = interface_.fonts_waiting();
    app_.frame(interface_.begin_frame(input));
    interface_.end_frame();
    if (waited && !interface_.fonts_waiting()) {   // this frame was built with a texture that is gone now
      window_.fonts_changed();
      pacer_.input();
      return;
    }
    const auto wish = app_.take_picture_wish();
    // This frame still has the old look: the next ones fade it out.
    const bool fades = !look.reduced_motion && looks_other(look, app_.settings());
    Picture picture;
    if (wish || fades) window_.photograph(picture);
    fade_.draw(now);
    window_.present(ground_of(look));
    if (fades) fade_.begin(picture, now);
    if (wish) keep_picture(*wish, picture);
    if (const auto text = app_.take_copied()) window_.copy(*text);
    window_.show_pointer(app_.wants_pointer());
    if (const std::string title = app_.title(); title != title_) window_.set_title(title_ = title);
  }

  void keep_picture(const App::PictureWish& wish, const Picture& screen) {
    const float pixels = wish.scale * size_.framebuffer_scale;
    const auto saved = write_png(wish.file, cut_out(screen, wish.area, pixels));
    app_.tell(!saved ? saved.error() : (app_.settings().language == Language::English ? "Saved as " : "已保存为 ") + wish.file.string());
  }

  void remember_now_and_then() {
    const double now = seconds_now();
    if (now - saved_at_ < kSaveEvery) return;
    saved_at_ = now;
    app_.save();
    remember();
  }

  void remember() {
    Settings wanted = changed(stored_, shown_, app_.settings());
    wanted.window_width = size_.width;
    wanted.window_height = size_.height;
    if (wanted == stored_ || config_directory().empty()) return;
    if (const auto saved = save_settings(config_directory() / "settings.json", wanted); !saved) return app_.tell(saved.error());
    stored_ = wanted;
    shown_ = app_.settings();
  }

  Window& window_;
  App& app_;
  ui::Interface interface_;
  Pacer pacer_;
  CrossFade fade_;
  Settings stored_, shown_;
  WindowSize size_{0, 0, 0};
  float text_size_ = 0;
  double last_frame_ = -1, saved_at_ = seconds_now();
  std::string title_;
};

}  // namespace

Result<void> check_lesson(const DesktopRequest& request) {
  if (request.lesson.empty()) return {};
  const lesson::Lesson* lesson = lessons::find(request.lesson);
  if (!lesson) return Error{"there is no lesson \"" + request.lesson + "\"; \"epochs list\" names them"};
  if (!lesson->make) return Error{"the lesson \"" + request.lesson + "\" is still to come; \"epochs list\" says which ones are ready"};
  return {};
}

Result<void> show_desktop(const DesktopRequest& request) {
  LoadedSettings stored = load_settings(config_directory().empty() ? std::filesystem::path() : config_directory() / "settings.json");
  auto window = open_window({stored.settings.window_width, stored.settings.window_height, 1}, "Epochs");
  if (!window) return Error{window.error()};
  AppOptions options;
  options.settings = stored.settings;
  if (request.language) options.settings.language = *request.language;
  if (request.brightness) options.settings.brightness = *request.brightness;
  if (window.value()->hints().reduced_motion) options.settings.reduced_motion = true;
  options.notice = stored.notice;
  options.data = data_directory();
  options.lessons = request.lessons;
  options.seed = request.seed.value_or(1);
  App app(std::move(options));
  if (request.state) {
    if (auto opened = app.open_state(*request.state); !opened) return opened;
  } else if (!request.lesson.empty()) {
    if (auto opened = app.open_lesson(request.lesson, request.step); !opened) return opened;
    if (request.seed)
      if (auto seeded = app.reseed(*request.seed); !seeded) return seeded;
  }
  std::signal(SIGTERM, [](int) { asked_to_leave = 1; });
  std::signal(SIGINT, [](int) { asked_to_leave = 1; });
  Desktop(*window.value(), app, std::move(stored)).run(request);
  return {};
}

}  // namespace epochs::app
