#include "app/commands/bench_lesson.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "lessons/1989_cnn/model.hpp"
#include "lessons/catalog.hpp"
#include "session/training_of.hpp"

namespace epochs::app {
namespace {

using Clock = std::chrono::steady_clock;

// A lesson's training, whoever owns it.
struct Opened {
  std::unique_ptr<lesson::Player> player;
  std::unique_ptr<session::Training> own;
  session::Training& training() const { return player ? player->training() : *own; }
  double units = 1;                      // of one update
  std::string_view unit = "updates/s", work = {};
};

Opened open(const lesson::Lesson& lesson) {
  Opened opened;
  if (lesson.make) opened.player = lesson.make(1, false);
  if (lesson.id != "1989_cnn") return opened;
  opened.units = cnn::Settings{}.batch, opened.unit = "samples/s", opened.work = "c";
  if (opened.player) return opened;      // its screen is still to come: its session trains as it will
  auto runner = session::make_runner(cnn::Recogniser(1), session::RunnerKind::Cooperative);
  runner->request({0, false, false});
  opened.own = std::move(runner);
  return opened;
}

bool can_be_timed(const lesson::Lesson& lesson) { return lesson.make || lesson.id == "1989_cnn"; }

template <class Step>
double seconds_of(long steps, Step step) {
  const auto start = Clock::now();
  step(steps);
  return std::max(1e-9, std::chrono::duration<double>(Clock::now() - start).count());
}

template <class Step>
long steps_for(double seconds, Step step) {
  step(20);                              // warm
  long steps = 20;
  double took = seconds_of(steps, step);
  while (took < 0.05 && steps < 1'000'000) took = seconds_of(steps *= 4, step);
  return std::max(1L, static_cast<long>(seconds * static_cast<double>(steps) / took));
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

nlohmann::ordered_json time_lesson(const lesson::Lesson& lesson, const bench::MeasureOptions& options) {
  const Opened opened = open(lesson);
  const auto train = [&](long updates) {
    opened.training().advance(updates);
    opened.training().settle();
  };
  const bench::Work* work = opened.work.empty() ? nullptr : bench::find_work(opened.work);
  const auto running = work ? work->start({}) : nullptr;
  const auto run = [&](long steps) {
    for (long i = 0; i < steps; ++i) running->step();
  };
  const long updates = steps_for(options.seconds, train), steps = work ? steps_for(options.seconds, run) : 0;
  std::vector<double> windows, others, ratios;
  for (int window = 0; window < options.windows; ++window) {
    windows.push_back(opened.units * static_cast<double>(updates) / seconds_of(updates, train));
    if (!work) continue;
    others.push_back(work->units_per_step * static_cast<double>(steps) / seconds_of(steps, run));
    ratios.push_back(windows.back() / others.back());
  }
  nlohmann::ordered_json row{{"work", "lesson"}, {"lesson", lesson.id}, {"threads", 1}, {"unit", opened.unit}, {"rate", median(windows)}, {"windows", windows}};
  if (work) row["compared_with"] = work->name, row["work_rate"] = median(others), row["of_work"] = median(ratios);
  row["loss_last"] = opened.training().status().loss;
  return row;
}

}  // namespace

std::string untimed_lesson(const std::vector<std::string>& lessons) {
  std::string known;
  for (const lesson::Lesson& lesson : lessons::catalog())
    if (can_be_timed(lesson)) known += (known.empty() ? "" : ", ") + lesson.id;
  if (lessons.empty()) return "bench lesson: name a lesson: " + known;
  for (const std::string& name : lessons) {
    const lesson::Lesson* lesson = lessons::find_named(name);
    if (!lesson || !can_be_timed(*lesson)) return "bench lesson: \"" + name + "\" does not train yet; there are " + known;
  }
  return "";
}

void bench_lessons(const std::vector<std::string>& lessons, const bench::MeasureOptions& options, std::ostream& out) {
  for (const std::string& name : lessons) out << time_lesson(*lessons::find_named(name), options).dump() << std::endl;
}

}  // namespace epochs::app
