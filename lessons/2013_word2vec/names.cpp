#include "names.hpp"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "files.hpp"
#include "lesson/command_json.hpp"
#include "session/exact_json.hpp"

namespace epochs::word2vec {
namespace {

using lesson::name_for;
using lesson::named_from_json;
using lesson::refuse;
using lesson::whole_from_json;
using nlohmann::json;

constexpr std::size_t kLongestPath = 4096;
constexpr double kMostRate = 1e6;
constexpr std::uint64_t kMostCounted = std::min<std::uint64_t>(1'000'000'000'000, std::numeric_limits<long>::max());      // guesses and words
constexpr long kSavedEvery = 4;                  // a file keeps one place of a path of so many

// ---- Commands ----------------------------------------------------------------------------------------------------------

// Where a text comes from that is not built in.
json origin_to_json(Source source, const std::string& path, const std::string& pasted) { return {{"source", name_for(kSources, source).key}, {"path", path}, {"pasted", pasted}}; }

std::string bounded_text(const json& in, const char* key, std::size_t longest) {
  std::string text = lesson::text_from_json(in.at(key), key);
  if (text.size() > longest || !is_valid_utf8(text)) refuse(std::string(key) + " is too long or no UTF-8");
  return text;
}

struct Write {
  json operator()(const ChooseText& c) const { return {{"text", name_for(kSources, c.source).key}}; }
  json operator()(const UseText& c) const { return {{"read", origin_to_json(c.text ? c.text->source : c.source, c.path, c.pasted)}}; }
  json operator()(const UseVectors& c) const { return {{"vectors", c.path}}; }
  json operator()(const SetMethod& c) const { return {{"method", name_for(kMethods, c.method).key}}; }
  json operator()(const SetOutput& c) const { return {{"output", name_for(kOutputs, c.output).key}}; }
  json operator()(const SetWidth& c) const { return {{"width", c.width}}; }
  json operator()(const SetWindow& c) const { return {{"window", c.window}}; }
  json operator()(const SetNegatives& c) const { return {{"negatives", c.negatives}}; }
  json operator()(const SetSubsample& c) const { return {{"subsample", c.threshold}}; }
  json operator()(const SetRate& c) const { return {{"rate", c.rate}}; }
  json operator()(const SetPairs& c) const { return {{"pairs", c.pairs}}; }
};

bool built_in(Source source) { return source == Source::Shelf || source == Source::World || source == Source::Bilingual || source == Source::Few; }

Source built_in_source(const json& value) {
  const Source source = named_from_json(kSources, value, "text");
  if (!built_in(source)) refuse("this text is not built in");
  return source;
}

// The text itself is read later (read_again() in files.hpp): only its origin stands here.
UseText text_of_origin(const json& value) {
  if (!value.is_object()) refuse("a text that was read has an origin");
  const Source source = named_from_json(kSources, value.at("source"), "text");
  if (built_in(source) || source == Source::Vectors) refuse("this text is not read");
  return {nullptr, bounded_text(value, "path", kLongestPath), bounded_text(value, "pasted", kMostPasted), source};
}

Command read_command(const std::string& name, const json& value) {
  if (name == "text") return ChooseText{built_in_source(value)};
  if (name == "read") return text_of_origin(value);
  if (name == "vectors") return UseVectors{nullptr, lesson::text_from_json(value, "a file")};
  if (name == "method") return SetMethod{named_from_json(kMethods, value, "way of guessing")};
  if (name == "output") return SetOutput{named_from_json(kOutputs, value, "output")};
  if (name == "width") return SetWidth{whole_from_json(value, "the width", 1, kMostWidth)};
  if (name == "window") return SetWindow{whole_from_json(value, "the window", 0, kMostWindow)};
  if (name == "negatives") return SetNegatives{whole_from_json(value, "the number of random words", 0, kMostNegatives)};
  if (name == "subsample") return SetSubsample{lesson::number_from_json(value, "the threshold", 0, 1)};
  if (name == "rate") return SetRate{lesson::positive_from_json(value, "the rate", kMostRate)};
  if (name == "pairs") return SetPairs{whole_from_json(value, "the number of guesses", 1, kMostPairs)};
  lesson::refuse_command(name);
}

// ---- States --------------------------------------------------------------------------------------------------------------

json settings_to_json(const Settings& s) {
  return {{"method", name_for(kMethods, s.method).key}, {"output", name_for(kOutputs, s.output).key}, {"width", s.width}, {"window", s.window}, {"negatives", s.negatives},
          {"subsample", s.subsample}, {"rate", s.rate}, {"pairs", s.pairs}};
}

Settings settings_from_json(const json& in, Source source) {
  Settings s;
  s.source = source;
  s.method = named_from_json(kMethods, in.at("method"), "way of guessing");
  s.output = named_from_json(kOutputs, in.at("output"), "output");
  s.width = whole_from_json(in.at("width"), "the width", 1, kMostWidth);
  s.window = whole_from_json(in.at("window"), "the window", 0, kMostWindow);
  s.negatives = whole_from_json(in.at("negatives"), "the number of random words", 0, kMostNegatives);
  s.subsample = lesson::number_from_json(in.at("subsample"), "the threshold", 0, 1);
  s.rate = lesson::positive_from_json(in.at("rate"), "the rate", kMostRate);
  s.pairs = whole_from_json(in.at("pairs"), "the number of guesses", 1, kMostPairs);
  return s;
}

json matrix_to_json(const Matrix& m) { return session::bits_to_json<Real>({m.data(), static_cast<std::size_t>(m.size())}); }
std::shared_ptr<const Matrix> matrix_from_json(const json& in, Index rows, Index columns) {
  auto out = std::make_shared<Matrix>(rows, columns);
  session::bits_from_json<Real>(in, {out->data(), static_cast<std::size_t>(out->size())});
  return out;
}

json example_to_json(const Example& e) { return {e.at, e.centre, e.inputs, e.target, e.neighbour_at, e.negatives}; }

Example example_from_json(const json& in, const Text& text) {
  if (!in.is_array() || in.size() != 6) refuse("a guess is a list of six");
  const auto word = [&](const json& value) { return static_cast<int>(session::whole_from_json(value, static_cast<std::uint64_t>(text.size() - 1))); };
  const auto words = [&](const json& value, std::size_t most) {
    if (!value.is_array() || value.size() > most) refuse("a guess has too many words");
    std::vector<int> out;
    for (const json& each : value) out.push_back(word(each));
    return out;
  };
  Example out;
  out.at = static_cast<std::size_t>(session::whole_from_json(in[0], text.ids.size() - 1));
  out.centre = word(in[1]), out.inputs = words(in[2], 2 * kMostWindow), out.target = word(in[3]);
  out.neighbour_at = static_cast<std::size_t>(session::whole_from_json(in[4], text.ids.size() - 1));
  out.negatives = words(in[5], kMostNegatives);
  if (out.inputs.empty()) refuse("a guess has no words to guess by");
  return out;
}

json walk_to_json(const Walk::State& walk) {
  json waiting = json::array();
  for (const Example& example : walk.waiting) waiting.push_back(example_to_json(example));
  return {{"at", walk.at}, {"reading", walk.reading}, {"words", walk.words}, {"random", session::random_to_json(walk.random)}, {"waiting", std::move(waiting)}};
}

Walk::State walk_from_json(const json& in, const Text& text) {
  Walk::State walk;
  walk.at = static_cast<std::size_t>(session::whole_from_json(in.at("at"), text.ids.size()));
  walk.reading = static_cast<long>(session::whole_from_json(in.at("reading"), kMostCounted));
  walk.words = static_cast<long>(session::whole_from_json(in.at("words"), kMostCounted));
  walk.random = session::random_from_json(in.at("random"));
  const json& waiting = in.at("waiting");
  if (!waiting.is_array() || waiting.size() > 2 * kMostWindow) refuse("too many guesses wait");
  for (const json& each : waiting) walk.waiting.push_back(example_from_json(each, text));
  return walk;
}

// Every fourth place: which ones these are hangs on the number of guesses alone, so that what was opened is saved the same.
json trail_to_json(const std::vector<Trail>& trail, long every) {
  json out = json::array();
  for (const Trail& place : trail)
    if (place.pairs % every == 0 && place.pairs / every % kSavedEvery == 0) out.push_back({place.pairs, matrix_to_json(*place.vectors)});
  return out;
}

std::vector<Trail> trail_from_json(const json& in, Index rows, Index columns) {
  if (!in.is_array() || in.size() > static_cast<std::size_t>(kMostTrail)) refuse("a path has too many places");
  std::vector<Trail> out;
  for (const json& each : in) {
    if (!each.is_array() || each.size() != 2) refuse("a place of a path is a list of two");
    out.push_back({static_cast<long>(session::whole_from_json(each[0], kMostCounted)), matrix_from_json(each[1], rows, columns)});
  }
  return out;
}

std::shared_ptr<const Text> text_of_state(const json& in, Word2Vec::State& state) {
  const Source source = named_from_json(kSources, in.at("source"), "text");
  if (built_in(source)) return built_in_text(source, state.seed);
  Command origin = text_of_origin(in);
  const Result<void> read = read_again(origin);
  if (!read) refuse(read.error());
  const auto& text = std::get<UseText>(origin);
  state.path = text.path, state.pasted = text.pasted;
  return text.text;
}

}  // namespace

void to_json(json& out, const Command& command) { out = std::visit(Write{}, command); }

void from_json(const json& in, Command& command) {
  const auto [name, value] = lesson::only_entry(in);
  command = read_command(name, value);
}

void to_json(json& out, const Word2Vec::State& s) {
  out = {{"real", sizeof(Real)}, {"seed", s.seed}, {"origin", origin_to_json(s.settings.source, s.path, s.pasted)}, {"settings", settings_to_json(s.settings)}};
  if (s.settings.source == Source::Vectors) return;              // read from their file again
  out["v"] = matrix_to_json(*s.vectors), out["u"] = matrix_to_json(*s.outputs);
  out["walk"] = walk_to_json(s.walk);
  out["pairs"] = s.pairs, out["loss"] = session::bits_to_json<double>({&s.mean_loss, 1});
  out["trail"] = trail_to_json(s.trail, s.trail_every), out["trail_every"] = s.trail_every;
}

void from_json(const json& in, Word2Vec::State& out) {
  if (in.at("real") != sizeof(Real)) refuse("the state was saved by a program with other numbers");
  Word2Vec::State s;
  s.seed = session::whole_from_json(in.at("seed"), UINT64_MAX);
  s.text = text_of_state(in.at("origin"), s);
  s.settings = settings_from_json(in.at("settings"), s.text->source);
  const Index words = s.text->size(), width = s.settings.width;
  s.vectors = matrix_from_json(in.at("v"), words, width), s.outputs = matrix_from_json(in.at("u"), words, width);
  s.walk = walk_from_json(in.at("walk"), *s.text);
  s.pairs = static_cast<long>(session::whole_from_json(in.at("pairs"), kMostCounted));
  session::bits_from_json<double>(in.at("loss"), {&s.mean_loss, 1});
  s.trail = trail_from_json(in.at("trail"), std::min<Index>(words, kTrailWords), width);
  s.trail_every = std::max(kFirstTrail, static_cast<long>(session::whole_from_json(in.at("trail_every"), kMostCounted)));
  out = std::move(s);
}

}  // namespace epochs::word2vec
