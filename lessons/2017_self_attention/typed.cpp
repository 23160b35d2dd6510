// A sentence that the learner types, read with the words of the corpus: unknown words are named, and those that are spelled much like them.
#include <algorithm>

#include "sentences.hpp"

namespace epochs::self_attention {
namespace {

void find_places(const Corpus& corpus, Typed& typed) {
  Sentence& s = typed.sentence;
  s.subject = s.object = s.pronoun = s.adjective = s.referent = -1;
  const int it = corpus.id_of(corpus.language == Language::English ? "it" : "它");
  for (int place = 0; place < static_cast<int>(s.words.size()); ++place) {
    const auto word = static_cast<std::size_t>(s.at(place));
    if (s.at(place) == it) s.pronoun = place;
    else if (corpus.nouns[word] && s.pronoun < 0) (s.subject < 0 ? s.subject : s.object) = place;
    else if (corpus.adjectives[word]) s.adjective = place;
  }
  if (s.words.empty()) typed.missing = Missing::Words;
  else if (s.pronoun < 0) typed.missing = Missing::Pronoun;
  else if (s.subject < 0 || s.object < 0) typed.missing = Missing::Nouns;
}

}  // namespace

Typed read_typed(const Corpus& corpus, std::string_view text) {
  Typed out;
  out.read = data::read_typed_words(corpus.words, corpus.language, text);
  for (const std::string& word : out.read.known) out.sentence.words.push_back(corpus.id_of(word));
  const std::string_view stop = corpus.language == Language::English ? "." : "。";
  const int end = corpus.id_of(stop);
  if (!out.sentence.words.empty() && out.sentence.words.back() != end) out.sentence.words.push_back(end);      // as every sentence that was learned
  if (const Sentence* known = known_sentence(corpus, out.sentence.words)) {
    out.sentence = *known;
    return out;
  }
  find_places(corpus, out);
  if (out.sentence.words.size() > static_cast<std::size_t>(kMostWords)) out.missing = Missing::TooLong;
  return out;
}

LocalizedText told(const Typed& typed) {
  if (!typed.read.unknown.empty()) return data::told_unknown(typed.read);
  switch (typed.missing) {
    case Missing::Nothing: break;
    case Missing::Words: return {"Type a sentence with two nouns and “it”.", "请输入一个有两个名词和“它”的句子。"};
    case Missing::Pronoun: return {"The sentence has no “it”: add “because it was …”.", "句子里没有“它”：请加上“因为它……”。"};
    case Missing::Nouns: return {"Before “it” the sentence needs two nouns that it knows.", "“它”前面需要两个这里认得的名词。"};
    case Missing::TooLong: return {"The sentence is longer than " + std::to_string(kMostWords) + " words; leave some out.", "句子超过 " + std::to_string(kMostWords) + " 个词；请删去一些。"};
  }
  return {};
}

}  // namespace epochs::self_attention
