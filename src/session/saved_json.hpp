// A saved run as JSON: {"update":n,"commands":[{"at":u,"command":…}],"history":…,"state":…}. The lesson gives to_json and from_json
// of its Command, and of its State if it wants a run to come back without being replayed. What is read may be anything.
#pragma once

#include <nlohmann/json.hpp>

#include "core/result.hpp"
#include "session/health.hpp"
#include "session/recording.hpp"

namespace epochs::session {

inline constexpr long kMostUpdates = 100'000'000;
inline constexpr std::size_t kMostEdits = 200'000;

nlohmann::json history_to_json(const History& history);
Result<History> history_from_json(const nlohmann::json& json);
// The whole number under `key`, 0 … most.
Result<long> count_from_json(const nlohmann::json& json, const char* key, long most);

template <class Command>
nlohmann::json recording_to_json(const Recording<Command>& recording) {
  nlohmann::json edits = nlohmann::json::array();
  for (const Edit<Command>& edit : recording.edits) edits.push_back({{"at", edit.update}, {"command", edit.command}});
  return {{"update", recording.update}, {"commands", std::move(edits)}};
}

// Commands must be in the order of their updates and none after the end.
template <class Command>
Result<Recording<Command>> recording_from_json(const nlohmann::json& json) {
  Recording<Command> recording;
  const Result<long> update = count_from_json(json, "update", kMostUpdates);
  if (!update) return Error{update.error()};
  recording.update = update.value();
  const auto edits = json.find("commands");
  if (edits == json.end()) return recording;
  if (!edits->is_array() || edits->size() > kMostEdits) return Error{"The saved run is damaged: “commands” must be a list of at most 200,000 entries."};
  for (const nlohmann::json& each : *edits) {
    const std::string which = "command " + std::to_string(recording.edits.size() + 1);
    const Result<long> at = count_from_json(each, "at", recording.update);
    if (!at) return Error{at.error() + " (" + which + ")"};
    if (!recording.edits.empty() && at.value() < recording.edits.back().update) return Error{"The saved run is damaged: " + which + " is earlier than the one before it."};
    if (!each.contains("command")) return Error{"The saved run is damaged: " + which + " is empty."};
    try {   // the lesson's from_json and the JSON library report by exceptions
      recording.edits.push_back({at.value(), each.at("command").template get<Command>()});
    } catch (const std::exception& fault) {
      return Error{"The saved run is damaged: " + which + " cannot be read: " + fault.what()};
    }
  }
  return recording;
}

template <Session S>
nlohmann::json saved_to_json(const Saved<S>& saved) {
  nlohmann::json json = recording_to_json(saved.recording);
  json["history"] = history_to_json(saved.history);
  json["first_losses"] = saved.first_losses;
  json["problem_since"] = saved.problem_since;
  if constexpr (std::is_constructible_v<nlohmann::json, typename S::State>)
    if (saved.state) json["state"] = *saved.state;
  return json;
}

// A state or history that cannot be read is left out: the recording alone leads to the same place.
template <Session S>
Result<Saved<S>> saved_from_json(const nlohmann::json& json) {
  auto recording = recording_from_json<typename S::Command>(json);
  if (!recording) return Error{recording.error()};
  Saved<S> saved{std::move(recording).value(), {}, {}, {}, 0};
  if constexpr (requires { json.template get<typename S::State>(); }) {
    const Result<History> history = json.contains("history") ? history_from_json(json["history"]) : Error{""};
    const Result<long> since = count_from_json(json, "problem_since", saved.recording.update);
    if (!history || !since || !json.contains("state")) return saved;
    try {
      saved.first_losses = json.value("first_losses", std::vector<double>{});
      saved.first_losses.resize(std::min<std::size_t>(saved.first_losses.size(), kBaselineUpdates));
      saved.problem_since = since.value();
      saved.state = json["state"].template get<typename S::State>();
      saved.history = history.value();
    } catch (const std::exception&) {
      saved.state.reset();
      saved.first_losses.clear();
    }
  }
  return saved;
}

}  // namespace epochs::session
