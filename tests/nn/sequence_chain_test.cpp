// A sequence of 64 steps at once, and the same cell step after step: the same bits.
#include <cmath>
#include <deque>

#include "support/gradient_check.hpp"

namespace epochs {
namespace {

using namespace nn;
using namespace test;

constexpr Index kRows = 3, kLine = 64, kInputs = 17, kHidden = 22;

struct Chains : Drawing<78> {
  // What every cell reads: x (B·T)×I, the start B×`state`, then its weights.
  std::vector<Matrix> inputs(Index state, Index gates, int biases) {
    std::vector<Matrix> in = {draw(kRows * kLine, kInputs), draw(kRows, state), draw(kInputs, gates * kHidden), draw(kHidden, gates * kHidden)};
    for (int i = 0; i < biases; ++i) in.push_back(draw(1, gates * kHidden));
    return in;
  }
};

struct Gradients {
  Matrix states;                               // (B·T)×S, sequence after sequence
  std::vector<Matrix> of;                      // by what was read, in its order
};

using CellOf = std::function<Value(Tape&, const Values& v, Value x, Value state, Index steps)>;

std::vector<int> rows_of_steps(Index first, Index count) {
  std::vector<int> rows;
  for (Index b = 0; b < kRows; ++b)
    for (Index t = first; t < first + count; ++t) rows.push_back(static_cast<int>(b * kLine + t));
  return rows;
}

// A failure would otherwise print both matrices.
void expect_bits(const Matrix& actual, const Matrix& expected, const char* what) {
  ASSERT_EQ(actual.size(), expected.size());
  EXPECT_TRUE(actual == expected) << what << ": largest difference " << (actual - expected).cwiseAbs().maxCoeff();
}

// The states, `piece` steps at a time: every piece starts from the last state of the one before.
Value states_in_pieces(Tape& tape, const Values& v, const CellOf& cell, Index piece) {
  Values parts;
  std::vector<int> order(static_cast<std::size_t>(kRows * kLine)), last;
  for (Index b = 0; b < kRows; ++b) last.push_back(static_cast<int>((b + 1) * piece - 1));
  Value state = v[1];
  for (Index first = 0, row = 0; first < kLine; first += piece) {
    const std::vector<int> rows = rows_of_steps(first, piece);
    for (const int at : rows) order[static_cast<std::size_t>(at)] = static_cast<int>(row++);
    parts.push_back(cell(tape, v, embedding(tape, v[0], rows), state, piece));
    state = embedding(tape, parts.back(), last);
  }
  return embedding(tape, concat_rows(tape, parts), order);
}

Gradients run_in_pieces(const std::vector<Matrix>& in, const CellOf& cell, Index piece) {
  Tape tape;
  std::deque<Parameter> leaves;
  for (const Matrix& values : in) leaves.emplace_back("p", values.rows(), values.cols()).value = values;
  tape.begin();
  Values v;
  for (const Parameter& leaf : leaves) v.push_back(tape.parameter(leaf));
  const Value states = states_in_pieces(tape, v, cell, piece);
  Matrix wanted(tape.value(states).rows(), tape.value(states).cols());     // another one for every cell
  for (Index i = 0; i < wanted.size(); ++i) wanted.data()[i] = std::sin(0.7 * static_cast<double>(i));
  tape.backward(mean_squared_error(tape, states, tape.input(wanted)));
  Gradients out{.states = tape.value(states), .of = {}};
  for (const Parameter& leaf : leaves) out.of.push_back(*tape.gradient(leaf));
  return out;
}

// Of gradients, those that flow through all the steps. A weight's is the same sum in another order (at once: one product over all rows).
void expect_same_bits(const std::vector<Matrix>& in, const CellOf& cell) {
  const Gradients fused = run_in_pieces(in, cell, kLine);
  for (const Index piece : {Index(1), Index(16)}) {
    SCOPED_TRACE(piece);
    const Gradients chain = run_in_pieces(in, cell, piece);
    expect_bits(chain.states, fused.states, "states");
    expect_bits(chain.of[0], fused.of[0], "gradient of x");
    expect_bits(chain.of[1], fused.of[1], "gradient of the start");
    for (std::size_t i = 2; i < in.size(); ++i) EXPECT_LE((chain.of[i] - fused.of[i]).cwiseAbs().maxCoeff(), 1e-14 * fused.of[i].cwiseAbs().maxCoeff()) << "weights " << i;
  }
  EXPECT_GT(fused.of[1].cwiseAbs().maxCoeff(), 0);
}

TEST_F(Chains, OfRnnCells) {
  expect_same_bits(inputs(kHidden, 1, 1), [](Tape& tape, const Values& v, Value x, Value state, Index steps) { return rnn(tape, x, state, v[2], v[3], v[4], steps); });
}

TEST_F(Chains, OfLstmCells) {
  expect_same_bits(inputs(2 * kHidden, 4, 1), [](Tape& tape, const Values& v, Value x, Value state, Index steps) { return lstm(tape, x, state, v[2], v[3], v[4], steps); });
}

TEST_F(Chains, OfGruCells) {
  expect_same_bits(inputs(kHidden, 3, 2), [](Tape& tape, const Values& v, Value x, Value state, Index steps) { return gru(tape, x, state, {v[2], v[3], v[4], v[5]}, steps); });
}

}  // namespace
}  // namespace epochs
