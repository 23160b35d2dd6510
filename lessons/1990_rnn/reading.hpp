// One sequence read step by step, by hand, with every number kept: what the pictures show and what a learner may meddle with. A test holds it to the fused ops.
//   RNN    s = tanh(x U + s' W + b)
//   LSTM   i f o = σ(…)   g = tanh(…)   c = f ∘ c' + i ∘ g   h = o ∘ tanh c
//   GRU    r z = σ(…)   n = tanh(x U_n + b_n + r ∘ (h' W_n + bh_n))   h = (1 − z) ∘ n + z ∘ h'
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/random.hpp"
#include "network.hpp"

namespace epochs::recurrent {

enum class Gate { Input, Forget, Candidate, Output, Reset, Update };

// What the learner holds in his hand: a gate of all units or of one, open (1) or shut (0) or between, from a step on; or a unit's state set to a value at a step.
struct HeldGate {
  Gate gate = Gate::Forget;
  int unit = -1;                                 // −1: every unit
  int from = 0, to = 1 << 30;                    // steps [from, to)
  double value = 1;
  bool operator==(const HeldGate&) const = default;
};
struct SetUnit {                                 // after step `at`, before the next: h (and c of an LSTM)
  int at = 0, unit = 0;
  double value = 0;
  bool cell = false;                             // of an LSTM: c instead of h
  bool operator==(const SetUnit&) const = default;
};
struct Meddling {
  std::vector<HeldGate> gates;
  std::vector<SetUnit> units;
  bool empty() const { return gates.empty() && units.empty(); }
  bool operator==(const Meddling&) const = default;
};

struct Reading {
  nn::RecurrentKind kind = nn::RecurrentKind::Rnn;
  std::vector<int> inputs, targets;              // T; a target may be kIgnored
  RowVector start;                               // state before the first step: [h] or [h | c]
  Matrix sums;                                   // T×gH: what goes into tanh and σ (GRU: of n with r already in it)
  Matrix gates;                                  // T×gH: after them
  Matrix states;                                 // T×H: h (s of the simple network)
  Matrix cells;                                  // T×H: c of an LSTM, else 0×0
  Matrix logits, probabilities;                  // T×V
  std::vector<double> losses;                    // −ln p(target), 0 where ignored
  Index steps() const { return states.rows(); }
};
Reading read(const Network& network, std::span<const int> inputs, std::span<const int> targets, const RowVector& start, const Meddling& meddling = {});
// One step more, from [h] or [h | c] → the next state; logits, where wanted, get 1×V. For writing symbol by symbol.
RowVector step(const Network& network, const RowVector& state, int symbol, RowVector* logits = nullptr);

// Back through time from the loss of one step (or of all, at = −1): what each earlier state has to do with it.
struct Blame {
  int at = 0;
  Matrix states;                                 // T×H: ∂J/∂h_t as it arrives from later (0 behind `at`)
  Matrix cells;                                  // LSTM: ∂J/∂c_t
  std::vector<double> norms;                     // ‖∂J/∂h_t‖ (LSTM: of [h | c])
  std::vector<double> symbols;                   // ‖∂J/∂x_t‖: how much the symbol read at t weighs in the guess at `at`
};
Blame blame(const Network& network, const Reading& reading, int at);

}  // namespace epochs::recurrent
