#include "core/random.hpp"

#include <cmath>
#include <numbers>

#include "core/check.hpp"

namespace epochs {

Random::Random(std::uint64_t seed, std::uint64_t stream) {
  state_.increment = (stream << 1u) | 1u;
  bits();
  state_.state += seed;
  bits();
}

std::uint32_t Random::bits() {
  const std::uint64_t old = state_.state;
  state_.state = old * 6364136223846793005ULL + state_.increment;
  const auto mixed = static_cast<std::uint32_t>(((old >> 18u) ^ old) >> 27u);
  const auto turn = static_cast<std::uint32_t>(old >> 59u);
  return (mixed >> turn) | (mixed << ((32u - turn) & 31u));
}

std::uint32_t Random::below(std::uint32_t bound) {
  EPOCHS_CHECK(bound > 0, "Random::below needs a positive bound");
  const std::uint32_t threshold = (0u - bound) % bound;  // reject the uneven remainder of 2^32
  for (;;) {
    const std::uint32_t value = bits();
    if (value >= threshold) return value % bound;
  }
}

double Random::uniform() {
  const std::uint64_t high = bits() >> 5u, low = bits() >> 6u;
  return static_cast<double>(high * 67108864u + low) / 9007199254740992.0;
}

double Random::normal() {
  const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
  return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

}  // namespace epochs
