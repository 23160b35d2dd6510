// Settings, commands and states by name: what texts, controls and saved runs use. from_json throws on anything that is none (session/saved_json.hpp reports it).
// Keys: language=en|zh positions=learned|sinusoidal|none layers heads width scale=on|off mask=none|causal labels=true|shuffled rate rows.
#pragma once

#include <array>
#include <nlohmann/json_fwd.hpp>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "lesson/setting.hpp"
#include "model.hpp"

namespace epochs::self_attention {

void to_json(nlohmann::json& json, const Command& command);
void from_json(const nlohmann::json& json, Command& command);
void to_json(nlohmann::json& json, const Resolver::State& state);
void from_json(const nlohmann::json& json, Resolver::State& state);

inline constexpr std::array<lesson::Named<Language>, 2> kLanguages{{{Language::English, "en", {"English", "英语"}}, {Language::Chinese, "zh", {"Chinese", "汉语"}}}};
inline constexpr std::array<lesson::Named<nn::PositionKind>, 3> kPositions{{{nn::PositionKind::Learned, "learned", {"learned", "学来的"}},
                                                                           {nn::PositionKind::Sinusoidal, "sinusoidal", {"sines", "正弦"}},
                                                                           {nn::PositionKind::None, "none", {"none", "没有"}}}};
inline constexpr std::array<lesson::Named<Scaling>, 2> kScalings{{{Scaling::Root, "on", {"divided by √d", "除以 √d"}}, {Scaling::None, "off", {"as they are", "不除"}}}};
inline constexpr std::array<lesson::Named<Mask>, 2> kMasks{{{Mask::None, "none", {"the whole sentence", "整个句子"}}, {Mask::Causal, "causal", {"only what came before", "只看前面的"}}}};
inline constexpr std::array<lesson::Named<Labels>, 2> kLabels{{{Labels::True, "true", {"true", "真实"}}, {Labels::Shuffled, "shuffled", {"shuffled", "打乱"}}}};

std::vector<lesson::Setting> settings_of(const Settings& settings);
// What makes the setting so; `settings` becomes what they will be.
Result<Command> change(Settings& settings, std::string_view key, std::string_view value);
void take(Settings& settings, const Command& command);           // what they will be once the model has taken it

}  // namespace epochs::self_attention
