#include "app/commands/bench_lesson.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "data/strokes.hpp"
#include "lessons/1989_cnn/look.hpp"
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

struct Windows {
  std::vector<double> rates, of_work, ratios;
};

// Windows of `updates` updates, those of a work in between; `seconds_of_updates` says how long they took.
template <class SecondsOf>
Windows measure_windows(const bench::Work* work, const bench::MeasureOptions& options, double units, long updates, SecondsOf seconds_of_updates) {
  const auto running = work ? work->start({}) : nullptr;
  const auto run = [&](long steps) {
    for (long i = 0; i < steps; ++i) running->step();
  };
  const long steps = work ? steps_for(options.seconds, run) : 0;
  Windows windows;
  for (int window = 0; window < options.windows; ++window) {
    windows.rates.push_back(units * static_cast<double>(updates) / seconds_of_updates(updates));
    if (!work) continue;
    windows.of_work.push_back(work->units_per_step * static_cast<double>(steps) / seconds_of(steps, run));
    windows.ratios.push_back(windows.rates.back() / windows.of_work.back());
  }
  return windows;
}

nlohmann::ordered_json row_of(std::string_view lesson, std::string_view unit, const Windows& windows, const bench::Work* work) {
  nlohmann::ordered_json row{{"work", "lesson"}, {"lesson", lesson}, {"threads", 1}, {"unit", unit}, {"rate", median(windows.rates)}, {"windows", windows.rates}};
  if (work) row["compared_with"] = work->name, row["work_rate"] = median(windows.of_work), row["of_work"] = median(windows.ratios);
  return row;
}

auto training_of(session::Training& training) {
  return [&training](long updates) {
    training.advance(updates);
    training.settle();
  };
}

nlohmann::ordered_json time_lesson(const lesson::Lesson& lesson, const bench::MeasureOptions& options) {
  const Opened opened = open(lesson);
  const auto train = training_of(opened.training());
  const bench::Work* work = opened.work.empty() ? nullptr : bench::find_work(opened.work);
  const long updates = steps_for(options.seconds, train);
  nlohmann::ordered_json row = row_of(lesson.id, opened.unit, measure_windows(work, options, opened.units, updates, [&](long count) { return seconds_of(count, train); }), work);
  row["loss_last"] = opened.training().status().loss;
  return row;
}

// ---- What the lesson that sees trains and does besides ------------------------------------------------------------------

// The plain network learns from the same batches in the same updates: its own time is what an update takes longer with it.
nlohmann::ordered_json time_plain_network(const bench::MeasureOptions& options) {
  const auto alone = session::make_runner(cnn::Recogniser(1), session::RunnerKind::Cooperative), both = session::make_runner(cnn::Recogniser(1), session::RunnerKind::Cooperative);
  for (const auto& runner : {alone.get(), both.get()}) runner->request({0, false, false});
  both->post(cnn::SetBeside{cnn::Beside::PlainNetwork});
  both->settle();
  const auto train_alone = training_of(*alone), train_both = training_of(*both);
  train_alone(20);
  const long updates = steps_for(options.seconds, train_both);
  const bench::Work* work = bench::find_work("b");
  const Windows windows = measure_windows(work, options, cnn::Settings{}.batch, updates, [&](long count) { return std::max(1e-9, seconds_of(count, train_both) - seconds_of(count, train_alone)); });
  nlohmann::ordered_json row = row_of("1989_cnn", "samples/s", windows, work);
  row["part"] = "the plain network beside it";
  return row;
}

// From a movement of the pen to everything that the pictures show of it: the grey levels, forward, loss, backward, every number kept; and the ten bars alone.
nlohmann::ordered_json time_reading() {
  constexpr int kReadings = 200;
  Random random(1);
  const cnn::Network network = cnn::make_network({}, random);
  std::vector<data::Stroke> strokes{{{}, 0.085}};
  for (int i = 0; i < 120; ++i) strokes[0].path.push_back({0.5 + 0.25 * std::sin(0.06 * i), 0.5 + 0.35 * std::cos(0.06 * i)});
  std::vector<double> whole, bars;
  for (int i = 0; i < kReadings; ++i) {
    strokes[0].path.push_back({0.5, 0.5 - 0.001 * i});
    data::DigitPicture picture{};
    whole.push_back(1000 * seconds_of(1, [&](long) { picture = data::draw(strokes), cnn::record(network, picture, 0); }));
    bars.push_back(1000 * seconds_of(1, [&](long) { static_cast<void>(cnn::read(network, picture)); }));
  }
  const double slowest = *std::max_element(whole.begin(), whole.end());
  return {{"work", "lesson"}, {"lesson", "1989_cnn"}, {"threads", 1}, {"unit", "ms"}, {"rate", median(whole)}, {"slowest", slowest}, {"bars_alone", median(bars)}, {"part", "reading a drawing after a movement of the pen"}};
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
  for (const std::string& name : lessons) {
    const lesson::Lesson& lesson = *lessons::find_named(name);
    out << time_lesson(lesson, options).dump() << std::endl;
    if (lesson.id != "1989_cnn") continue;
    out << time_plain_network(options).dump() << std::endl;
    out << time_reading().dump() << std::endl;
  }
}

}  // namespace epochs::app
