// A sentence that the learner types, read with the words of the corpus: unknown words are named, and those that are spelled much like them.
#include <algorithm>

#include "sentences.hpp"

namespace epochs::self_attention {
namespace {

constexpr std::size_t kLongestTyped = 1024, kLongestWord = 40, kMostNear = 3, kMostUnknown = 6;

// Letters that must be put in, taken out, exchanged, or turned round with their neighbour (Damerau 1964, Levenshtein 1966).
std::size_t edits_between(const std::vector<char32_t>& a, const std::vector<char32_t>& b) {
  std::vector<std::vector<std::size_t>> edits(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      std::size_t& here = edits[i][j];
      here = i == 0 ? j : i;
      if (i == 0 || j == 0) continue;
      here = std::min({edits[i - 1][j] + 1, edits[i][j - 1] + 1, edits[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) here = std::min(here, edits[i - 2][j - 2] + 1);
    }
  return edits.back().back();
}

std::vector<std::string> near_words(const Corpus& corpus, const std::string& word) {
  const std::vector<char32_t> letters = decode_utf8(word);
  const std::size_t most = letters.size() <= 2 ? 1 : std::max<std::size_t>(2, letters.size() / 3);
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const std::string& each : corpus.words) {
    const std::vector<char32_t> other = decode_utf8(each);
    const std::size_t edits = edits_between(letters, other);
    if (edits <= most && edits < std::max(letters.size(), other.size())) found.emplace_back(edits, each);
  }
  std::sort(found.begin(), found.end());
  std::vector<std::string> out;
  for (std::size_t i = 0; i < std::min(found.size(), kMostNear); ++i) out.push_back(found[i].second);
  return out;
}

bool is_space(char32_t letter) { return letter == U' ' || letter == U'\t' || letter == U'\n' || letter == U'\r' || letter == 0x3000; }
bool is_stop(char32_t letter) { return letter == U'.' || letter == U'!' || letter == U'?' || letter == U',' || letter == U'，' || letter == U'。'; }

std::string utf8_of(const char32_t* first, const char32_t* last) {
  std::string out;
  for (; first != last; ++first) append_utf8(out, *first);
  return out;
}

// English: by blanks; a stop is a word of its own; "didn't" is "did not".
std::vector<std::string> english_words(const std::vector<char32_t>& letters) {
  std::vector<std::string> out;
  std::string word;
  const auto close = [&] {
    const bool contracted = word.size() > 3 && word.compare(word.size() - 3, 3, "n't") == 0;
    if (contracted) word.resize(word.size() - 3);
    if (!word.empty()) out.push_back(word);
    if (contracted) out.emplace_back("not");
    word.clear();
  };
  for (char32_t letter : letters) {
    if (letter == U'’') letter = U'\'';
    if (is_space(letter) || is_stop(letter)) close();
    if (is_stop(letter)) append_utf8(word, letter), close();
    if (!is_space(letter) && !is_stop(letter)) append_utf8(word, letter >= U'A' && letter <= U'Z' ? letter - U'A' + U'a' : letter);
  }
  close();
  return out;
}

// Chinese: the longest word of the corpus that begins here; what begins none runs on to where one does.
std::vector<std::string> chinese_words(const Corpus& corpus, const std::vector<char32_t>& letters) {
  std::vector<std::string> out;
  std::string unknown;
  const auto close = [&] {
    if (!unknown.empty()) out.push_back(unknown);
    unknown.clear();
  };
  for (std::size_t at = 0; at < letters.size();) {
    std::size_t taken = std::min<std::size_t>(6, letters.size() - at);
    while (taken > 0 && corpus.id_of(utf8_of(&letters[at], &letters[at] + taken)) < 0) --taken;
    if (taken > 0 || is_space(letters[at])) close();
    if (taken > 0) out.push_back(utf8_of(&letters[at], &letters[at] + taken));
    else if (!is_space(letters[at])) append_utf8(unknown, letters[at]);
    at += std::max<std::size_t>(1, taken);
  }
  close();
  return out;
}

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
  const std::vector<char32_t> letters = decode_utf8(text.substr(0, kLongestTyped));
  for (const std::string& word : corpus.language == Language::English ? english_words(letters) : chinese_words(corpus, letters)) {
    const int id = corpus.id_of(word);
    if (id >= 0) out.sentence.words.push_back(id);
    else if (out.unknown.size() < kMostUnknown) out.unknown.push_back({word.substr(0, kLongestWord), near_words(corpus, word.substr(0, kLongestWord))});
  }
  for (Unknown& each : out.unknown)
    while (!is_valid_utf8(each.word)) each.word.pop_back();      // cut inside a letter
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
  if (!typed.unknown.empty()) {
    const Unknown& first = typed.unknown.front();
    LocalizedText out{"The word “" + first.word + "” is unknown here", "这里没有“" + first.word + "”这个词"};
    for (std::size_t i = 0; i < first.near.size(); ++i) {
      out.english += (i == 0 ? "; near to it: " : ", ") + first.near[i];
      out.chinese += (i == 0 ? "；相近的有：" : "、") + first.near[i];
    }
    out.english += ".", out.chinese += "。";
    return out;
  }
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
