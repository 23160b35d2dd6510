#include "lesson.hpp"

#include "claims.hpp"
#include "core/assets.hpp"
#include "player.hpp"

const epochs::assets::Table& seq2seq_text_table();             // made by epochs_embed

namespace epochs::seq2seq_lesson {

lesson::Lesson lesson() {
  assets::add(seq2seq_text_table());
  return {.id = "2014_seq2seq",
          .year = 2014,
          .years = "2014",
          .era = lesson::Era::Sequences,
          .title = {"Seq2seq", "序列到序列"},
          .idea = {"Read a whole sentence, then write another.", "先读完整句，再写出另一句。"},
          .claims = seq2seq_claims::claims(),
          .make = lesson::make_player<translation::TranslationPlayer>,
          .updates_per_second = 48};
}

}  // namespace epochs::seq2seq_lesson
