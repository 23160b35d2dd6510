// What each picture of the lesson remembers between frames.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "core/matrix.hpp"
#include "nn/project/tsne.hpp"
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
};
struct NeighboursState {       // owner: view_neighbours.cpp
  ui::TextFieldState search;
};
struct ShelfState {            // owner: view_shelf.cpp
};
struct GapState {              // owner: view_gap.cpp
  ui::TextFieldState line;
};

}  // namespace epochs::word2vec
