#include "session/saved_json.hpp"

#include "session/history.hpp"

namespace epochs::session {
namespace {

nlohmann::json points_to_json(const std::vector<HistoryPoint>& points) {
  nlohmann::json out = nlohmann::json::array();
  for (const HistoryPoint& point : points) out.push_back({point.update, point.loss});
  return out;
}

bool read_points(const nlohmann::json& json, const char* key, std::vector<HistoryPoint>& out) {
  const auto points = json.find(key);
  if (points == json.end()) return true;
  if (!points->is_array() || points->size() > 2 * LossLine::kBuckets + 1) return false;
  for (const nlohmann::json& point : *points) {
    if (!point.is_array() || point.size() != 2 || !point[0].is_number_integer() || !point[1].is_number()) return false;
    const auto update = point[0].get<std::int64_t>();
    if (update < 0 || update > kMostUpdates || (!out.empty() && update <= out.back().update)) return false;
    out.push_back({static_cast<long>(update), point[1].get<double>()});
  }
  return true;
}

}  // namespace

Result<long> count_from_json(const nlohmann::json& json, const char* key, long most) {
  const auto value = json.is_object() ? json.find(key) : json.end();
  if (!json.is_object() || value == json.end()) return Error{"The saved run is damaged: “" + std::string(key) + "” is missing."};
  const bool whole = value->is_number_integer() && (value->is_number_unsigned() ? value->get<std::uint64_t>() <= static_cast<std::uint64_t>(most)
                                                                                 : value->get<std::int64_t>() >= 0 && value->get<std::int64_t>() <= most);
  if (!whole) return Error{"The saved run is damaged: “" + std::string(key) + "” must be a whole number from 0 to " + std::to_string(most) + "."};
  return static_cast<long>(value->get<std::int64_t>());
}

nlohmann::json history_to_json(const History& history) {
  nlohmann::json events = nlohmann::json::array();
  for (const HistoryEvent& event : history.events) events.push_back({event.update, event.name});
  return {{"line", points_to_json(history.line)}, {"old_line", points_to_json(history.old_line)}, {"events", std::move(events)}, {"branched_at", history.branched_at}};
}

Result<History> history_from_json(const nlohmann::json& json) {
  const Error damaged{"The history of the saved run is damaged; replay it instead."};
  History history;
  if (!json.is_object()) return damaged;
  if (!read_points(json, "line", history.line) || !read_points(json, "old_line", history.old_line)) return damaged;
  if (json.contains("branched_at") && json["branched_at"].is_number_integer()) history.branched_at = json["branched_at"].get<long>();
  const auto events = json.find("events");
  if (events == json.end()) return history;
  if (!events->is_array() || events->size() > HistoryRecorder::kEvents) return damaged;
  for (const nlohmann::json& event : *events) {
    if (!event.is_array() || event.size() != 2 || !event[0].is_number_integer() || !event[1].is_string()) return damaged;
    history.events.push_back({event[0].get<long>(), event[1].get<std::string>()});
  }
  return history;
}

}  // namespace epochs::session
