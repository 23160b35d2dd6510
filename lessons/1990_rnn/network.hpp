// The recurrent network (Elman 1990; with gates Hochreiter & Schmidhuber 1997, Gers et al. 2000, Cho et al. 2014): x_t one-hot,
//   s_t = f(x_t U + s_{t−1} W + b)        o_t = softmax(s_t V + c)
// U: V×gH, drawn from N(0, 1) as tables of vectors are, W: H×gH, b: 1×gH with g = 1 (RNN), 4 (LSTM: i f g o), 3 (GRU: r z n; its second bias bh 1×3H). Readout V: H×symbols, c.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "nn/layers/dense.hpp"
#include "nn/layers/recurrent.hpp"

namespace epochs::recurrent {

inline constexpr int kMostHidden = 256;

struct Shape {
  nn::RecurrentKind kind = nn::RecurrentKind::Rnn;
  int symbols = 0;                               // V
  int hidden = 64;                               // H
  nn::Init init = nn::Init::Xavier;              // of W: Xavier or Orthogonal
  double forget_bias = 1;                        // LSTM
  bool operator==(const Shape&) const = default;
};
long parameter_count(const Shape& shape);
int hidden_of_equal_size(const Shape& like, nn::RecurrentKind kind);   // the H with which `kind` has as many parameters as `like`, as near as can be

struct Network {
  Shape shape;
  nn::Recurrent cell;                            // "cell/wx" (U), "cell/wh" (W), "cell/b", "cell/bh"
  nn::Dense readout;                             // "readout/w" (V), "readout/b" (c)

  Network(const Shape& shape_, Random& random);
  // ids of B sequences of T = `steps` symbols → logits (B·T)×V. start: B×state_width, borrowed until after backward. end, when given, gets the state after the last symbol.
  nn::Value logits(nn::Tape& tape, std::span<const int> ids, const Matrix& start, Index steps, Matrix* end = nullptr) const;
  Matrix zero_state(Index rows) const { return Matrix::Zero(rows, cell.state_width()); }
  nn::Parameters parameters();
};

double bits_of_row(const Eigen::Ref<const RowVector>& logits, int symbol);       // −log2 of its softmax
// Mean −log2 p of the symbols behind the first of `ids`, read in one go from a zero state, `steps` at a time.
double bits_per_symbol(const Network& network, std::span<const int> ids, Index steps = 128);

}  // namespace epochs::recurrent
