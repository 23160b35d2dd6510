// Settings, commands and states by name: what texts, controls and saved runs use. from_json throws on anything that is none (session/saved_json.hpp reports it).
// Keys: task=text|recall|agreement source=world|austen|bible|poems|own kind=rnn|lstm|gru contest=alone|three init=xavier|orthogonal hidden steps rows optimizer=sgd|adam rate clip
// forget gap mixed=on|off.
#pragma once

#include <array>
#include <nlohmann/json_fwd.hpp>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "lesson/setting.hpp"
#include "model.hpp"

namespace epochs::recurrent {

void to_json(nlohmann::json& json, const Command& command);
void from_json(const nlohmann::json& json, Command& command);
void to_json(nlohmann::json& json, const Reader::State& state);
void from_json(const nlohmann::json& json, Reader::State& state);

std::vector<lesson::Setting> settings_of(const Settings& settings);
// What makes the setting so; `settings` becomes what they will be. A text that is not built in is read.
Result<Command> change(Settings& settings, std::string_view key, std::string_view value);
void take(Settings& settings, const Command& command);           // what they will be once the model has taken it

}  // namespace epochs::recurrent
