#include "lesson.hpp"

#include "claims.hpp"
#include "core/assets.hpp"
#include "player.hpp"

const epochs::assets::Table& backprop_text_table();   // made by epochs_embed

namespace epochs::backprop_lesson {

lesson::Lesson lesson() {
  static const bool words_added = (assets::add(backprop_text_table()), true);   // once, however often the catalog is built
  static_cast<void>(words_added);
  lesson::Lesson out;
  out.id = "1986_backprop";
  out.year = 1986;
  out.years = "1986";
  out.era = lesson::Era::Neurons;
  out.title = {"Backpropagation", "反向传播"};
  out.idea = {"Blame flows backwards through hidden layers.", "误差的责任，一层层往回传。"};
  out.claims = backprop_claims::claims();
  out.make = [](std::uint64_t seed, bool threaded) -> std::unique_ptr<lesson::Player> { return std::make_unique<backprop::BackpropPlayer>(seed, threaded); };
  return out;
}

}  // namespace epochs::backprop_lesson
