#include "app/commands/bench.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>
#include <thread>

#include "app/commands/bench_draw.hpp"
#include "app/commands/bench_lesson.hpp"
#include "app/commands/bench_words.hpp"
#include "app/commands/bench_works.hpp"
#include "app/commands/training_steps.hpp"
#include "app/desktop.hpp"
#include "app/platform/frame_input.hpp"
#include "app/platform/studio.hpp"
#include "bench/skip_gram_work.hpp"

namespace epochs::app {
namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr int kFrames = 300, kWarmUp = 20;
constexpr WindowSize kSize{1440, 900, 1};

double milliseconds_since(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

double quantile(std::vector<double> sorted, double share) {
  std::sort(sorted.begin(), sorted.end());
  return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
}

// How long the interface of one frame takes to build, with nothing drawn, while the lesson trains on its own thread; or, as in a browser, in
// the frame, whose time then holds a slice of training.
json measure_step(ui::Interface& interface, const TrainingStep& at, TrainsIn where) {
  std::vector<double> times;
  for (int frame = 0; frame < kWarmUp + kFrames; ++frame) {
    if (frame == kWarmUp) at.train_flat_out();
    const Clock::time_point start = Clock::now();
    at.app.frame(interface.begin_frame(frame_input(kSize, at.app.settings())));
    interface.end_frame();
    if (frame >= kWarmUp) times.push_back(milliseconds_since(start));
    std::this_thread::sleep_for(std::chrono::milliseconds(2));   // the rest of a frame's time belongs to training
  }
  return {{"work", "frame"}, {"lesson", at.lesson}, {"step", at.step}, {"threads", where == TrainsIn::TheFrame ? 1 : 2}, {"unit", "ms"},
          {"rate", quantile(times, 0.5)}, {"p99", quantile(times, 0.99)}, {"largest", quantile(times, 1)}, {"frames", kFrames}, {"updates", at.app.player()->training().status().update}};
}

Result<void> bench_frame(TrainsIn where, std::ostream& out) {
  ui::Interface interface;
  interface.prepare_fonts(frame_input(kSize, {}));
  if (auto visited = visit_training_steps([&](const TrainingStep& at) { out << measure_step(interface, at, where).dump() << std::endl; }, where); !visited) return visited;
  return bench_words(out);
}

// Seconds since the kernel started this process; both clocks count from boot.
double process_age() {
  std::ifstream stat("/proc/self/stat"), uptime("/proc/uptime");
  std::string text;
  std::getline(stat, text);
  std::istringstream fields(text.substr(text.rfind(')') + 2));
  std::string skipped;
  for (int field = 3; field < 22; ++field) fields >> skipped;
  double start_ticks = 0, now = 0;
  fields >> start_ticks;
  uptime >> now;
  return now - start_ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

Result<void> bench_start(std::ostream& out) {
  json result = {{"work", "start"}, {"threads", 1}, {"unit", "s"}};
  DesktopRequest request;
  request.frames = 1;
  result["display"] = "window";
  request.on_first_frame = [&result] { result["rate"] = process_age(); };
  const auto shown = show_desktop(request);
  if (!shown) {   // no display: the same first picture, drawn without one
    auto studio = Studio::open({1440, 900, 1});
    if (!studio) return Error{studio.error()};
    App app(AppOptions{});
    studio.value()->draw(app.settings(), [&](ui::Ui& ui) { app.frame(ui); }, 1);
    result["display"] = "none";
    result["rate"] = process_age();
  }
  out << result.dump() << "\n";
  return {};
}

struct BenchRequest {
  std::vector<std::string> works;
  bench::MeasureOptions options;
  std::string vectors;                                 // where to write the vectors of work d
  bool json = false, in_the_frame = false;
};

// What is no work of the engine: the program's own frames and start.
bool times_itself(std::string_view work) { return work == "frame" || work == "words" || work == "draw" || work == "start"; }
bool needs_corpus(std::string_view work) { return work.starts_with('d'); }

Result<void> check_corpus(const BenchRequest& request) {
  const auto corpus = bench::read_corpus(request.options.start.corpus);
  return corpus ? Result<void>{} : Result<void>{Error{corpus.error()}};
}

// "lesson", then the lessons.
void run_lessons(const BenchRequest& request, Console& console) {
  const std::vector<std::string> lessons(request.works.begin() + 1, request.works.end());
  if (const std::string fault = untimed_lesson(lessons); !fault.empty()) return console.misuse(fault);
  bench_lessons(lessons, request.options, console.out);
}

void run_bench(const BenchRequest& request, Console& console) {
  if (!request.works.empty() && request.works.front() == "lesson") return run_lessons(request, console);
  std::vector<std::string> numbers;                    // everything but the program's own frame and start
  for (const std::string& work : request.works)
    if (!times_itself(work)) numbers.push_back(work);
  if (const std::string unknown = unknown_work(numbers); !unknown.empty()) return console.misuse(unknown);
  if (request.works.empty())
    for (const bench::Work& work : bench::works())
      if (!needs_corpus(work.name) || !request.options.start.corpus.empty()) numbers.emplace_back(work.name);
  for (const std::string& work : numbers)
    if (const auto text = needs_corpus(work) ? check_corpus(request) : Result<void>{}; !text) return console.fail(text.error());
  if (!request.vectors.empty())
    if (const auto written = bench::write_vectors(request.options.start.corpus, 3, request.vectors); !written) return console.fail(written.error());
  if (!numbers.empty()) bench_works(numbers, request.options, request.json ? BenchFormat::Json : BenchFormat::Table, console.out);
  for (const std::string& work : request.works) {
    if (!times_itself(work)) continue;
    const auto done = work == "frame" ? bench_frame(request.in_the_frame ? TrainsIn::TheFrame : TrainsIn::ItsOwnThread, console.out) : work == "words" ? bench_words(console.out) : work == "draw" ? bench_draw(console.out) : bench_start(console.out);
    if (!done) return console.fail(done.error());
  }
}

}  // namespace

void add_bench(CLI::App& program, Console& console) {
  auto request = std::make_shared<BenchRequest>();
  CLI::App* bench = program.add_subcommand("bench", "Time the engine (its works stand in a table of the README), frame (building one while training), words (of them only those with 10,000 words), draw (whole ones), start (to the first picture) or lesson LESSON (its training)");
  bench->add_option("WORK", request->works, "Works, frame, words, draw, start; separated by commas; or: lesson LESSON. Without one: a table of every work")->delimiter(',');
  bench->add_option("--threads", request->options.start.threads, "Threads that share a batch")->check(CLI::Range(1, 64));
  bench->add_option("--windows", request->options.windows, "Windows measured; the rate is their median")->check(CLI::Range(1, 1000));
  bench->add_option("--seconds", request->options.seconds, "Length of a window")->check(CLI::Range(0.001, 3600.0));
  bench->add_option("--corpus", request->options.start.corpus, "Text for work d, one sentence a line");
  bench->add_option("--vectors", request->vectors, "Train work d three times over the corpus and write its vectors (word2vec text) here");
  bench->add_flag("--json", request->json, "One JSON object a line (frame, words, draw, start and lesson always answer so)");
  bench->add_flag("--one-thread", request->in_the_frame, "frame: train in the frame, a slice at a time, as a browser does; the figures hold that slice");
  bench->callback([request, &console] { run_bench(*request, console); });
}

}  // namespace epochs::app
