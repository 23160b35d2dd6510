#include "names.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "lesson/command_json.hpp"
#include "session/exact_json.hpp"

namespace epochs::self_attention {
namespace {

using lesson::name_for;
using lesson::named_from_json;
using lesson::refuse;
using lesson::whole_from_json;
using nlohmann::json;

constexpr std::uint64_t kMostCounted = std::min<std::uint64_t>(1'000'000'000'000'000, std::numeric_limits<long>::max());

int width_from_json(const json& value) {
  const int width = whole_from_json(value, "the width", kWidthStep, kMostWidth);
  if (width % kWidthStep != 0) refuse("the width is no multiple of 12");
  return width;
}

struct WriteCommand {
  json operator()(const SetLanguage& c) const { return {{"language", name_for(kLanguages, c.language).key}}; }
  json operator()(const SetPositions& c) const { return {{"positions", name_for(kPositions, c.kind).key}}; }
  json operator()(const SetLayers& c) const { return {{"layers", c.layers}}; }
  json operator()(const SetHeads& c) const { return {{"heads", c.heads}}; }
  json operator()(const SetWidth& c) const { return {{"width", c.width}}; }
  json operator()(const SetScaling& c) const { return {{"scale", name_for(kScalings, c.scaling).key}}; }
  json operator()(const SetMask& c) const { return {{"mask", name_for(kMasks, c.mask).key}}; }
  json operator()(const SetLabels& c) const { return {{"labels", name_for(kLabels, c.labels).key}}; }
  json operator()(const SetRate& c) const { return {{"rate", c.rate}}; }
  json operator()(const SetRows& c) const { return {{"rows", c.rows}}; }
};

Command command_from_json(const std::string& name, const json& value) {
  if (name == "language") return SetLanguage{named_from_json(kLanguages, value, "language")};
  if (name == "positions") return SetPositions{named_from_json(kPositions, value, "way to tell places")};
  if (name == "layers") return SetLayers{whole_from_json(value, "the number of layers", 1, kMostLayers)};
  if (name == "heads") return SetHeads{whole_from_json(value, "the number of heads", 1, kMostHeads)};
  if (name == "width") return SetWidth{width_from_json(value)};
  if (name == "scale") return SetScaling{named_from_json(kScalings, value, "scaling")};
  if (name == "mask") return SetMask{named_from_json(kMasks, value, "mask")};
  if (name == "labels") return SetLabels{named_from_json(kLabels, value, "kind of labels")};
  if (name == "rate") return SetRate{lesson::positive_from_json(value, "the rate", kMostRate)};
  if (name == "rows") return SetRows{whole_from_json(value, "the number of rows", 1, kMostRows)};
  lesson::refuse_command(name);
}

json settings_json(const Settings& s) {
  return {{"language", name_for(kLanguages, s.language).key}, {"positions", name_for(kPositions, s.positions).key}, {"layers", s.layers}, {"heads", s.heads}, {"width", s.width},
          {"scale", name_for(kScalings, s.scaling).key}, {"mask", name_for(kMasks, s.mask).key}, {"labels", name_for(kLabels, s.labels).key}, {"rate", s.rate}, {"rows", s.rows}};
}

Settings settings_of_json(const json& in) {
  Settings s;
  s.language = named_from_json(kLanguages, in.at("language"), "language"), s.positions = named_from_json(kPositions, in.at("positions"), "way to tell places");
  s.layers = whole_from_json(in.at("layers"), "the number of layers", 1, kMostLayers), s.heads = whole_from_json(in.at("heads"), "the number of heads", 1, kMostHeads);
  s.width = width_from_json(in.at("width"));
  s.scaling = named_from_json(kScalings, in.at("scale"), "scaling"), s.mask = named_from_json(kMasks, in.at("mask"), "mask"), s.labels = named_from_json(kLabels, in.at("labels"), "kind of labels");
  s.rate = lesson::positive_from_json(in.at("rate"), "the rate", kMostRate), s.rows = whole_from_json(in.at("rows"), "the number of rows", 1, kMostRows);
  return s;
}

json numbers_json(const std::vector<double>& values) { return session::bits_to_json<double>(values); }

std::vector<double> numbers_from_json(const json& in, std::size_t count) {
  std::vector<double> out(count);
  session::bits_from_json<double>(in, out);
  return out;
}

std::vector<double> finite_from_json(const json& in, std::size_t count) {
  std::vector<double> out = numbers_from_json(in, count);
  if (!std::all_of(out.begin(), out.end(), [](double value) { return std::isfinite(value); })) refuse("an exam is not finite");
  return out;
}

json exam_json(const Exam& e) { return {e.update, numbers_json({e.loss, e.right, e.alike, e.turned, e.order}), numbers_json(e.on_referent), numbers_json(e.on_other)}; }

Exam exam_from_json(const json& in, const Settings& settings) {
  if (!in.is_array() || in.size() != 4) refuse("an exam is a list of four");
  Exam out;
  out.update = static_cast<long>(session::whole_from_json(in[0], kMostCounted));
  const std::vector<double> shares = finite_from_json(in[1], 5);
  out.loss = shares[0], out.right = shares[1], out.alike = shares[2], out.turned = shares[3], out.order = shares[4];
  const auto heads = static_cast<std::size_t>(settings.heads * settings.layers);
  out.on_referent = finite_from_json(in[2], heads), out.on_other = finite_from_json(in[3], heads);
  return out;
}

void weights_from_json(const json& in, Resolver::State& out) {
  Random random(1);
  Network like(shape_of(out.settings), random);  // for its sizes
  std::vector<std::pair<std::ptrdiff_t, std::ptrdiff_t>> sizes;
  for (const nn::Parameter* each : like.parameters()) sizes.emplace_back(each->value.rows(), each->value.cols());
  out.parameters = session::matrices_from_json<Matrix>(in.at("parameters"), sizes, session::Absent::No);
  out.optimizer.step = static_cast<long>(session::whole_from_json(in.at("step"), kMostCounted));
  out.optimizer.first = session::matrices_from_json<Matrix>(in.at("first"), sizes, session::Absent::Yes);
  out.optimizer.second = session::matrices_from_json<Matrix>(in.at("second"), sizes, session::Absent::Yes);
}

}  // namespace

void to_json(json& out, const Command& command) { out = std::visit(WriteCommand{}, command); }

void from_json(const json& in, Command& command) {
  const auto [name, value] = lesson::only_entry(in);
  command = command_from_json(name, value);
}

void to_json(json& out, const Resolver::State& s) {
  json exams = json::array();
  for (const Exam& exam : s.exams) exams.push_back(exam_json(exam));
  out = {{"real", sizeof(Real)}, {"seed", s.seed}, {"settings", settings_json(s.settings)}, {"parameters", session::matrices_to_json(s.parameters)}, {"step", s.optimizer.step},
         {"first", session::matrices_to_json(s.optimizer.first)}, {"second", session::matrices_to_json(s.optimizer.second)}, {"random", session::random_to_json(s.random)},
         {"drops", session::random_to_json(s.drops)}, {"losses", numbers_json({s.loss, s.gradient_norm, s.loss_since})}, {"exams", std::move(exams)},
         {"counts", {s.updates, s.sentences_read, s.next_exam, s.last_exam}}};
}

void from_json(const json& in, Resolver::State& out) {
  if (in.at("real") != sizeof(Real)) refuse("the state was saved by a program with other numbers");
  Resolver::State s;
  s.seed = session::whole_from_json(in.at("seed"), UINT64_MAX);
  s.settings = settings_of_json(in.at("settings"));
  weights_from_json(in, s);
  s.random = session::random_from_json(in.at("random")), s.drops = session::random_from_json(in.at("drops"));
  const std::vector<double> losses = numbers_from_json(in.at("losses"), 3);
  s.loss = losses[0], s.gradient_norm = losses[1], s.loss_since = losses[2];
  const json& exams = in.at("exams");
  if (!exams.is_array() || exams.size() > static_cast<std::size_t>(kMostExams)) refuse("there are too many exams");
  for (const json& exam : exams) s.exams.push_back(exam_from_json(exam, s.settings));
  const json& counts = in.at("counts");
  if (!counts.is_array() || counts.size() != 4) refuse("the counts are a list of four");
  const auto count = [&](std::size_t which) { return static_cast<long>(session::whole_from_json(counts[which], kMostCounted)); };
  s.updates = count(0), s.sentences_read = count(1), s.next_exam = count(2), s.last_exam = count(3);
  out = std::move(s);
}

}  // namespace epochs::self_attention
