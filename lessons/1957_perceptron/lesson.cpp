#include "lesson.hpp"

#include "claims.hpp"
#include "core/assets.hpp"
#include "player.hpp"

const epochs::assets::Table& perceptron_text_table();   // made by epochs_embed

namespace epochs::perceptron_lesson {

lesson::Lesson lesson() {
  assets::add(perceptron_text_table());
  return {.id = "1957_perceptron",
          .year = 1957,
          .years = "1957",
          .era = lesson::Era::Neurons,
          .title = {"Perceptron", "感知机"},
          .idea = {"Weights that learn from every mistake.", "每犯一次错，权重就学一点。"},
          .claims = perceptron_claims::claims(),
          .make = lesson::make_player<perceptron::PerceptronPlayer>};
}

}  // namespace epochs::perceptron_lesson
