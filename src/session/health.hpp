// The one definition of divergence (curriculum, backprop.diverges): the loss or a parameter is not finite, or the loss is above
// 10 × the mean of the first 20 updates. A loss that jumps up and down at every update without getting better is an oscillation,
// which is told apart and does not stop anything.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "session/training.hpp"

namespace epochs::session {

inline constexpr int kBaselineUpdates = 20;
inline constexpr double kDivergedAbove = 10;

class HealthMonitor {
 public:
  // After each update, in order. `culprit` is the first parameter that is not finite, or "". Once not finite or diverged, it stays so.
  const Health& observe(long update, double loss, const std::string& culprit);
  const Health& health() const { return health_; }
  bool stopped() const { return health_.kind == Health::Kind::NotFinite || health_.kind == Health::Kind::Diverged; }

  const std::vector<double>& first_losses() const { return baseline_; }

  // The run continues from `update` (a branch): what came later never happened.
  void cut(long update);

 private:
  static constexpr int kWindow = 32;
  bool oscillates() const;

  std::vector<double> baseline_;          // the first losses, at most kBaselineUpdates
  long first_ = 0;                        // update of baseline_[0]
  std::array<double, kWindow> recent_{};  // ring
  long seen_ = 0;                         // losses in a row in the ring
  Health health_;
};

}  // namespace epochs::session
