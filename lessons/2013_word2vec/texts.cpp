#include "texts.hpp"

#include <algorithm>
#include <utility>

#include "sentences.hpp"

namespace epochs::word2vec {
namespace {

bool is_chinese(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF); }

}  // namespace

Language language_of(std::string_view word) {
  const std::vector<char32_t> letters = decode_utf8(word);
  return std::any_of(letters.begin(), letters.end(), is_chinese) ? Language::Chinese : Language::English;
}

int Text::find(std::string_view word) const {
  const auto at = id_of.find(std::string(word));
  return at == id_of.end() ? -1 : at->second;
}

Result<std::shared_ptr<const Text>> text_of_sentences(Source source, const std::vector<std::vector<std::string>>& sentences, std::string name) {
  TextBuilder builder;
  for (const auto& sentence : sentences) {
    for (const std::string& word : sentence) builder.add(word);
    builder.end_sentence();
  }
  return builder.finish(source, std::move(name));
}

}  // namespace epochs::word2vec
