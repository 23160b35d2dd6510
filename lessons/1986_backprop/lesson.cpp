#include "lesson.hpp"

#include "claims.hpp"
#include "core/assets.hpp"
#include "player.hpp"

const epochs::assets::Table& backprop_text_table();   // made by epochs_embed

namespace epochs::backprop_lesson {

lesson::Lesson lesson() {
  assets::add(backprop_text_table());
  return {.id = "1986_backprop",
          .year = 1986,
          .years = "1986",
          .era = lesson::Era::Neurons,
          .title = {"Backpropagation", "反向传播"},
          .idea = {"Blame flows backwards through hidden layers.", "误差的责任，一层层往回传。"},
          .claims = backprop_claims::claims(),
          .make = lesson::make_player<backprop::BackpropPlayer>};
}

}  // namespace epochs::backprop_lesson
