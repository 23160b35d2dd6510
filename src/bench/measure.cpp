#include "bench/measure.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/product.hpp"

namespace epochs::bench {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// Steps that fill about one window, from a warm-up and a short trial. A step of more than a second is warm when it ends.
long steps_per_window(Running& running, double seconds, double first_step) {
  if (first_step > 1) return 1;
  const auto warm = Clock::now();
  for (int i = 0; i < 3 || seconds_since(warm) < 0.4; ++i) running.step();
  long steps = 0;
  const auto start = Clock::now();
  for (; seconds_since(start) < 0.1 || steps < 2; ++steps) running.step();
  return std::max(1L, static_cast<long>(seconds * static_cast<double>(steps) / seconds_since(start)));
}

}  // namespace

Measurement measure(const Work& work, const MeasureOptions& options) {
  Measurement m{std::string(work.name), std::string(work.unit), options.start.threads, 0, {}, {}, {}, work.deterministic || options.start.threads == 1, work.flop_per_unit};
  const auto running = work.start(options.start);
  const double units = work.units_per_step > 0 ? work.units_per_step : running->units();
  const auto record = [&](double seconds, long steps) {
    m.windows.push_back(work.unit == "s" ? seconds / static_cast<double>(steps) : units * static_cast<double>(steps) / seconds);
  };
  const auto begin = Clock::now();
  m.loss_first = running->step();
  const double first = seconds_since(begin);
  if (work.unit == "s" && first > 1) record(first, 1);         // takes long, and nothing in it is reused: the first run counts
  const long steps = m.windows.empty() ? steps_per_window(*running, options.seconds, first) : 1;
  while (static_cast<int>(m.windows.size()) < options.windows) {
    const auto start = Clock::now();
    for (long i = 0; i < steps; ++i) m.loss_last = running->step();
    record(seconds_since(start), steps);
  }
  m.rate = median(m.windows);
  return m;
}

std::string to_json(const Measurement& m) {
  nlohmann::ordered_json json{{"work", m.work}, {"threads", m.threads}, {"unit", m.unit}, {"rate", m.rate}, {"windows", m.windows}};
  if (m.loss_first) json["loss_first"] = *m.loss_first;
  if (m.loss_last) json["loss_last"] = *m.loss_last;
  json["deterministic"] = m.deterministic;
  return json.dump();
}

double product_peak() {
  const Index n = 512;
  const Matrix a = Matrix::Ones(n, n), b = Matrix::Ones(n, n);
  Matrix out(n, n);
  double best = 0;
  for (int i = 0; i < 6; ++i) {
    const auto start = Clock::now();
    product(a, Transpose::No, b, Transpose::No, out);
    best = std::max(best, 2.0 * std::pow(static_cast<double>(n), 3) / seconds_since(start) / 1e9);
  }
  return best;
}

std::string table_head(double peak, int threads) {
  char line[300];
  std::snprintf(line, sizeof line, "The peak is %.1f GFLOP/s: what a product of 512x512 matrices reaches here, times %d thread(s).\n%-8s %11s  %-10s %8s %8s %6s  %-18s %s", peak, threads,
                "work", "rate", "unit", "spread", "GFLOP/s", "peak", "loss", "what it is");
  return line;
}

std::string to_row(const Measurement& m, const Work& work, double peak) {
  const auto [low, high] = std::minmax_element(m.windows.begin(), m.windows.end());
  const double gflops = m.rate * m.flop_per_unit / 1e9;
  char line[300], loss[40] = "", share[40] = "";
  if (m.loss_first && m.loss_last) std::snprintf(loss, sizeof loss, "%.4f to %.4f", *m.loss_first, *m.loss_last);
  if (gflops > 0) std::snprintf(share, sizeof share, "%8.2f %4.0f %%", gflops, peak > 0 ? 100 * gflops / peak : 0);
  std::snprintf(line, sizeof line, "%-8s %11.5g  %-10s %6.0f %% %15s  %-18s %s", m.work.c_str(), m.rate, m.unit.c_str(), 100 * (*high - *low) / m.rate, share, loss,
                std::string(work.description).c_str());
  return line;
}

}  // namespace epochs::bench
