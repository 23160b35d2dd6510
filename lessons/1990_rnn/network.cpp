#include "network.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "core/check.hpp"
#include "nn/ops/sequence.hpp"

namespace epochs::recurrent {
namespace {

constexpr int kWidestSought = 4 * kMostHidden;   // a simple network as large as the largest LSTM has about twice its units

long gates_in(nn::RecurrentKind kind) { return kind == nn::RecurrentKind::Rnn ? 1 : kind == nn::RecurrentKind::Lstm ? 4 : 3; }

nn::Recurrent make_cell(const Shape& shape, Random& random) {
  nn::Recurrent cell("cell",
                     {.kind = shape.kind, .inputs = shape.symbols, .hidden = shape.hidden, .init = nn::Init::Xavier, .forget_bias = static_cast<Real>(shape.forget_bias)}, random);
  nn::fill_normal(cell.wx.value, 1, random);     // of the V inputs one is 1: its row alone brings the variance that a sum of many would
  if (shape.init == nn::Init::Xavier) return cell;
  Matrix gate(shape.hidden, shape.hidden);       // W, gate by gate
  for (Index k = 0; k < cell.wh.value.cols() / shape.hidden; ++k) {
    nn::initialise(gate, shape.init, random);
    cell.wh.value.middleCols(k * shape.hidden, shape.hidden) = gate;
  }
  return cell;
}

// Written into the tape's own memory: a warm update allocates nothing.
nn::Value one_hot(nn::Tape& tape, std::span<const int> ids, Index symbols) {
  const nn::Value x = tape.zeros(static_cast<Index>(ids.size()), symbols, "x");
  Matrix& rows = tape.node(x.node).own;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    EPOCHS_CHECK(ids[i] >= 0 && ids[i] < symbols, "a symbol is not in the vocabulary");
    rows(static_cast<Index>(i), ids[i]) = 1;
  }
  return x;
}

}  // namespace

long parameter_count(const Shape& shape) {
  const long g = gates_in(shape.kind), h = shape.hidden, v = shape.symbols;
  const long biases = shape.kind == nn::RecurrentKind::Gru ? 2 : 1;
  return v * g * h + h * g * h + biases * g * h + h * v + v;
}

int hidden_of_equal_size(const Shape& like, nn::RecurrentKind kind) {
  if (kind == like.kind) return like.hidden;
  Shape other = like;
  other.kind = kind, other.hidden = 1;
  const long wanted = parameter_count(like);
  while (other.hidden < kWidestSought && parameter_count(other) < wanted) ++other.hidden;
  const long above = parameter_count(other) - wanted;
  --other.hidden;
  return other.hidden >= 1 && wanted - parameter_count(other) < std::labs(above) ? other.hidden : other.hidden + 1;
}

Network::Network(const Shape& shape_, Random& random)
    : shape(shape_), cell(make_cell(shape_, random)), readout("readout", shape_.hidden, shape_.symbols, nn::Activation::None, nn::Init::Xavier, random) {}

nn::Value Network::logits(nn::Tape& tape, std::span<const int> ids, const Matrix& start, Index steps, Matrix* end) const {
  EPOCHS_CHECK(end != &start, "the tape still needs the start, put the end elsewhere");
  const nn::Value x = one_hot(tape, ids, shape.symbols);
  const nn::Value states = cell(tape, x, tape.borrow(start, "start"), steps);
  if (end) *end = nn::at_step(tape.value(states), steps, steps - 1);
  return readout(tape, cell.output(tape, states));
}

nn::Parameters Network::parameters() {
  nn::Parameters out;
  cell.collect(out);
  readout.collect(out);
  return out;
}

double bits_of_row(const Eigen::Ref<const RowVector>& logits, int symbol) {
  const Real most = logits.maxCoeff();
  const auto sum = static_cast<double>((logits.array() - most).exp().sum());
  return (std::log(sum) + static_cast<double>(most) - static_cast<double>(logits(symbol))) / std::log(2.0);
}

double bits_per_symbol(const Network& network, std::span<const int> ids, Index steps) {
  EPOCHS_CHECK(steps > 0, "a stretch has at least one step");
  if (ids.size() < 2) return 0;
  const auto count = static_cast<Index>(ids.size()) - 1;
  nn::Tape tape(nn::Mode::Infer);
  Matrix state = network.zero_state(1), after;
  double bits = 0;
  for (Index first = 0; first < count; first += steps) {
    const Index taken = std::min(steps, count - first);
    tape.begin();
    const Matrix& logits = tape.value(network.logits(tape, ids.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(taken)), state, taken, &after));
    for (Index t = 0; t < taken; ++t) bits += bits_of_row(logits.row(t), ids[static_cast<std::size_t>(first + t + 1)]);
    state.swap(after);
  }
  return bits / static_cast<double>(count);
}

}  // namespace epochs::recurrent
