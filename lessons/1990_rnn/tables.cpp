// The numbers of the pictures as tables: what "Save data (CSV)" writes.
#include <algorithm>

#include "lesson/setting.hpp"
#include "nn/ops/cross_entropy.hpp"
#include "nn/project/pca.hpp"
#include "parts.hpp"

namespace epochs::recurrent {
namespace {

using lesson::Table;

std::string number(double value) { return lesson::plain_number(value, 9); }
std::string number(Real value) { return lesson::plain_number(static_cast<double>(value), 9); }
std::string name(const Snapshot& seen, int id) { return id >= 0 && id < static_cast<int>(seen.symbols.size()) ? shown_symbol(seen.symbols[static_cast<std::size_t>(id)]) : std::string(); }

void add_matrix(Table& out, const char* matrix, ConstMatrix values) {
  for (Index i = 0; i < values.rows(); ++i)
    for (Index j = 0; j < values.cols(); ++j) out.rows.push_back({matrix, std::to_string(i + 1), std::to_string(j + 1), number(values(i, j))});
}

Table cell_table(const Snapshot& seen) {
  Table out{"cell", {"matrix", "row", "column", "value"}, {}};
  const Network& network = seen.network();
  add_matrix(out, "U", network.cell.wx.value);
  add_matrix(out, "W", network.cell.wh.value);
  add_matrix(out, "b", network.cell.b.value);
  if (network.shape.kind == nn::RecurrentKind::Gru) add_matrix(out, "bh", network.cell.bh.value);
  add_matrix(out, "V", network.readout.w.value);
  add_matrix(out, "c", network.readout.b.value);
  return out;
}

// Step by step: what was read, what was asked for, how likely that was.
Table unrolled_table(const Snapshot& seen, const Reading& reading) {
  Table out{"unrolled", {"step", "symbol", "target", "probability", "loss"}, {}};
  for (Index unit = 0; unit < reading.states.cols(); ++unit) out.columns.push_back("s" + std::to_string(unit + 1));
  for (Index t = 0; t < reading.steps(); ++t) {
    const auto i = static_cast<std::size_t>(t);
    const int target = reading.targets[i];
    const bool asked = target != nn::kIgnored;
    std::vector<std::string> row{std::to_string(t + 1), name(seen, reading.inputs[i]), asked ? name(seen, target) : "", asked ? number(reading.probabilities(t, target)) : "", asked ? number(reading.losses[i]) : ""};
    for (Index unit = 0; unit < reading.states.cols(); ++unit) row.push_back(number(reading.states(t, unit)));
    out.rows.push_back(std::move(row));
  }
  return out;
}

// The text that the picture shows where it has been drawn, else the line.
Table unit_table(const Snapshot& seen, const Reading& line, const Hand& hand) {
  Table out{"unit", {"step", "symbol", "unit", "value"}, {}};
  const bool drawn = hand.unit.reading && hand.unit.reading->states.cols() == line.states.cols() && hand.unit.network == seen.contestants.front().network;
  const Reading& reading = drawn ? *hand.unit.reading : line;
  const Index unit = std::clamp<Index>(hand.unit.unit, 0, std::max<Index>(0, reading.states.cols() - 1));
  for (Index t = 0; t < reading.steps(); ++t) out.rows.push_back({std::to_string(t + 1), name(seen, reading.inputs[static_cast<std::size_t>(t)]), std::to_string(unit + 1), number(reading.states(t, unit))});
  return out;
}

// Before the first exam a table still has a row.
Table writing_table(const Snapshot& seen) {
  Table out{"writing", {"network", "update", "words", "sample"}, {}};
  for (const ContestantSeen& one : seen.contestants) {
    for (const Exam& exam : one.exams) out.rows.push_back({std::string(kind_name(one.kind)), std::to_string(exam.update), number(exam.words), exam.sample});
    if (one.exams.empty()) out.rows.push_back({std::string(kind_name(one.kind)), "", "", ""});
  }
  return out;
}

Table chart_table(const Snapshot& seen) {
  Table out{"chart", {"network", "update", "loss", "bits", "perplexity", "words"}, {}};
  const bool text = seen.settings.task == Task::Text;
  for (const ContestantSeen& one : seen.contestants) {
    for (const Exam& exam : one.exams)
      out.rows.push_back({std::string(kind_name(one.kind)), std::to_string(exam.update), number(exam.loss), text ? number(exam.bits) : "", text ? number(std::exp2(exam.bits)) : "", text ? number(exam.words) : ""});
    out.rows.push_back({std::string(kind_name(one.kind)), std::to_string(seen.updates), number(one.loss), "", "", ""});
  }
  if (!text || !seen.counting) return out;
  for (const auto& [level, bits] : {std::pair{"uniform", seen.counting->uniform}, std::pair{"unigram", seen.counting->unigram}, std::pair{"bigram", seen.counting->bigram}, std::pair{"trigram", seen.counting->trigram}})
    out.rows.push_back({level, "", "", number(bits), number(std::exp2(bits)), ""});
  return out;
}

Table paths_table(const Snapshot& seen, const Reading& reading) {
  Table out{"paths", {"step", "symbol", "x", "y", "share_of_spread"}, {}};
  if (reading.steps() < 1 || !reading.states.allFinite()) return out;
  const nn::Pca pca = nn::principal_components(reading.states, std::min<Index>(2, reading.states.cols()));
  const Matrix places = pca.project(reading.states);
  double shown = 0;
  for (const double variance : pca.variances) shown += variance;
  for (Index t = 0; t < reading.steps(); ++t)
    out.rows.push_back({std::to_string(t + 1), name(seen, reading.inputs[static_cast<std::size_t>(t)]), number(places(t, 0)), places.cols() > 1 ? number(places(t, 1)) : "0", number(pca.total_variance > 0 ? shown / pca.total_variance : 0)});
  return out;
}

// One exam after another, a column for each gap or distance; of another task they are empty.
Table shares_table(const Snapshot& seen, const char* view, const char* what, std::span<const int> at, Task task) {
  Table out{view, {"network", "update"}, {}};
  for (const int each : at) out.columns.push_back(what + std::to_string(each));
  for (const ContestantSeen& one : seen.contestants) {
    const bool asked = seen.settings.task == task && !one.exams.empty();
    for (std::size_t i = 0; asked && i < one.exams.size(); ++i) {
      std::vector<std::string> row{std::string(kind_name(one.kind)), std::to_string(one.exams[i].update)};
      for (std::size_t place = 0; place < at.size(); ++place) row.push_back(place < one.exams[i].right.size() ? number(one.exams[i].right[place]) : "");
      out.rows.push_back(std::move(row));
    }
    if (asked) continue;
    std::vector<std::string> row{std::string(kind_name(one.kind)), ""};
    row.resize(out.columns.size());
    out.rows.push_back(std::move(row));
  }
  return out;
}

Table gradient_table(const Snapshot& seen, const Shown& shown) {
  Table out{"gradient", {"step", "symbol", "asked_at", "blame_of_state", "blame_of_symbol"}, {}};
  if (!shown.blame || !shown.reading) return out;
  const Reading& reading = *shown.reading;
  for (std::size_t t = 0; t < std::min(reading.inputs.size(), shown.blame->norms.size()); ++t)
    out.rows.push_back({std::to_string(t + 1), name(seen, reading.inputs[t]), std::to_string(shown.blame->at + 1), number(shown.blame->norms[t]), t < shown.blame->symbols.size() ? number(shown.blame->symbols[t]) : ""});
  return out;
}

Table order_table(const Snapshot& seen, const Hand& hand) {
  Table out{"order", {"line", "unit", "state"}, {}};
  const std::array<std::string, 2> lines = order_lines(hand.order);
  for (std::size_t i = 0; seen.text && i < lines.size(); ++i) {
    const RowVector state = state_after(seen.network(), *seen.text, lines[i]);      // by the weights of now: the picture may be behind them
    for (Index unit = 0; unit < state.size(); ++unit) out.rows.push_back({lines[i], std::to_string(unit + 1), number(state(unit))});
  }
  if (out.rows.empty()) out.rows.push_back({"", std::to_string(seen.network().shape.hidden), ""});
  return out;
}

}  // namespace

std::vector<lesson::Table> tables_of(const Snapshot& seen, const Shown& shown, const Hand& hand) {
  static const std::vector<int> distances = [] {
    std::vector<int> out;
    for (int i = 0; i <= kMostDistance; ++i) out.push_back(i);
    return out;
  }();
  std::vector<Table> out{order_table(seen, hand), cell_table(seen), writing_table(seen), chart_table(seen), shares_table(seen, "memory", "gap_", kExamGaps, Task::Recall),
                         shares_table(seen, "agreement", "distance_", distances, Task::Agreement), gradient_table(seen, shown)};
  if (!shown.reading) return out;
  out.push_back(unrolled_table(seen, *shown.reading));
  out.push_back(unit_table(seen, *shown.reading, hand));
  out.push_back(paths_table(seen, *shown.reading));
  return out;
}

}  // namespace epochs::recurrent
