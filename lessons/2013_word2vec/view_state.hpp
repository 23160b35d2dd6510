// What each picture of the lesson remembers between frames.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "core/matrix.hpp"
#include "nearest.hpp"
#include "nn/project/tsne.hpp"
#include "texts.hpp"
#include "ui/text_field.hpp"
#include "viz/gl/mark_sheet.hpp"
#include "viz/scatter3d.hpp"

namespace epochs::word2vec {

enum class Projection { Pca, Tsne };
enum class Depth { Plane, Space };

struct MapState {              // owner: view_map*.cpp
  Projection projection = Projection::Pca;
  Depth depth = Depth::Plane;
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
