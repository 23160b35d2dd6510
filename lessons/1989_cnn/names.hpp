// The lesson's choices by the names that texts, settings and files use; its settings as controls; commands and states as JSON for a saved run.
#pragma once

#include <array>
#include <nlohmann/json_fwd.hpp>
#include <string_view>
#include <vector>

#include "lesson/setting.hpp"
#include "model.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {

using cnn_data::Source;
using lesson::Named;
inline constexpr double kLargestRate = 1000, kLargestWeight = 1e30;
inline constexpr int kLongestHalfLife = 1'000'000;

inline constexpr std::array<Named<Source>, 3> kSources{
    {{Source::BuiltIn, "drawn", {"Drawn by this program", "程序画的"}}, {Source::Real, "real", {"Real handwriting", "真实手写"}}, {Source::Own, "own", {"My own files", "自己的文件"}}}};
inline constexpr std::array<Named<nn::Activation>, 4> kActivations{{{nn::Activation::Relu, "relu", {"ReLU", "ReLU"}},
                                                                    {nn::Activation::Tanh, "tanh", {"tanh", "tanh"}},
                                                                    {nn::Activation::Sigmoid, "sigmoid", {"sigmoid", "sigmoid"}},
                                                                    {nn::Activation::None, "none", {"none", "无"}}}};
inline constexpr std::array<Named<Pooling>, 3> kPoolings{
    {{Pooling::Max, "max", {"largest", "取最大"}}, {Pooling::Average, "average", {"average", "取平均"}}, {Pooling::None, "none", {"none", "无"}}}};
inline constexpr std::array<Named<int>, 2> kLayerCounts{{{1, "1", {"1", "1"}}, {2, "2", {"2", "2"}}}};
inline constexpr std::array<Named<nn::OptimizerKind>, 4> kOptimizers{{{nn::OptimizerKind::Sgd, "sgd", {"SGD", "SGD"}},
                                                                      {nn::OptimizerKind::Momentum, "momentum", {"Momentum", "动量"}},
                                                                      {nn::OptimizerKind::RmsProp, "rmsprop", {"RMSProp", "RMSProp"}},
                                                                      {nn::OptimizerKind::Adam, "adam", {"Adam", "Adam"}}}};
inline constexpr std::array<Named<Beside>, 2> kBesides{{{Beside::Nobody, "nobody", {"nobody", "无"}}, {Beside::PlainNetwork, "plain", {"the plain network", "普通网络"}}}};

// What the player's settings() gives for these; `source` where the digits are from.
std::vector<lesson::Setting> settings_of(const Settings& settings, Source source);
// One key and value of them as a change: `settings` becomes what it asks for, and the command that does it. An error says what is wrong in one sentence,
// and leaves `settings` alone: a value out of range, a shape that does not fit, digits that are not there. "files" takes the two files of a pair, a line each.
Result<Command> change(Settings& settings, std::string_view key, std::string_view value);

// from_json throws on anything else (session/saved_json.hpp reports it).
void to_json(nlohmann::json& json, const Command& command);
void from_json(const nlohmann::json& json, Command& command);
void to_json(nlohmann::json& json, const Recogniser::State& state);   // to the bit
void from_json(const nlohmann::json& json, Recogniser::State& state);

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
