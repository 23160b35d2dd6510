#include "app/commands/doctor.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <ostream>
#include <thread>

#include "app/platform/studio.hpp"
#include "app/settings.hpp"
#include "core/assets.hpp"
#include "core/text.hpp"
#include "data/packages.hpp"
#include "lessons/catalog.hpp"

namespace epochs::app {
namespace {

enum class Finding { Good, Missing, Optional };

class Report {
 public:
  explicit Report(std::ostream& out) : out_(out) {}

  // `remedy` is one sentence: what to do about it, or what goes on without it.
  void line(Finding finding, std::string_view what, const std::string& value, std::string_view remedy = {}) {
    const char* mark = finding == Finding::Good ? "ok      " : finding == Finding::Missing ? "MISSING " : "without ";
    out_ << mark << what << std::string(what.size() < 18 ? 18 - what.size() : 1, ' ') << value << "\n";
    if (finding != Finding::Good) out_ << "                          " << remedy << "\n";
    missing_ += finding == Finding::Missing;
  }
  int missing() const { return missing_; }

 private:
  std::ostream& out_;
  int missing_ = 0;
};

void check_display(Report& report) {
  const char* wayland = std::getenv("WAYLAND_DISPLAY");
  const char* x11 = std::getenv("DISPLAY");
  if ((!x11 || !x11[0]) && (!wayland || !wayland[0])) {
    report.line(Finding::Optional, "window", "no display", "\"epochs tour --out DIR\" and \"epochs export\" draw every page without one.");
    return;
  }
  const auto window = open_window({640, 480, 1}, "Epochs");
  if (window) report.line(Finding::Good, "window", gl_renderer());
  else report.line(Finding::Missing, "window", window.error(), "Install a driver with OpenGL 3.3 (Debian: libgl1-mesa-dri).");
}

// Draws one: the driver, the framebuffer and the fonts all have to work for that.
void check_pictures(Report& report) {
  const auto studio = Studio::open({320, 240, 1});
  if (!studio) return report.line(Finding::Missing, "pictures", studio.error(), "Install Mesa's software renderer (Debian: libegl1 libgl1-mesa-dri).");
  studio.value()->draw({}, [](ui::Ui& ui) { ui.canvas.fill(ui.window, ui.color(ui::Token::Background)); }, 1);
  report.line(Finding::Good, "pictures", gl_renderer());
}

void check_fonts(Report& report) {
  std::size_t bytes = 0;
  const auto names = assets::list("fonts/");
  for (const std::string_view name : names) bytes += assets::find(name)->size();
  if (!names.empty()) report.line(Finding::Good, "fonts", std::to_string(names.size()) + " inside the program, " + group_thousands(static_cast<long long>(bytes / 1024)) + " KB");
  else report.line(Finding::Missing, "fonts", "none inside the program", "Install fonts-inter, fonts-jetbrains-mono, fonts-katex and fonts-wqy-microhei and build again.");
}

void check_lessons(Report& report) {
  int ready = 0, all = 0;
  for (const lesson::Lesson& lesson : lessons::catalog()) ++all, ready += lesson.make != nullptr;
  const std::string count = std::to_string(ready) + " of " + std::to_string(all) + " ready, " +
                            std::to_string(assets::list("lessons/").size()) + " files of words inside the program";
  report.line(ready > 0 ? Finding::Good : Finding::Missing, "lessons", count, "This build holds no lesson; build the program again.");
}

// The nearest folder above that exists decides whether ours can be made.
bool can_write(std::filesystem::path folder) {
  std::error_code fault;
  while (!folder.empty() && !std::filesystem::exists(folder, fault) && folder != folder.parent_path()) folder = folder.parent_path();
  return !folder.empty() && ::access(folder.c_str(), W_OK) == 0;
}

void check_folder(Report& report, std::string_view what, const std::filesystem::path& folder, const char* variable) {
  if (!folder.empty() && can_write(folder)) report.line(Finding::Good, what, folder.string());
  else report.line(Finding::Missing, what, folder.empty() ? "HOME is not set" : folder.string() + " is not writable",
                   std::string("Nothing will be remembered; set ") + variable + " to a folder of yours.");
}

void check_settings(Report& report) {
  const std::filesystem::path file = config_directory() / "settings.json";
  std::error_code fault;
  if (!std::filesystem::exists(file, fault)) return report.line(Finding::Good, "settings", "the usual ones (none stored yet)");
  report.line(Finding::Good, "settings", file.string());
}

// "1989_cnn (to come), 2018_gpt"
std::string lessons_of(const data::Package& package) {
  std::string out;
  for (const std::string_view id : package.lessons) {
    const lesson::Lesson* lesson = lessons::find(id);
    out += (out.empty() ? "" : ", ") + std::string(id) + (lesson && lesson->make ? "" : " (to come)");
  }
  return out;
}

void check_data(Report& report) {
  report.line(Finding::Good, "data", "every lesson has its own inside the program; what follows is optional");
  const std::filesystem::path folder = data::package_folder();
  for (const data::Package& package : data::packages()) {
    const std::string lessons = lessons_of(package);
    if (const auto file = data::find_package(package, folder)) report.line(Finding::Good, package.what, file->string() + ", for " + lessons);
    else report.line(Finding::Optional, package.what, lessons + ": " + std::string(package.instead) + " instead",
                     std::string(package.name) + ": " + data::unpack_line(package, folder.empty() ? "DIR" : folder));
  }
}

void diagnose(Console& console) {
  Report report(console.out);
  report.line(Finding::Good, "program", "Epochs " EPOCHS_VERSION ", " EPOCHS_BUILD);
  check_pictures(report);
  check_display(report);
  check_fonts(report);
  check_lessons(report);
  check_folder(report, "settings folder", config_directory(), "XDG_CONFIG_HOME");
  check_folder(report, "progress folder", data_directory(), "XDG_DATA_HOME");
  check_settings(report);
  check_data(report);
  report.line(Finding::Good, "processors", std::to_string(std::thread::hardware_concurrency()));
  if (report.missing() > 0) console.fail(std::to_string(report.missing()) + " of the lines above say MISSING; each says what to do");
}

}  // namespace

void add_doctor(CLI::App& program, Console& console) {
  program.add_subcommand("doctor", "Say what is installed, what is missing and what to do about it")->callback([&console] { diagnose(console); });
}

}  // namespace epochs::app
