// Names beside the words of a map: as many as fit without covering one another.
#pragma once

#include <span>
#include <vector>

#include "ui/geometry.hpp"

namespace epochs::word2vec {

struct LabelWish {
  int word = -1;
  float width = 0;             // of the name, units
  bool needed = false;         // selected: it stands in any case, where it covers least
  float away = 9;              // from its word: a ring around it takes up room
  bool over_words = false;     // may cover words without names
};
struct PlacedLabel {
  int word = -1;
  ui::Rect box;                // the name's baseline stands kLabelBaseline below its top
};

inline constexpr float kLabelHeight = 18, kLabelBaseline = 13.5f;
enum class Crowd { Few, Many, OnALine };         // of many words the names may cover some; beside words on one level line there is no room, but above and below

// In the order of the wishes; what finds no free place gets none. places: of all words, units; `taken`: what no name may cover.
std::vector<PlacedLabel> place_labels(std::span<const ui::Vec2> places, std::span<const LabelWish> wishes, ui::Rect plot, std::span<const ui::Rect> taken, Crowd crowd);

}  // namespace epochs::word2vec
