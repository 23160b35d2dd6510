// A saved run as JSON: {"update":n,"furthest":f,"commands":[{"at":u,"command":…,"gesture":g}],"state":…,"place":…,"history":…,"health":…}.
// The lesson gives to_json and from_json of its Command, and of its State if it wants a run to come back without being replayed (to the
// bit: session/exact_json.hpp). What is read may be anything; a State's from_json throws on whatever the session could not go on from.
#pragma once

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/result.hpp"
#include "session/health.hpp"
#include "session/recording.hpp"

namespace epochs::session {

inline constexpr std::size_t kMostEdits = 200'000;
inline constexpr long kMostReplayed = 10'000'000;     // updates; minutes

nlohmann::json history_to_json(const History& history);
Result<History> history_from_json(const nlohmann::json& json, long furthest);   // nothing of the run lies after `furthest`
nlohmann::json place_to_json(const Place& place);
Result<Place> place_from_json(const nlohmann::json& json, long furthest);
nlohmann::json health_to_json(const HealthMonitor& health);
Result<HealthMonitor> health_from_json(const nlohmann::json& json);
// The whole number under `key`, 0 … most.
Result<long> count_from_json(const nlohmann::json& json, const char* key, long most);

// The same run before its first update: its commands, nothing of what training made of them.
nlohmann::json before_training(nlohmann::json run);

template <class Command>
nlohmann::json recording_to_json(const Recording<Command>& recording) {
  nlohmann::json edits = nlohmann::json::array();
  for (const Edit<Command>& edit : recording.edits) {
    edits.push_back({{"at", edit.update}, {"command", edit.command}});
    if (edit.gesture > 0) edits.back()["gesture"] = edit.gesture;
  }
  return {{"update", recording.update}, {"furthest", std::max(recording.update, recording.furthest)}, {"commands", std::move(edits)}};
}

// Commands must be in the order of their updates and none after the end of the line.
template <class Command>
Result<Recording<Command>> recording_from_json(const nlohmann::json& json) {
  Recording<Command> recording;
  const Result<long> update = count_from_json(json, "update", kMostUpdates);
  if (!update) return update.failure();
  const Result<long> furthest = json.contains("furthest") ? count_from_json(json, "furthest", kMostUpdates) : update;
  if (!furthest) return furthest.failure();
  recording.update = update.value();
  recording.furthest = std::max(update.value(), furthest.value());
  const auto edits = json.find("commands");
  if (edits == json.end()) return recording;
  if (!edits->is_array() || edits->size() > kMostEdits) return Error{"The saved run is damaged: “commands” must be a list of at most 200,000 entries.", "保存的训练已损坏：“commands”应是最多 200,000 条的列表。"};
  for (const nlohmann::json& each : *edits) {
    const std::string number = std::to_string(recording.edits.size() + 1), which = "command " + number;
    const auto damaged = [&](const std::string& english, const std::string& chinese) { return Error{"The saved run is damaged: " + which + english, "保存的训练已损坏：第 " + number + " 条操作" + chinese}; };
    const auto in_it = [&](const Error& told) { return Error{told.message + " (" + which + ")", told.chinese + "（第 " + number + " 条操作）"}; };
    const Result<long> at = count_from_json(each, "at", recording.furthest);
    if (!at) return in_it(at.failure());
    const Result<long> gesture = each.contains("gesture") ? count_from_json(each, "gesture", kMostUpdates) : Result<long>(0);
    if (!gesture) return in_it(gesture.failure());
    if (!recording.edits.empty() && at.value() < recording.edits.back().update) return damaged(" is earlier than the one before it.", "早于它前面的一条。");
    if (!each.contains("command")) return damaged(" is empty.", "是空的。");
    try {   // the lesson's from_json and the JSON library report by exceptions
      recording.edits.push_back({at.value(), each.at("command").template get<Command>(), gesture.value()});
    } catch (const std::exception& fault) {
      return damaged(std::string(" cannot be read: ") + fault.what(), "无法读取。");
    }
  }
  return recording;
}

template <Session S>
nlohmann::json saved_to_json(const Saved<S>& saved) {
  nlohmann::json json = recording_to_json(saved.recording);
  if constexpr (std::is_constructible_v<nlohmann::json, typename S::State>) {
    if (!saved.state) return json;
    json["state"] = *saved.state;
    json["place"] = place_to_json(saved.place);
    json["history"] = history_to_json(saved.history);
    json["health"] = health_to_json(saved.health);
  }
  return json;
}

// The state and what belongs to it, if all of it can be read and fits the recording.
template <Session S>
void state_from_json(const nlohmann::json& json, Saved<S>& saved) {
  for (const char* key : {"state", "place", "history", "health"})
    if (!json.contains(key)) return;
  const Result<Place> place = place_from_json(json["place"], saved.recording.update);
  const Result<History> history = history_from_json(json["history"], saved.recording.furthest);
  const Result<HealthMonitor> health = health_from_json(json["health"]);
  if (!place || !history || !health) return;
  const auto& edits = saved.recording.edits;
  const std::size_t made = place.value().edits;
  if (made > edits.size() || (made > 0 && edits[made - 1].update > place.value().update) || (made < edits.size() && edits[made].update < place.value().update)) return;
  try {
    saved.state = json["state"].template get<typename S::State>();
  } catch (const std::exception&) {
    return;
  }
  saved.place = place.value();
  saved.history = history.value();
  saved.health = health.value();
}

// A state that cannot be read is left out: the recording alone leads to the same place, where that does not take too long.
template <Session S>
Result<Saved<S>> saved_from_json(const nlohmann::json& json) {
  auto recording = recording_from_json<typename S::Command>(json);
  if (!recording) return recording.failure();
  Saved<S> saved;
  saved.recording = std::move(recording).value();
  if constexpr (requires { json.template get<typename S::State>(); }) state_from_json(json, saved);
  if (saved.recording.update - saved.place.update > kMostReplayed)
    return Error{"The saved run is " + std::to_string(saved.recording.update) + " updates long and its end cannot be read; more than 10,000,000 are not repeated.",
                 "保存的训练有 " + std::to_string(saved.recording.update) + " 次更新，结尾无法读取；超过 10,000,000 次就不再重算。"};
  return saved;
}

}  // namespace epochs::session
