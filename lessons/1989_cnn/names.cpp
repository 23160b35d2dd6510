#include "names.hpp"

#include <nlohmann/json.hpp>

#include "data/packages.hpp"
#include "lesson/command_json.hpp"
#include "session/exact_json.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {
namespace {

using lesson::name_for;
using lesson::named_from_json;
using lesson::number_from_json;
using lesson::refuse;
using lesson::whole_from_json;
using nlohmann::json;

// ---- Pieces ----------------------------------------------------------------------------------------------------------

json layer_to_json(const MapLayer& l) { return {l.filters, l.size, l.stride, l.padding}; }
MapLayer layer_from_json(const json& value) {
  if (!value.is_array() || value.size() != 4) refuse("a layer is a list of filters, size, stride, padding");
  return {whole_from_json(value[0], "the number of filters", 1, kMostFilters), whole_from_json(value[1], "the size", 1, kLargestKernel),
          whole_from_json(value[2], "the stride", 1, kLargestStride), whole_from_json(value[3], "the padding", 0, kLargestKernel)};
}

json shape_to_json(const Shape& s) {
  return {{"first", layer_to_json(s.first)}, {"second", layer_to_json(s.second)}, {"layers", s.layers}, {"activation", name_for(kActivations, s.activation).key},
          {"pooling", name_for(kPoolings, s.pooling).key}, {"pool", s.pool}, {"width", s.width}};
}
Shape shape_from_json(const json& value) {
  if (!value.is_object()) refuse("a shape is an object");
  const auto part = [&](const char* name) -> const json& {
    if (!value.contains(name)) refuse(std::string("a shape lacks “") + name + "”");
    return value[name];
  };
  Shape s;
  s.first = layer_from_json(part("first")), s.second = layer_from_json(part("second"));
  s.layers = whole_from_json(part("layers"), "the number of layers", 1, 2);
  s.activation = named_from_json(kActivations, part("activation"), "activation");
  s.pooling = named_from_json(kPoolings, part("pooling"), "pooling");
  s.pool = whole_from_json(part("pool"), "the pooling window", 2, kLargestPool);
  s.width = whole_from_json(part("width"), "the width", 0, kLargestWidth);
  if (const auto fits = check(s); !fits) refuse(fits.error());
  return s;
}

// Two digits a byte.
std::string picture_to_text(std::span<const std::uint8_t> picture) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const std::uint8_t byte : picture) out += {digits[byte >> 4u], digits[byte & 15u]};
  return out;
}
std::array<std::uint8_t, kPixels> picture_from_json(const json& value) {
  const std::string text = lesson::text_from_json(value, "a picture");
  std::array<std::uint8_t, kPixels> out{};
  if (text.size() != 2 * out.size() || text.find_first_not_of("0123456789abcdef") != std::string::npos) refuse("a picture has 784 bytes of two digits");
  const auto half = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); };
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<std::uint8_t>(half(text[2 * i]) << 4u | half(text[2 * i + 1]));
  return out;
}

json digits_to_json(Source source, const std::string& first, const std::string& second) {
  return source == Source::Own ? json{{"own", {first, second}}} : json(name_for(kSources, source).key);
}
UseDigits digits_from_json(const json& value) {
  if (value.is_string()) {
    const Source source = named_from_json(kSources, value, "set of digits");
    if (source == Source::Own) refuse("own digits need their files");
    return {source};
  }
  if (!value.is_object() || value.size() != 1 || !value.contains("own") || !value["own"].is_array() || value["own"].size() != 2) refuse("own digits are two files");
  return {Source::Own, lesson::text_from_json(value["own"][0], "a file"), lesson::text_from_json(value["own"][1], "a file")};
}

// ---- Commands --------------------------------------------------------------------------------------------------------

struct Write {
  json operator()(const UseDigits& c) const { return {{"digits", digits_to_json(c.source, c.first_file, c.second_file)}}; }
  json operator()(const SetShape& c) const { return {{"shape", shape_to_json(c.shape)}}; }
  json operator()(const SetOptimizer& c) const { return {{"optimizer", name_for(kOptimizers, c.kind).key}}; }
  json operator()(const SetRate& c) const { return {{"rate", {c.rate, c.half_life}}}; }
  json operator()(const SetBatch& c) const { return {{"batch", c.batch}}; }
  json operator()(const SetBeside& c) const { return {{"beside", name_for(kBesides, c.beside).key}}; }
  json operator()(const SetKernel& c) const { return {{"kernel", {c.layer, c.filter, c.channel, c.cells}}}; }
  json operator()(const NewWeights&) const { return {{"new_weights", true}}; }
  json operator()(const AddDrawn& c) const { return {{"drawn", {picture_to_text(c.picture), c.label}}}; }
};

SetRate rate_from_json(const json& value) {
  if (!value.is_array() || value.size() != 2) refuse("a rate is a list of the rate and its half-life");
  return {lesson::positive_from_json(value[0], "the rate", kLargestRate), whole_from_json(value[1], "the half-life", 0, kLongestHalfLife)};
}

Command kernel_from_json(const json& value) {
  if (!value.is_array() || value.size() != 4 || !value[3].is_array() || value[3].size() > kLargestKernel * kLargestKernel) refuse("a kernel is a list of layer, filter, channel, cells");
  SetKernel c{whole_from_json(value[0], "the layer", 1, 2), whole_from_json(value[1], "the filter", 0, kMostFilters - 1), whole_from_json(value[2], "the channel", 0, kMostFilters - 1), {}};
  for (const json& cell : value[3]) c.cells.push_back(number_from_json(cell, "a weight", -kLargestWeight, kLargestWeight));
  return c;
}

Command drawn_from_json(const json& value) {
  if (!value.is_array() || value.size() != 2) refuse("a drawn digit is a list of picture and label");
  return AddDrawn{picture_from_json(value[0]), whole_from_json(value[1], "the label", 0, 9)};
}

Command read_command(const std::string& name, const json& value) {
  if (name == "digits") return digits_from_json(value);
  if (name == "shape") return SetShape{shape_from_json(value)};
  if (name == "optimizer") return SetOptimizer{named_from_json(kOptimizers, value, "optimizer")};
  if (name == "rate") return rate_from_json(value);
  if (name == "batch") return SetBatch{whole_from_json(value, "the batch", 1, kMostBatch)};
  if (name == "beside") return SetBeside{named_from_json(kBesides, value, "network beside")};
  if (name == "kernel") return kernel_from_json(value);
  if (name == "new_weights") return NewWeights{};
  if (name == "drawn") return drawn_from_json(value);
  lesson::refuse_command(name);
}

// ---- States ----------------------------------------------------------------------------------------------------------

json settings_to_json(const Settings& s) {
  return {{"shape", shape_to_json(s.shape)}, {"optimizer", name_for(kOptimizers, s.optimizer).key}, {"rate", {s.rate, s.half_life}}, {"batch", s.batch},
          {"beside", name_for(kBesides, s.beside).key}};
}
Settings settings_from_json(const json& value) {
  Settings s;
  s.shape = shape_from_json(value.at("shape"));
  s.optimizer = named_from_json(kOptimizers, value.at("optimizer"), "optimizer");
  const SetRate rate = rate_from_json(value.at("rate"));
  s.rate = rate.rate, s.half_life = rate.half_life;
  s.batch = whole_from_json(value.at("batch"), "the batch", 1, kMostBatch);
  s.beside = named_from_json(kBesides, value.at("beside"), "network beside");
  return s;
}

json optimizer_to_json(const nn::OptimizerState& state) { return {{"first", session::matrices_to_json(state.first)}, {"second", session::matrices_to_json(state.second)}, {"step", state.step}}; }
using Sizes = std::vector<std::pair<Index, Index>>;
Sizes sizes_of(const std::vector<nn::Parameter*>& parameters) {
  Sizes sizes;
  for (const nn::Parameter* parameter : parameters) sizes.emplace_back(parameter->value.rows(), parameter->value.cols());
  return sizes;
}

nn::OptimizerState optimizer_from_json(const json& value, const Sizes& sizes) {
  nn::OptimizerState state;
  state.first = session::matrices_from_json<Matrix>(value.at("first"), sizes, session::Absent::Yes);
  state.second = session::matrices_from_json<Matrix>(value.at("second"), sizes, session::Absent::Yes);
  state.step = static_cast<long>(session::whole_from_json(value.at("step"), 2'000'000'000));
  return state;
}

json drawn_to_json(const data::Images& drawn) {
  json out = json::array();
  for (std::size_t i = 0; i < drawn.size(); ++i) out.push_back({picture_to_text(drawn.picture(i)), drawn.labels[i]});
  return out;
}

// Null: the built-in ones, which the model makes when it needs them.
cnn_data::Shared shared_from_json(const json& in, std::uint64_t seed) {
  const UseDigits use = digits_from_json(in.at("digits"));
  const json& drawn = in.at("drawn");
  if (!drawn.is_array() || drawn.size() > cnn_data::kMostDrawn) refuse("there are too many drawn digits");
  std::vector<AddDrawn> added;
  for (const json& each : drawn) added.push_back(std::get<AddDrawn>(drawn_from_json(each)));
  if (use.source == Source::BuiltIn && added.empty()) return nullptr;
  cnn_data::Shared digits;
  if (use.source == Source::BuiltIn) {
    digits = cnn_data::built_in(seed);
  } else {
    const Result<cnn_data::Shared> read = use.source == Source::Real ? cnn_data::real(data::package_folder()) : cnn_data::own(use.first_file, use.second_file);
    if (!read) refuse(read.error());
    digits = read.value();
  }
  for (const AddDrawn& one : added) digits = cnn_data::with_drawn(*digits, one.picture, one.label);
  return digits;
}

}  // namespace

void to_json(json& out, const Recogniser::State& state) {
  const cnn_data::Digits built_in, &digits = state.digits ? *state.digits : built_in;
  out = {{"real", sizeof(Real)}, {"seed", state.seed}, {"settings", settings_to_json(state.settings)}, {"digits", digits_to_json(digits.source, digits.first_file, digits.second_file)},
         {"drawn", drawn_to_json(digits.drawn)}, {"parameters", session::matrices_to_json(state.parameters)}, {"optimizer", optimizer_to_json(state.optimizer)},
         {"random", session::random_to_json(state.random)}, {"order", state.order}, {"cursor", state.cursor}, {"updates", state.updates}};
  if (state.plain_parameters.empty()) return;
  out["plain_parameters"] = session::matrices_to_json(state.plain_parameters);
  out["plain_optimizer"] = optimizer_to_json(state.plain_optimizer);
}

void from_json(const json& in, Recogniser::State& state) {
  if (in.at("real") != sizeof(Real)) refuse("the state was saved by a program with other numbers");
  state.seed = session::whole_from_json(in.at("seed"), UINT64_MAX);
  state.settings = settings_from_json(in.at("settings"));
  Random any(1);
  Network network = make_network(state.settings.shape, any);
  const Sizes sizes = sizes_of(network.model.parameters());
  state.parameters = session::matrices_from_json<Matrix>(in.at("parameters"), sizes, session::Absent::No);
  state.optimizer = optimizer_from_json(in.at("optimizer"), sizes);
  if (state.settings.beside == Beside::PlainNetwork) {
    nn::Mlp plain = make_plain_network(any);
    const Sizes plain_sizes = sizes_of(plain.parameters());
    state.plain_parameters = session::matrices_from_json<Matrix>(in.at("plain_parameters"), plain_sizes, session::Absent::No);
    state.plain_optimizer = optimizer_from_json(in.at("plain_optimizer"), plain_sizes);
  }
  state.random = session::random_from_json(in.at("random"));
  const std::size_t all = in.at("order").size();
  state.order = all == 0 ? std::vector<int>() : session::order_from_json(in.at("order"), all);
  state.cursor = static_cast<std::size_t>(session::whole_from_json(in.at("cursor"), state.order.size()));
  state.updates = static_cast<long>(session::whole_from_json(in.at("updates"), 2'000'000'000));
  state.digits = shared_from_json(in, state.seed);
  if (all > (state.digits ? state.digits->size() : static_cast<std::size_t>(cnn_data::kTrain))) refuse("an order is longer than there are pictures");   // shorter: one was drawn since
}

void to_json(json& out, const Command& command) { out = std::visit(Write{}, command); }

void from_json(const json& in, Command& command) {
  const auto [name, value] = lesson::only_entry(in);
  command = read_command(name, value);
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
