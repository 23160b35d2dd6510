#include "app/commands/gallery.hpp"

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <ostream>
#include <vector>

#include "app/commands/picture_options.hpp"
#include "app/gallery/pages.hpp"
#include "app/pacer.hpp"
#include "app/platform/frame_input.hpp"
#include "app/platform/png.hpp"
#include "app/platform/studio.hpp"
#include "app/press.hpp"

namespace epochs::app {
namespace {

struct GalleryRequest {
  std::string out, size = "1440x900";
  std::vector<std::string> languages{"en", "zh"}, themes{"dark", "light"};
};

// DIR/PAGE.LANG.THEME.png; the count.
Result<std::size_t> write_pages(const GalleryRequest& request, const WindowSize& size, std::vector<Settings> looks) {
  auto studio = Studio::open(size);
  if (!studio) return Error{studio.error()};
  gallery::Pages pages;
  std::size_t count = 0;
  for (Settings& look : looks) {
    look.reduced_motion = true;
    int last = 0;
    for (int at = 0; at <= last; ++at) {
      std::string name;
      const Picture picture = studio.value()->draw(look, [&](ui::Ui& ui) {
        const auto all = gallery::pages({ui.window.w, ui.window.h});
        last = static_cast<int>(all.size()) - 1;
        name = all[static_cast<std::size_t>(at)].name();
        pages.draw(ui, at);
      });
      const std::filesystem::path file = std::filesystem::path(request.out) / (name + "." + code_of(look.language) + "." + code_of(look.brightness) + ".png");
      if (auto written = write_png(file, picture); !written) return Error{written.error()};
      ++count;
    }
  }
  return count;
}

double seconds_now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

// L and T change language and theme, as everywhere.
void take_keys(const ui::Ui& ui, Settings& look) {
  if (typed(ui, U'l')) look.language = look.language == Language::English ? Language::Chinese : Language::English;
  if (typed(ui, U't')) look.brightness = look.brightness == ui::Brightness::Dark ? ui::Brightness::Light : ui::Brightness::Dark;
}

void show_pages(Window& window, Settings look) {
  ui::Interface interface;
  gallery::Pages pages;
  Pacer pacer;
  WindowSize size{0, 0, 0};
  int at = 0;
  window.attach();
  for (double last = seconds_now(); !window.should_close();) {
    if (window.had_input() || window.size() != size) pacer.input();
    size = window.size();
    const bool moving = interface.animating() || interface.fonts_waiting();
    if (const double now = seconds_now(); pacer.should_draw(now, moving) && window.visible()) {
      const ui::FrameInput input = frame_input(size, look, now - last);
      last = now;
      if (interface.prepare_fonts(input)) window.fonts_changed();
      window.new_frame();
      ui::Ui& ui = interface.begin_frame(input);
      pages.draw(ui, at);
      take_keys(ui, look);
      interface.end_frame();
      window.present(ground_of(look));
    }
    window.wait(window.visible() ? pacer.sleep(seconds_now(), moving) : 0.25);
  }
  window.detach();
}

void run_gallery(const GalleryRequest& request, Console& console) {
  const auto looks = parse_looks(request.languages, request.themes);
  if (!looks) return console.misuse(looks.error());
  const auto size = parse_size(request.size);
  if (!size) return console.misuse(size.error());
  if (!request.out.empty()) {
    const auto count = write_pages(request, size.value(), looks.value());
    if (!count) return console.fail(count.error());
    console.out << count.value() << " pictures in " << request.out << "\n";
    return;
  }
  auto window = open_window(size.value(), "Epochs · gallery");
  if (!window) return console.fail(window.error());
  show_pages(*window.value(), looks.value().front());
}

}  // namespace

void add_gallery(CLI::App& program, Console& console) {
  auto request = std::make_shared<GalleryRequest>();
  CLI::App* command = program.add_subcommand("gallery", "Show every picture and control in a window, or write the pages as PNG files");
  command->add_option("--out", request->out, "Folder for PAGE.LANG.THEME.png; no display needed");
  command->add_option("--size", request->size, "Points, and pixels a point: 1440x900, 1440x900@2")->capture_default_str();
  command->add_option("--lang", request->languages, "en, zh; the window opens in the first")->delimiter(',')->capture_default_str();
  command->add_option("--theme", request->themes, "dark, light; the window opens in the first")->delimiter(',')->capture_default_str();
  command->callback([request, &console] { run_gallery(*request, console); });
}

}  // namespace epochs::app
