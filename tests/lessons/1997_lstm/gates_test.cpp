// What the pictures of gates say of a reading, what a hand does to it, and where the walk through an update stands in the code twin.
#include <gtest/gtest.h>

#include <algorithm>

#include "lessons/1990_rnn/live_writing.hpp"
#include "lessons/1997_lstm/gates.hpp"
#include "lessons/1997_lstm/player.hpp"
#include "nn/ops/cross_entropy.hpp"

namespace epochs::recurrent {
namespace {

constexpr int kUnits = 6;

std::shared_ptr<const Network> network_of(nn::RecurrentKind kind) {
  Random random(3);
  return std::make_shared<const Network>(Shape{kind, 9, kUnits, nn::Init::Xavier, 1}, random);
}

Reading reading_of(const Network& network, const Meddling& meddling = {}) {
  const std::vector<int> inputs{0, 3, 8, 1, 1, 4, 7, 2}, targets(inputs.size(), nn::kIgnored);
  return read(network, inputs, targets, network.zero_state(1).row(0), meddling);
}

TEST(Gates, ThreeOfAnLstmWithItsMemoryTwoOfAGruWithItsStateNoneOfASimpleNetwork) {
  const auto lstm = gate_rows(nn::RecurrentKind::Lstm), gru = gate_rows(nn::RecurrentKind::Gru);
  ASSERT_EQ(lstm.size(), 4u);
  ASSERT_EQ(gru.size(), 3u);
  EXPECT_TRUE(gate_rows(nn::RecurrentKind::Rnn).empty());
  const auto network = network_of(nn::RecurrentKind::Lstm);
  const Reading reading = reading_of(*network);
  for (int t = 1; t < 8; ++t)
    for (int unit = 0; unit < kUnits; ++unit) {
      const auto value = [&](std::size_t row) { return value_of(reading, lstm[row], t, unit); };
      const double before = value_of(reading, lstm[3], t - 1, unit), news = static_cast<double>(reading.gates(t, 2 * kUnits + unit));
      EXPECT_NEAR(value(3), value(0) * before + value(1) * news, 1e-5) << "c = f c' + i g by the rows' own numbers";
      EXPECT_NEAR(static_cast<double>(reading.states(t, unit)), value(2) * std::tanh(value(3)), 1e-5);
      EXPECT_TRUE(exists(place_of(lstm[2], kUnits, t, unit), *network, &reading));
    }
}

TEST(Gates, OfAGruKeepAndAddWithOneGate) {
  const auto network = network_of(nn::RecurrentKind::Gru);
  const Reading reading = reading_of(*network);
  const auto rows = gate_rows(nn::RecurrentKind::Gru);
  for (int t = 1; t < 8; ++t) {
    const double z = value_of(reading, rows[1], t, 2), news = static_cast<double>(reading.gates(t, 2 * kUnits + 2));
    EXPECT_NEAR(value_of(reading, rows[2], t, 2), (1 - z) * news + z * value_of(reading, rows[2], t - 1, 2), 1e-5);
  }
}

TEST(Gates, AreTheLighterTheMoreOpenInEveryTheme) {
  for (const ui::Brightness brightness : {ui::Brightness::Dark, ui::Brightness::Light})
    for (const ui::Palette palette : {ui::Palette::Standard, ui::Palette::HighContrast, ui::Palette::Greys}) {
      const ui::Theme& theme = ui::theme(brightness, palette);
      const auto light = [&](double open) {
        const ui::Color color = openness_color(theme, open);
        return 2 * color.r + 5 * color.g + color.b;
      };
      for (int i = 0; i < 10; ++i) EXPECT_LT(light(i / 10.0), light((i + 1) / 10.0)) << i;
    }
}

TEST(Hand, HoldsAllUnitsOrOneTheWholeLineOrAPart) {
  const auto network = network_of(nn::RecurrentKind::Lstm);
  const GateRow forget = gate_rows(nn::RecurrentKind::Lstm).front();
  Hand hand;
  hand.gates.gate = Gate::Forget;
  hold(hand, 0.25);
  Reading reading = reading_of(*network, hand.meddling);
  for (int t = 0; t < 8; ++t)
    for (int unit = 0; unit < kUnits; ++unit) EXPECT_FLOAT_EQ(static_cast<float>(value_of(reading, forget, t, unit)), 0.25f);
  hand.gates.extent = GateExtent::OneUnit, hand.gates.unit = 4;
  hand.gates.part = LinePart::Marked, hand.gates.from = 2, hand.gates.to = 5;
  hold(hand, 1);
  ASSERT_EQ(hand.meddling.gates.size(), 1u) << "held anew, not twice";
  reading = reading_of(*network, hand.meddling);
  const Reading free = reading_of(*network);
  for (int t = 0; t < 8; ++t)
    for (int unit = 0; unit < kUnits; ++unit) {
      const bool mine = unit == 4 && t >= 2 && t < 5;
      EXPECT_EQ(is_held(hand.meddling, Gate::Forget, t, unit), mine);
      if (!mine && t >= 2) continue;                 // what follows a held gate is another line
      EXPECT_EQ(value_of(reading, forget, t, unit), mine ? 1 : value_of(free, forget, t, unit)) << t;
    }
  hand.gates.gate = Gate::Input;
  hold(hand, 0);
  EXPECT_EQ(hand.meddling.gates.size(), 2u) << "each gate by itself";
  hold(hand, std::nullopt);
  hand.gates.gate = Gate::Forget;
  hold(hand, std::nullopt);
  EXPECT_TRUE(hand.meddling.empty());
}

TEST(Hand, WithoutAMarkAPartGoesFromTheSymbolThatIsLookedAtOn) {
  Hand hand;
  hand.at = 6;
  EXPECT_EQ(marked_part(hand).first, 6);
  EXPECT_GT(marked_part(hand).second, 1'000'000);
  hand.gates.from = 1, hand.gates.to = 3;
  EXPECT_EQ(marked_part(hand), std::pair(1, 3));
}

TEST(Hand, AShutForgetGateKeepsNothingOfTheMemoryBefore) {
  const auto network = network_of(nn::RecurrentKind::Lstm);
  Hand hand;
  hand.gates.gate = Gate::Forget;
  hold(hand, 0);
  const Reading reading = reading_of(*network, hand.meddling);
  for (int t = 0; t < 8; ++t)
    for (int unit = 0; unit < kUnits; ++unit)
      EXPECT_NEAR(static_cast<double>(reading.cells(t, unit)), static_cast<double>(reading.gates(t, unit)) * static_cast<double>(reading.gates(t, 2 * kUnits + unit)), 1e-6);
}

TEST(Hand, AShutOutputGateMakesEveryGuessTheSame) {
  Hand hand;
  hand.gates.gate = Gate::Output;
  hold(hand, 0);
  const Reading reading = reading_of(*network_of(nn::RecurrentKind::Lstm), hand.meddling);
  for (int t = 1; t < 8; ++t) EXPECT_EQ(reading.logits.row(t), reading.logits.row(0));
}

TEST(Gates, TheLiveliestUnitMovesMost) {
  const auto network = network_of(nn::RecurrentKind::Lstm);
  Reading reading = reading_of(*network);
  const GateRow forget = gate_rows(nn::RecurrentKind::Lstm).front();
  reading.gates.middleCols(kUnits, kUnits).setConstant(Real(0.5));
  for (Index t = 0; t < reading.steps(); ++t) reading.gates(t, kUnits + 3) = Real(t % 2);
  EXPECT_EQ(liveliest_unit(reading, forget), 3);
}

TEST(CodeTwin, HasALineForEveryOpOfTheWalk) {
  using lesson::Beat;
  const auto lines = [](Beat beat, nn::RecurrentKind kind, int ops) {
    std::vector<int> out;
    for (int op = 0; op < ops; ++op) out.push_back(gated_code_line({beat, op}, kind));
    return out;
  };
  EXPECT_EQ(lines(Beat::Forward, nn::RecurrentKind::Lstm, forward_ops(nn::RecurrentKind::Lstm)), (std::vector<int>{2, 2, 2, 3, 4, 5, 6, 6}));
  EXPECT_EQ(lines(Beat::Forward, nn::RecurrentKind::Gru, forward_ops(nn::RecurrentKind::Gru)), (std::vector<int>{2, 2, 2, 3, 5, 6, 6}));
  EXPECT_EQ(lines(Beat::Forward, nn::RecurrentKind::Rnn, forward_ops(nn::RecurrentKind::Rnn)), (std::vector<int>{5, 5, 5, 5, 6, 6}));
  EXPECT_EQ(lines(Beat::Backward, nn::RecurrentKind::Lstm, 4), (std::vector<int>{8, 9, 9, 9}));
  EXPECT_EQ(lines(Beat::Loss, nn::RecurrentKind::Lstm, 2), (std::vector<int>{7, 7}));
  EXPECT_EQ(lines(Beat::Update, nn::RecurrentKind::Lstm, 2), (std::vector<int>{10, 10}));
}

TEST(GatedPlayer, GivesTheNumbersOfItsPicturesAsTables) {
  GatedPlayer player(1, false);
  const auto columns = [&](const char* name) {
    for (const lesson::Table& table : player.tables())
      if (table.name == name) return table.columns;
    return std::vector<std::string>{};
  };
  EXPECT_EQ(columns("gates"), (std::vector<std::string>{"step", "symbol", "unit", "f", "i", "o", "c"}));
  ASSERT_TRUE(player.set("kind", "gru"));
  player.training().settle();
  EXPECT_EQ(columns("gates"), (std::vector<std::string>{"step", "symbol", "unit", "r", "z", "h"}));
  ASSERT_TRUE(player.set("kind", "rnn"));
  player.training().settle();
  EXPECT_EQ(columns("gates").back(), "s");
  EXPECT_FALSE(columns("hold").empty());
  EXPECT_FALSE(columns("track").empty());
}

}  // namespace
}  // namespace epochs::recurrent
