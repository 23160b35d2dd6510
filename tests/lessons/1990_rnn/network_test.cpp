// The network: its sizes, its first weights, and that a text read in pieces is the text read in one go.
#include "lessons/1990_rnn/network.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/check.hpp"

namespace epochs::recurrent {
namespace {

constexpr nn::RecurrentKind kKinds[] = {nn::RecurrentKind::Rnn, nn::RecurrentKind::Lstm, nn::RecurrentKind::Gru};

TEST(RnnNetwork, CountsItsParameters) {
  for (const nn::RecurrentKind kind : kKinds) {
    const Shape shape{.kind = kind, .symbols = 7, .hidden = 5};
    Random random(1);
    Network network(shape, random);
    long count = 0;
    for (const nn::Parameter* each : network.parameters()) count += static_cast<long>(each->value.size());
    EXPECT_EQ(parameter_count(shape), count);
  }
}

TEST(RnnNetwork, FindsTheSizeThatHasAsManyParameters) {
  for (const nn::RecurrentKind like : kKinds)
    for (const nn::RecurrentKind kind : kKinds) {
      const Shape shape{.kind = like, .symbols = 60, .hidden = 64};
      Shape other = shape;
      other.kind = kind, other.hidden = hidden_of_equal_size(shape, kind);
      const long wanted = parameter_count(shape), off = std::labs(parameter_count(other) - wanted);
      if (like == kind) {
        EXPECT_EQ(other.hidden, 64);
      }
      for (const int step : {-1, 1}) {
        Shape near = other;
        near.hidden += step;
        EXPECT_LE(off, std::labs(parameter_count(near) - wanted));
      }
    }
  EXPECT_EQ(hidden_of_equal_size({.kind = nn::RecurrentKind::Rnn, .symbols = 9, .hidden = 1}, nn::RecurrentKind::Lstm), 1);
}

TEST(RnnNetwork, OrthogonalIsForTheStateOnly) {
  for (const nn::RecurrentKind kind : kKinds) {
    Random random(2), same(2);
    const Network network({.kind = kind, .symbols = 6, .hidden = 8, .init = nn::Init::Orthogonal}, random);
    const Network plain({.kind = kind, .symbols = 6, .hidden = 8}, same);
    EXPECT_TRUE(network.cell.wx.value == plain.cell.wx.value);
    for (Index k = 0; k < network.cell.wh.value.cols() / 8; ++k) {
      const Matrix w = network.cell.wh.value.middleCols(k * 8, 8);
      EXPECT_LT((w * w.transpose() - Matrix::Identity(8, 8)).cwiseAbs().maxCoeff(), 1e-5f);
    }
  }
}

TEST(RnnNetwork, ReadInPiecesItSaysTheSame) {
  std::vector<int> ids;
  for (int i = 0; i < 50; ++i) ids.push_back(i * i % 7);
  for (const nn::RecurrentKind kind : kKinds) {
    Random random(3);
    const Network network({.kind = kind, .symbols = 7, .hidden = 5}, random);
    const double whole = bits_per_symbol(network, ids, 49);
    EXPECT_NEAR(bits_per_symbol(network, ids, 1), whole, 1e-5);
    EXPECT_NEAR(bits_per_symbol(network, ids, 10), whole, 1e-5);
    nn::Tape tape(nn::Mode::Infer);
    tape.begin();
    const Matrix start = network.zero_state(1);
    const Matrix logits = tape.value(network.logits(tape, std::span(ids).first(49), start, 49));
    double bits = 0;
    for (Index t = 0; t < 49; ++t) bits += std::log2(static_cast<double>(logits.row(t).array().exp().sum())) - static_cast<double>(logits(t, ids[static_cast<std::size_t>(t + 1)])) / std::log(2);
    EXPECT_NEAR(whole, bits / 49, 1e-4);
  }
}

TEST(RnnNetwork, RefusesASymbolThatItDoesNotKnow) {
  Random random(1);
  const Network network({.symbols = 4, .hidden = 3}, random);
  nn::Tape tape(nn::Mode::Infer);
  tape.begin();
  const Matrix start = network.zero_state(1);
  EXPECT_THROW(network.logits(tape, std::vector<int>{4}, start, 1), CheckFailed);
  EXPECT_THROW(network.logits(tape, std::vector<int>{-1}, start, 1), CheckFailed);
  EXPECT_EQ(bits_per_symbol(network, std::vector<int>{1}), 0);
}

}  // namespace
}  // namespace epochs::recurrent
