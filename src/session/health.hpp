// The one definition of divergence: the loss or a parameter is not finite, or the loss is above 10 × the mean of the first 20 updates
// (after an edit that by itself changes the loss, such as other data: of the first 20 since). A loss that jumps up and down at every
// update without getting better is an oscillation, which is told apart and does not stop anything.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "session/training.hpp"

namespace epochs::session {

inline constexpr int kBaselineUpdates = 20;
inline constexpr double kDivergedAbove = 10;

class HealthMonitor {
 public:
  // After each update, in order. `culprit` is the first parameter that is not finite, or "". Once not finite or diverged, it stays so
  // until the problem is another one: `problem_since` is the update at which an edit last changed the loss by itself.
  const Health& observe(long update, double loss, const std::string& culprit, long problem_since = 0);
  const Health& health() const { return memory_.health; }
  void blame(std::string parameter) { memory_.health.parameter = std::move(parameter); }   // which one is the furthest out, where none is lost yet
  bool stopped() const { return health().kind == Health::Kind::NotFinite || health().kind == Health::Kind::Diverged; }

  struct Baseline {
    long since = 0;                       // of the updates after this one
    std::vector<double> losses;           // the first, at most kBaselineUpdates
  };
  // All that observe() remembers, for a run that is saved.
  struct Memory {
    std::vector<Baseline> baselines{1};     // 1 … kMostBaselines, one a problem; the earlier ones for going back
    std::array<double, 32> recent{};        // ring
    long seen = 0;                          // losses in a row in the ring
    Health health;
  };
  static constexpr std::size_t kMostBaselines = 64;
  const Memory& memory() const { return memory_; }
  void resume(Memory memory) { memory_ = std::move(memory); }

  // The run continues from `update` (a branch): what came later never happened.
  void cut(long update);

 private:
  static constexpr int kWindow = static_cast<int>(std::tuple_size_v<decltype(Memory::recent)>);
  bool oscillates() const;

  Memory memory_;
};

}  // namespace epochs::session
