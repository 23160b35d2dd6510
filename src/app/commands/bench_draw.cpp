#include "app/commands/bench_draw.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/app.hpp"
#include "app/commands/rehearsal.hpp"
#include "app/platform/gl.hpp"
#include "app/platform/studio.hpp"
#include "core/random.hpp"
#include "viz/heatmap.hpp"
#include "viz/scatter.hpp"

namespace epochs::app {
namespace {

using nlohmann::json;

constexpr WindowSize kSize{1280, 800, 1};
constexpr int kWarmUp = 5, kFrames = 60;

// Milliseconds of whole frames: built, drawn, and every pixel there.
json measure(Studio& studio, const Settings& look, const DrawFunction& draw) {
  std::vector<double> times;
  for (int frame = 0; frame < kWarmUp + kFrames; ++frame) {
    const auto start = std::chrono::steady_clock::now();
    studio.present(look, draw);
    finish_drawing();
    if (frame >= kWarmUp) times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  std::sort(times.begin(), times.end());
  return {{"work", "draw"}, {"unit", "ms"}, {"rate", times[times.size() / 2]}, {"p99", times[times.size() * 99 / 100]}, {"frames", kFrames}};
}

// 10,000 points that drift round a ring, and 512 × 512 numbers of which all change.
class Crowd {
 public:
  Crowd() {
    Random random(1);
    for (int i = 0; i < 10'000; ++i) dots_.push_back({random.uniform(-1.4, 1.4), random.uniform(-1.4, 1.4), i % 2 == 0, false});
  }

  void draw(ui::Ui& ui) {
    ++frame_;
    for (viz::Dot& dot : dots_) {
      const double x = dot.x - 0.01 * dot.y;
      dot.y += 0.01 * dot.x;
      dot.x = x;
    }
    for (Index row = 0; row < values_.rows(); ++row)
      for (Index column = 0; column < values_.cols(); ++column) values_(row, column) = static_cast<Real>((row * 31 + column * 17 + frame_ * 7) % 255) / 127 - 1;
    const viz::Plane plane = viz::square_plane({20, 20, 700, 760}, 1.5);
    viz::draw_grid(ui, plane);
    viz::scatter(ui, "crowd", plane, dots_, scatter_);
    viz::HeatmapStyle style;
    style.map = viz::ColorMap::Diverging, style.limit = 1;
    viz::heatmap(ui, "cells", {740, 20, 520, 560}, values_, heatmap_, style);
  }

 private:
  std::vector<viz::Dot> dots_;
  Matrix values_ = Matrix::Zero(512, 512);
  viz::ScatterState scatter_;
  viz::HeatmapState heatmap_;
  long frame_ = 0;
};

}  // namespace

Result<void> bench_draw(std::ostream& out) {
  const auto lessons = choose_lessons({});
  if (!lessons) return Error{lessons.error()};
  auto studio = Studio::open(kSize);
  if (!studio) return Error{studio.error()};
  const std::string renderer = gl_renderer();
  const auto report = [&](json row) {
    row["renderer"] = renderer;
    out << row.dump() << std::endl;
  };
  for (const std::string& lesson : lessons.value()) {
    App app{AppOptions{}};
    if (auto opened = app.open_lesson(lesson); !opened) return opened;
    for (std::size_t i = 0; i < app.step_count(); ++i) {
      const std::string step = app.step_id(i);
      if (auto opened = app.open_lesson(lesson, step); !opened) return opened;
      app.player()->training().set_speed(0);
      app.player()->training().play();
      json row = measure(*studio.value(), app.settings(), [&](ui::Ui& ui) { app.frame(ui); });
      app.player()->training().pause();
      row["lesson"] = lesson, row["step"] = step;
      report(std::move(row));
    }
  }
  Crowd crowd;
  json row = measure(*studio.value(), {}, [&](ui::Ui& ui) { crowd.draw(ui); });
  row["scene"] = "10,000 moving points and a changing heatmap of 512 x 512";
  report(std::move(row));
  return {};
}

}  // namespace epochs::app
