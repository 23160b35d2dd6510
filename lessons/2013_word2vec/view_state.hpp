// What each picture of the lesson remembers between frames.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/matrix.hpp"
#include "core/result.hpp"
#include "gap.hpp"
#include "map_labels.hpp"
#include "map_places.hpp"
#include "nearest.hpp"
#include "texts.hpp"
#include "ui/text_field.hpp"
#include "viz/gl/mark_sheet.hpp"
#include "viz/scatter3d.hpp"

namespace epochs::word2vec {

struct MapState {              // owner: view_map*.cpp
  Projection projection = Projection::Pca;
  Depth depth = Depth::Plane;
  MapPlaces places;
  viz::Scatter3dState camera;
  viz::gl::MarkSheet sheet;
  std::vector<PlacedLabel> labels;     // as they were last chosen, beside the words as those stood then
  std::vector<ui::Vec2> labelled_at;
  double labelled = -1;                // animation clock
  std::string labelled_for;            // what they were chosen for
  int cursor = -1;                     // of the keyboard
  int held = -1;                       // the word that the pointer went down on
  bool pressed = false, dragged = false;
  ui::Vec2 pressed_at;
  int near_of = -1;                    // whose nearest words are known, and by which vectors
  std::shared_ptr<const Matrix> near_by;
  std::vector<Near> near;
  double near_at = -1;
  double flat = 0;                     // mean cosine of two words, and by which vectors
  std::shared_ptr<const Matrix> flat_by;
};
struct AnalogyState {          // owner: view_analogy.cpp
  std::array<ui::TextFieldState, 3> slots;
  int open = -1;               // slot that a click on a word fills; −1: the first empty one
  int dragged = -1;            // word on its way to a slot
  std::weak_ptr<const Text> text;                // whose ids stand in the slots
  std::shared_ptr<const Matrix> vectors;         // what the answers were found in, and for which question
  std::array<int, 3> question = {-1, -1, -1};
  std::vector<Near> passed_over, allowed;
};
struct NeighboursState {       // owner: view_neighbours.cpp
  ui::TextFieldState search;
  int known = -1;              // word whose name was last put into the search
  std::shared_ptr<const Text> text;              // of the lists by tf·idf and one-hot, which take a reading of the whole text
  std::shared_ptr<const Matrix> vectors;
  int word = -1;
  std::vector<Near> one_hot, tfidf, cosine;
};
struct NearGood {
  int good = 0;
  double value = 0;            // distance, baskets or cosine
};
struct ShelfState {            // owner: view_shelf.cpp
  int good = 0;                // the chosen one
  int axes = 0;                // which two features
  int pointed = -1, pointed_now = -1;            // under the pointer in the last frame, and so far in this one
  int known = -1;              // what the lists were found for
  std::weak_ptr<const Text> text;
  std::shared_ptr<const Matrix> vectors;
  std::vector<std::vector<std::string>> baskets;
  std::vector<NearGood> alike, bought, placed;
};
struct GapState {              // owner: view_gap.cpp
  ui::TextFieldState line;     // with what was filled in: account and table speak of it
  std::string asked;           // the line with all its holes
  std::vector<std::string> filled;               // by hole of `asked`; empty: still open
  bool revealed = false;
  std::vector<std::string> offers;               // lines to choose from, of this text
  int first = 0;               // hole whose list stands at the left
  std::weak_ptr<const Text> text;
  std::string found_for;       // line that the truth was looked for
  std::vector<std::string> truth;                // what the text has in the holes; empty: it holds no such line
  std::string looked_at;       // step in which the poems were looked for
  std::optional<Error> missing;                  // they are not there
  std::string read;            // line and vectors the lists were found for
  std::shared_ptr<const Matrix> vectors;
  std::vector<std::vector<Fit>> lists;           // by hole of `asked`; none for a filled one
};

}  // namespace epochs::word2vec
