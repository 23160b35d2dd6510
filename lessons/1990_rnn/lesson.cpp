#include "lesson.hpp"

#include "claims.hpp"
#include "core/assets.hpp"
#include "player.hpp"

const epochs::assets::Table& rnn_text_table();        // made by epochs_embed

namespace epochs::rnn_lesson {

lesson::Lesson lesson() {
  assets::add(rnn_text_table());
  return {.id = "1990_rnn",
          .year = 1990,
          .years = "1982, 1990",
          .era = lesson::Era::Sequences,
          .title = {"RNN", "循环网络"},
          .idea = {"A loop that remembers what it just read.", "一个循环，记住刚读过的内容。"},
          .claims = rnn_claims::claims(),
          .make = lesson::make_player<recurrent::RecurrentPlayer>,
          .updates_per_second = 64};
}

}  // namespace epochs::rnn_lesson
