#include "names.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "lesson/command_json.hpp"
#include "session/exact_json.hpp"

namespace epochs::translation {
namespace {

using lesson::name_for;
using lesson::named_from_json;
using lesson::refuse;
using lesson::whole_from_json;
using nlohmann::json;

constexpr std::uint64_t kMostCounted = std::min<std::uint64_t>(1'000'000'000'000'000, std::numeric_limits<long>::max());
constexpr std::size_t kExamNumbers = 4 + kThirds;

double clip_from_json(const json& value) { return lesson::number_from_json(value, "the norm to clip to", 0, kMostClip); }

struct WriteCommand {
  json operator()(const SetFrom& c) const { return {{"from", name_for(kLanguages, c.language).key}}; }
  json operator()(const SetContext& c) const { return {{"context", name_for(kContexts, c.context).key}}; }
  json operator()(const SetScoring& c) const { return {{"score", name_for(kScores, c.score).key}}; }
  json operator()(const SetReading& c) const { return {{"reading", name_for(kReadings, c.reading).key}}; }
  json operator()(const SetKind& c) const { return {{"kind", name_for(kCells, c.kind).key}}; }
  json operator()(const SetHidden& c) const { return {{"hidden", c.hidden}}; }
  json operator()(const SetRate& c) const { return {{"rate", c.rate}}; }
  json operator()(const SetClip& c) const { return {{"clip", c.clip}}; }
  json operator()(const SetRows& c) const { return {{"rows", c.rows}}; }
  json operator()(const SetLongest& c) const { return {{"longest", c.words}}; }
};

Command command_from_json(const std::string& name, const json& value) {
  if (name == "from") return SetFrom{named_from_json(kLanguages, value, "language")};
  if (name == "context") return SetContext{named_from_json(kContexts, value, "context")};
  if (name == "score") return SetScoring{named_from_json(kScores, value, "score")};
  if (name == "reading") return SetReading{named_from_json(kReadings, value, "way to read")};
  if (name == "kind") return SetKind{named_from_json(kCells, value, "cell")};
  if (name == "hidden") return SetHidden{whole_from_json(value, "the number of hidden units", 1, kMostHidden)};
  if (name == "rate") return SetRate{lesson::positive_from_json(value, "the rate", kMostRate)};
  if (name == "clip") return SetClip{clip_from_json(value)};
  if (name == "rows") return SetRows{whole_from_json(value, "the number of rows", 1, kMostRows)};
  if (name == "longest") return SetLongest{whole_from_json(value, "the longest sentence", kLeastLongest, kMostWords)};
  lesson::refuse_command(name);
}

json settings_json(const Settings& s) {
  return {{"from", name_for(kLanguages, s.from).key}, {"context", name_for(kContexts, s.context).key}, {"score", name_for(kScores, s.score).key}, {"reading", name_for(kReadings, s.reading).key},
          {"kind", name_for(kCells, s.kind).key}, {"hidden", s.hidden}, {"rate", s.rate}, {"clip", s.clip}, {"rows", s.rows}, {"longest", s.longest}};
}

Settings settings_of_json(const json& in) {
  Settings s;
  s.from = named_from_json(kLanguages, in.at("from"), "language"), s.context = named_from_json(kContexts, in.at("context"), "context");
  s.score = named_from_json(kScores, in.at("score"), "score"), s.reading = named_from_json(kReadings, in.at("reading"), "way to read");
  s.kind = named_from_json(kCells, in.at("kind"), "cell"), s.hidden = whole_from_json(in.at("hidden"), "the number of hidden units", 1, kMostHidden);
  s.rate = lesson::positive_from_json(in.at("rate"), "the rate", kMostRate), s.clip = clip_from_json(in.at("clip"));
  s.rows = whole_from_json(in.at("rows"), "the number of rows", 1, kMostRows), s.longest = whole_from_json(in.at("longest"), "the longest sentence", kLeastLongest, kMostWords);
  return s;
}

json numbers_json(const std::vector<double>& values) { return session::bits_to_json<double>(values); }

std::vector<double> numbers_from_json(const json& in, std::size_t count) {
  std::vector<double> out(count);
  session::bits_from_json<double>(in, out);
  return out;
}

json exam_json(const Exam& e) {
  std::vector<double> numbers{e.loss, e.right, e.alignment_error, e.crossing_error};
  numbers.insert(numbers.end(), e.by_third.begin(), e.by_third.end());
  return {e.update, numbers_json(numbers)};
}

Exam exam_from_json(const json& in) {
  if (!in.is_array() || in.size() != 2) refuse("an exam is a list of two");
  const std::vector<double> numbers = numbers_from_json(in[1], kExamNumbers);
  if (!std::all_of(numbers.begin(), numbers.end(), [](double value) { return std::isfinite(value); })) refuse("an exam is not finite");
  Exam out;
  out.update = static_cast<long>(session::whole_from_json(in[0], kMostCounted));
  out.loss = numbers[0], out.right = numbers[1], out.alignment_error = numbers[2], out.crossing_error = numbers[3];
  std::copy(numbers.begin() + 4, numbers.end(), out.by_third.begin());
  return out;
}

void weights_from_json(const json& in, Interpreter::State& out) {
  Random random(1);
  nn::Seq2Seq like(shape_of(out.settings), random);              // for its sizes
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

void to_json(json& out, const Interpreter::State& s) {
  json exams = json::array();
  for (const Exam& exam : s.exams) exams.push_back(exam_json(exam));
  out = {{"real", sizeof(Real)}, {"seed", s.seed}, {"settings", settings_json(s.settings)}, {"parameters", session::matrices_to_json(s.parameters)}, {"step", s.optimizer.step},
         {"first", session::matrices_to_json(s.optimizer.first)}, {"second", session::matrices_to_json(s.optimizer.second)}, {"random", session::random_to_json(s.random)},
         {"losses", numbers_json({s.loss, s.gradient_norm, s.loss_since})}, {"exams", std::move(exams)}, {"counts", {s.updates, s.words_read, s.next_exam, s.last_exam}}};
}

void from_json(const json& in, Interpreter::State& out) {
  if (in.at("real") != sizeof(Real)) refuse("the state was saved by a program with other numbers");
  Interpreter::State s;
  s.seed = session::whole_from_json(in.at("seed"), UINT64_MAX);
  s.settings = settings_of_json(in.at("settings"));
  weights_from_json(in, s);
  s.random = session::random_from_json(in.at("random"));
  const std::vector<double> losses = numbers_from_json(in.at("losses"), 3);
  s.loss = losses[0], s.gradient_norm = losses[1], s.loss_since = losses[2];
  const json& exams = in.at("exams");
  if (!exams.is_array() || exams.size() > static_cast<std::size_t>(kMostExams)) refuse("there are too many exams");
  for (const json& exam : exams) s.exams.push_back(exam_from_json(exam));
  const json& counts = in.at("counts");
  if (!counts.is_array() || counts.size() != 4) refuse("the counts are a list of four");
  const auto count = [&](std::size_t which) { return static_cast<long>(session::whole_from_json(counts[which], kMostCounted)); };
  s.updates = count(0), s.words_read = count(1), s.next_exam = count(2), s.last_exam = count(3);
  out = std::move(s);
}

}  // namespace epochs::translation
