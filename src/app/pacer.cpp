#include "app/pacer.hpp"

#include <algorithm>

namespace epochs::app {

void Pacer::input() { settling_ = kSettlingFrames; }

bool Pacer::should_draw(double now, bool moving) {
  if (moving) settling_ = std::max(settling_, 2);   // how it came to rest is drawn too
  if (settling_ == 0) return false;
  // The display's rhythm sets the pace where there is one; the clock does where there is none (a server, a test).
  if (last_frame_ >= 0 && now - last_frame_ < kFrame * 0.9) return false;
  settling_ = std::max(0, settling_ - 1);
  last_frame_ = now;
  return true;
}

double Pacer::sleep(double now, bool moving) const {
  if (settling_ > 0 || moving) return std::max(0.0, last_frame_ + kFrame - now);
  return kIdle;
}

}  // namespace epochs::app
