#include "names.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

#include "lesson/command_json.hpp"
#include "session/exact_json.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {
namespace {

using lesson::name_for;
using lesson::named_from_json;
using lesson::number_from_json;
using lesson::refuse;
using lesson::whole_from_json;
using nlohmann::json;

constexpr int kMost = static_cast<int>(data::kMostPoints);

double coordinate(const json& value, const char* what) { return number_from_json(value, what, -data::kFarthestPoint, data::kFarthestPoint); }
int index(const json& value) { return whole_from_json(value, "the place of the point", 0, kMost); }

json point_to_json(const Point& p) { return json::array({p.x1, p.x2, p.y}); }
Point point_from_json(const json& value) {
  if (!value.is_array() || value.size() != 3) refuse("a point must be a list x1, x2, y");
  return {static_cast<Real>(coordinate(value[0], "x1")), static_cast<Real>(coordinate(value[1], "x2")), whole_from_json(value[2], "y", 0, 1)};
}

json shape_to_json(const Shape& s) {
  return {{"hidden", s.hidden}, {"activation", name_for(kActivations, s.activation).key}, {"loss", name_for(kLosses, s.loss).key}};
}
Shape shape_from_json(const json& value) {
  if (!value.is_object() || !value.contains("hidden") || !value["hidden"].is_array() || value["hidden"].size() > 4) refuse("a shape has 0 to 4 hidden layers");
  Shape shape;
  shape.hidden.clear();
  for (const json& units : value["hidden"]) shape.hidden.push_back(whole_from_json(units, "the number of units", 1, 16));
  shape.activation = named_from_json(kActivations, value.value("activation", json()), "activation");
  shape.loss = named_from_json(kLosses, value.value("loss", json()), "loss");
  return shape;
}

struct Write {
  json operator()(const ChooseDataset& c) const { return {{"data", name_for(kDatasets, c.dataset).key}}; }
  json operator()(const SetShape& c) const { return {{"shape", shape_to_json(c.shape)}}; }
  json operator()(const SetOptimizer& c) const { return {{"optimizer", name_for(kOptimizers, c.kind).key}}; }
  json operator()(const SetRate& c) const { return {{"rate", c.rate}}; }
  json operator()(const SetBatch& c) const { return {{"batch", c.batch}}; }
  json operator()(const SetDecay& c) const { return {{"decay", c.decay}}; }
  json operator()(const SetParameter& c) const { return {{"parameter", {c.parameter, c.row, c.column, c.value}}}; }
  json operator()(const NewWeights&) const { return {{"new_weights", true}}; }
  json operator()(const AddPoint& c) const { return {{"add", point_to_json(c.point)}}; }
  json operator()(const MovePoint& c) const { return {{"move", {c.index, c.x1, c.x2}}}; }
  json operator()(const FlipPoint& c) const { return {{"flip", c.index}}; }
  json operator()(const DeletePoint& c) const { return {{"delete", c.index}}; }
  json operator()(const LoadPoints& c) const {
    json list = json::array();
    for (const Point& point : c.points) list.push_back(point_to_json(point));
    return {{"points", std::move(list)}};
  }
};

Command read_parameter(const json& value) {
  if (!value.is_array() || value.size() != 4) refuse("a parameter is a list of number, row, column, value");
  return SetParameter{whole_from_json(value[0], "the parameter", 0, 9), whole_from_json(value[1], "the row", 0, 15), whole_from_json(value[2], "the column", 0, 15),
                      number_from_json(value[3], "the value", -kLargestWeight, kLargestWeight)};
}
Command read_move(const json& value) {
  if (!value.is_array() || value.size() != 3) refuse("a move is a list of index, x1, x2");
  return MovePoint{index(value[0]), static_cast<Real>(coordinate(value[1], "x1")), static_cast<Real>(coordinate(value[2], "x2"))};
}
Command read_points(const json& value) {
  if (!value.is_array() || value.size() > data::kMostPoints) refuse("points must be a list of at most 10,000");
  LoadPoints load;
  for (const json& each : value) load.points.push_back(point_from_json(each));
  return load;
}

Command read(const std::string& name, const json& value) {
  if (name == "data") return ChooseDataset{named_from_json(kDatasets, value, "data set")};
  if (name == "shape") return SetShape{shape_from_json(value)};
  if (name == "optimizer") return SetOptimizer{named_from_json(kOptimizers, value, "optimizer")};
  if (name == "rate") return SetRate{lesson::positive_from_json(value, "the rate", kLargestRate)};
  if (name == "batch") return SetBatch{whole_from_json(value, "the batch", 0, kMost)};
  if (name == "decay") return SetDecay{number_from_json(value, "the decay", 0, kLargestDecay)};
  if (name == "parameter") return read_parameter(value);
  if (name == "new_weights") return NewWeights{};
  if (name == "add") return AddPoint{point_from_json(value)};
  if (name == "move") return read_move(value);
  if (name == "flip") return FlipPoint{index(value)};
  if (name == "delete") return DeletePoint{index(value)};
  if (name == "points") return read_points(value);
  lesson::refuse_command(name);
}

}  // namespace

std::optional<std::vector<int>> parse_hidden(std::string_view text) {
  std::vector<int> hidden;
  if (text == "0") return hidden;
  for (const std::string_view part : split(text, ',')) {
    int units = 0;
    const auto [end, problem] = std::from_chars(part.data(), part.data() + part.size(), units);
    if (problem != std::errc() || end != part.data() + part.size() || units < 1 || units > 16) return std::nullopt;
    hidden.push_back(units);
  }
  if (hidden.size() > 4) return std::nullopt;
  return hidden;
}

std::string hidden_text(const std::vector<int>& hidden) {
  std::string out;
  for (const int units : hidden) out += (out.empty() ? "" : ",") + std::to_string(units);
  return out.empty() ? "0" : out;
}

namespace {

json settings_to_json(const Settings& s) {
  return {{"data", name_for(kDatasets, s.dataset).key}, {"shape", shape_to_json(s.shape)}, {"optimizer", name_for(kOptimizers, s.optimizer).key}, {"rate", s.rate}, {"batch", s.batch}, {"decay", s.decay}};
}
Settings settings_from_json(const json& value) {
  Settings s;
  s.dataset = named_from_json(kDatasets, value.at("data"), "data set");
  s.shape = shape_from_json(value.at("shape"));
  s.optimizer = named_from_json(kOptimizers, value.at("optimizer"), "optimizer");
  s.rate = lesson::positive_from_json(value.at("rate"), "the rate", kLargestRate);
  s.batch = whole_from_json(value.at("batch"), "the batch", 0, kMost);
  s.decay = number_from_json(value.at("decay"), "the decay", 0, kLargestDecay);
  return s;
}

// Rows and columns of W1, b1, W2, b2, …
std::vector<std::pair<Index, Index>> sizes_of(const Shape& shape) {
  std::vector<std::pair<Index, Index>> sizes;
  Index from = 2;
  for (std::size_t layer = 0; layer <= shape.hidden.size(); ++layer) {
    const Index to = layer < shape.hidden.size() ? shape.hidden[layer] : 1;
    sizes.insert(sizes.end(), {{from, to}, {1, to}});
    from = to;
  }
  return sizes;
}

std::shared_ptr<const Data> data_from_json(const json& in, const Settings& settings, std::uint64_t seed) {
  if (settings.dataset == Dataset::Own) return data_of(std::get<LoadPoints>(read_points(in.at("points"))).points, {});
  return data_of(make_points(settings.dataset, Part::Train, seed), make_points(settings.dataset, Part::Test, seed));
}

}  // namespace

void to_json(json& out, const Backprop::State& state) {
  out = {{"real", sizeof(Real)}, {"seed", state.seed}, {"settings", settings_to_json(state.settings)}, {"parameters", session::matrices_to_json(state.parameters)},
         {"first", session::matrices_to_json(state.optimizer.first)}, {"second", session::matrices_to_json(state.optimizer.second)}, {"step", state.optimizer.step},
         {"random", session::random_to_json(state.random)}, {"order", state.order}, {"cursor", state.cursor}};
  if (state.settings.dataset == Dataset::Own) out["points"] = Write{}(LoadPoints{state.data->train})["points"];
}

void from_json(const json& in, Backprop::State& state) {
  if (in.at("real") != sizeof(Real)) refuse("the state was saved by a program with other numbers");
  state.seed = session::whole_from_json(in.at("seed"), UINT64_MAX);
  state.settings = settings_from_json(in.at("settings"));
  state.data = data_from_json(in, state.settings, state.seed);
  const auto sizes = sizes_of(state.settings.shape);
  state.parameters = session::matrices_from_json<Matrix>(in.at("parameters"), sizes, session::Absent::No);
  state.optimizer.first = session::matrices_from_json<Matrix>(in.at("first"), sizes, session::Absent::Yes);
  state.optimizer.second = session::matrices_from_json<Matrix>(in.at("second"), sizes, session::Absent::Yes);
  state.optimizer.step = static_cast<long>(session::whole_from_json(in.at("step"), 2'000'000'000));
  state.random = session::random_from_json(in.at("random"));
  state.order = session::order_from_json(in.at("order"), in.at("order").empty() ? 0 : state.data->train.size());
  state.cursor = static_cast<std::size_t>(session::whole_from_json(in.at("cursor"), state.order.size()));
}

void to_json(json& out, const Command& command) { out = std::visit(Write{}, command); }

void from_json(const json& in, Command& command) {
  const auto [name, value] = lesson::only_entry(in);
  command = read(name, value);
}

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
