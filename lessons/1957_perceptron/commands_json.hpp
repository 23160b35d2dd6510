// Commands as JSON: what a saved run's journal holds. from_json throws on anything else (session/saved_json.hpp reports it).
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "model.hpp"

namespace epochs::inline EPOCHS_PRECISION::perceptron {

void to_json(nlohmann::json& json, const Command& command);
void from_json(const nlohmann::json& json, Command& command);

// Names as texts, settings and files use them.
struct PresetName { Preset preset; const char* key; Localized label; };
inline constexpr std::array<PresetName, 4> kPresets = {{{Preset::Separable, "separable", {"A line parts them", "能用直线分开"}},
                                                        {Preset::Noisy, "noisy", {"Some disagree", "有人口是心非"}},
                                                        {Preset::Xor, "xor", {"One-sided? (XOR)", "只有一面？（异或）"}},
                                                        {Preset::Own, "own", {"My own points", "自己放点"}}}};

}  // namespace epochs::inline EPOCHS_PRECISION::perceptron
