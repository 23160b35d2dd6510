#include "typed.hpp"

#include <algorithm>

namespace epochs::translation {
namespace {

bool is_stop(std::string_view word) {
  for (const std::string_view stop : {".", "?", "!", "。", "？", "！"})
    if (word == stop) return true;
  return false;
}

const Pair* pair_with(const Corpus& corpus, const std::vector<int>& source) {
  for (const auto* part : {&corpus.learn, &corpus.held_out})
    for (const Pair& pair : *part)
      if (pair.source == source) return &pair;
  return nullptr;
}

}  // namespace

Typed read_typed(const Corpus& corpus, std::string_view text) {
  Typed out;
  out.read = data::read_typed_words({corpus.source.words.begin() + kSigns, corpus.source.words.end()}, corpus.source.language, text);
  for (const std::string& word : out.read.known) out.words.push_back(corpus.source.id_of(word));
  if (out.words.empty()) {
    out.missing = Missing::Words;
    return out;
  }
  if (!is_stop(corpus.source.word(out.words.back())))            // as every sentence that was learned
    if (const int stop = corpus.source.id_of(corpus.source.language == Language::English ? "." : "。"); stop >= 0) out.words.push_back(stop);
  if (out.words.size() > static_cast<std::size_t>(kMostWords)) out.missing = Missing::TooLong;
  out.known = pair_with(corpus, out.words);
  return out;
}

LocalizedText told(const Typed& typed) {
  if (!typed.read.unknown.empty()) return data::told_unknown(typed.read);
  switch (typed.missing) {
    case Missing::Nothing: break;
    case Missing::Words: return {"Type a sentence with words that it knows.", "请用它认识的词输入一个句子。"};
    case Missing::TooLong: return {"The sentence is longer than " + std::to_string(kMostWords) + " words; leave some out.", "句子超过 " + std::to_string(kMostWords) + " 个词；请删去一些。"};
  }
  return {};
}

}  // namespace epochs::translation
