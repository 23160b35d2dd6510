// Settings of the lesson by the names that texts, controls and saved runs use.
#pragma once

#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "lesson/setting.hpp"
#include "model.hpp"

namespace epochs::word2vec {

std::vector<lesson::Setting> settings_of(const Settings& settings);
// What makes the setting so; `settings` becomes what they will be. A text that is not built in is read.
Result<Command> change(Settings& settings, std::string_view key, std::string_view value);

void take(Settings& settings, const Command& command);           // what they will be once the model has taken it

}  // namespace epochs::word2vec
