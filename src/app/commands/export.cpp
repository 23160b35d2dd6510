#include "app/commands/export.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/commands/picture_options.hpp"
#include "app/commands/rehearsal.hpp"
#include "app/exports.hpp"
#include "app/notes_page.hpp"
#include "app/platform/png.hpp"
#include "app/platform/studio.hpp"
#include "core/atomic_file.hpp"
#include "lesson/text_store.hpp"
#include "lessons/catalog.hpp"

namespace epochs::app {
namespace {

using nlohmann::json;

struct ExportRequest {
  std::string lesson, step, out;
  std::string language = "en", theme = "light", size = "1440x900@2", palette = "standard", view_size = "660x660@2";   // for paper
  std::uint64_t seed = 1;
  std::optional<long> updates;
  bool notes = false;
};

json numbers_of(lesson::Player& player, const ExportRequest& request, const std::string& step) {
  const session::Status status = player.training().status();
  json numbers = {{"version", 1}, {"lesson", request.lesson}, {"step", step}, {"seed", request.seed}, {"update", status.update}, {"loss", status.loss}};
  const auto history = player.training().history();
  numbers["history"] = json::array();
  for (const session::HistoryPoint& point : history->line) numbers["history"].push_back({point.update, point.loss});
  numbers["settings"] = json::object();
  for (const lesson::Setting& setting : player.settings()) numbers["settings"][setting.key] = setting.value;
  numbers["tables"] = json::object();
  for (const lesson::Table& table : player.tables()) numbers["tables"][table.name] = {{"columns", table.columns}, {"rows", table.rows}};
  return numbers;
}

class Export {
 public:
  Export(const ExportRequest& request, Studio& page, Studio& view) : request_(request), page_(page), view_(view) {}

  Result<void> step(Rehearsal& rehearsal, const std::string& step) {
    if (auto entered = enter_step(rehearsal, request_.lesson, step); !entered) return entered;
    if (auto answered = answer_step(rehearsal, request_.lesson, request_.updates); !answered) return answered;
    const Settings& look = rehearsal.app->settings();
    if (auto written = write_png(path(step, ".png"), page_.draw(look, [&](ui::Ui& ui) { rehearsal.app->frame(ui); })); !written) return written;
    lesson::Player& player = *rehearsal.app->player();
    for (const std::string& name : player.views()) {
      const Picture picture = view_.draw(look, [&](ui::Ui& ui) { draw_view(ui, player, name); });
      if (auto written = write_png(path(step, "." + name + ".png"), picture); !written) return written;
    }
    for (const lesson::Table& table : player.tables())
      if (auto written = write_atomically(path(step, "." + table.name + ".csv"), csv_of(table), Readers::Everyone); !written) return written;
    return write_atomically(path(step, ".json"), numbers_of(player, request_, step).dump(1) + "\n", Readers::Everyone);
  }

 private:
  static void draw_view(ui::Ui& ui, lesson::Player& player, const std::string& name) {
    ui.canvas.fill(ui.window, ui.color(ui::Token::Surface1));
    ui::Rect area = ui.window.inset(22);
    const ui::Rect head = area.cut_top(36);
    ui.canvas.text({head.x, head.y + 18}, ui.say(player.view_title(name)), {ui::Face::Semibold, ui::kHeading}, ui.color(ui::Token::Text1));
    player.draw(ui, name, area);
  }
  std::filesystem::path path(const std::string& step, const std::string& ending) const {
    return std::filesystem::path(request_.out) / (step + ending);
  }

  const ExportRequest& request_;
  Studio& page_;
  Studio& view_;
};

// The folder is made by the first picture.
Result<std::size_t> write_all(const ExportRequest& request, const Settings& look, const WindowSize& page_size, const WindowSize& view_size) {
  auto rehearsal = rehearse(request.lesson, look, request.seed);
  if (!rehearsal) return Error{rehearsal.error()};
  std::vector<std::string> steps = rehearsal.value().steps;
  if (!request.step.empty()) steps = {request.step};
  auto page = Studio::open(page_size);
  if (!page) return Error{page.error()};
  auto view = Studio::open(view_size);
  if (!view) return Error{view.error()};
  Export exporter(request, *page.value(), *view.value());
  for (const std::string& step : steps)
    if (auto written = exporter.step(rehearsal.value(), step); !written) return Error{written.error()};
  return steps.size();
}

// The speaker's notes alone: a page to print, in both languages unless one was asked for.
void run_notes(const ExportRequest& request, Console& console) {
  const lesson::Lesson* lesson = lessons::find(request.lesson);
  const lesson::TextStore words(request.lesson, {});
  for (const Language language : {Language::English, Language::Chinese}) {
    const std::filesystem::path file = std::filesystem::path(request.out) / (request.lesson + notes_ending(language));
    if (auto written = write_atomically(file, notes_page(*lesson, words.text(language), language), Readers::Everyone); !written) return console.fail(written.error());
    console.out << file.string() << "\n";
  }
}

void run_export(ExportRequest request, Console& console) {
  Settings look;
  const auto chosen = choose_lessons({request.lesson});
  const auto language = parse_language(request.language);
  const auto theme = parse_theme(request.theme);
  const auto palette = parse_palette(request.palette);
  const auto page_size = parse_size(request.size), view_size = parse_size(request.view_size);
  if (!chosen) return console.misuse(chosen.error());
  request.lesson = chosen.value().front();
  if (const auto known = check_step(request.lesson, request.step); !known) return console.misuse(known.error());
  if (!language) return console.misuse(language.error());
  if (!theme) return console.misuse(theme.error());
  if (!palette) return console.misuse(palette.error());
  if (!page_size) return console.misuse(page_size.error());
  if (!view_size) return console.misuse(view_size.error());
  if (request.notes) return run_notes(request, console);
  look.language = language.value();
  look.brightness = theme.value();
  look.palette = palette.value();
  const auto steps = write_all(request, look, page_size.value(), view_size.value());
  if (!steps) return console.fail(steps.error());
  console.out << steps.value() << (steps.value() == 1 ? " step" : " steps") << " of " << request.lesson << " in " << request.out << "\n";
}

}  // namespace

void add_export(CLI::App& program, Console& console) {
  auto request = std::make_shared<ExportRequest>();
  CLI::App* command = program.add_subcommand("export", "Write a lesson's pictures (PNG) and numbers (CSV, JSON); no display needed");
  command->add_option("LESSON", request->lesson, "Id of the lesson, as in \"epochs list\", with or without its year")->required();
  command->add_option("--step", request->step, "Only this step");
  command->add_option("--out", request->out, "Folder for STEP.png, STEP.VIEW.png, STEP.TABLE.csv and STEP.json")->required();
  command->add_option("--lang", request->language, "en or zh")->capture_default_str();
  command->add_option("--theme", request->theme, "dark or light")->capture_default_str();
  command->add_option("--palette", request->palette, "standard, high_contrast or greys")->capture_default_str();
  command->add_option("--size", request->size, "Of the pages: points, and pixels a point")->capture_default_str();
  command->add_option("--view-size", request->view_size, "Of the single views")->capture_default_str();
  command->add_option("--seed", request->seed, "Seed of the training")->capture_default_str();
  command->add_option("--updates", request->updates, "Updates before the pictures are taken; as many as the step says, or 60")->check(CLI::NonNegativeNumber);
  command->add_flag("--notes", request->notes, "Only the speaker's notes, a page to print in each language");
  command->callback([request, &console] { run_export(*request, console); });
}

}  // namespace epochs::app
