#include "nn/layers/recurrent.hpp"

#include "core/check.hpp"
#include "nn/ops/gru.hpp"
#include "nn/ops/lstm.hpp"
#include "nn/ops/rnn.hpp"
#include "nn/ops/sequence.hpp"
#include "nn/ops/shape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

Index gates_of(RecurrentKind kind) { return kind == RecurrentKind::Rnn ? 1 : kind == RecurrentKind::Lstm ? 4 : 3; }

// Each gate is a layer of its own, so each is drawn by its own size.
void initialise_gates(Matrix& weights, Index gates, Init init, Random& random) {
  const Index hidden = weights.cols() / gates;
  Matrix gate(weights.rows(), hidden);
  for (Index k = 0; k < gates; ++k) {
    initialise(gate, init, random);
    weights.middleCols(k * hidden, hidden) = gate;
  }
}

}  // namespace

std::string_view name_of(RecurrentKind kind) { return kind == RecurrentKind::Rnn ? "rnn" : kind == RecurrentKind::Lstm ? "lstm" : "gru"; }

Recurrent::Recurrent(const std::string& name_, const RecurrentSettings& settings, Random& random)
    : name(name_),
      kind(settings.kind),
      wx(name_ + "/wx", settings.inputs, gates_of(kind) * settings.hidden),
      wh(name_ + "/wh", settings.hidden, gates_of(kind) * settings.hidden),
      b(name_ + "/b", 1, gates_of(kind) * settings.hidden, Decay::No) {
  initialise_gates(wx.value, gates_of(kind), settings.init, random);
  initialise_gates(wh.value, gates_of(kind), settings.init, random);
  if (kind == RecurrentKind::Lstm) b.value.middleCols(settings.hidden, settings.hidden).setConstant(settings.forget_bias);
  if (kind == RecurrentKind::Gru) bh = Parameter(name_ + "/bh", 1, gates_of(kind) * settings.hidden, Decay::No);
}

Value Recurrent::operator()(Tape& tape, Value x, Value start, Index steps) const {
  const Scope scope = tape.scope(name);
  switch (kind) {
    case RecurrentKind::Rnn: return rnn(tape, x, start, wx, wh, b, steps);
    case RecurrentKind::Lstm: return lstm(tape, x, start, wx, wh, b, steps);
    case RecurrentKind::Gru: return gru(tape, x, start, wx, wh, b, bh, steps);
  }
  return x;
}

Value Recurrent::output(Tape& tape, Value states) const {
  if (kind != RecurrentKind::Lstm) return states;
  const Scope scope = tape.scope(name);
  return tape.name("h", slice_columns(tape, states, 0, hidden()));
}

void Recurrent::collect(Parameters& out) {
  out.insert(out.end(), {&wx, &wh, &b});
  if (kind == RecurrentKind::Gru) out.push_back(&bh);
}

RecurrentStack::RecurrentStack(const std::string& name, Index count, RecurrentSettings settings, Random& random) {
  layers.reserve(static_cast<std::size_t>(count));
  for (Index i = 0; i < count; ++i) {
    layers.emplace_back(name + std::to_string(i + 1), settings, random);
    settings.inputs = settings.hidden;
  }
}

RecurrentState RecurrentStack::zero_state(Index batch) const {
  RecurrentState state;
  for (const Recurrent& layer : layers) state.layers.push_back(Matrix::Zero(batch, layer.state_width()));
  return state;
}

Value RecurrentStack::operator()(Tape& tape, Value x, const RecurrentState& start, Index steps, RecurrentState* end) const {
  EPOCHS_CHECK(start.layers.size() == layers.size(), "RecurrentStack: one state for each layer");
  EPOCHS_CHECK(end != &start, "RecurrentStack: the tape still needs the start, put the end elsewhere");
  if (end) end->layers.resize(layers.size());
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const Value states = layers[i](tape, x, tape.borrow(start.layers[i], layers[i].name + "/start"), steps);
    if (end) end->layers[i] = at_step(tape.value(states), steps, steps - 1);
    x = layers[i].output(tape, states);
  }
  return x;
}

void RecurrentStack::collect(Parameters& out) {
  for (Recurrent& layer : layers) layer.collect(out);
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
