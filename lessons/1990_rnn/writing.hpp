// Writing: the network draws a symbol from its guess, reads it, guesses again.
#pragma once

#include <string>
#include <vector>

#include "core/random.hpp"
#include "network.hpp"
#include "texts.hpp"

namespace epochs::recurrent {

struct WritingSettings {
  double temperature = 0.8;                      // p ∝ e^(logit/τ); 0: always the likeliest
  int symbols = 200;
  std::uint64_t seed = 1;
};
// What is read where nobody says how to begin: held-out text up to the end of a line or a word. From the zero state alone, which training hardly ever meets, comes noise.
std::vector<int> opening(const Text& text);
// What follows the prompt (symbols of the vocabulary; none: the opening).
std::vector<int> write(const Network& network, const Text& text, const std::vector<int>& prompt, const WritingSettings& settings);

bool is_word_letter(char32_t letter);            // of a script with blanks between its words
bool is_word_character(char32_t character);      // Chinese: words without blanks
std::string lower_word(std::string_view word);

// Letters in a row, as a text has them, set in lower case; of Chinese each character with the next one (there are no blanks).
std::vector<std::string> words_of(std::string_view text);
// Of the words in `written` (its last, perhaps cut, left out), the share that occurs in the held-out text: what "readable" means here. 0 without words.
class WordShare {
 public:
  explicit WordShare(const Text& text);
  double of(std::string_view written) const;
  bool knows(std::string_view word) const;       // for colouring samples

 private:
  std::vector<std::string> known_;               // sorted
};

}  // namespace epochs::recurrent
