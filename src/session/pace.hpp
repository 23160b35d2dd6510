// So many updates a second. A late update is not made up for by a burst longer than kMakeUp.
#pragma once

#include <algorithm>
#include <chrono>

namespace epochs::session {

using Clock = std::chrono::steady_clock;

class Pace {
 public:
  void set(double updates_per_second, Clock::time_point now) {
    rate_ = std::max(0.0, updates_per_second);
    next_ = std::min(next_, now + interval());
  }
  void start(Clock::time_point now) { next_ = now; }
  bool limited() const { return rate_ > 0; }
  Clock::time_point due() const { return limited() ? next_ : Clock::time_point::min(); }
  void took(Clock::time_point now) { next_ = std::max(next_, now - kMakeUp) + interval(); }

 private:
  static constexpr std::chrono::milliseconds kMakeUp{100};
  Clock::duration interval() const {
    return limited() ? std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / std::max(rate_, 1e-3))) : Clock::duration::zero();
  }
  double rate_ = 0;
  Clock::time_point next_{};
};

}  // namespace epochs::session
