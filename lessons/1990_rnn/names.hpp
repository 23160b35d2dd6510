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

inline constexpr std::array<lesson::Named<Task>, 3> kTasks{{{Task::Text, "text", {"The next character", "下一个字符"}},
                                                           {Task::Recall, "recall", {"Remember the first symbol", "记住第一个符号"}},
                                                           {Task::Agreement, "agreement", {"Verb and subject", "主谓一致"}}}};
inline constexpr std::array<lesson::Named<Source>, 5> kSources{{{Source::World, "world", {"TinyWorld", "小世界"}},
                                                               {Source::Austen, "austen", {"Austen", "奥斯汀"}},
                                                               {Source::Bible, "bible", {"Bible", "圣经"}},
                                                               {Source::Poems, "poems", {"300 Tang poems", "唐诗三百首"}},
                                                               {Source::Own, "own", {"My own", "自己的"}}}};
inline constexpr std::array<lesson::Named<nn::RecurrentKind>, 3> kKinds{{{nn::RecurrentKind::Rnn, "rnn", {"RNN", "RNN"}}, {nn::RecurrentKind::Lstm, "lstm", {"LSTM", "LSTM"}}, {nn::RecurrentKind::Gru, "gru", {"GRU", "GRU"}}}};
inline constexpr std::array<lesson::Named<Contest>, 2> kContests{{{Contest::Alone, "alone", {"nobody", "没有"}}, {Contest::AllThree, "three", {"the two other kinds", "另外两种"}}}};
inline constexpr std::array<lesson::Named<nn::Init>, 2> kInits{{{nn::Init::Xavier, "xavier", {"Xavier", "Xavier"}}, {nn::Init::Orthogonal, "orthogonal", {"orthogonal", "正交"}}}};
inline constexpr std::array<lesson::Named<nn::OptimizerKind>, 2> kOptimizers{{{nn::OptimizerKind::Sgd, "sgd", {"SGD", "SGD"}}, {nn::OptimizerKind::Adam, "adam", {"Adam", "Adam"}}}};
inline constexpr std::array<lesson::Named<bool>, 2> kMixed{{{true, "on", {"mixed, up to the gap", "混合，不超过该间隔"}}, {false, "off", {"all alike", "一样长"}}}};

std::vector<lesson::Setting> settings_of(const Settings& settings);        // those that mean something for the present task
// What makes the setting so; `settings` becomes what they will be. A text that is not built in is read. Beside the settings: "file", a path, and "own", a pasted text.
// Austen, which a step of the lesson asks for, is TinyWorld where it is not installed: the picture says so.
Result<Command> change(Settings& settings, std::string_view key, std::string_view value);
void take(Settings& settings, const Command& command);           // what they will be once the model has taken it
// Where a saved UseText has no text yet it is read from where it came; other commands stay as they are.
Result<void> read_again(Command& command);

}  // namespace epochs::recurrent
