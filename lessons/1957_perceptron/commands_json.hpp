// Commands and states as JSON: what a saved run holds. from_json throws on anything else (session/saved_json.hpp reports it).
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "lesson/setting.hpp"
#include "model.hpp"

namespace epochs::inline EPOCHS_PRECISION::perceptron {

void to_json(nlohmann::json& json, const Command& command);
void from_json(const nlohmann::json& json, Command& command);
void to_json(nlohmann::json& json, const Perceptron::State& state);   // to the bit
void from_json(const nlohmann::json& json, Perceptron::State& state);

inline constexpr double kLargestRate = 1000;
inline constexpr double kLargestWeight = 1000, kLargestTrained = 1e30;   // set by a learner; reached by training and then edited

// Names as texts, settings and files use them.
inline constexpr std::array<lesson::Named<Preset>, 4> kPresets{{{Preset::Separable, "separable", {"A line parts them", "能用直线分开"}},
                                                                {Preset::Noisy, "noisy", {"Some disagree", "有人口是心非"}},
                                                                {Preset::Xor, "xor", {"One-sided? (XOR)", "一边倒？（异或）"}},
                                                                {Preset::Own, "own", {"My own points", "自己放点"}}}};
inline constexpr std::array<lesson::Named<Order>, 2> kOrders{{{Order::InTurn, "in_turn", {"always the same", "固定顺序"}},
                                                              {Order::Shuffled, "shuffled", {"shuffled each round", "每轮打乱"}}}};

}  // namespace epochs::inline EPOCHS_PRECISION::perceptron
