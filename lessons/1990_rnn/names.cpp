#include "names.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/text.hpp"
#include "lesson/command_json.hpp"
#include "session/exact_json.hpp"

namespace epochs::recurrent {
namespace {

using lesson::name_for;
using lesson::named_from_json;
using lesson::refuse;
using lesson::whole_from_json;
using nlohmann::json;

constexpr std::size_t kLongestPath = 4096, kLongestSample = 4096;
constexpr double kMostRate = 1e6, kMostBias = 100;
constexpr std::uint64_t kMostCounted = std::min<std::uint64_t>(1'000'000'000'000'000, std::numeric_limits<long>::max());      // updates and symbols

// ---- Commands ----------------------------------------------------------------------------------------------------------

// Where a text comes from that is not built in.
json origin_json(Source source, const std::string& path, const std::string& pasted) { return {{"source", name_for(kSources, source).key}, {"path", path}, {"pasted", pasted}}; }

std::string text_within(const json& in, const char* what, std::size_t longest) {
  std::string text = lesson::text_from_json(in, what);
  if (text.size() > longest || !is_valid_utf8(text)) refuse(std::string(what) + " is too long or no UTF-8");
  return text;
}

struct WriteCommand {
  json operator()(const ChooseTask& c) const { return {{"task", name_for(kTasks, c.task).key}}; }
  json operator()(const ChooseText& c) const { return {{"text", name_for(kSources, c.source).key}}; }
  json operator()(const UseText& c) const { return {{"read", origin_json(c.text ? c.text->source : c.source, c.path, c.pasted)}}; }
  json operator()(const SetKind& c) const { return {{"kind", name_for(kKinds, c.kind).key}}; }
  json operator()(const SetContest& c) const { return {{"contest", name_for(kContests, c.contest).key}}; }
  json operator()(const SetInit& c) const { return {{"init", name_for(kInits, c.init).key}}; }
  json operator()(const SetHidden& c) const { return {{"hidden", c.hidden}}; }
  json operator()(const SetSteps& c) const { return {{"steps", c.steps}}; }
  json operator()(const SetRows& c) const { return {{"rows", c.rows}}; }
  json operator()(const SetOptimizer& c) const { return {{"optimizer", name_for(kOptimizers, c.kind).key}}; }
  json operator()(const SetRate& c) const { return {{"rate", c.rate}}; }
  json operator()(const SetClip& c) const { return {{"clip", c.clip}}; }
  json operator()(const SetForgetBias& c) const { return {{"forget", c.bias}}; }
  json operator()(const SetGap& c) const { return {{"gap", {c.gap, name_for(kMixed, c.mixed).key}}}; }
};

// The text itself is read later (read_again()): only its origin stands here.
UseText use_of_origin(const json& value) {
  if (!value.is_object()) refuse("a text that was read has an origin");
  const Source source = named_from_json(kSources, value.at("source"), "text");
  if (source == Source::World) refuse("this text is not read");
  return {nullptr, text_within(value.at("path"), "a path", kLongestPath), text_within(value.at("pasted"), "a text", kMostPasted), source};
}

SetGap gap_from_json(const json& value) {
  if (!value.is_array() || value.size() != 2) refuse("a gap is a list of two");
  return {whole_from_json(value[0], "the gap", 1, kMostGap), named_from_json(kMixed, value[1], "way to draw gaps")};
}

Command command_from_json(const std::string& name, const json& value) {
  if (name == "task") return ChooseTask{named_from_json(kTasks, value, "task")};
  if (name == "text" && value == "world") return ChooseText{Source::World};
  if (name == "read") return use_of_origin(value);
  if (name == "kind") return SetKind{named_from_json(kKinds, value, "network")};
  if (name == "contest") return SetContest{named_from_json(kContests, value, "contest")};
  if (name == "init") return SetInit{named_from_json(kInits, value, "first weights")};
  if (name == "hidden") return SetHidden{whole_from_json(value, "the number of units", 1, kMostHidden)};
  if (name == "steps") return SetSteps{whole_from_json(value, "the number of steps", 1, kMostSteps)};
  if (name == "rows") return SetRows{whole_from_json(value, "the number of rows", 1, kMostRows)};
  if (name == "optimizer") return SetOptimizer{named_from_json(kOptimizers, value, "optimizer")};
  if (name == "rate") return SetRate{lesson::positive_from_json(value, "the rate", kMostRate)};
  if (name == "clip") return SetClip{lesson::number_from_json(value, "the norm to clip to", 0, kMostClip)};
  if (name == "forget") return SetForgetBias{lesson::number_from_json(value, "the forget bias", -kMostBias, kMostBias)};
  if (name == "gap") return gap_from_json(value);
  lesson::refuse_command(name);
}

// ---- States --------------------------------------------------------------------------------------------------------------

json settings_json(const Settings& s) {
  return {{"task", name_for(kTasks, s.task).key}, {"source", name_for(kSources, s.source).key}, {"kind", name_for(kKinds, s.kind).key}, {"contest", name_for(kContests, s.contest).key},
          {"init", name_for(kInits, s.init).key}, {"hidden", s.hidden}, {"steps", s.steps}, {"rows", s.rows}, {"optimizer", name_for(kOptimizers, s.optimizer).key},
          {"rate", s.rate}, {"clip", s.clip}, {"forget", s.forget_bias}, {"gap", s.gap}, {"mixed", name_for(kMixed, s.mixed_gaps).key}};
}

Settings settings_of_json(const json& in) {
  Settings s;
  s.task = named_from_json(kTasks, in.at("task"), "task"), s.source = named_from_json(kSources, in.at("source"), "text");
  s.kind = named_from_json(kKinds, in.at("kind"), "network"), s.contest = named_from_json(kContests, in.at("contest"), "contest");
  s.init = named_from_json(kInits, in.at("init"), "first weights"), s.optimizer = named_from_json(kOptimizers, in.at("optimizer"), "optimizer");
  s.hidden = whole_from_json(in.at("hidden"), "the number of units", 1, kMostHidden), s.steps = whole_from_json(in.at("steps"), "the number of steps", 1, kMostSteps);
  s.rows = whole_from_json(in.at("rows"), "the number of rows", 1, kMostRows), s.gap = whole_from_json(in.at("gap"), "the gap", 1, kMostGap);
  s.rate = lesson::positive_from_json(in.at("rate"), "the rate", kMostRate), s.clip = lesson::number_from_json(in.at("clip"), "the norm to clip to", 0, kMostClip);
  s.forget_bias = lesson::number_from_json(in.at("forget"), "the forget bias", -kMostBias, kMostBias);
  s.mixed_gaps = named_from_json(kMixed, in.at("mixed"), "way to draw gaps");
  return s;
}

json doubles_json(const std::vector<double>& values) { return session::bits_to_json<double>(values); }
std::vector<double> doubles_from_json(const json& in, std::size_t count) {
  std::vector<double> out(count);
  session::bits_from_json<double>(in, out);
  return out;
}

json exam_json(const Exam& exam) { return {exam.update, doubles_json({exam.loss, exam.bits, exam.words}), exam.sample, doubles_json(exam.right)}; }

Exam exam_from_json(const json& in) {
  if (!in.is_array() || in.size() != 4 || !in[3].is_array() || in[3].size() > kMostDistance + 1) refuse("an exam is a list of four");
  Exam out;
  out.update = static_cast<long>(session::whole_from_json(in[0], kMostCounted));
  const std::vector<double> numbers = doubles_from_json(in[1], 3);
  out.loss = numbers[0], out.bits = numbers[1], out.words = numbers[2];
  out.sample = text_within(in[2], "a sample", kLongestSample);
  out.right = doubles_from_json(in[3], in[3].size());
  const auto finite = [](double value) { return std::isfinite(value); };
  if (!std::all_of(numbers.begin(), numbers.end(), finite) || !std::all_of(out.right.begin(), out.right.end(), finite)) refuse("an exam is not finite");
  return out;
}

json matrix_json(const Matrix& m) { return session::bits_to_json<Real>({m.data(), static_cast<std::size_t>(m.size())}); }

json contestant_json(const Reader::ContestantState& c) {
  json exams = json::array();
  for (const Exam& exam : c.exams) exams.push_back(exam_json(exam));
  return {{"parameters", session::matrices_to_json(c.parameters)}, {"step", c.optimizer.step}, {"first", session::matrices_to_json(c.optimizer.first)}, {"second", session::matrices_to_json(c.optimizer.second)},
          {"carried", matrix_json(c.carried)}, {"losses", doubles_json({c.loss, c.gradient_norm, c.loss_since})}, {"exams", std::move(exams)}};
}

Reader::ContestantState contestant_from_json(const json& in, const Shape& shape, int rows) {
  Reader::ContestantState out;
  out.shape = shape;
  Random random(1);
  Network like(shape, random);                   // for its sizes
  std::vector<std::pair<std::ptrdiff_t, std::ptrdiff_t>> sizes;
  for (const nn::Parameter* each : like.parameters()) sizes.emplace_back(each->value.rows(), each->value.cols());
  out.parameters = session::matrices_from_json<Matrix>(in.at("parameters"), sizes, session::Absent::No);
  out.optimizer.step = static_cast<long>(session::whole_from_json(in.at("step"), kMostCounted));
  out.optimizer.first = session::matrices_from_json<Matrix>(in.at("first"), sizes, session::Absent::Yes);
  out.optimizer.second = session::matrices_from_json<Matrix>(in.at("second"), sizes, session::Absent::Yes);
  out.carried.resize(rows, like.cell.state_width());
  session::bits_from_json<Real>(in.at("carried"), {out.carried.data(), static_cast<std::size_t>(out.carried.size())});
  const std::vector<double> losses = doubles_from_json(in.at("losses"), 3);
  out.loss = losses[0], out.gradient_norm = losses[1], out.loss_since = losses[2];
  const json& exams = in.at("exams");
  if (!exams.is_array() || exams.size() > static_cast<std::size_t>(kMostExams)) refuse("there are too many exams");
  for (const json& each : exams) out.exams.push_back(exam_from_json(each));
  return out;
}

// Null: the task needed no text so far.
void read_text(const json& origin, Reader::State& state) {
  if (origin.is_null()) return;
  if (origin.at("source") == "world") return void(state.text = world_text(state.seed));
  Command command = use_of_origin(origin);
  if (const Result<void> read = read_again(command); !read) refuse(read.error());
  UseText& use = std::get<UseText>(command);
  state.text = use.text, state.path = use.path, state.pasted = use.pasted;
}

Streams streams_from_json(const json& in, const Reader::State& state) {
  Streams out;
  const std::size_t rows = state.settings.task == Task::Text ? static_cast<std::size_t>(state.settings.rows) : 0;
  if (!in.is_array() || in.size() != rows) refuse("there is another number of streams");
  for (const json& each : in) out.at.push_back(static_cast<std::size_t>(session::whole_from_json(each, state.text->learn.size() - 1)));
  return out;
}

}  // namespace

void to_json(json& out, const Command& command) { out = std::visit(WriteCommand{}, command); }

void from_json(const json& in, Command& command) {
  const auto [name, value] = lesson::only_entry(in);
  command = command_from_json(name, value);
}

void to_json(json& out, const Reader::State& s) {
  json contestants = json::array();
  for (const Reader::ContestantState& each : s.contestants) contestants.push_back(contestant_json(each));
  out = {{"real", sizeof(Real)}, {"seed", s.seed}, {"origin", s.text ? origin_json(s.text->source, s.path, s.pasted) : json()}, {"settings", settings_json(s.settings)},
         {"contestants", std::move(contestants)}, {"streams", s.streams.at}, {"random", session::random_to_json(s.random)}, {"counts", {s.updates, s.symbols_read, s.next_exam, s.last_exam}}};
}

void from_json(const json& in, Reader::State& out) {
  if (in.at("real") != sizeof(Real)) refuse("the state was saved by a program with other numbers");
  Reader::State s;
  s.seed = session::whole_from_json(in.at("seed"), UINT64_MAX);
  s.settings = settings_of_json(in.at("settings"));
  read_text(in.at("origin"), s);
  const bool reads = s.settings.task == Task::Text;
  if ((reads && !s.text) || (s.text && s.text->source != s.settings.source)) refuse("the text is another one");
  const std::vector<Shape> shapes = shapes_of(s.settings, symbols_of(s.settings, s.text.get()));
  const json& contestants = in.at("contestants");
  if (!contestants.is_array() || contestants.size() != shapes.size()) refuse("there is another number of networks");
  for (std::size_t i = 0; i < shapes.size(); ++i) s.contestants.push_back(contestant_from_json(contestants[i], shapes[i], s.settings.rows));
  s.streams = streams_from_json(in.at("streams"), s);
  s.random = session::random_from_json(in.at("random"));
  const json& counts = in.at("counts");
  if (!counts.is_array() || counts.size() != 4) refuse("the counts are a list of four");
  const auto count = [&](std::size_t which) { return static_cast<long>(session::whole_from_json(counts[which], kMostCounted)); };
  s.updates = count(0), s.symbols_read = count(1), s.next_exam = count(2), s.last_exam = count(3);
  out = std::move(s);
}

}  // namespace epochs::recurrent
