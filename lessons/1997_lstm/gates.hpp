// The gates along a line of text, the memory that they keep, and what a learner does to them by hand.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "lessons/1990_rnn/views.hpp"

namespace epochs::recurrent {

// One picture of units along the line: a gate, or what the gates keep (c of an LSTM, h of a GRU).
struct GateRow {
  const char* symbol = "";
  Localized name, brief;
  ui::Token color = ui::Token::Weight;
  std::optional<Gate> gate;    // none: what they keep
  int block = 0;               // of H columns in Reading::gates
  Place::Kind kind = Place::Kind::Gate;
};
std::vector<GateRow> gate_rows(nn::RecurrentKind kind);              // none of the simple network
double value_of(const Reading& reading, const GateRow& row, int step, int unit);
Place place_of(const GateRow& row, Index hidden, int step, int unit);
int liveliest_unit(const Reading& reading, const GateRow& row);      // the one that moves most along the line
int unit_shown(const GatesState& state, Index hidden);
// 0 … 1, shut to open: the lighter, the more open, in every theme.
ui::Color openness_color(const ui::Theme& theme, double open);
bool lightens(const ui::Theme& theme);           // do the sequential colours of the theme go from dark to light?

// What a control asks for: the gate in the learner's hand held at a value, of the units and the part of the line that were chosen; nothing: let go.
const HeldGate* held(const Meddling& meddling, Gate gate);
void hold(Hand& hand, std::optional<double> value);
bool is_held(const Meddling& meddling, Gate gate, int step, int unit);
std::pair<int, int> marked_part(const Hand& hand);                   // steps [from, to); without a mark from the step that is looked at on

bool draw_where_no_gates(Scene& scene, ui::Rect area);               // true: there are none, which it says, offering an LSTM
void draw_gates_view(Scene& scene, ui::Rect area);                   // units × symbols, for each gate and for the memory; one unit large
void draw_hold_view(Scene& scene, ui::Rect area);                    // a gate held by hand, and what the network writes with it and without
std::vector<lesson::Table> gate_tables(const Snapshot& seen, const Shown& shown, const Hand& hand);      // "gates", "hold", "track"

}  // namespace epochs::recurrent
