#include "texts.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace epochs::word2vec {
namespace {

bool is_chinese(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF); }

// Words as they first occur, with how often.
struct Counted {
  std::vector<std::string> words;
  std::vector<long> counts;
  std::unordered_map<std::string, int> place;
  void add(const std::string& word) {
    const auto [at, fresh] = place.emplace(word, static_cast<int>(words.size()));
    if (fresh) words.push_back(word), counts.push_back(0);
    ++counts[static_cast<std::size_t>(at->second)];
  }
  // The commonest first, of equals the one that came first; at most kMostWords.
  std::vector<std::size_t> order() const {
    std::vector<std::size_t> out(words.size());
    std::iota(out.begin(), out.end(), std::size_t{0});
    std::stable_sort(out.begin(), out.end(), [this](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
    out.resize(std::min<std::size_t>(out.size(), static_cast<std::size_t>(kMostWords)));
    return out;
  }
};

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
  Counted counted;
  for (const auto& sentence : sentences)
    for (const std::string& word : sentence) counted.add(word);
  if (counted.words.size() < 2) {
    const std::string which = name.empty() ? "The text" : name, chinese = name.empty() ? "这段文本" : name;
    return Error{which + " holds fewer than two different words; take a longer text.", chinese + " 中不同的词少于两个；请换一段更长的文本。"};
  }
  auto out = std::make_shared<Text>();
  out->source = source;
  out->name = std::move(name);
  for (const std::size_t i : counted.order()) {
    out->id_of.emplace(counted.words[i], out->size());
    out->words.push_back(counted.words[i]);
    out->counts.push_back(counted.counts[i]);
    out->languages.push_back(language_of(counted.words[i]));
  }
  for (const auto& sentence : sentences) {
    for (const std::string& word : sentence)
      if (const int id = out->find(word); id >= 0) out->ids.push_back(id), ++out->total;
    if (!out->ids.empty() && out->ids.back() != kSentenceEnd) out->ids.push_back(kSentenceEnd);
  }
  return std::shared_ptr<const Text>(std::move(out));
}

}  // namespace epochs::word2vec
