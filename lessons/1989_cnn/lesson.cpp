#include "lesson.hpp"

#include "claims.hpp"
#include "core/assets.hpp"
#include "player.hpp"

const epochs::assets::Table& cnn_text_table();   // made by epochs_embed

namespace epochs::cnn_lesson {

lesson::Lesson lesson() {
  assets::add(cnn_text_table());
  return {.id = "1989_cnn",
          .year = 1989,
          .years = "1989",
          .era = lesson::Era::Seeing,
          .title = {"Convolution", "卷积网络"},
          .idea = {"One small filter slides over the whole picture and learns what to look for.", "一个小滤波器滑过整幅图，学会该看什么。"},
          .claims = cnn_claims::claims(),
          .make = lesson::make_player<cnn::CnnPlayer>,
          .updates_per_second = 16};
}

}  // namespace epochs::cnn_lesson
