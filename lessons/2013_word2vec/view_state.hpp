// What each picture of the lesson remembers between frames.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "core/matrix.hpp"
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
struct ShelfState {            // owner: view_shelf.cpp
};
struct GapState {              // owner: view_gap.cpp
  ui::TextFieldState line;
};

}  // namespace epochs::word2vec
