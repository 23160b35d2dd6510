#include "session/health.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace epochs::session {

const Health& HealthMonitor::observe(long update, double loss, const std::string& culprit, long problem_since) {
  if (problem_since > memory_.baselines.back().since && problem_since < update) {
    if (memory_.baselines.back().losses.empty()) memory_.baselines.pop_back();
    if (memory_.baselines.size() == kMostBaselines) memory_.baselines.erase(memory_.baselines.begin());
    memory_.baselines.push_back({problem_since, {}});
    memory_.health = {};
    memory_.seen = 0;
  }
  if (stopped()) return memory_.health;
  if (!std::isfinite(loss) || !culprit.empty()) return memory_.health = {Health::Kind::NotFinite, update, culprit, loss};
  std::vector<double>& first = memory_.baselines.back().losses;
  if (static_cast<int>(first.size()) < kBaselineUpdates) {
    first.push_back(loss);
  } else {
    const double mean = std::accumulate(first.begin(), first.end(), 0.0) / kBaselineUpdates;
    if (mean > 0 && loss > kDivergedAbove * mean) return memory_.health = {Health::Kind::Diverged, update, {}, loss};
  }
  memory_.recent[static_cast<std::size_t>(memory_.seen++ % kWindow)] = loss;
  const bool now = oscillates();
  if (now && memory_.health.kind == Health::Kind::Well) memory_.health = {Health::Kind::Oscillating, update, {}, loss};
  if (!now) memory_.health = {};
  return memory_.health;
}

void HealthMonitor::cut(long update) {
  if (memory_.health.update > update) memory_.health = {};
  while (memory_.baselines.size() > 1 && memory_.baselines.back().since > update) memory_.baselines.pop_back();
  Baseline& now = memory_.baselines.back();
  if (now.since > update) now = {};
  now.losses.resize(std::min(now.losses.size(), static_cast<std::size_t>(update - now.since)));
  memory_.seen = 0;
}

// Up and down at every single update of the window, by more than a tenth of the loss, and the later half no better than the earlier.
// (32 independent losses go up and down all the way in 2·E₃₂ of their 32! orders, E the zigzag numbers: by chance once in 740,000 windows.)
bool HealthMonitor::oscillates() const {
  if (memory_.seen < kWindow) return false;
  const auto at = [&](long i) { return memory_.recent[static_cast<std::size_t>((memory_.seen + i) % kWindow)]; };
  double swing = 0, early = 0, late = 0;
  for (long i = 0; i < kWindow; ++i) (i < kWindow / 2 ? early : late) += at(i);
  for (long i = 1; i < kWindow; ++i) {
    swing += std::abs(at(i) - at(i - 1));
    if (i > 1 && (at(i) - at(i - 1)) * (at(i - 1) - at(i - 2)) >= 0) return false;
  }
  return swing / (kWindow - 1) > 0.1 * std::abs(early + late) / kWindow && late >= 0.98 * early;
}

}  // namespace epochs::session
