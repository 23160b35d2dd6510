#include "reading.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/check.hpp"
#include "nn/ops/cross_entropy.hpp"

namespace epochs::recurrent {
namespace {

using Array = Eigen::Array<Real, 1, Eigen::Dynamic, Eigen::RowMajor>;

Array sigmoid(const Array& z) { return 1 / (1 + (-z).exp()); }

// Which block of H columns a gate has; −1: this network has no such gate.
int block_of(nn::RecurrentKind kind, Gate gate) {
  if (kind == nn::RecurrentKind::Lstm) return gate == Gate::Input ? 0 : gate == Gate::Forget ? 1 : gate == Gate::Candidate ? 2 : gate == Gate::Output ? 3 : -1;
  if (kind == nn::RecurrentKind::Gru) return gate == Gate::Reset ? 0 : gate == Gate::Update ? 1 : gate == Gate::Candidate ? 2 : -1;
  return -1;
}

// The walk along the line: h and c after the last step.
struct Walk {
  const Network& network;
  const Meddling& meddling;
  Reading& out;
  Index hidden;
  RowVector h, c;

  // What the learner holds takes the place of what was worked out, in one block of columns of step t.
  void hold(Index t, int block, Array& gate) const {
    for (const HeldGate& held : meddling.gates) {
      if (t < held.from || t >= held.to || block_of(out.kind, held.gate) != block) continue;
      if (held.unit < 0) gate.setConstant(static_cast<Real>(held.value));
      else if (held.unit < hidden) gate(held.unit) = static_cast<Real>(held.value);
    }
  }
  Array block(const RowVector& sums, Index k) const { return sums.segment(k * hidden, hidden).array(); }
  void keep(Index t, Index k, const Array& sum, const Array& gate) {
    out.sums.row(t).segment(k * hidden, hidden) = sum.matrix();
    out.gates.row(t).segment(k * hidden, hidden) = gate.matrix();
  }

  void simple(Index t, const RowVector& sums) {
    const Array s = sums.array().tanh();
    keep(t, 0, sums.array(), s);
    h = s.matrix();
  }
  void lstm(Index t, const RowVector& sums) {
    std::array<Array, 4> gate;
    for (Index k = 0; k < 4; ++k) {
      Array& g = gate[static_cast<std::size_t>(k)];
      g = k == 2 ? Array(block(sums, k).tanh()) : sigmoid(block(sums, k));
      hold(t, static_cast<int>(k), g);
      keep(t, k, block(sums, k), g);
    }
    c = (gate[1] * c.array() + gate[0] * gate[2]).matrix();
    h = (gate[3] * c.array().tanh()).matrix();
  }
  void gru(Index t, const RowVector& read, const RowVector& kept) {
    Array r = sigmoid(block(read, 0) + block(kept, 0)), z = sigmoid(block(read, 1) + block(kept, 1));
    hold(t, 0, r), hold(t, 1, z);
    const Array into = block(read, 2) + r * block(kept, 2);
    Array n = into.tanh();
    hold(t, 2, n);
    keep(t, 0, block(read, 0) + block(kept, 0), r), keep(t, 1, block(read, 1) + block(kept, 1), z), keep(t, 2, into, n);
    h = ((1 - z) * n + z * h.array()).matrix();
  }
  void go(Index t, int symbol) {
    EPOCHS_CHECK(symbol >= 0 && symbol < network.shape.symbols, "a symbol is not in the vocabulary");
    const RowVector read = network.cell.wx.value.row(symbol) + network.cell.b.value.row(0);      // x is one-hot: x U is a row of U
    const RowVector kept = h * network.cell.wh.value;
    if (out.kind == nn::RecurrentKind::Rnn) simple(t, read + kept);
    else if (out.kind == nn::RecurrentKind::Lstm) lstm(t, read + kept);
    else gru(t, read, kept + network.cell.bh.value.row(0));
    for (const SetUnit& set : meddling.units) {
      if (set.at != t || set.unit < 0 || set.unit >= hidden || (set.cell && c.size() == 0)) continue;
      (set.cell ? c : h)(set.unit) = static_cast<Real>(set.value);
    }
    out.states.row(t) = h;
    if (c.size() > 0) out.cells.row(t) = c;
  }
};

void guess(const Network& network, Reading& out) {
  out.logits = (out.states * network.readout.w.value).rowwise() + network.readout.b.value.row(0);
  out.probabilities = (out.logits.colwise() - out.logits.rowwise().maxCoeff()).array().exp().matrix();
  for (Index t = 0; t < out.probabilities.rows(); ++t) out.probabilities.row(t) /= out.probabilities.row(t).sum();
  for (std::size_t t = 0; t < out.targets.size(); ++t) {
    if (out.targets[t] == nn::kIgnored) continue;
    const auto row = out.logits.row(static_cast<Index>(t));
    const auto most = static_cast<double>(row.maxCoeff());
    double sum = 0;
    for (Index i = 0; i < row.size(); ++i) sum += std::exp(static_cast<double>(row(i)) - most);
    out.losses[t] = std::log(sum) + most - static_cast<double>(row(out.targets[t]));
  }
}

}  // namespace

Reading read(const Network& network, std::span<const int> inputs, std::span<const int> targets, const RowVector& start, const Meddling& meddling) {
  EPOCHS_CHECK(inputs.size() == targets.size() && start.size() == network.cell.state_width(), "reading: a target for each symbol, and a state to begin with");
  Reading out;
  out.kind = network.shape.kind;
  out.inputs.assign(inputs.begin(), inputs.end()), out.targets.assign(targets.begin(), targets.end());
  out.start = start;
  out.losses.assign(inputs.size(), 0);
  const auto steps = static_cast<Index>(inputs.size());
  const Index hidden = network.cell.hidden();
  out.sums.resize(steps, network.cell.wx.value.cols()), out.gates.resize(steps, network.cell.wx.value.cols()), out.states.resize(steps, hidden);
  const bool lstm = out.kind == nn::RecurrentKind::Lstm;
  if (lstm) out.cells.resize(steps, hidden);
  Walk walk{network, meddling, out, hidden, start.head(hidden), lstm ? RowVector(start.tail(hidden)) : RowVector()};
  for (Index t = 0; t < steps; ++t) walk.go(t, out.inputs[static_cast<std::size_t>(t)]);
  guess(network, out);
  return out;
}

RowVector step(const Network& network, const RowVector& state, int symbol, RowVector* logits) {
  const std::array<int, 1> input{symbol}, target{nn::kIgnored};
  const Reading reading = read(network, input, target, state);
  RowVector out(state.size());
  out.head(reading.states.cols()) = reading.states.row(0);
  if (reading.cells.rows() > 0) out.tail(reading.cells.cols()) = reading.cells.row(0);
  if (logits) *logits = reading.logits.row(0);
  return out;
}

}  // namespace epochs::recurrent
