#include "lesson.hpp"

#include "claims.hpp"
#include "core/assets.hpp"
#include "player.hpp"

const epochs::assets::Table& word2vec_text_table();   // made by epochs_embed

namespace epochs::word2vec_lesson {

lesson::Lesson lesson() {
  assets::add(word2vec_text_table());
  return {.id = "2013_word2vec",
          .year = 2013,
          .years = "2013",
          .era = lesson::Era::Words,
          .title = {"word2vec", "word2vec"},
          .idea = {"Words that share company move together.", "邻居相似的词，会彼此靠近。"},
          .claims = word2vec_claims::claims(),
          .make = lesson::make_player<word2vec::Word2VecPlayer>,
          .updates_per_second = 16};
}

}  // namespace epochs::word2vec_lesson
