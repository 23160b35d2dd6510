#include "session/idle_units.hpp"

#include <algorithm>

namespace epochs::session {

void IdleUnitMonitor::observe(long update, const std::vector<IdleLayer>& found) {
  const std::vector<IdleUnits> before = at(update);
  std::vector<IdleUnits> now;
  for (const IdleLayer& layer : found) {
    if (layer.idle <= 0) continue;
    const auto known = std::find_if(before.begin(), before.end(), [&](const IdleUnits& each) { return each.layer == layer.layer; });
    now.push_back({layer.layer, layer.idle, layer.units, known == before.end() ? update : known->since});
  }
  if (now == before) return;
  cut(update - 1);
  findings_.push_back({update, std::move(now)});
  if (findings_.size() > kMostFindings) thin();
}

std::vector<IdleUnits> IdleUnitMonitor::at(long update) const {
  const auto after = std::upper_bound(findings_.begin(), findings_.end(), update, [](long place, const Finding& each) { return place < each.update; });
  return after == findings_.begin() ? std::vector<IdleUnits>() : std::prev(after)->layers;
}

void IdleUnitMonitor::cut(long update) {
  while (!findings_.empty() && findings_.back().update > update) findings_.pop_back();
}

// Every second one goes, never the last; each says for itself since when.
void IdleUnitMonitor::thin() {
  std::vector<Finding> kept;
  for (std::size_t i = findings_.size() % 2 == 0 ? 1 : 0; i < findings_.size(); i += 2) kept.push_back(std::move(findings_[i]));
  findings_ = std::move(kept);
}

}  // namespace epochs::session
