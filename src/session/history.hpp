// The loss of a run in bounded memory: buckets of equal width keep their lowest and highest measured points; when there are too
// many, neighbours merge. Nothing is ever averaged.
#pragma once

#include <vector>

#include "session/training.hpp"

namespace epochs::session {

class LossLine {
 public:
  void record(HistoryPoint point);        // updates must grow; a loss that is not finite is left out
  void cut(long update);                  // forget what came after
  void clear() { *this = LossLine(); }
  std::vector<HistoryPoint> points() const;   // at most 2 · kBuckets + 1

  static constexpr std::size_t kBuckets = 512;

 private:
  struct Bucket {
    long index = 0;
    HistoryPoint low, high;
  };
  static void add(Bucket& bucket, HistoryPoint point);
  void merge();

  std::vector<Bucket> buckets_;
  HistoryPoint last_{-1, 0};
  long width_ = 1;
};

class HistoryRecorder {
 public:
  void record(const HistoryPoint& point, const std::string& event = {});
  void begin(double loss);                // of the untrained model, just before the first update
  void branch(long update);               // the line after `update` becomes the old line
  void load(const History& history);
  long last() const { return last_; }     // the furthest update recorded, 0 at first
  History history() const;

  static constexpr std::size_t kEvents = 256;

 private:
  void record_event(HistoryEvent event);

  LossLine line_;
  std::vector<HistoryPoint> old_line_;
  std::vector<HistoryEvent> events_;      // at most one of a name within event_width_ updates
  long event_width_ = 1, last_ = 0, branched_at_ = -1;
};

}  // namespace epochs::session
