// The pictures of 1990_rnn and 1997_lstm: functions of the snapshot and of what the learner points at; what the learner does comes back as commands.
// Quantities of the texts, which light up with the pictures: x the symbol read and U · s the state (h of an LSTM) · w the recurrent weights W · o the guess and V ·
// loss · gate_f, gate_i, gate_o, cell of the LSTM.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lesson/player.hpp"
#include "lesson/trace_walk.hpp"
#include "model.hpp"
#include "ui/frame.hpp"
#include "view_state.hpp"

namespace epochs::recurrent {

// A number that has an account in the inspector. a: step of the reading; b: unit, symbol or gate column.
struct Place {
  enum class Kind { State, Cell, Gate, Logit, Probability, Loss, InputWeight, StateWeight, ReadoutWeight, Blame };
  Kind kind = Kind::State;
  int a = 0, b = 0;            // weights: row and column
  bool operator==(const Place&) const = default;
};
std::string to_text(Place place);                // "state/3/12"
std::optional<Place> parse_place(std::string_view text);

bool exists(Place place, const Network& network, const Reading* reading);

// What the learner points at, and what views remember. Each picture keeps its own memory in one struct of view_state.hpp.
struct Hand {
  Place selected;
  int at = 0;                  // step of the reading that is looked at: all views share it
  std::string probe;           // the learner's own line; empty: the row that comes next
  ui::TextFieldState probe_field;
  Meddling meddling;           // gates held, states edited: of the reading that is shown, never of the training
  OrderState order;
  CellState cell;
  UnrolledState unrolled;
  UnitState unit;
  WritingState writing;
  ChartState chart;
  PathsState paths;
  MemoryState memory;
  GradientState gradient;
  AgreementState agreement;
  GatesState gates;
  HoldState hold;
  TrackState track;
  std::string dragged;         // the slider that the pointer holds
  bool question_open = false;  // views that could say what the question asks wait
  std::string step;            // id of the open step
};

// The reading that is shown: the row that comes next, or the learner's line, meddled with; worked out again only when something changed.
struct Shown {
  std::shared_ptr<const Network> network;
  std::string probe;
  Meddling meddling;
  std::shared_ptr<const Reading> next;           // of the snapshot, when it is shown
  std::shared_ptr<const Reading> reading;
  std::shared_ptr<const Blame> blame;            // of step blamed_at
  int blamed_at = -2;
};
void follow(Shown& shown, const Snapshot& seen, const Hand& hand);

struct Scene {
  ui::Ui& ui;
  const Snapshot& seen;
  const Shown& shown;
  Language language;
  lesson::TracePlace at;
  bool running = false;
  Hand& hand;
  std::vector<Command>& wishes;
  const std::string& symbol(int id) const { return seen.symbols[static_cast<std::size_t>(id)]; }
};
// A symbol as it can be seen on the screen: a blank as "␣" or "·", a line end as "⏎" (what the fonts have), all others as they are.
std::string shown_symbol(std::string_view symbol);

std::array<std::string, 2> order_lines(const OrderState& state);   // as they stand in the fields; before these were ever drawn, the pair the step begins with
void draw_order_view(Scene& scene, ui::Rect area);         // two sentences of the same words: their counts are alike, the states after reading them are not
void draw_cell_view(Scene& scene, ui::Rect area);          // one step: x U + s W + b → tanh → s V → softmax, every matrix, op by op
void draw_unrolled_view(Scene& scene, ui::Rect area);      // copies of the cell along the line; folds into one with a loop
void draw_unit_view(Scene& scene, ui::Rect area);          // one hidden unit coloured along a text
void draw_writing_view(Scene& scene, ui::Rect area);       // samples of the run, words that the held-out text has lit; writes live with a temperature
void draw_chart_view(Scene& scene, ui::Rect area);         // bits per symbol beside uni-, bi- and trigram; share of words; or share right at the present gap
void draw_paths_view(Scene& scene, ui::Rect area);         // states of the line in the plane (PCA), step by step
void draw_memory_view(Scene& scene, ui::Rect area);        // recall: one example with its guess, and the share right by gap
void draw_gradient_view(Scene& scene, ui::Rect area);      // a bar for every step: how much of the loss gets back there; clipping
void draw_agreement_view(Scene& scene, ui::Rect area);     // a sentence whose verb stands further and further from its subject, and the share right by distance

// Of the walk forwards: x U, s W, their sum, tanh, s V, softmax; with gates in place of the sum the gates, then the news, then c (of an LSTM), then h.
inline int forward_ops(nn::RecurrentKind kind) { return kind == nn::RecurrentKind::Rnn ? 6 : kind == nn::RecurrentKind::Lstm ? 8 : 7; }
// Ops of a beat for the trace walk, and the line of the code twin.
int ops_of(lesson::Beat beat, const Snapshot& seen);
int code_line_of(lesson::TracePlace at, const Snapshot& seen);
std::optional<lesson::Account> account_of(const Snapshot& seen, const Shown& shown, const Hand& hand, Language language);
std::vector<lesson::Table> tables_of(const Snapshot& seen, const Shown& shown, const Hand& hand);

}  // namespace epochs::recurrent
