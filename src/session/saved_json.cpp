#include "session/saved_json.hpp"

#include <cmath>

#include "session/exact_json.hpp"
#include "session/history.hpp"

namespace epochs::session {
namespace {

nlohmann::json points_to_json(const std::vector<HistoryPoint>& points) {
  nlohmann::json out = nlohmann::json::array();
  for (const HistoryPoint& point : points) out.push_back({point.update, point.loss});
  return out;
}

bool read_points(const nlohmann::json& json, const char* key, long furthest, std::vector<HistoryPoint>& out) {
  const auto points = json.find(key);
  if (points == json.end()) return true;
  if (!points->is_array() || points->size() > 2 * LossLine::kBuckets + 1) return false;
  for (const nlohmann::json& point : *points) {
    if (!point.is_array() || point.size() != 2 || !point[0].is_number_integer() || !point[1].is_number()) return false;
    const auto update = point[0].get<std::int64_t>();
    if (update < 0 || update > furthest || (!out.empty() && update <= out.back().update)) return false;
    out.push_back({static_cast<long>(update), point[1].get<double>()});
  }
  return true;
}

bool read_events(const nlohmann::json& json, long furthest, std::vector<HistoryEvent>& out) {
  constexpr std::size_t kLongestName = 100;
  const auto events = json.find("events");
  if (events == json.end()) return true;
  if (!events->is_array() || events->size() > HistoryRecorder::kEvents) return false;
  for (const nlohmann::json& event : *events) {
    if (!event.is_array() || event.size() != 2 || !event[0].is_number_integer() || !event[1].is_string()) return false;
    const auto update = event[0].get<std::int64_t>();
    if (update < (out.empty() ? 0 : out.back().update) || update > furthest || event[1].get_ref<const std::string&>().size() > kLongestName) return false;
    out.push_back({static_cast<long>(update), event[1].get<std::string>()});
  }
  return true;
}

nlohmann::json exact(double value) { return bits_to_json<double>({&value, 1}); }
double exact_from_json(const nlohmann::json& json) {
  double value = 0;
  bits_from_json<double>(json, {&value, 1});
  return value;
}

// Throw what the JSON library throws, or std::invalid_argument.
HealthMonitor::Baseline baseline_from_json(const nlohmann::json& json) {
  HealthMonitor::Baseline baseline;
  baseline.since = static_cast<long>(whole_from_json(json.at(0), kMostUpdates));
  baseline.losses = json.at(1).get<std::vector<double>>();
  if (baseline.losses.size() > kBaselineUpdates) throw std::invalid_argument("too many first losses");
  return baseline;
}

HealthMonitor::Memory memory_from_json(const nlohmann::json& json) {
  HealthMonitor::Memory memory;
  memory.baselines.clear();
  for (const nlohmann::json& each : json.at("baselines")) memory.baselines.push_back(baseline_from_json(each));
  if (memory.baselines.empty() || memory.baselines.size() > HealthMonitor::kMostBaselines) throw std::invalid_argument("too few or too many baselines");
  bits_from_json<double>(json.at("recent"), memory.recent);
  memory.seen = static_cast<long>(whole_from_json(json.at("seen"), kMostUpdates));
  memory.health.kind = static_cast<Health::Kind>(whole_from_json(json.at("kind"), 3));
  memory.health.update = static_cast<long>(whole_from_json(json.at("update"), kMostUpdates));
  memory.health.parameter = json.at("parameter").get<std::string>();
  if (memory.health.parameter.size() > 100) throw std::invalid_argument("the name of a parameter is too long");
  memory.health.loss = exact_from_json(json.at("loss"));
  return memory;
}

}  // namespace

Result<long> count_from_json(const nlohmann::json& json, const char* key, long most) {
  const auto value = json.is_object() ? json.find(key) : json.end();
  if (!json.is_object() || value == json.end()) return Error{"The saved run is damaged: “" + std::string(key) + "” is missing.", "保存的训练已损坏：缺少“" + std::string(key) + "”。"};
  const bool whole = value->is_number_integer() && (value->is_number_unsigned() ? value->get<std::uint64_t>() <= static_cast<std::uint64_t>(most)
                                                                                 : value->get<std::int64_t>() >= 0 && value->get<std::int64_t>() <= most);
  if (!whole) return Error{"The saved run is damaged: “" + std::string(key) + "” must be a whole number from 0 to " + std::to_string(most) + ".",
                          "保存的训练已损坏：“" + std::string(key) + "”应是 0 到 " + std::to_string(most) + " 的整数。"};
  return static_cast<long>(value->get<std::int64_t>());
}

nlohmann::json history_to_json(const History& history) {
  nlohmann::json events = nlohmann::json::array();
  for (const HistoryEvent& event : history.events) events.push_back({event.update, event.name});
  return {{"line", points_to_json(history.line)}, {"old_line", points_to_json(history.old_line)}, {"events", std::move(events)}, {"branched_at", history.branched_at}};
}

Result<History> history_from_json(const nlohmann::json& json, long furthest) {
  const Error damaged{"The history of the saved run is damaged; replay it instead."};
  History history;
  if (!json.is_object()) return damaged;
  if (!read_points(json, "line", furthest, history.line) || !read_points(json, "old_line", kMostUpdates, history.old_line)) return damaged;
  if (!read_events(json, furthest, history.events)) return damaged;
  const auto branched = json.find("branched_at");
  if (branched == json.end()) return history;
  if (branched->is_number_integer() && !branched->is_number_unsigned() && branched->get<std::int64_t>() == -1) return history;
  const Result<long> at = count_from_json(json, "branched_at", furthest);
  if (!at) return damaged;
  history.branched_at = at.value();
  return history;
}

nlohmann::json before_training(nlohmann::json run) {
  for (const char* key : {"furthest", "state", "place", "history", "health"}) run.erase(key);
  run["update"] = 0;
  if (run.contains("commands"))
    for (nlohmann::json& command : run["commands"]) command["at"] = 0;
  return run;
}

nlohmann::json place_to_json(const Place& place) {
  return {{"update", place.update}, {"edits", place.edits}, {"loss", exact(place.loss)}, {"problem_since", place.problem_since}};
}

Result<Place> place_from_json(const nlohmann::json& json, long furthest) {
  try {
    Place place;
    place.update = static_cast<long>(whole_from_json(json.at("update"), static_cast<std::uint64_t>(furthest)));
    place.edits = static_cast<std::size_t>(whole_from_json(json.at("edits"), kMostEdits));
    place.loss = exact_from_json(json.at("loss"));
    place.problem_since = static_cast<long>(whole_from_json(json.at("problem_since"), static_cast<std::uint64_t>(place.update)));
    return place;
  } catch (const std::exception& fault) {
    return Error{std::string("The place in the saved run is damaged: ") + fault.what()};
  }
}

nlohmann::json health_to_json(const HealthMonitor& health) {
  const HealthMonitor::Memory& memory = health.memory();
  nlohmann::json baselines = nlohmann::json::array();
  for (const HealthMonitor::Baseline& baseline : memory.baselines) baselines.push_back(nlohmann::json::array({baseline.since, baseline.losses}));
  return {{"baselines", std::move(baselines)},
          {"recent", bits_to_json<double>(memory.recent)},
          {"seen", memory.seen},
          {"kind", static_cast<int>(memory.health.kind)},
          {"update", memory.health.update},
          {"parameter", memory.health.parameter},
          {"loss", exact(memory.health.loss)}};
}

Result<HealthMonitor> health_from_json(const nlohmann::json& json) {
  try {
    HealthMonitor health;
    health.resume(memory_from_json(json));
    return health;
  } catch (const std::exception& fault) {
    return Error{std::string("The health of the saved run is damaged: ") + fault.what()};
  }
}

}  // namespace epochs::session
