// Timing a work: a warm-up, then windows of equal numbers of steps; the median window is the rate.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bench/work.hpp"

namespace epochs::bench {

struct MeasureOptions {
  Start start;
  int windows = 5;
  double seconds = 0.5;        // per window, roughly
};

struct Measurement {
  std::string work, unit;
  int threads = 1;
  double rate = 0;             // units a second (or seconds, where that is the unit), median over the windows
  std::vector<double> windows;
  std::optional<double> loss_first, loss_last;
  bool deterministic = true;
  double flop_per_unit = 0;
};

Measurement measure(const Work& work, const MeasureOptions& options);
std::string to_json(const Measurement& measurement);      // one line, the format of the design

// GFLOP/s that one core reaches in a 512³ product here: the peak that a fraction is told of.
double product_peak();
// The readable table: a head that says what the peak is, then a row for each work.
std::string table_head(double peak, int threads);
std::string to_row(const Measurement& measurement, const Work& work, double peak);

}  // namespace epochs::bench
