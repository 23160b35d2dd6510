// Backpropagation through time by hand, from the last step back.
#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "nn/ops/cross_entropy.hpp"
#include "reading.hpp"

namespace epochs::recurrent {
namespace {

using Slopes = Eigen::Array<Real, 1, Eigen::Dynamic, Eigen::RowMajor>;

// What comes back from the guess at t: (p − y) Vᵀ, its share of the loss.
RowVector from_guess(const Network& network, const Reading& reading, Index t, Real share) {
  RowVector out = reading.probabilities.row(t);
  out(reading.targets[static_cast<std::size_t>(t)]) -= 1;
  return share * out * network.readout.w.value.transpose();
}

struct WayBack {
  const Network& network;
  const Reading& reading;
  Index hidden;
  RowVector h, c;              // ∂J/∂h_t, ∂J/∂c_t as they arrive

  RowVector h_before(Index t) const { return t > 0 ? RowVector(reading.states.row(t - 1)) : RowVector(reading.start.head(hidden)); }
  RowVector c_before(Index t) const { return t > 0 ? RowVector(reading.cells.row(t - 1)) : RowVector(reading.start.tail(hidden)); }
  Slopes gate(Index t, Index k) const { return reading.gates.row(t).segment(k * hidden, hidden).array(); }

  // By what goes into the gates of step t; h and c become those of the step before.
  RowVector simple(Index t) {
    const RowVector z = (h.array() * (1 - gate(t, 0).square())).matrix();
    h = z * network.cell.wh.value.transpose();
    return z;
  }
  RowVector lstm(Index t) {
    const Slopes i = gate(t, 0), f = gate(t, 1), g = gate(t, 2), o = gate(t, 3), tanh_c = reading.cells.row(t).array().tanh();
    const Slopes by_c = c.array() + h.array() * o * (1 - tanh_c.square());
    RowVector z(4 * hidden);
    z.segment(0, hidden) = (by_c * g * i * (1 - i)).matrix();
    z.segment(hidden, hidden) = (by_c * c_before(t).array() * f * (1 - f)).matrix();
    z.segment(2 * hidden, hidden) = (by_c * i * (1 - g.square())).matrix();
    z.segment(3 * hidden, hidden) = (h.array() * tanh_c * o * (1 - o)).matrix();
    c = (by_c * f).matrix();
    h = z * network.cell.wh.value.transpose();
    return z;
  }
  RowVector gru(Index t) {
    const Matrix& w = network.cell.wh.value;
    const RowVector before = h_before(t);
    const Slopes r = gate(t, 0), u = gate(t, 1), n = gate(t, 2);
    const Slopes kept = (before * w.rightCols(hidden) + network.cell.bh.value.row(0).tail(hidden)).array(), by_n = h.array() * (1 - u) * (1 - n.square());
    RowVector z(3 * hidden), through(3 * hidden);
    z.segment(0, hidden) = (by_n * kept * r * (1 - r)).matrix();
    z.segment(hidden, hidden) = (h.array() * (before.array() - n) * u * (1 - u)).matrix();
    z.segment(2 * hidden, hidden) = by_n.matrix();
    through = z;
    through.segment(2 * hidden, hidden) = (by_n * r).matrix();     // the reset gate stands between n and h'
    h = RowVector((h.array() * u).matrix()) + through * w.transpose();
    return z;
  }
  RowVector back(Index t) { return reading.kind == nn::RecurrentKind::Rnn ? simple(t) : reading.kind == nn::RecurrentKind::Lstm ? lstm(t) : gru(t); }
};

}  // namespace

Blame blame(const Network& network, const Reading& reading, int at) {
  const Index steps = reading.steps(), hidden = network.cell.hidden();
  EPOCHS_CHECK(at >= -1 && at < steps, "blame: there is no such step");
  const bool lstm = reading.kind == nn::RecurrentKind::Lstm;
  Blame out;
  out.at = at;
  out.states = Matrix::Zero(steps, hidden);
  if (lstm) out.cells = Matrix::Zero(steps, hidden);
  out.norms.assign(static_cast<std::size_t>(steps), 0), out.symbols.assign(static_cast<std::size_t>(steps), 0);
  const auto asked = [&](Index t) { return reading.targets[static_cast<std::size_t>(t)] != nn::kIgnored && (at < 0 || t == at); };
  Real count = 0;
  for (Index t = 0; t < steps; ++t) count += asked(t) ? 1 : 0;
  if (count == 0) return out;
  WayBack way{network, reading, hidden, RowVector::Zero(hidden), lstm ? RowVector(RowVector::Zero(hidden)) : RowVector()};
  for (Index t = at < 0 ? steps - 1 : at; t >= 0; --t) {
    if (asked(t)) way.h += from_guess(network, reading, t, 1 / count);
    out.states.row(t) = way.h;
    if (lstm) out.cells.row(t) = way.c;
    const auto i = static_cast<std::size_t>(t);
    out.norms[i] = std::sqrt(static_cast<double>(way.h.squaredNorm()) + (lstm ? static_cast<double>(way.c.squaredNorm()) : 0.0));
    const RowVector z = way.back(t);
    out.symbols[i] = static_cast<double>((z * network.cell.wx.value.transpose()).norm());
  }
  return out;
}

}  // namespace epochs::recurrent
