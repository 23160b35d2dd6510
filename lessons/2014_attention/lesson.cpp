#include "lesson.hpp"

#include "claims.hpp"
#include "core/assets.hpp"
#include "player.hpp"

const epochs::assets::Table& attention_text_table();           // made by epochs_embed

namespace epochs::attention_lesson {

lesson::Lesson lesson() {
  assets::add(attention_text_table());
  return {.id = "2014_attention",
          .year = 2014,
          .years = "2014",
          .era = lesson::Era::Attention,
          .title = {"Attention", "注意力"},
          .idea = {"Look back at the words that matter right now.", "回头看此刻要紧的词。"},
          .claims = attention_claims::claims(),
          .make = lesson::make_player<translation::AttentionPlayer>,
          .updates_per_second = 48};
}

}  // namespace epochs::attention_lesson
