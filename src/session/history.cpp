#include "session/history.hpp"

#include <algorithm>
#include <cmath>

namespace epochs::session {

void LossLine::add(Bucket& bucket, HistoryPoint point) {
  if (point.loss < bucket.low.loss) bucket.low = point;
  if (point.loss > bucket.high.loss) bucket.high = point;
}

void LossLine::record(HistoryPoint point) {
  if (!std::isfinite(point.loss)) return;
  last_ = point;
  const long index = point.update / width_;
  if (!buckets_.empty() && buckets_.back().index == index) return add(buckets_.back(), point);
  buckets_.push_back({index, point, point});
  while (buckets_.size() > kBuckets) merge();
}

void LossLine::merge() {
  width_ *= 2;
  std::vector<Bucket> merged;
  for (const Bucket& bucket : buckets_) {
    if (!merged.empty() && merged.back().index == bucket.index / 2) {
      add(merged.back(), bucket.low);
      add(merged.back(), bucket.high);
    } else {
      merged.push_back({bucket.index / 2, bucket.low, bucket.high});
    }
  }
  buckets_ = std::move(merged);
}

void LossLine::cut(long update) {
  std::vector<HistoryPoint> known = points();
  if (known.empty() || known.back().update <= update) return;
  const long width = width_;
  clear();
  width_ = width;
  for (const HistoryPoint& point : known)
    if (point.update <= update) record(point);
}

std::vector<HistoryPoint> LossLine::points() const {
  std::vector<HistoryPoint> out;
  out.reserve(2 * buckets_.size() + 1);
  for (const Bucket& bucket : buckets_) {
    const bool low_first = bucket.low.update <= bucket.high.update;
    out.push_back(low_first ? bucket.low : bucket.high);
    if (bucket.low.update != bucket.high.update) out.push_back(low_first ? bucket.high : bucket.low);
  }
  if (!out.empty() && out.back().update < last_.update) out.push_back(last_);
  return out;
}

void HistoryRecorder::record(const HistoryPoint& point, const std::string& event) {
  last_ = std::max(last_, point.update);
  line_.record(point);
  if (!event.empty()) record_event({point.update, event});
}

// What was known of update 0 may be of other data or another network: both can be changed before the first update.
void HistoryRecorder::begin(double loss) {
  if (last_ > 0) return;
  line_.clear();
  line_.record({0, loss});
}

void HistoryRecorder::record_event(HistoryEvent event) {
  const auto same = [](const HistoryEvent& a, const HistoryEvent& b, long width) { return a.name == b.name && a.update / width == b.update / width; };
  for (auto at = events_.rbegin(); at != events_.rend() && at->update / event_width_ == event.update / event_width_; ++at)
    if (same(*at, event, event_width_)) return;
  events_.push_back(std::move(event));
  while (events_.size() > kEvents) {
    if (event_width_ > last_) return events_.pop_back();   // hundreds of different names: the first ones stay
    event_width_ *= 2;
    std::vector<HistoryEvent> fewer;
    for (HistoryEvent& each : events_) {
      const bool known = std::any_of(fewer.rbegin(), fewer.rend(), [&](const HistoryEvent& other) { return same(other, each, event_width_); });
      if (!known) fewer.push_back(std::move(each));
    }
    events_ = std::move(fewer);
  }
}

void HistoryRecorder::branch(long update) {
  if (update >= last_) return;
  old_line_.clear();
  for (const HistoryPoint& point : line_.points())
    if (point.update >= update) old_line_.push_back(point);
  line_.cut(update);
  events_.erase(std::remove_if(events_.begin(), events_.end(), [&](const HistoryEvent& event) { return event.update > update; }), events_.end());
  branched_at_ = update;
  last_ = update;
}

void HistoryRecorder::load(const History& history) {
  *this = HistoryRecorder();
  for (const HistoryPoint& point : history.line) record(point);
  for (const HistoryEvent& event : history.events) record_event(event);
  old_line_ = history.old_line;
  branched_at_ = history.branched_at;
}

History HistoryRecorder::history() const { return {line_.points(), old_line_, events_, branched_at_, {}}; }

}  // namespace epochs::session
