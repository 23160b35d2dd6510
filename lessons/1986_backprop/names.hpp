// The lesson's choices by the names that texts, settings and files use; commands and states as JSON for a saved run.
#pragma once

#include <array>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "data/csv.hpp"
#include "lesson/setting.hpp"
#include "model.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {

using lesson::Named;
inline constexpr double kLargestRate = 1000, kLargestDecay = 1, kLargestWeight = 1e30;   // a float holds each

inline constexpr std::array<Named<Dataset>, 4> kDatasets{{{Dataset::Xor, "xor", {"XOR", "异或"}},
                                                          {Dataset::Circles, "circles", {"Circles", "圆环"}},
                                                          {Dataset::Spiral, "spiral", {"Spirals", "双螺旋"}},
                                                          {Dataset::Own, "own", {"My own", "自己放"}}}};
inline constexpr std::array<Named<Activation>, 3> kActivations{
    {{Activation::Tanh, "tanh", {"tanh", "tanh"}}, {Activation::Sigmoid, "sigmoid", {"sigmoid", "sigmoid"}}, {Activation::Relu, "relu", {"ReLU", "ReLU"}}}};
inline constexpr std::array<Named<Loss>, 3> kLosses{{{Loss::CrossEntropy, "cross_entropy", {"Cross-entropy", "交叉熵"}},
                                                     {Loss::SquaredError, "squared", {"Squared", "平方误差"}},
                                                     {Loss::LinearSquaredError, "linear", {"Squared, no bend", "平方，输出不弯"}}}};
inline constexpr std::array<Named<nn::OptimizerKind>, 4> kOptimizers{{{nn::OptimizerKind::Sgd, "sgd", {"SGD", "SGD"}},
                                                                      {nn::OptimizerKind::Momentum, "momentum", {"Momentum", "动量"}},
                                                                      {nn::OptimizerKind::RmsProp, "rmsprop", {"RMSProp", "RMSProp"}},
                                                                      {nn::OptimizerKind::Adam, "adam", {"Adam", "Adam"}}}};

// "4", "12,12", "0" (no hidden layer): 0 … 4 layers of 1 … 16 units.
std::optional<std::vector<int>> parse_hidden(std::string_view text);
std::string hidden_text(const std::vector<int>& hidden);

// from_json throws on anything else (session/saved_json.hpp reports it).
void to_json(nlohmann::json& json, const Command& command);
void from_json(const nlohmann::json& json, Command& command);
void to_json(nlohmann::json& json, const Backprop::State& state);   // to the bit
void from_json(const nlohmann::json& json, Backprop::State& state);

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
