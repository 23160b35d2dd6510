// Settings, commands and states by name: what texts, controls and saved runs use. from_json throws on anything that is none (session/saved_json.hpp reports it).
#pragma once

#include <array>
#include <nlohmann/json_fwd.hpp>

#include "lesson/setting.hpp"
#include "model.hpp"

namespace epochs::word2vec {

void to_json(nlohmann::json& json, const Command& command);
void from_json(const nlohmann::json& json, Command& command);
void to_json(nlohmann::json& json, const Word2Vec::State& state);
void from_json(const nlohmann::json& json, Word2Vec::State& state);

inline constexpr std::array<lesson::Named<Source>, 9> kSources{{{Source::Shelf, "shelf", {"Baskets of goods", "购物篮"}},
                                                               {Source::World, "world", {"TinyWorld", "小世界"}},
                                                               {Source::Bilingual, "bilingual", {"TinyWorld, both languages", "小世界双语"}},
                                                               {Source::Few, "few", {"A hundred words", "一百个词"}},
                                                               {Source::Poems, "poems", {"300 Tang poems", "唐诗三百首"}},
                                                               {Source::Austen, "austen", {"Austen", "奥斯汀"}},
                                                               {Source::Bible, "bible", {"Bible", "圣经"}},
                                                               {Source::Own, "own", {"My own", "自己的"}},
                                                               {Source::Vectors, "vectors", {"Vectors of a file", "文件里的向量"}}}};
inline constexpr std::array<lesson::Named<Method>, 2> kMethods{{{Method::SkipGram, "skipgram", {"skip-gram", "skip-gram"}}, {Method::Cbow, "cbow", {"CBOW", "CBOW"}}}};
inline constexpr std::array<lesson::Named<Output>, 2> kOutputs{{{Output::Negatives, "negatives", {"random words", "随机词"}}, {Output::Softmax, "softmax", {"all words", "所有词"}}}};

}  // namespace epochs::word2vec
