// What each picture of the lesson remembers between frames.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "live_writing.hpp"
#include "model.hpp"
#include "tasks.hpp"
#include "ui/text_field.hpp"
#include "viz/cell_texture.hpp"
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
enum class UnitOrder { Lively, Vowel, WordStart, WordPlace, LineEnd };      // what a search through all units asks of them
struct UnitState {             // owner: view_unit.cpp: one hidden unit along a text
  int unit = -1;               // −1: the one that the search finds
  UnitOrder order = UnitOrder::Lively;
  int at = -1;                 // the symbol whose number is shown when the pointer is elsewhere
  std::shared_ptr<const Network> network;        // what was read for
  double read_at = 0;          // animation clock
  std::shared_ptr<const Reading> reading;
  std::weak_ptr<const Text> text;
  std::vector<double> scores;  // of each unit, for `scored`
  UnitOrder scored = UnitOrder::Lively;
  std::shared_ptr<const Reading> scored_for;
  std::vector<std::string> symbols;              // as they were read
};
struct WritingState {          // owner: view_writing.cpp
  ui::TextFieldState prompt;
  double temperature = 0.8;
  int exam = -1;               // which sample of the run is shown; −1: the latest
  int writer = 0;              // of several networks the one whose samples are shown
  bool writing = false;        // live, symbol by symbol
  double began = 0;            // animation clock when the first symbol was asked for
  LiveWriting live;            // what is on the screen
  LiveWriting plain;           // as it would have gone on without the learner's edits
  std::shared_ptr<const Text> text;              // its symbols are those of `live`
  std::string read;            // the prompt that `live` began with
  int place = -1;              // after how many written symbols the state is looked at; −1: after the last
  int unit = 0;                // the one in the learner's hand
  std::weak_ptr<const Text> words_of;
  std::shared_ptr<const WordShare> words;
};
struct ChartState {            // owner: view_chart.cpp
  viz::LineChartState bits, words, right;
};
struct PathsState {            // owner: view_paths.cpp: states in the plane
  std::shared_ptr<const Network> network;
  double read_at = 0;
  std::shared_ptr<const Reading> reading;
  Matrix axes, places;         // 2×H; T×2 of the line
  RowVector mean;
  std::vector<int> symbols;
  std::vector<int> centres;    // symbols whose mean state is shown behind the line
  Matrix centre_places;
  double share = 0;            // of the spread that the plane shows
};
struct MemoryState {           // owner: view_memory.cpp
  int gap = 5;
  int learned = -1;            // the gap of the settings that `gap` followed
  std::uint64_t draw = 1;      // which example
  int shown_gap = -1;
  std::uint64_t shown_draw = 0;
  std::shared_ptr<const Network> network;
  std::shared_ptr<const Reading> reading;
};
struct GradientState {         // owner: view_gradient.cpp
  int at = -1;                 // the step whose loss goes back; −1: the last asked for
  long since = 0;              // update at which the step was entered
  bool plays = false;          // what was pressed shows in the training only: the player starts it
  std::shared_ptr<const Reading> reading;        // what `blame` was worked out for, and which step
  int known = -1;
  std::shared_ptr<const Blame> blame;
};
struct AgreementState {        // owner: view_agreement.cpp
  int distance = 2;
  std::uint64_t draw = 1;
  int shown_distance = -1;
  std::uint64_t shown_draw = 0;
  AgreementSentence sentence;
  std::shared_ptr<const Network> network;
  std::shared_ptr<const Reading> reading;
};
enum class GateExtent { AllUnits, OneUnit };
enum class LinePart { Whole, Marked };
struct GatesState {            // owner: lessons/1997_lstm/view_gates.cpp and view_hold.cpp
  int unit = -1;               // −1: the one whose first gate moves most along the line
  int liveliest = 0;
  Gate gate = Gate::Forget;    // the one whose units are shown where there is no room for all, and that is held
  std::shared_ptr<const Reading> painted;        // what the pictures were made of
  bool painted_rising = true;  // for colours from dark to light
  int painted_first = 0, first = 0;              // the step that stands at the left
  std::vector<Matrix> paint;                     // a picture for each gate and for the memory: units × steps
  std::array<viz::CellTexture, 4> textures;
  int from = -1, to = -1;      // the marked part of the line, steps [from, to); −1: none
  int pressed_at = -1;         // where a mark began that the pointer still draws
  GateExtent extent = GateExtent::AllUnits;
  LinePart part = LinePart::Whole;
  double value = 0;            // at which a gate is held that is neither shut nor open
};
struct HoldState {             // owner: lessons/1997_lstm/view_hold.cpp: what the network writes with the held gates, and without
  LiveWriting held, plain;     // the same draws
  std::shared_ptr<const Network> network;
  double read_at = 0;          // animation clock
  std::weak_ptr<const Text> text;
  std::string line;            // that both began with
  std::uint64_t seed = 1;
};
struct FoundUnit {             // by search: which unit follows a property, and how well
  int unit = -1;               // a column of what was searched; −1: the text has nothing of it
  double searched = 0;         // r on the text that was searched
  double correlation = 0;      // r on text that was not
  std::string property;
  std::vector<double> along;   // the property itself, on the text that was not searched
};
struct TrackSearch {           // what each unit did along two pieces of text
  std::shared_ptr<const Network> network;
  std::shared_ptr<const Text> text;
  std::array<std::vector<int>, 2> ids;           // searched; not searched
  std::array<std::vector<std::string>, 2> symbols;
  std::array<Matrix, 2> values;                  // so many rows as were read; h, behind it an LSTM's c
  std::array<RowVector, 2> states;
  std::array<std::size_t, 2> read{};
  std::vector<FoundUnit> asked;                  // property by property, once all is read
  std::vector<FoundUnit> found;                  // when all are asked
};
struct TrackState {            // owner: lessons/1997_lstm/view_track.cpp
  std::string property;        // empty: the one that is followed best
  std::shared_ptr<const TrackSearch> done;
  std::shared_ptr<TrackSearch> going_on;
  double began = 0;            // animation clock
  int at = -1;                 // the symbol whose number is shown when the pointer is elsewhere
};

}  // namespace epochs::recurrent
