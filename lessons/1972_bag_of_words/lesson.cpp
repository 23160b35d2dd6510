#include "lesson.hpp"

#include "claims.hpp"
#include "core/assets.hpp"
#include "player.hpp"

const epochs::assets::Table& bag_of_words_text_table();   // made by epochs_embed

namespace epochs::bag_lesson {

lesson::Lesson lesson() {
  assets::add(bag_of_words_text_table());
  return {.id = "1972_bag_of_words",
          .year = 1972,
          .years = "1972",
          .era = lesson::Era::Words,
          .title = {"Bag of words", "词袋"},
          .idea = {"A number per word; rare words say more.", "每个词一个孤立的编号；少见的词说明更多。"},
          .claims = bag_claims::claims(),
          .make = lesson::make_player<bag::BagPlayer>};
}

}  // namespace epochs::bag_lesson
