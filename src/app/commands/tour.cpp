#include "app/commands/tour.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/commands/picture_options.hpp"
#include "app/commands/rehearsal.hpp"
#include "app/platform/png.hpp"
#include "app/platform/studio.hpp"
#include "core/atomic_file.hpp"
#include "ui/anchor.hpp"

namespace epochs::app {
namespace {

struct TourRequest {
  std::string out;
  std::vector<std::string> lessons, languages{"en", "zh"}, themes{"dark", "light"};
  std::string size = "1440x900", palette = "standard";
  int text = 100;
  bool presenter = false;
  std::uint64_t seed = 1;
  bool anchors = false;
};

class Tour {
 public:
  Tour(Studio& studio, const TourRequest& request) : studio_(studio), request_(request) {}

  Result<void> visit(const std::string& lesson, Settings look) {
    auto rehearsal = rehearse(lesson, look, request_.seed);
    if (!rehearsal) return Error{rehearsal.error()};
    for (const std::string& step : rehearsal.value().steps) {
      if (auto entered = enter_step(rehearsal.value(), lesson, step); !entered) return entered;
      if (request_.presenter) rehearsal.value().app->present();
      const bool asked = rehearsal.value().app->asks();
      if (auto taken = take(*rehearsal.value().app, lesson, step); !taken) return taken;
      if (!asked) continue;
      if (auto answered = answer_step(rehearsal.value(), lesson); !answered) return answered;
      if (auto taken = take(*rehearsal.value().app, lesson, step, ".answered"); !taken) return taken;
    }
    return {};
  }

  Result<void> visit_hall(Settings look) {
    AppOptions options;
    options.settings = look;
    options.settings.reduced_motion = true;
    options.threaded = false;
    App app(std::move(options));
    return take(app, "hall", "hall");
  }

  const nlohmann::json& pictures() const { return pictures_; }

 private:
  Result<void> take(App& app, const std::string& lesson, const std::string& step, const std::string& state = "") {
    const Settings& look = app.settings();
    const std::string name = step + state + "." + code_of(look.language) + "." + code_of(look.brightness) + ".png";
    const Picture picture = studio_.draw(look, [&](ui::Ui& ui) { app.frame(ui); });
    if (auto written = write_png(std::filesystem::path(request_.out) / lesson / name, picture); !written) return written;
    pictures_.push_back({{"file", lesson + "/" + name}, {"lesson", lesson}, {"step", step}, {"answered", !state.empty()}, {"language", code_of(look.language)},
                         {"theme", code_of(look.brightness)}, {"palette", code_of(look.palette)}, {"width", picture.width}, {"height", picture.height}});
    if (request_.anchors) pictures_.back()["anchors"] = nlohmann::json::parse(studio_.anchors().to_json());
    return {};
  }

  Studio& studio_;
  const TourRequest& request_;
  nlohmann::json pictures_ = nlohmann::json::array();
};

struct Plan {
  WindowSize size;
  std::vector<std::string> lessons;
  std::vector<Settings> looks;
  bool hall = false;
};

Result<Plan> plan_of(const TourRequest& request) {
  Plan plan;
  auto size = parse_size(request.size);
  if (!size) return Error{size.error()};
  plan.size = size.value();
  std::vector<std::string> named = request.lessons;
  plan.hall = named.empty() || std::erase(named, "hall") > 0;
  if (!named.empty() || request.lessons.empty()) {
    auto lessons = choose_lessons(named);
    if (!lessons) return Error{lessons.error()};
    plan.lessons = lessons.value();
  }
  auto looks = parse_looks(request.languages, request.themes);
  if (!looks) return Error{looks.error()};
  plan.looks = std::move(looks).value();
  const auto palette = parse_palette(request.palette);
  if (!palette) return Error{palette.error()};
  const auto text = parse_text_size(request.text);
  if (!text) return Error{text.error()};
  for (Settings& look : plan.looks) look.palette = palette.value(), look.text_size = text.value();
  return plan;
}

Result<std::size_t> travel(const TourRequest& request, const Plan& plan) {
  auto studio = Studio::open(plan.size);
  if (!studio) return Error{studio.error()};
  Tour tour(*studio.value(), request);
  for (const Settings& look : plan.looks) {
    if (plan.hall)
      if (auto visited = tour.visit_hall(look); !visited) return Error{visited.error()};
    for (const std::string& lesson : plan.lessons)
      if (auto visited = tour.visit(lesson, look); !visited) return Error{visited.error()};
  }
  const nlohmann::json index = {{"version", 1}, {"seed", request.seed}, {"pictures", tour.pictures()}};
  if (auto written = write_atomically(std::filesystem::path(request.out) / "index.json", index.dump(1) + "\n", Readers::Everyone); !written) return Error{written.error()};
  return tour.pictures().size();
}

void run_tour(const TourRequest& request, Console& console) {
  const auto plan = plan_of(request);
  if (!plan) return console.misuse(plan.error());
  const auto taken = travel(request, plan.value());
  if (!taken) return console.fail(taken.error());
  console.out << taken.value() << " pictures in " << request.out << "\n";
}

}  // namespace

void add_tour(CLI::App& program, Console& console) {
  auto request = std::make_shared<TourRequest>();
  CLI::App* tour = program.add_subcommand("tour", "Draw every step of every lesson to PNG files; no display needed");
  tour->add_option("--out", request->out, "Folder for DIR/LESSON/STEP.LANG.THEME.png, STEP.answered.LANG.THEME.png for a step that asks, and DIR/index.json")->required();
  tour->add_option("--lessons", request->lessons, "Only these, separated by commas (\"hall\" is the hall)")->delimiter(',');
  tour->add_option("--size", request->size, "Points, and pixels a point: 1440x900, 1440x900@2")->capture_default_str();
  tour->add_option("--lang", request->languages, "en, zh")->delimiter(',')->capture_default_str();
  tour->add_option("--theme", request->themes, "dark, light")->delimiter(',')->capture_default_str();
  tour->add_option("--palette", request->palette, "standard, high_contrast or greys")->capture_default_str();
  tour->add_option("--text", request->text, "Size of the text in percent: 90, 100, 115 or 130")->capture_default_str();
  tour->add_flag("--presenter", request->presenter, "As it stands in front of a room");
  tour->add_option("--seed", request->seed, "Seed of the training that is shown")->capture_default_str();
  tour->add_flag("--anchors", request->anchors, "Also say where every control stands, in units");
  tour->callback([request, &console] { run_tour(*request, console); });
}

}  // namespace epochs::app
