// Settings, commands and states by name: what texts, controls and saved runs use. from_json throws on anything that is none (session/saved_json.hpp reports it).
#pragma once

#include <array>
#include <nlohmann/json_fwd.hpp>

#include "lesson/setting.hpp"
#include "model.hpp"

namespace epochs::bag {

void to_json(nlohmann::json& json, const Command& command);
void from_json(const nlohmann::json& json, Command& command);
void to_json(nlohmann::json& json, const BagOfWords::State& state);
void from_json(const nlohmann::json& json, BagOfWords::State& state);

inline constexpr std::array<lesson::Named<Set>, 8> kSets{{{Set::Six, "six", {"Food and travel", "饮食与出行"}},
                                                          {Set::Order, "order", {"Same words", "词同序不同"}},
                                                          {Set::Traps, "traps", {"Misled", "被带偏"}},
                                                          {Set::Synonyms, "synonyms", {"Synonyms", "同义词"}},
                                                          {Set::One, "one", {"One only", "只有一篇"}},
                                                          {Set::Strangers, "strangers", {"Unknown words", "没见过的词"}},
                                                          {Set::Topics, "topics", {"TinyWorld, 100", "小世界 100 篇"}},
                                                          {Set::Own, "own", {"My own", "自己写"}}}};
inline constexpr std::array<lesson::Named<Weighting>, 2> kWeightings{{{Weighting::Counts, "counts", {"counts tf", "词频 tf"}}, {Weighting::TfIdf, "tfidf", {"tf · idf", "tf · idf"}}}};
inline constexpr std::array<lesson::Named<Cut>, 2> kCuts{{{Cut::Words, "words", {"by word", "按词"}}, {Cut::Characters, "characters", {"by character", "按字"}}}};
inline constexpr std::array<lesson::Named<Reader>, 3> kReaders{{{Reader::Page, "page", {"as the page", "同页面"}}, {Reader::English, "english", {"English", "英文"}}, {Reader::Chinese, "chinese", {"Chinese", "中文"}}}};
inline constexpr std::array<lesson::Named<Side>, 3> kSides{{{Side::English, "english", {"English", "英文"}}, {Side::Chinese, "chinese", {"Chinese", "中文"}}, {Side::Both, "both", {"both", "两者"}}}};

}  // namespace epochs::bag
