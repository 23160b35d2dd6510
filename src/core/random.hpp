// The project's own random numbers (PCG32, O'Neill 2014): the same sequence on every compiler and in the browser, which
// the standard library's distributions do not promise.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace epochs {

class Random {
 public:
  struct State {
    std::uint64_t state = 0, increment = 1;
    bool operator==(const State&) const = default;
  };

  explicit Random(std::uint64_t seed, std::uint64_t stream = 0);

  std::uint32_t bits();                         // 32 uniform bits
  std::uint32_t below(std::uint32_t bound);     // uniform in 0 … bound-1, without bias; bound > 0
  double uniform();                             // [0, 1), 53 bits
  double uniform(double low, double high) { return low + (high - low) * uniform(); }
  double normal();                              // mean 0, deviation 1 (Box-Muller, one value a call)
  bool chance(double probability) { return uniform() < probability; }

  template <class T>
  void shuffle(std::vector<T>& items) {         // Fisher-Yates
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(static_cast<std::uint32_t>(i))]);
  }

  State state() const { return state_; }
  void restore(State state) { state_ = state; }

 private:
  State state_;
};

}  // namespace epochs
