#include "gates.hpp"

#include <algorithm>
#include <cmath>

#include "lessons/1990_rnn/parts.hpp"
#include "ui/press.hpp"

namespace epochs::recurrent {

using ui::Token;

std::vector<GateRow> gate_rows(nn::RecurrentKind kind) {
  if (kind == nn::RecurrentKind::Rnn) return {};
  if (kind == nn::RecurrentKind::Gru)
    return {{"r", {"reset gate", "重置门"}, {"Reset", "重置"}, Token::Weight, Gate::Reset, 0, Place::Kind::Gate},
            {"z", {"update gate", "更新门"}, {"Update", "更新"}, Token::Weight, Gate::Update, 1, Place::Kind::Gate},
            {"h", {"state", "状态"}, {"State", "状态"}, Token::Activation, std::nullopt, 0, Place::Kind::State}};
  return {{"f", {"forget gate", "遗忘门"}, {"Forget", "遗忘"}, Token::Weight, Gate::Forget, 1, Place::Kind::Gate},
          {"i", {"input gate", "输入门"}, {"Input", "输入"}, Token::Weight, Gate::Input, 0, Place::Kind::Gate},
          {"o", {"output gate", "输出门"}, {"Output", "输出"}, Token::Weight, Gate::Output, 3, Place::Kind::Gate},
          {"c", {"memory", "记忆"}, {"Memory", "记忆"}, Token::Activation, std::nullopt, 0, Place::Kind::Cell}};
}

double value_of(const Reading& reading, const GateRow& row, int step, int unit) {
  if (row.kind == Place::Kind::Cell) return static_cast<double>(reading.cells(step, unit));
  if (row.kind == Place::Kind::State) return static_cast<double>(reading.states(step, unit));
  return static_cast<double>(reading.gates(step, row.block * reading.states.cols() + unit));
}

Place place_of(const GateRow& row, Index hidden, int step, int unit) {
  return {row.kind, step, row.kind == Place::Kind::Gate ? row.block * static_cast<int>(hidden) + unit : unit};
}

int liveliest_unit(const Reading& reading, const GateRow& row) {
  int best = 0;
  double most = -1;
  for (int unit = 0; unit < static_cast<int>(reading.states.cols()); ++unit) {
    double sum = 0, squares = 0;
    const auto steps = static_cast<int>(reading.steps());
    for (int t = 0; t < steps; ++t) {
      const double value = value_of(reading, row, t, unit);
      sum += value, squares += value * value;
    }
    const double spread = squares - sum * sum / std::max(1, steps);
    if (spread > most) most = spread, best = unit;
  }
  return best;
}

int unit_shown(const GatesState& state, Index hidden) { return std::clamp(state.unit < 0 ? state.liveliest : state.unit, 0, static_cast<int>(hidden) - 1); }

bool lightens(const ui::Theme& theme) {
  const ui::Color low = theme.sequential.front(), high = theme.sequential.back();
  return low.r + low.g + low.b < high.r + high.g + high.b;
}

ui::Color openness_color(const ui::Theme& theme, double open) { return viz::map_color(theme, viz::ColorMap::Sequential, lightens(theme) ? open : 1 - open, 1); }

const HeldGate* held(const Meddling& meddling, Gate gate) {
  const auto found = std::find_if(meddling.gates.begin(), meddling.gates.end(), [&](const HeldGate& each) { return each.gate == gate; });
  return found == meddling.gates.end() ? nullptr : &*found;
}

bool is_held(const Meddling& meddling, Gate gate, int step, int unit) {
  const HeldGate* each = held(meddling, gate);
  return each && step >= each->from && step < each->to && (each->unit < 0 || each->unit == unit);
}

std::pair<int, int> marked_part(const Hand& hand) {
  if (hand.gates.from < 0 || hand.gates.to <= hand.gates.from) return {hand.at, HeldGate{}.to};
  return {hand.gates.from, hand.gates.to};
}

void hold(Hand& hand, std::optional<double> value) {
  const GatesState& state = hand.gates;
  std::erase_if(hand.meddling.gates, [&](const HeldGate& each) { return each.gate == state.gate; });
  if (!value) return;
  HeldGate now;
  now.gate = state.gate, now.value = *value;
  if (state.extent == GateExtent::OneUnit) now.unit = std::max(0, state.unit < 0 ? state.liveliest : state.unit);
  if (state.part == LinePart::Marked) std::tie(now.from, now.to) = marked_part(hand);
  hand.meddling.gates.push_back(now);
}

bool draw_where_no_gates(Scene& scene, ui::Rect area) {
  if (scene.seen.contestants.front().kind != nn::RecurrentKind::Rnn) return false;
  draw_sentence_of(scene.ui, area, {"The simple network has no gates.", "简单的循环网络没有门。"});
  const std::string_view label = scene.ui.say({"Train an LSTM", "改练 LSTM"});
  const ui::Rect press{area.x, area.y + 48, std::min(area.w, scene.ui.canvas.text_width(label, {ui::Face::Semibold, ui::kLabel}) + 40), 36};
  if (press.bottom() < area.bottom() && ui::button(scene.ui, "gates.lstm", press, label, ui::ButtonKind::Primary)) scene.wishes.push_back(SetKind{nn::RecurrentKind::Lstm});
  return true;
}

}  // namespace epochs::recurrent
