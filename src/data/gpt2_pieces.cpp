#include "data/gpt2_pieces.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"

namespace epochs::data::gpt2 {
namespace {

constexpr std::string_view kEndings[] = {"'s", "'t", "'re", "'ve", "'m", "'ll", "'d"};

CharacterKind found_kind(char32_t code_point) {
  const auto ranges = kind_ranges();
  const auto after = std::upper_bound(ranges.begin(), ranges.end(), code_point, [](char32_t code, const KindRange& range) { return code < range.from; });
  return after == ranges.begin() || code_point > std::prev(after)->to ? CharacterKind::Other : std::prev(after)->kind;
}

struct PieceCharacter {
  std::size_t length;
  CharacterKind kind;
};

PieceCharacter character_at(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {1, kind_of(first)};
  const std::size_t length = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1;
  if (length == 1 || length > text.size() - at || !is_valid_utf8(text.substr(at, length))) return {1, CharacterKind::Other};
  char32_t code = first & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code = code << 6u | (static_cast<unsigned char>(text[at + i]) & 0x3Fu);
  return {length, kind_of(code)};
}

std::size_t end_of_run(std::string_view text, std::size_t at, CharacterKind kind) {
  while (at < text.size()) {
    const PieceCharacter next = character_at(text, at);
    if (next.kind != kind) break;
    at += next.length;
  }
  return at;
}

// White space leaves its last character to the word behind it, if it has more than one.
std::size_t end_of_space(std::string_view text, std::size_t at) {
  std::size_t last = at, end = at;
  while (end < text.size()) {
    const PieceCharacter next = character_at(text, end);
    if (next.kind != CharacterKind::Space) return last > at ? last : end;
    last = end;
    end += next.length;
  }
  return end;
}

std::size_t end_of_piece(std::string_view text, std::size_t at) {
  if (text[at] == '\'')
    for (const std::string_view ending : kEndings)
      if (text.substr(at, ending.size()) == ending) return at + ending.size();
  const std::size_t word = text[at] == ' ' && at + 1 < text.size() ? at + 1 : at;
  if (const CharacterKind kind = character_at(text, word).kind; kind != CharacterKind::Space) return end_of_run(text, word, kind);
  return end_of_space(text, at);
}

}  // namespace

CharacterKind kind_of(char32_t code_point) {
  static const auto kFirst = [] {
    std::array<CharacterKind, 0x80> out{};
    for (char32_t code = 0; code < out.size(); ++code) out[code] = found_kind(code);
    return out;
  }();
  return code_point < kFirst.size() ? kFirst[code_point] : found_kind(code_point);
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = end_of_piece(text, at);
    out.push_back(text.substr(at, end - at));
    at = end;
  }
  return out;
}

}  // namespace epochs::data::gpt2
