// What a lesson that learns from texts offers beside lesson/player.hpp: it takes texts and word vectors, and keeps its model in forms that other programs read.
// set("file", PATH) takes a text or word vectors, set("own", TEXT) a text that was pasted; a refused one leaves the run as it was.
#pragma once

#include <string>
#include <vector>

#include "core/text.hpp"

namespace epochs::lesson {

struct ModelForm {             // how write_model() can keep the model, by the ending of its file: ".tsv"
  std::string ending;
  Localized label;             // of a panel's menu: "Save vectors (GloVe)"
};

class TextLesson {
 public:
  virtual ~TextLesson() = default;
  virtual std::vector<ModelForm> model_forms() const = 0;
};

// The player as one of these; nullptr: it learns from something else.
template <class P>
const TextLesson* text_lesson(const P& player) {
  return dynamic_cast<const TextLesson*>(&player);
}

}  // namespace epochs::lesson
