#include "dictionary.hpp"

#include <map>

namespace epochs::translation {

Dictionary dictionary_of(const Corpus& corpus) {
  std::vector<std::map<int, int>> counts(corpus.source.words.size());    // −1: nothing
  Dictionary out(counts.size());
  for (const Pair& pair : corpus.learn) {
    std::vector<bool> linked(pair.source.size(), false);
    for (const Link& link : pair.links) {
      linked[static_cast<std::size_t>(link.source)] = true;
      ++counts[static_cast<std::size_t>(pair.source[static_cast<std::size_t>(link.source)])][pair.target[static_cast<std::size_t>(link.target)]];
    }
    for (std::size_t s = 0; s < pair.source.size(); ++s) {
      const auto word = static_cast<std::size_t>(pair.source[s]);
      ++out[word].seen;
      if (!linked[s]) ++counts[word][-1];
    }
  }
  for (std::size_t word = 0; word < counts.size(); ++word)
    for (const auto& [partner, times] : counts[word])
      if (times > out[word].times) out[word].word = partner, out[word].times = times;
  return out;
}

std::vector<int> word_for_word(const Dictionary& dictionary, const std::vector<int>& source) {
  std::vector<int> out;
  for (const int word : source) out.push_back(dictionary[static_cast<std::size_t>(word)].word);
  return out;
}

}  // namespace epochs::translation
