#include "lesson.hpp"

#include "claims.hpp"
#include "core/assets.hpp"
#include "player.hpp"

const epochs::assets::Table& lstm_text_table();       // made by epochs_embed

namespace epochs::lstm_lesson {

lesson::Lesson lesson() {
  assets::add(lstm_text_table());
  return {.id = "1997_lstm",
          .year = 1997,
          .years = "1997, 2014",
          .era = lesson::Era::Sequences,
          .title = {"LSTM and GRU", "LSTM 与 GRU"},
          .idea = {"Gates decide what to store, keep and show.", "门决定存什么、留什么、给出什么。"},
          .claims = lstm_claims::claims(),
          .make = lesson::make_player<recurrent::GatedPlayer>,
          .updates_per_second = 64};
}

}  // namespace epochs::lstm_lesson
