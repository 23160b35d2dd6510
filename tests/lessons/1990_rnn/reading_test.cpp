// The reading by hand is held to the fused ops, the way back to the tape and to small changes of a state.
#include "lessons/1990_rnn/reading.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "lessons/1990_rnn/live_writing.hpp"
#include "nn/ops/cross_entropy.hpp"
#include "lessons/1990_rnn/writing.hpp"

namespace epochs::recurrent {
namespace {

constexpr nn::RecurrentKind kAll[] = {nn::RecurrentKind::Rnn, nn::RecurrentKind::Lstm, nn::RecurrentKind::Gru};

Network network_of(nn::RecurrentKind kind, std::uint64_t seed = 3) {
  Random random(seed);
  Network out({kind, 12, 9, nn::Init::Xavier, 1}, random);
  for (nn::Parameter* parameter : out.parameters())              // biases that are not zero, too
    for (Index i = 0; i < parameter->value.size(); ++i) parameter->value.data()[i] += static_cast<Real>(0.1 * random.normal());
  return out;
}

RowVector some_state(const Network& network) {
  Random random(8);
  RowVector out(network.cell.state_width());
  for (Index i = 0; i < out.size(); ++i) out(i) = static_cast<Real>(random.uniform(-0.5, 0.5));
  return out;
}

const std::vector<int> kLine = {0, 5, 3, 11, 5, 7, 2}, kNext = {5, 3, 11, 5, 7, 2, 1};

double loss_of(const Network& network, const Meddling& meddling, int at) { return read(network, kLine, kNext, some_state(network), meddling).losses[static_cast<std::size_t>(at)]; }

TEST(Reading, AgreesWithTheFusedOps) {
  for (const nn::RecurrentKind kind : kAll) {
    const Network network = network_of(kind);
    const Matrix start = some_state(network);
    nn::Tape tape(nn::Mode::Infer);
    tape.begin();
    Matrix end;
    const Matrix logits = tape.value(network.logits(tape, kLine, start, static_cast<Index>(kLine.size()), &end));
    const Reading reading = read(network, kLine, kNext, start.row(0));
    EXPECT_LT((reading.logits - logits).cwiseAbs().maxCoeff(), 2e-6) << nn::name_of(kind);
    EXPECT_LT((reading.states.bottomRows(1) - end.leftCols(9)).cwiseAbs().maxCoeff(), 1e-6);
    if (kind == nn::RecurrentKind::Lstm) { EXPECT_LT((reading.cells.bottomRows(1) - end.rightCols(9)).cwiseAbs().maxCoeff(), 2e-6); }
    for (Index t = 0; t < reading.steps(); ++t) {
      EXPECT_NEAR(static_cast<double>(reading.probabilities.row(t).sum()), 1, 1e-5);
      EXPECT_NEAR(reading.losses[static_cast<std::size_t>(t)], -std::log(static_cast<double>(reading.probabilities(t, kNext[static_cast<std::size_t>(t)]))), 1e-5);
    }
    RowVector state = start.row(0), last;
    for (const int symbol : kLine) state = step(network, state, symbol, &last);
    EXPECT_LT((state - end.row(0)).cwiseAbs().maxCoeff(), 2e-6);
    EXPECT_LT((last - logits.bottomRows(1).row(0)).cwiseAbs().maxCoeff(), 2e-6);
  }
}

// A symbol read once: the tape's gradient of its row of U is what comes back into that step's gates.
TEST(Blame, AgreesWithTheTape) {
  for (const nn::RecurrentKind kind : kAll) {
    Network network = network_of(kind);
    const Reading reading = read(network, kLine, kNext, some_state(network));
    nn::Tape tape;
    tape.begin();
    const Matrix start = some_state(network);
    const nn::Value loss = nn::cross_entropy(tape, network.logits(tape, kLine, start, static_cast<Index>(kLine.size())), kNext);
    tape.backward(loss);
    const Blame all = blame(network, reading, -1);
    for (const std::size_t t : {0u, 2u, 3u, 5u, 6u}) {
      const RowVector z = tape.gradient(network.cell.wx)->row(kLine[t]);
      EXPECT_NEAR(all.symbols[t], static_cast<double>((z * network.cell.wx.value.transpose()).norm()), 2e-5) << nn::name_of(kind) << " step " << t;
    }
  }
}

TEST(Blame, IsWhatASmallChangeOfTheStateDoesToTheLoss) {
  constexpr double kSmall = 0.01;
  for (const nn::RecurrentKind kind : kAll) {
    const Network network = network_of(kind);
    const Reading reading = read(network, kLine, kNext, some_state(network));
    constexpr int kAt = 5;
    const Blame back = blame(network, reading, kAt);
    for (const int t : {5, 4, 2, 0})
      for (const int unit : {0, 4, 8}) {
        const auto now = static_cast<double>(reading.states(t, unit));
        const double slope = (loss_of(network, {{}, {{t, unit, now + kSmall, false}}}, kAt) - loss_of(network, {{}, {{t, unit, now - kSmall, false}}}, kAt)) / (2 * kSmall);
        EXPECT_NEAR(static_cast<double>(back.states(t, unit)), slope, 1e-3) << nn::name_of(kind) << " step " << t;
        if (kind != nn::RecurrentKind::Lstm) continue;
        const auto cell = static_cast<double>(reading.cells(t, unit));
        const double by_cell = (loss_of(network, {{}, {{t, unit, cell + kSmall, true}}}, kAt) - loss_of(network, {{}, {{t, unit, cell - kSmall, true}}}, kAt)) / (2 * kSmall);
        EXPECT_NEAR(static_cast<double>(back.cells(t, unit)), by_cell, 1e-3) << "c, with h as it is";
      }
    EXPECT_EQ(back.norms[6], 0) << "nothing behind the step that is asked";
  }
}

TEST(Meddling, AShutForgetGateForgets) {
  const Network network = network_of(nn::RecurrentKind::Lstm);
  const RowVector zero = RowVector::Zero(18), other = some_state(network);
  Meddling shut;
  shut.gates = {{Gate::Forget, -1, 0, 1, 0}};
  const Reading a = read(network, kLine, kNext, other, shut);
  EXPECT_EQ(a.gates.row(0).segment(9, 9).cwiseAbs().maxCoeff(), 0);
  const RowVector expected = a.gates.row(0).segment(0, 9).cwiseProduct(a.gates.row(0).segment(18, 9));
  EXPECT_LT((a.cells.row(0) - expected).cwiseAbs().maxCoeff(), 1e-7) << "nothing of the old cell is left";
  Meddling set;
  set.units = {{2, 4, 0.75, false}};
  const Reading edited = read(network, kLine, kNext, zero, set), plain = read(network, kLine, kNext, zero);
  EXPECT_EQ(edited.states(2, 4), Real(0.75));
  EXPECT_EQ(edited.states.row(1), plain.states.row(1));
  EXPECT_NE(edited.logits.row(3), plain.logits.row(3));
}

TEST(Words, AreLettersInARowAndPairsOfCharacters) {
  EXPECT_EQ(words_of("The cat's  ÉTÉ, 3 dogs"), (std::vector<std::string>{"the", "cat", "s", "été", "dogs"}));
  EXPECT_EQ(words_of("床前明。月光"), (std::vector<std::string>{"床前", "前明", "月光"}));
  Text text;
  text.symbols = {"a", "b", " "};
  text.held_out = {0, 1, 2, 1, 0};               // "ab ba"
  const WordShare share(text);
  EXPECT_TRUE(share.knows("ab"));
  EXPECT_FALSE(share.knows("a"));
  EXPECT_DOUBLE_EQ(share.of("ab aa ba. ab"), 2.0 / 3) << "the last word may have been cut";
  EXPECT_EQ(share.of(" . "), 0);
}

TEST(LiveWriting, GoesOnDifferentlyBehindAnEditAndAsBeforeWithoutIt) {
  LiveWriting live;
  live.network = std::make_shared<const Network>(network_of(nn::RecurrentKind::Rnn));
  live.prompt = {1, 2};
  begin(live);
  grow(live, 60);
  const std::vector<int> plain = live.written;
  ASSERT_EQ(plain.size(), 60u);
  ASSERT_EQ(live.states.size(), 61u);
  for (int unit = 0; unit < 9; ++unit) edit(live, {20, unit, unit % 2 == 0 ? 1.0 : -1.0, false});
  EXPECT_EQ(live.written.size(), 60u);
  EXPECT_TRUE(std::equal(plain.begin(), plain.begin() + 20, live.written.begin())) << "what stands before is as it was";
  EXPECT_NE(live.written, plain);
  EXPECT_EQ(live.states[20](0), Real(1));
  undo_edits(live);
  EXPECT_EQ(live.written, plain);
  live.temperature = 0;
  begin(live);
  grow(live, 5);
  for (std::size_t i = 0; i < 5; ++i) {
    Index best = 0;
    live.logits[i].maxCoeff(&best);
    EXPECT_EQ(live.written[i], static_cast<int>(best));
  }
}

}  // namespace
}  // namespace epochs::recurrent
