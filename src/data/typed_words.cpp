#include "data/typed_words.hpp"

#include <algorithm>
#include <set>

namespace epochs::data {
namespace {

constexpr std::size_t kLongestTyped = 1024, kLongestWord = 40, kMostNear = 3, kMostUnknown = 6, kMostLetters = 6;

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

std::vector<std::string> near_words(const std::vector<std::string>& words, const std::string& word) {
  const std::vector<char32_t> letters = decode_utf8(word);
  const std::size_t most = letters.size() <= 2 ? 1 : std::max<std::size_t>(2, letters.size() / 3);
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const std::string& each : words) {
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

char32_t lower(char32_t letter) { return letter >= U'A' && letter <= U'Z' ? letter - U'A' + U'a' : letter; }

// By blanks; a stop is a word of its own; "didn't" is "did not".
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
    if (!is_space(letter) && !is_stop(letter)) append_utf8(word, letter);
  }
  close();
  return out;
}

// The longest known word that begins here; what begins none runs on to where one does.
std::vector<std::string> chinese_words(const std::set<std::string, std::less<>>& words, const std::vector<char32_t>& letters) {
  std::vector<std::string> out;
  std::string unknown;
  const auto close = [&] {
    if (!unknown.empty()) out.push_back(unknown);
    unknown.clear();
  };
  for (std::size_t at = 0; at < letters.size();) {
    std::size_t taken = std::min(kMostLetters, letters.size() - at);
    while (taken > 0 && words.count(utf8_of(&letters[at], &letters[at] + taken)) == 0) --taken;
    if (taken > 0 || is_space(letters[at])) close();
    if (taken > 0) out.push_back(utf8_of(&letters[at], &letters[at] + taken));
    else if (!is_space(letters[at])) append_utf8(unknown, letters[at]);
    at += std::max<std::size_t>(1, taken);
  }
  close();
  return out;
}

// As it was typed, in lower case ("The"), or with a capital ("anna"); empty: not known.
std::string as_known(const std::set<std::string, std::less<>>& words, const std::string& word) {
  if (words.count(word) > 0) return word;
  std::vector<char32_t> letters = decode_utf8(word);
  std::transform(letters.begin(), letters.end(), letters.begin(), lower);
  for (const bool capital : {false, true}) {
    if (capital && !letters.empty() && letters[0] >= U'a' && letters[0] <= U'z') letters[0] -= U'a' - U'A';
    if (const std::string other = utf8_of(letters.data(), letters.data() + letters.size()); words.count(other) > 0) return other;
  }
  return {};
}

std::string shortened(std::string word) {
  word.resize(std::min(word.size(), kLongestWord));
  while (!is_valid_utf8(word)) word.pop_back();  // cut inside a letter
  return word;
}

}  // namespace

TypedWords read_typed_words(const std::vector<std::string>& words, Language language, std::string_view text) {
  const std::set<std::string, std::less<>> known(words.begin(), words.end());
  const std::vector<char32_t> letters = decode_utf8(text.substr(0, kLongestTyped));
  TypedWords out;
  for (const std::string& word : language == Language::English ? english_words(letters) : chinese_words(known, letters)) {
    if (const std::string found = as_known(known, word); !found.empty())
      out.known.push_back(found);
    else if (out.unknown.size() < kMostUnknown)
      out.unknown.push_back({shortened(word), near_words(words, shortened(word))});
  }
  return out;
}

LocalizedText told_unknown(const TypedWords& typed) {
  if (typed.unknown.empty()) return {};
  const UnknownWord& first = typed.unknown.front();
  LocalizedText out{"The word “" + first.word + "” is unknown here", "这里没有“" + first.word + "”这个词"};
  for (std::size_t i = 0; i < first.near.size(); ++i) {
    out.english += (i == 0 ? "; near to it: " : ", ") + first.near[i];
    out.chinese += (i == 0 ? "；相近的有：" : "、") + first.near[i];
  }
  out.english += ".", out.chinese += "。";
  return out;
}

}  // namespace epochs::data
