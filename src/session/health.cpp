#include "session/health.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace epochs::session {

const Health& HealthMonitor::observe(long update, double loss, const std::string& culprit, long problem_since) {
  if (problem_since > baselines_.back().since && problem_since < update) {
    if (baselines_.back().losses.empty()) baselines_.pop_back();
    if (baselines_.size() == kMostBaselines) baselines_.erase(baselines_.begin());
    baselines_.push_back({problem_since, {}});
    health_ = {};
    seen_ = 0;
  }
  if (stopped()) return health_;
  if (!std::isfinite(loss) || !culprit.empty()) return health_ = {Health::Kind::NotFinite, update, culprit, loss};
  std::vector<double>& first = baselines_.back().losses;
  if (static_cast<int>(first.size()) < kBaselineUpdates) {
    first.push_back(loss);
  } else {
    const double mean = std::accumulate(first.begin(), first.end(), 0.0) / kBaselineUpdates;
    if (mean > 0 && loss > kDivergedAbove * mean) return health_ = {Health::Kind::Diverged, update, {}, loss};
  }
  recent_[static_cast<std::size_t>(seen_++ % kWindow)] = loss;
  const bool now = oscillates();
  if (now && health_.kind == Health::Kind::Well) health_ = {Health::Kind::Oscillating, update, {}, loss};
  if (!now) health_ = {};
  return health_;
}

void HealthMonitor::cut(long update) {
  if (health_.update > update) health_ = {};
  while (baselines_.size() > 1 && baselines_.back().since > update) baselines_.pop_back();
  Baseline& now = baselines_.back();
  if (now.since > update) now = {};
  now.losses.resize(std::min(now.losses.size(), static_cast<std::size_t>(update - now.since)));
  seen_ = 0;
}

// Up and down at every single update of the window, by more than a tenth of the loss, and the later half no better than the earlier.
// (32 independent losses go up and down all the way in 2·E₃₂ of their 32! orders, E the zigzag numbers: by chance once in 740,000 windows.)
bool HealthMonitor::oscillates() const {
  if (seen_ < kWindow) return false;
  const auto at = [&](long i) { return recent_[static_cast<std::size_t>((seen_ + i) % kWindow)]; };
  double swing = 0, early = 0, late = 0;
  for (long i = 0; i < kWindow; ++i) (i < kWindow / 2 ? early : late) += at(i);
  for (long i = 1; i < kWindow; ++i) {
    swing += std::abs(at(i) - at(i - 1));
    if (i > 1 && (at(i) - at(i - 1)) * (at(i - 1) - at(i - 2)) >= 0) return false;
  }
  return swing / (kWindow - 1) > 0.1 * std::abs(early + late) / kWindow && late >= 0.98 * early;
}

}  // namespace epochs::session
