#include "writing.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/check.hpp"
#include "core/text.hpp"
#include "reading.hpp"

namespace epochs::recurrent {
namespace {

// One symbol from softmax(logits/τ).
int draw_symbol(const RowVector& logits, double temperature, Random& random) {
  Index best = 0;
  const auto most = static_cast<double>(logits.maxCoeff(&best));
  if (temperature <= 0) return static_cast<int>(best);
  std::vector<double> weight(static_cast<std::size_t>(logits.size()));
  double sum = 0;
  for (std::size_t i = 0; i < weight.size(); ++i) sum += weight[i] = std::exp((static_cast<double>(logits(static_cast<Index>(i))) - most) / temperature);
  double left = random.uniform() * sum;
  for (std::size_t i = 0; i < weight.size(); ++i)
    if ((left -= weight[i]) < 0) return static_cast<int>(i);
  return static_cast<int>(best);
}

struct SplitWords {
  std::vector<std::string> words;
  bool cut = false;            // the text ends inside the last of them
};

SplitWords split_words(std::string_view text) {
  SplitWords out;
  std::string word;
  char32_t before = 0;
  for (const char32_t letter : decode_utf8(text)) {
    if (is_word_letter(letter)) {
      append_utf8(word, letter);
    } else if (!word.empty()) {
      out.words.push_back(lower_word(word));
      word.clear();
    }
    if (is_word_character(letter) && is_word_character(before)) {
      std::string pair;
      append_utf8(pair, before), append_utf8(pair, letter);
      out.words.push_back(std::move(pair));
    }
    before = letter;
  }
  if (word.empty()) return out;
  out.words.push_back(lower_word(word));
  out.cut = true;
  return out;
}

}  // namespace

std::vector<int> opening(const Text& text) {
  constexpr std::size_t kLine = 160, kWords = 60;          // symbols in which a line, or else a word, should end
  for (const auto& [end, most] : {std::pair{text.find("\n"), kLine}, std::pair{text.find(" "), kWords}})
    for (std::size_t i = std::min(most, text.held_out.size()); end >= 0 && i > 0; --i)
      if (text.held_out[i - 1] == end) return {text.held_out.begin(), text.held_out.begin() + static_cast<std::ptrdiff_t>(i)};
  return {std::max(0, text.find("\n"))};
}

std::vector<int> write(const Network& network, const Text& text, const std::vector<int>& prompt, const WritingSettings& settings) {
  const std::vector<int> begun = prompt.empty() ? opening(text) : prompt;
  Random random(settings.seed);
  RowVector state = network.zero_state(1).row(0), logits;
  for (const int symbol : begun) state = step(network, state, symbol, &logits);
  std::vector<int> out;
  for (int i = 0; i < settings.symbols; ++i) {
    out.push_back(draw_symbol(logits, settings.temperature, random));
    state = step(network, state, out.back(), &logits);
  }
  return out;
}

bool is_word_letter(char32_t letter) {
  if (letter < 0x80) return (letter >= U'a' && letter <= U'z') || (letter >= U'A' && letter <= U'Z');
  return letter >= 0xc0 && letter < 0x2000 && letter != 0xd7 && letter != 0xf7;      // Latin with accents, Greek, Cyrillic and what follows, to the punctuation
}

bool is_word_character(char32_t character) { return (character >= 0x3400 && character < 0xa000) || (character >= 0x20000 && character < 0x32000); }

std::string lower_word(std::string_view word) {
  std::string out;
  for (const char32_t letter : decode_utf8(word)) {
    const bool upper = (letter >= U'A' && letter <= U'Z') || (letter >= 0xc0 && letter < 0xdf && letter != 0xd7) || (letter >= 0x391 && letter < 0x3aa) || (letter >= 0x410 && letter < 0x430);
    append_utf8(out, upper ? letter + 0x20 : letter);
  }
  return out;
}

std::vector<std::string> words_of(std::string_view text) { return split_words(text).words; }

WordShare::WordShare(const Text& text) : known_(words_of(text.decode(text.held_out))) {
  std::sort(known_.begin(), known_.end());
  known_.erase(std::unique(known_.begin(), known_.end()), known_.end());
}

bool WordShare::knows(std::string_view word) const {
  const auto place = std::lower_bound(known_.begin(), known_.end(), word);
  return place != known_.end() && *place == word;
}

double WordShare::of(std::string_view written) const {
  SplitWords split = split_words(written);
  if (split.cut) split.words.pop_back();
  if (split.words.empty()) return 0;
  const auto known = std::count_if(split.words.begin(), split.words.end(), [&](const std::string& word) { return knows(word); });
  return static_cast<double>(known) / static_cast<double>(split.words.size());
}

}  // namespace epochs::recurrent
