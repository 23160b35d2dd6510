// The pictures of the lesson. A view is a function of the snapshot, the trace position and what the learner points at; what the
// learner does comes back as commands.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gradient_check.hpp"
#include "lesson/trace_walk.hpp"
#include "model.hpp"
#include "viz/decision_field.hpp"
#include "viz/scatter.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {

// A number on the stage. Layers count from 1 (hidden 1 … output); layer 0 are the inputs.
struct Place {
  enum class Kind { X, Z, A, Delta, Weight, Bias, WeightGradient, BiasGradient, Target, Loss };
  Kind kind = Kind::A;
  int layer = 1, unit = 0;
  int from = 0;                // of a weight: the unit of the layer before
  bool operator==(const Place&) const = default;
};
std::string to_text(const Place& place);                         // "w/1/0/1": kind, layer, unit, from
std::optional<Place> parse_place(std::string_view text);
bool exists(const Place& place, const Network& network);
double value_at(const Place& place, const Snapshot& seen);       // of the probe; the place exists
Place below(const Place& place, int i);                          // the number that unit i of the layer before sends up to this one
std::string symbol_of(const Place& place, const Network& network);   // formula markup: "a_{2}", "w_{12}"
const char* quantity_of(const Place& place);                     // identity: "x", "w", "z", "a", "d", "y", "loss"

using lesson::TracePlace;
int ops_of(lesson::Beat beat, const Network& network);
int code_line_of(TracePlace at);
// Has the walk reached this number yet? (All beats before `at` are done.)
bool reached(const Place& place, TracePlace at, const Network& network);
// Is it the one that this op computes?
bool lit(const Place& place, TracePlace at, const Network& network);

// The op as formula markup: in symbols, with its numbers in their places, and what comes out. `selected` picks the unit.
struct Operation {
  std::string symbols, numbers, result;  // numbers may be empty: there is nothing to work out
};
Place focus_of(TracePlace at, const Snapshot& seen, const Place& selected);   // the number that the formula computes; needs a probe
Operation operation_at(TracePlace at, const Snapshot& seen, const Place& selected);
// How training's own update differs from the one point's plain step that the walk shows; empty when it does not.
std::string step_note(const Snapshot& seen, Language language);
std::string short_number(double value, int decimals);            // at most decimals + 5 signs, two decimals or more

// Memory of the views, kept by the player.
struct Hand {
  int probe = 0;               // training point that is looked at
  Place selected{Place::Kind::A, 1, 0, 0};
  viz::ScatterState scatter;
  bool dragging_weight = false;
  double drag_from = 0;
  float drag_y = 0;
  std::optional<double> checked_error;   // relative error of the whole gradient, see gradient_check.hpp; empty: not run for this problem
  gradient_check::Problem checked_for;
};

struct Scene {
  ui::Ui& ui;
  const Snapshot& seen;
  TracePlace at;
  Hand& hand;
  std::vector<Command>& wishes;
  lesson::Question question = lesson::Question::Settled;
};

void draw_field_view(Scene& scene, ui::Rect area);      // the plane, the points, the boundary
void draw_network_view(Scene& scene, ui::Rect area);    // layers, every unit's own picture, edges by weight
void draw_graph_view(Scene& scene, ui::Rect area);      // computational graph of the probe with values and gradients
void draw_check_view(Scene& scene, ui::Rect area);      // one gradient measured by nudging its weight

// The numbers of each view.
std::vector<lesson::Table> tables_of(const Snapshot& seen);

// What is checked numerically: the network and the point that is looked at, in double; a weight or bias in its flat list of parameters.
constexpr double kNudge = 1e-4;
gradient_check::Problem problem_of(const Snapshot& seen);
std::size_t flat_index(const Place& place, const Network& network);

lesson::Account account_of(const Snapshot& seen, const Place& place, Language language);

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
