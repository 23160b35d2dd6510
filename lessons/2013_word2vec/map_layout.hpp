// A layout of words by their neighbours (t-SNE) that grows beside the picture: on a thread of its own where there are threads, else a slice in every frame.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "core/matrix.hpp"
#include "nn/project/tsne.hpp"

namespace epochs::word2vec {

struct LayoutWish {
  std::shared_ptr<const Matrix> vectors;         // V×D; the first `shown` of them are laid out
  Index shown = 0;
  Matrix start;                                  // shown×2: where they stand
  bool again = false;                            // these are places of a layout: it goes on from there
  bool moved = false;                            // and the vectors point elsewhere now: neighbours have to find each other across the picture
};

// Who is near whom, word by word, then the descent. Pairs of words looked at are the measure of work.
class Layout {
 public:
  static constexpr long kFirstUpdates = 500, kNextUpdates = 120, kMovedUpdates = 300;

  explicit Layout(const LayoutWish& wish);
  bool go_on(std::int64_t& pairs);               // so many pairs, which goes down, and a little more; true when the words stand elsewhere
  bool done() const { return tsne_ && tsne_->update() >= updates_; }
  double share() const;                          // of the way, 0 … 1
  Matrix places() const { return tsne_ ? tsne_->places() : start_; }

 private:
  Matrix start_;
  nn::TsneSettings settings_;
  bool again_;
  long updates_;
  Index dimensions_;
  nn::AffinitySearch neighbours_;
  std::optional<nn::Tsne> tsne_;
};

enum class Beside { Frames, Thread };            // where the work is done

class LayoutRun {
 public:
  static constexpr std::int64_t kPairsOfAFrame = 2'000'000;     // about a millisecond

  LayoutRun(const LayoutWish& wish, Beside beside);
  ~LayoutRun();
  LayoutRun(const LayoutRun&) = delete;
  LayoutRun& operator=(const LayoutRun&) = delete;

  // Once a frame. The places, when they are others than those of the last call.
  std::optional<Matrix> look();
  bool done() const;
  double share() const;

 private:
  void run();

  Layout layout_;                                // of the thread alone while there is one
  mutable std::mutex mutex_;
  std::optional<Matrix> fresh_;                  // the four below under mutex_
  double share_ = 0;
  bool done_ = false;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

}  // namespace epochs::word2vec
