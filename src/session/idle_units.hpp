// Units that have stopped learning, as a state of a run: which layers have some, how many of how many, and since which update. A session
// that offers `std::vector<IdleLayer> idle_layers() const` is asked now and then, never at every update, because a look costs a pass over the data.
#pragma once

#include <string>
#include <vector>

#include "session/session.hpp"
#include "session/training.hpp"

namespace epochs::session {

template <class S>
concept TellsIdleUnits = requires(const S& session) { { session.idle_layers() } -> std::convertible_to<std::vector<IdleLayer>>; };

class IdleUnitMonitor {
 public:
  // At 1, 2, 4, 8, 16, 32 (what dies at the start dies early), then at every 64th update.
  static bool due(long update) { return update < kEvery ? (update & (update - 1)) == 0 : update % kEvery == 0; }

  // What was found at `update`; later ones in order. The same update again (after an edit): the last word counts.
  void observe(long update, const std::vector<IdleLayer>& found);
  // As it was known at that update.
  std::vector<IdleUnits> at(long update) const;
  // The run continues from `update` (a branch): what came later never happened.
  void cut(long update);

 private:
  static constexpr long kEvery = 64;
  static constexpr std::size_t kMostFindings = 256;
  struct Finding {
    long update = 0;
    std::vector<IdleUnits> layers;
  };
  void thin();

  std::vector<Finding> findings_;        // only where something changed; nothing is idle before the first
};

}  // namespace epochs::session
