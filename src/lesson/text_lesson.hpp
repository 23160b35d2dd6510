// What a lesson that learns from texts offers beside lesson/player.hpp: it takes texts and word vectors, and keeps its model in forms that other programs read.
// set("file", PATH) takes a text or word vectors, set("own", TEXT) a text that was pasted; a refused one leaves the run as it was.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/text.hpp"

namespace epochs::lesson {

struct ModelForm {             // how write_model() can keep the model, by the ending of its file: ".tsv"
  std::string ending;
  Localized label;             // of a panel's menu: "Save vectors (GloVe)"
};

struct Reading {               // a file on its way in
  std::string name;
  double share = 0;            // 0 … 1
};

class TextLesson {
 public:
  virtual ~TextLesson() = default;
  virtual std::vector<ModelForm> model_forms() const = 0;

  // As set("file", PATH), a slice in every frame: what was there stays until the new one is whole. A file that cannot be begun is refused at once.
  virtual Result<void> begin_reading(const std::string& path) = 0;
  virtual std::optional<Reading> reading() const = 0;
  virtual void stop_reading() = 0;
  // Once a frame. At its end what the lesson now reads ("The lesson now reads a.txt."), or what is wrong with the file.
  virtual std::optional<Result<LocalizedText>> go_on_reading() = 0;

  // What the settings should say beside themselves; both empty: nothing.
  virtual Localized settings_note() const { return {}; }
};

// The player as one of these; nullptr: it learns from something else.
template <class P>
const TextLesson* text_lesson(const P& player) {
  return dynamic_cast<const TextLesson*>(&player);
}
template <class P>
TextLesson* text_lesson(P& player) {
  return dynamic_cast<TextLesson*>(&player);
}

}  // namespace epochs::lesson
