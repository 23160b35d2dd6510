#include "data/pieces.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace epochs::data {
namespace {

constexpr int kLongestRun = 128;   // characters

enum class CharacterClass { Letter, Digit, Space, Ideograph, Mark };

// Bytes of the code point that begins here; 1 where it is not well formed.
std::size_t character_length(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t length = first < 0x80 ? 1 : first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xF0 && first < 0xF5 ? 4 : 1;
  return length <= text.size() && is_valid_utf8(text.substr(0, length)) ? length : 1;
}

CharacterClass class_of(std::string_view character) {
  if (character.size() == 1) {
    const char c = character.front();
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\'') return CharacterClass::Letter;
    if (c >= '0' && c <= '9') return CharacterClass::Digit;
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' ? CharacterClass::Space : CharacterClass::Mark;
  }
  const char32_t code = decode_utf8(character).front();
  const bool punctuation = (code >= 0x3000 && code < 0x3040) || (code >= 0xFF00 && code < 0xFFF0);
  if (is_cjk(code)) return punctuation ? CharacterClass::Mark : CharacterClass::Ideograph;
  return code >= 0x2000 && code < 0x2C00 ? CharacterClass::Mark : CharacterClass::Letter;   // dashes, quotation marks, symbols
}

}  // namespace

std::vector<std::string_view> split_characters(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    out.push_back(text.substr(0, character_length(text)));
    text.remove_prefix(out.back().size());
  }
  return out;
}

std::vector<std::string_view> split_words(std::string_view text, Ideographs ideographs) {
  const auto runs = [&](CharacterClass kind) { return kind == CharacterClass::Letter || kind == CharacterClass::Digit || (kind == CharacterClass::Ideograph && ideographs == Ideographs::Together); };
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + character_length(text.substr(at));
    CharacterClass kind = class_of(text.substr(at, end - at));
    if (text[at] == ' ' && end < text.size()) {                 // a single space belongs to the word behind it
      const std::size_t next = end + character_length(text.substr(end));
      const CharacterClass behind = class_of(text.substr(end, next - end));
      if (behind == CharacterClass::Letter || behind == CharacterClass::Digit) kind = behind, end = next;
    }
    for (int count = 1; runs(kind) && count < kLongestRun && end < text.size(); ++count) {
      const std::size_t length = character_length(text.substr(end));
      if (class_of(text.substr(end, length)) != kind) break;
      end += length;
    }
    out.push_back(text.substr(at, end - at));
    at = end;
  }
  return out;
}

WordList::WordList(const std::vector<std::string>& words) : words_(words.begin(), words.end()) {
  words_.erase("");
  for (const std::string& word : words_) longest_ = std::max(longest_, word.size());
}

std::vector<std::string_view> WordList::split(std::string_view text) const {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    std::size_t best = character_length(text);
    for (std::size_t length = best; length <= std::min(longest_, text.size()); length += character_length(text.substr(length))) {
      if (words_.count(text.substr(0, length))) best = length;
      if (length == text.size()) break;
    }
    out.push_back(text.substr(0, best));
    text.remove_prefix(best);
  }
  return out;
}

}  // namespace epochs::data
