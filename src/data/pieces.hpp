// Cutting a text into pieces that together are the text again, byte for byte.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace epochs::data {

// One code point each; a byte that is not UTF-8 is a piece of its own.
std::vector<std::string_view> split_characters(std::string_view text);

// Words and numbers with the space before them (" the"), marks, white space otherwise by itself. Ideographs stand alone, or together up to the next
// mark, as byte pairs want them. A run of more than 128 characters is cut: whoever joins pieces of it takes time that grows with its square.
enum class Ideographs { Alone, Together };
std::vector<std::string_view> split_words(std::string_view text, Ideographs ideographs = Ideographs::Alone);

// Chinese by a list of words: at each place the longest that fits, else one character.
class WordList {
 public:
  explicit WordList(const std::vector<std::string>& words);
  std::vector<std::string_view> split(std::string_view text) const;

 private:
  std::set<std::string, std::less<>> words_;
  std::size_t longest_ = 0;      // bytes
};

}  // namespace epochs::data
