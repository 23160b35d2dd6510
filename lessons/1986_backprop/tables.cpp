// The numbers of each view as a table: what "Save data (CSV)" writes.
#include "lesson/setting.hpp"
#include "views.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {
namespace {

using Kind = Place::Kind;
using lesson::plain_number;

std::string text(double value) { return plain_number(value, 9); }

lesson::Table points_of(const Snapshot& seen) {
  lesson::Table out{"field", {"x1", "x2", "y"}, {}};
  for (const Point& p : seen.data->train) out.rows.push_back({text(static_cast<double>(p.x1)), text(static_cast<double>(p.x2)), std::to_string(p.y)});
  return out;
}

lesson::Table parameters_of(const Snapshot& seen) {
  lesson::Table out{"network", {"parameter", "row", "column", "value", "gradient"}, {}};
  for (std::size_t i = 0; i < seen.network.parameters.size(); ++i) {
    const nn::Parameter& parameter = seen.network.parameters[i];
    for (Index row = 0; row < parameter.value.rows(); ++row)
      for (Index column = 0; column < parameter.value.cols(); ++column)
        out.rows.push_back({parameter.name, std::to_string(row + 1), std::to_string(column + 1), text(static_cast<double>(parameter.value(row, column))),
                            seen.pass.gradients.empty() ? "" : text(static_cast<double>(seen.pass.gradients[i](row, column)))});
  }
  return out;
}

// A number's row: its name, where it stands (layers, units and inputs from 1), itself.
void add(lesson::Table& out, const Snapshot& seen, const char* name, const Place& place) {
  const bool weight = place.kind == Kind::Weight || place.kind == Kind::WeightGradient, alone = place.kind == Kind::Target || place.kind == Kind::Loss;
  out.rows.push_back({name, alone ? "" : std::to_string(place.layer), alone ? "" : std::to_string(place.unit + 1), weight ? std::to_string(place.from + 1) : "",
                      text(value_at(place, seen))});
}

// The computation of the point that is looked at: forwards in the order in which it is computed, then backwards.
lesson::Table graph_of(const Snapshot& seen) {
  lesson::Table out{"graph", {"quantity", "layer", "unit", "from", "value"}, {}};
  const Network& network = seen.network;
  const auto units = [&](int layer) { return static_cast<int>(network.w(layer - 1).cols()); };
  const auto weights = [&](int layer, Kind kind, const char* name, Kind bias, const char* bias_name) {
    for (int unit = 0; unit < units(layer); ++unit) {
      for (int from = 0; from < network.w(layer - 1).rows(); ++from) add(out, seen, name, {kind, layer, unit, from});
      add(out, seen, bias_name, {bias, layer, unit, 0});
    }
  };
  for (int i = 0; i < 2; ++i) add(out, seen, "x", {Kind::X, 0, i, 0});
  for (int layer = 1; layer <= network.layers(); ++layer) {
    weights(layer, Kind::Weight, "W", Kind::Bias, "b");
    for (int unit = 0; unit < units(layer); ++unit) add(out, seen, "z", {Kind::Z, layer, unit, 0});
    for (int unit = 0; unit < units(layer); ++unit) add(out, seen, "a", {Kind::A, layer, unit, 0});
  }
  add(out, seen, "y", {Kind::Target, 0, 0, 0});
  add(out, seen, "J", {Kind::Loss, 0, 0, 0});
  for (int layer = network.layers(); layer >= 1; --layer) {
    for (int unit = 0; unit < units(layer); ++unit) add(out, seen, "delta", {Kind::Delta, layer, unit, 0});
    weights(layer, Kind::WeightGradient, "dJ/dW", Kind::BiasGradient, "dJ/db");
  }
  return out;
}

// Every gradient twice, in double: by backpropagation and by nudging its weight.
lesson::Table check_of(const Snapshot& seen) {
  lesson::Table out{"check", {"parameter", "layer", "unit", "from", "backpropagation", "numerical"}, {}};
  const gradient_check::Problem problem = problem_of(seen);
  const std::vector<double> by_hand = gradient_check::by_hand(problem), nudged = gradient_check::by_differences(problem, kNudge);
  for (int layer = 1; layer <= seen.network.layers(); ++layer)
    for (int unit = 0; unit < seen.network.w(layer - 1).cols(); ++unit)
      for (int from = 0; from <= seen.network.w(layer - 1).rows(); ++from) {
        const bool bias = from == seen.network.w(layer - 1).rows();
        const std::size_t at = flat_index(bias ? Place{Kind::Bias, layer, unit, 0} : Place{Kind::Weight, layer, unit, from}, seen.network);
        out.rows.push_back({bias ? "b" : "W", std::to_string(layer), std::to_string(unit + 1), bias ? "" : std::to_string(from + 1), text(by_hand[at]), text(nudged[at])});
      }
  return out;
}

}  // namespace

std::vector<lesson::Table> tables_of(const Snapshot& seen) {
  std::vector<lesson::Table> out{points_of(seen), parameters_of(seen)};
  if (seen.probe < 0 || seen.pass.gradients.empty()) return out;
  out.push_back(graph_of(seen));
  out.push_back(check_of(seen));
  return out;
}

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
