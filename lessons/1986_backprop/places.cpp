// Numbers of the stage by name, and which op of the walk computes them.
#include <charconv>

#include "views.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {
namespace {

using Kind = Place::Kind;
using lesson::Beat;

constexpr std::pair<Kind, std::string_view> kKinds[] = {{Kind::X, "x"},          {Kind::Z, "z"},  {Kind::A, "a"},  {Kind::Delta, "d"}, {Kind::Weight, "w"},
                                                        {Kind::Bias, "b"},       {Kind::WeightGradient, "dw"}, {Kind::BiasGradient, "db"},
                                                        {Kind::Target, "y"},     {Kind::Loss, "J"}};

std::optional<int> small_number(std::string_view text) {
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || value < 0 || value > 99) return std::nullopt;
  return value;
}

// In which beat, and as which op of it, a number is computed. Inputs and weights are there from the start (op −1 of Forward).
TracePlace computed_at(const Place& place, const Network& network) {
  const int layers = network.layers();
  switch (place.kind) {
    case Kind::Z: return {Beat::Forward, 2 * (place.layer - 1)};
    case Kind::A: return {Beat::Forward, 2 * (place.layer - 1) + 1};
    case Kind::Loss: return {Beat::Loss, 0};
    case Kind::Delta: return {Beat::Backward, 2 * (layers - place.layer)};
    case Kind::WeightGradient:
    case Kind::BiasGradient: return {Beat::Backward, 2 * (layers - place.layer) + 1};
    default: return {Beat::Forward, -1};
  }
}

}  // namespace

Place below(const Place& place, int i) { return place.layer == 1 ? Place{Kind::X, 0, i, 0} : Place{Kind::A, place.layer - 1, i, 0}; }

std::string to_text(const Place& place) {
  std::string out;
  for (const auto& [kind, name] : kKinds)
    if (kind == place.kind) out = name;
  return out + "/" + std::to_string(place.layer) + "/" + std::to_string(place.unit) + "/" + std::to_string(place.from);
}

std::optional<Place> parse_place(std::string_view text) {
  const auto parts = split(text, '/');
  Place place;
  bool known = false;
  for (const auto& [kind, name] : kKinds)
    if (name == parts[0]) place.kind = kind, known = true;
  if (!known || parts.size() > 4) return std::nullopt;
  int* const numbers[] = {&place.layer, &place.unit, &place.from};
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const auto number = small_number(parts[i]);
    if (!number) return std::nullopt;
    *numbers[i - 1] = *number;
  }
  return place;
}

bool exists(const Place& place, const Network& network) {
  if (place.kind == Kind::Target || place.kind == Kind::Loss) return true;
  if (place.kind == Kind::X) return place.unit >= 0 && place.unit < 2;
  if (place.layer < 1 || place.layer > network.layers()) return false;
  const Matrix& w = network.w(place.layer - 1);
  return place.unit >= 0 && place.unit < w.cols() && place.from >= 0 && place.from < w.rows();
}

double value_at(const Place& place, const Snapshot& seen) {
  const auto l = static_cast<std::size_t>(place.layer > 0 ? place.layer - 1 : 0);
  const Pass& pass = seen.pass;
  if (pass.a.empty()) return 0;
  switch (place.kind) {
    case Kind::X: return static_cast<double>(pass.a[0](0, place.unit));
    case Kind::Z: return static_cast<double>(pass.z[l](0, place.unit));
    case Kind::A: return static_cast<double>(pass.a[l + 1](0, place.unit));
    case Kind::Delta: return static_cast<double>(pass.delta[l](0, place.unit));
    case Kind::Weight: return static_cast<double>(seen.network.w(place.layer - 1)(place.from, place.unit));
    case Kind::Bias: return static_cast<double>(seen.network.b(place.layer - 1)(0, place.unit));
    case Kind::WeightGradient: return static_cast<double>(pass.gradients[2 * l](place.from, place.unit));
    case Kind::BiasGradient: return static_cast<double>(pass.gradients[2 * l + 1](0, place.unit));
    case Kind::Target: return seen.data->train[static_cast<std::size_t>(seen.probe)].y;
    case Kind::Loss: return pass.loss;
  }
  return 0;
}

// A weight's numbers are those of z = W x: the unit it leads to, then the one it comes from.
std::string symbol_of(const Place& place, const Network& network) {
  const bool output = place.layer == network.layers();
  const std::string unit = std::to_string(place.unit + 1), from = std::to_string(place.from + 1);
  switch (place.kind) {
    case Kind::X: return "x_" + unit;
    case Kind::Z: return output ? "z" : "z_{" + unit + "}";
    case Kind::A: return output ? "\\c{a}{\\hat{y}}" : "a_{" + unit + "}";
    case Kind::Delta: return output ? "\\c{d}{\\delta}" : "\\c{d}{\\delta_{" + unit + "}}";
    case Kind::Weight: return output ? "w_{" + from + "}" : "w_{" + unit + from + "}";
    case Kind::Bias: return output ? "b" : "b_{" + unit + "}";
    case Kind::WeightGradient: return "\\c{d}{\\partial J}/\\partial w_{" + (output ? "" : unit) + from + "}";
    case Kind::BiasGradient: return "\\c{d}{\\partial J}/\\partial b" + (output ? std::string() : "_{" + unit + "}");
    case Kind::Target: return "y";
    case Kind::Loss: return "\\c{loss}{J}";
  }
  return "";
}

const char* quantity_of(const Place& place) {
  switch (place.kind) {
    case Kind::X: return "x";
    case Kind::Z: return "z";
    case Kind::A: return "a";
    case Kind::Weight: return "w";
    case Kind::Bias: return "b";
    case Kind::Target: return "y";
    case Kind::Loss: return "loss";
    default: return "d";
  }
}

int ops_of(Beat beat, const Network& network) {
  if (beat == Beat::Loss) return 1;
  return beat == Beat::Update ? network.layers() : 2 * network.layers();
}

int code_line_of(TracePlace at) {
  switch (at.beat) {
    case Beat::Forward: return at.op % 2 == 0 ? 2 : 3;
    case Beat::Loss: return 4;
    case Beat::Backward: return at.op == 0 ? 5 : at.op % 2 == 1 ? 7 : 8;
    case Beat::Update: return 9;
  }
  return -1;
}

bool reached(const Place& place, TracePlace at, const Network& network) {
  const TracePlace when = computed_at(place, network);
  return when.beat < at.beat || (when.beat == at.beat && when.op <= at.op);
}

bool lit(const Place& place, TracePlace at, const Network& network) {
  if (at.beat == Beat::Update) return (place.kind == Kind::Weight || place.kind == Kind::Bias) && place.layer == at.op + 1;
  const TracePlace when = computed_at(place, network);
  return when.beat == at.beat && when.op == at.op;
}

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
