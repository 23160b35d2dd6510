#include "lesson.hpp"

#include "claims.hpp"
#include "core/assets.hpp"
#include "player.hpp"

const epochs::assets::Table& self_attention_text_table();      // made by epochs_embed

namespace epochs::self_attention_lesson {

lesson::Lesson lesson() {
  assets::add(self_attention_text_table());
  return {.id = "2017_self_attention",
          .year = 2017,
          .years = "2017",
          .era = lesson::Era::Attention,
          .title = {"Self-attention", "自注意力"},
          .idea = {"Every word looks at every other word.", "每个词都看向其他每个词。"},
          .claims = self_attention_claims::claims(),
          .make = lesson::make_player<self_attention::AttentionPlayer>,
          .updates_per_second = 32};
}

}  // namespace epochs::self_attention_lesson
