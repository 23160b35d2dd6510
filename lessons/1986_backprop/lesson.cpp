#include "lesson.hpp"

#include "claims.hpp"
#include "player.hpp"

namespace epochs::backprop_lesson {

lesson::Lesson lesson() {
  lesson::Lesson out;
  out.id = "1986_backprop";
  out.year = 1986;
  out.years = "1974, 1986";
  out.era = lesson::Era::Neurons;
  out.claims = backprop_claims::claims();
  out.make = [](std::uint64_t seed, bool threaded) -> std::unique_ptr<lesson::Player> { return std::make_unique<backprop::BackpropPlayer>(seed, threaded); };
  return out;
}

}  // namespace epochs::backprop_lesson
