#include "app/commands/open.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/commands/picture_options.hpp"
#include "app/commands/rehearsal.hpp"
#include "app/desktop.hpp"
#include "app/json_file.hpp"
#include "lessons/catalog.hpp"

namespace epochs::app {
namespace {

struct OpenRequest {
  std::string what, step, language, theme, lessons;
  std::optional<std::uint64_t> seed;
};

Result<nlohmann::json> read_state(const std::filesystem::path& file) {
  constexpr std::uintmax_t kMost = 64 * 1024 * 1024;
  JsonFile state = read_json_object(file, kMost);
  if (!state.exists) return Error{"there is no file " + file.string()};
  if (!state.object) return Error{"the file " + file.string() + " is not the state of a lesson: it should hold one JSON object of at most 64 MB"};
  return std::move(*state.object);
}

bool is_state_file(const std::string& what) { return what.ends_with(".epochs"); }

void run_open(const OpenRequest& request, Console& console) {
  DesktopRequest desktop;
  desktop.step = request.step;
  desktop.seed = request.seed;
  if (!request.language.empty()) {
    const auto language = parse_language(request.language);
    if (!language) return console.misuse(language.error());
    desktop.language = language.value();
  }
  if (!request.theme.empty()) {
    const auto theme = parse_theme(request.theme);
    if (!theme) return console.misuse(theme.error());
    desktop.brightness = theme.value();
  }
  if (!request.lessons.empty() && !std::filesystem::is_directory(request.lessons))
    return console.misuse("\"" + request.lessons + "\" is not a folder of lesson texts");
  desktop.lessons = request.lessons;
  if (is_state_file(request.what)) {
    auto state = read_state(request.what);
    if (!state) return console.fail(state.error());
    desktop.state = std::move(state).value();
  } else {
    const lesson::Lesson* lesson = lessons::find_named(request.what);
    desktop.lesson = lesson ? lesson->id : request.what;
  }
  if (const auto known = check_lesson(desktop); !known) return console.misuse(known.error());
  if (const auto known = check_step(desktop.lesson, desktop.step, desktop.lessons); !known) return console.misuse(known.error());
  if (const auto shown = show_desktop(desktop); !shown) console.fail(shown.error());
}

constexpr const char* kLookOptions[] = {"--lang", "--theme", "--seed", "--lessons"};

void add_look(CLI::App& command, OpenRequest& request) {
  command.add_option("--lang", request.language, "en or zh");
  command.add_option("--theme", request.theme, "dark or light");
  command.add_option("--seed", request.seed, "Seed of every random number");
  command.add_option("--lessons", request.lessons, "Folder whose texts replace those in the program, and are read again when they change");
}

}  // namespace

void add_open(CLI::App& program, Console& console) {
  auto request = std::make_shared<OpenRequest>();
  CLI::App* open = program.add_subcommand("open", "Open a lesson, or a state that somebody saved");
  open->add_option("LESSON|FILE.epochs", request->what, "Id of a lesson as in \"epochs list\", with or without its year, or a file")->required();
  open->add_option("--step", request->step, "Step of the lesson to start at");
  add_look(*open, *request);
  add_look(program, *request);   // epochs --lang zh: the hall
  program.parse_complete_callback([&program, open] {
    const auto commands = program.get_subcommands();
    if (commands.empty() || commands.front() == open) return;
    for (const char* option : kLookOptions)
      if (program.count(option) > 0) throw CLI::ValidationError(option, "belongs to the program's window, not to " + commands.front()->get_name());
  });
  program.final_callback([&program, request, &console] {
    if (program.get_subcommands().empty()) run_open(*request, console);
  });
  open->callback([request, &console] { run_open(*request, console); });
}

}  // namespace epochs::app
