// Settings, commands and states by name: what texts, controls and saved runs use. from_json throws on anything that is none (session/saved_json.hpp reports it).
// Keys: from=en|zh context=fixed|attention score=additive|dot|scaled reading=forwards|both kind=rnn|lstm|gru hidden rate clip rows longest.
#pragma once

#include <array>
#include <nlohmann/json_fwd.hpp>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "lesson/setting.hpp"
#include "model.hpp"

namespace epochs::translation {

void to_json(nlohmann::json& json, const Command& command);
void from_json(const nlohmann::json& json, Command& command);
void to_json(nlohmann::json& json, const Interpreter::State& state);
void from_json(const nlohmann::json& json, Interpreter::State& state);

inline constexpr std::array<lesson::Named<Language>, 2> kLanguages{{{Language::English, "en", {"English", "英语"}}, {Language::Chinese, "zh", {"Chinese", "汉语"}}}};
inline constexpr std::array<lesson::Named<nn::Context>, 2> kContexts{{{nn::Context::Fixed, "fixed", {"one vector", "一个向量"}}, {nn::Context::Attention, "attention", {"attention", "注意力"}}}};
inline constexpr std::array<lesson::Named<nn::Score>, 3> kScores{{{nn::Score::Additive, "additive", {"additive", "加性"}},
                                                                 {nn::Score::Product, "dot", {"dot product", "点积"}},
                                                                 {nn::Score::ScaledProduct, "scaled", {"dot product / √d", "点积 / √d"}}}};
inline constexpr std::array<lesson::Named<nn::Reading>, 2> kReadings{{{nn::Reading::Forwards, "forwards", {"forwards", "正着读"}}, {nn::Reading::BothWays, "both", {"both ways", "两头读"}}}};
inline constexpr std::array<lesson::Named<nn::RecurrentKind>, 3> kCells{{{nn::RecurrentKind::Rnn, "rnn", {"RNN", "RNN"}}, {nn::RecurrentKind::Lstm, "lstm", {"LSTM", "LSTM"}}, {nn::RecurrentKind::Gru, "gru", {"GRU", "GRU"}}}};

std::vector<lesson::Setting> settings_of(const Settings& settings);
// What makes the setting so; `settings` becomes what they will be.
Result<Command> change(Settings& settings, std::string_view key, std::string_view value);
void take(Settings& settings, const Command& command);           // what they will be once the model has taken it

}  // namespace epochs::translation
