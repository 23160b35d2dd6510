#include "app/commands/bench_draw.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/commands/training_steps.hpp"
#include "app/platform/gl.hpp"
#include "app/platform/studio.hpp"
#include "core/random.hpp"
#include "viz/heatmap.hpp"
#include "viz/scatter.hpp"

namespace epochs::app {
namespace {

using nlohmann::json;

constexpr WindowSize kDrawSize{1280, 800, 1};
constexpr int kDrawWarmUp = 5, kDrawFrames = 60;

// Milliseconds of whole frames: built, drawn, and every pixel there.
json measure(Studio& studio, const Settings& look, const DrawFunction& draw, const std::function<void()>& after_warm_up = {}) {
  std::vector<double> times;
  for (int frame = 0; frame < kDrawWarmUp + kDrawFrames; ++frame) {
    if (frame == kDrawWarmUp && after_warm_up) after_warm_up();
    const auto start = std::chrono::steady_clock::now();
    studio.present(look, draw);
    finish_drawing();
    if (frame >= kDrawWarmUp) times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  std::sort(times.begin(), times.end());
  return {{"work", "draw"}, {"unit", "ms"}, {"rate", times[times.size() / 2]}, {"p99", times[times.size() * 99 / 100]}, {"frames", kDrawFrames}};
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
  auto studio = Studio::open(kDrawSize);
  if (!studio) return Error{studio.error()};
  const std::string renderer = gl_renderer();
  const auto report = [&](json row) {
    row["renderer"] = renderer;
    out << row.dump() << std::endl;
  };
  const auto visited = visit_training_steps([&](const TrainingStep& at) {
    json row = measure(*studio.value(), at.app.settings(), [&](ui::Ui& ui) { at.app.frame(ui); }, [&] { at.train_flat_out(); });
    row["lesson"] = at.lesson, row["step"] = at.step, row["updates"] = at.app.player()->training().status().update;
    report(std::move(row));
  });
  if (!visited) return visited;
  Crowd crowd;
  json row = measure(*studio.value(), {}, [&](ui::Ui& ui) { crowd.draw(ui); });
  row["scene"] = "10,000 moving points and a changing heatmap of 512 x 512";
  report(std::move(row));
  return {};
}

}  // namespace epochs::app
