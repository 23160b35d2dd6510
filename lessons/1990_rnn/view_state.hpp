// What each picture of the lesson remembers between frames.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "model.hpp"
#include "ui/text_field.hpp"
#include "viz/heatmap.hpp"
#include "viz/line_chart.hpp"
#include "writing.hpp"

namespace epochs::recurrent {

struct OrderState {            // owner: view_order.cpp
  std::array<ui::TextFieldState, 2> lines;       // empty at first: the pair of the text
  std::array<std::string, 2> read;               // what was read, and by which weights
  std::shared_ptr<const Network> network;
  std::array<RowVector, 2> states;               // after the last symbol: h
};
struct CellState {             // owner: view_cell.cpp
  viz::HeatmapState u, w, v;
};
struct UnrolledState {         // owner: view_unrolled.cpp
  bool folded = false;
  double fold = 0;             // 0 unfolded … 1 folded, on its way
  int first = 0;               // step that stands at the left
};
struct UnitState {             // owner: view_unit.cpp: one hidden unit along a text
  int unit = 0;
  std::shared_ptr<const Network> network;        // what was read for
  std::shared_ptr<const Reading> reading;
  std::weak_ptr<const Text> text;
};
struct WritingState {          // owner: view_writing.cpp
  ui::TextFieldState prompt;
  double temperature = 0.8;
  int exam = -1;               // which sample of the run is shown; −1: the latest
  bool writing = false;        // live, symbol by symbol
  std::vector<int> written;
  RowVector state;
  std::shared_ptr<const Network> network;
};
struct PathsState {            // owner: view_paths.cpp: states in the plane
  std::shared_ptr<const Network> network;
  Matrix axes, places;
  std::vector<int> symbols;
};
struct MemoryState {           // owner: view_memory.cpp
  int gap = 5;
  std::uint64_t draw = 1;      // which example
};
struct GradientState {         // owner: view_gradient.cpp
  int at = -1;                 // the step whose loss goes back; −1: the last asked for
};
struct AgreementState {        // owner: view_agreement.cpp
  int distance = 2;
  std::uint64_t draw = 1;
};
struct GatesState {            // owner: lessons/1997_lstm/view_gates.cpp
  int unit = -1;               // −1: the mean of all
  viz::HeatmapState forget, input, output, cell;
};
struct FoundUnit {             // by search: which unit follows a property, and how well
  int unit = 0;
  double correlation = 0;
  std::string property;
};
struct TrackState {            // owner: lessons/1997_lstm/view_track.cpp
  std::string property = "quote";
  std::shared_ptr<const Network> network;
  std::vector<FoundUnit> found;
};

}  // namespace epochs::recurrent
