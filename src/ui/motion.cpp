#include "ui/motion.hpp"

#include <algorithm>

namespace epochs::ui {

float ease_out(float t) {
  const float rest = 1 - std::clamp(t, 0.0f, 1.0f);
  return 1 - rest * rest * rest;
}

float ease_in_out(float t) {
  t = std::clamp(t, 0.0f, 1.0f);
  const float back = 2 - 2 * t;
  return t < 0.5f ? 4 * t * t * t : 1 - back * back * back / 2;
}

void Motion::begin_frame(double time, bool reduced) {
  // What has not been drawn for a second is forgotten, so that ids of closed lessons do not pile up.
  for (auto it = tracks_.begin(); it != tracks_.end();) it = time - it->second.seen > 1 ? tracks_.erase(it) : std::next(it);
  before_ = time_;
  time_ = time;
  reduced_ = reduced;
  running_ = false;
}

float Motion::toward(std::string_view id, float target, float seconds) {
  auto found = tracks_.find(id);
  if (found == tracks_.end()) found = tracks_.emplace(std::string(id), Track{target, target, time_ - 10, time_}).first;
  Track& track = found->second;
  track.seen = time_;
  const auto at = [&] {
    const float t = seconds > 0 ? static_cast<float>((time_ - track.start)) / seconds : 1;
    return track.from + (track.to - track.from) * ease_out(t);
  };
  if (track.to != target) {
    track.from = at();
    track.to = target;
    track.start = time_;
  }
  if (reduced_) return track.from = track.to;
  if (time_ - track.start < static_cast<double>(seconds)) running_ = true;
  return at();
}

float Motion::arrive(std::string_view id, float seconds) {
  auto found = tracks_.find(id);
  if (found == tracks_.end()) found = tracks_.emplace(std::string(id), Track{0, 1, time_, time_}).first;
  Track& track = found->second;
  if (track.seen < before_) track.start = time_;
  track.seen = time_;
  if (reduced_) track.start = time_ - static_cast<double>(seconds);
  const float t = seconds > 0 ? static_cast<float>(time_ - track.start) / seconds : 1;
  if (t < 1) running_ = true;
  return ease_out(t);
}

}  // namespace epochs::ui
