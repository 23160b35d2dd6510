// The numbers of the lesson's own pictures as tables.
#include <algorithm>

#include "gates.hpp"
#include "lesson/setting.hpp"
#include "track.hpp"

namespace epochs::recurrent {
namespace {

using lesson::plain_number;
using lesson::Table;

// The unit that is looked at, along the line; of the simple network its state.
Table unit_along(const Snapshot& seen, const Shown& shown, const Hand& hand) {
  Table out{"gates", {"step", "symbol", "unit"}, {}};
  const Reading& reading = *shown.reading;
  std::vector<GateRow> rows = gate_rows(reading.kind);
  if (rows.empty()) rows.push_back({"s", {"state", "状态"}, {"State", "状态"}, ui::Token::Activation, std::nullopt, 0, Place::Kind::State});
  for (const GateRow& row : rows) out.columns.emplace_back(row.symbol);
  const int unit = unit_shown(hand.gates, reading.states.cols());
  for (int t = 0; t < static_cast<int>(reading.steps()); ++t) {
    const int symbol = reading.inputs[static_cast<std::size_t>(t)];
    std::vector<std::string> line{std::to_string(t + 1), shown_symbol(seen.symbols[static_cast<std::size_t>(symbol)]), std::to_string(unit + 1)};
    for (const GateRow& row : rows) line.push_back(plain_number(value_of(reading, row, t, unit), 9));
    out.rows.push_back(std::move(line));
  }
  return out;
}

// What was written as it goes, and with each held gate.
Table written(const Snapshot& seen, const Hand& hand) {
  Table out{"hold", {"gates", "text"}, {}};
  const auto text = [&](const LiveWriting& writing) { return seen.text && writing.network && writing.network->shape.symbols == seen.text->size() ? seen.text->decode(writing.written) : std::string(); };
  std::string held_gates;
  for (const HeldGate& each : hand.meddling.gates)
    for (const GateRow& row : gate_rows(seen.contestants.front().kind))
      if (row.gate == each.gate) held_gates += (held_gates.empty() ? "" : ", ") + std::string(row.symbol) + " = " + plain_number(each.value, 3);
  out.rows.push_back({"free", text(hand.hold.plain)});
  if (!held_gates.empty()) out.rows.push_back({held_gates, text(hand.hold.held)});
  return out;
}

Table followed(const Hand& hand) {
  Table out{"track", {"property", "unit", "r_searched", "r_elsewhere", "of"}, {}};
  if (hand.track.done)
    for (const FoundUnit& each : hand.track.done->found) {
      const TrackColumn column = track_column(hand.track.done->network->shape, std::max(each.unit, 0));
      const bool none = each.unit < 0;
      out.rows.push_back({each.property, none ? "" : std::to_string(column.unit + 1), plain_number(each.searched, 9), plain_number(each.correlation, 9), none ? "" : std::string(column.symbol)});
    }
  if (out.rows.empty()) out.rows.push_back({hand.track.property, "", "", "", ""});
  return out;
}

}  // namespace

std::vector<lesson::Table> gate_tables(const Snapshot& seen, const Shown& shown, const Hand& hand) {
  std::vector<Table> out{written(seen, hand), followed(hand)};
  if (shown.reading) out.push_back(unit_along(seen, shown, hand));
  return out;
}

}  // namespace epochs::recurrent
