#include "data/tokenizer.hpp"

#include <algorithm>
#include <cstdio>

#include "core/check.hpp"
#include "core/text.hpp"

namespace epochs::data {
namespace {

constexpr std::size_t kLongestCharacter = 4;

// Whether more bytes could still make a character of this.
bool is_unfinished(std::string_view bytes) {
  const auto first = static_cast<unsigned char>(bytes.front());
  const std::size_t length = first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xF0 && first < 0xF5 ? 4 : 1;
  if (bytes.size() >= length) return false;
  return std::all_of(bytes.begin() + 1, bytes.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) == 0x80; });
}

// The text with its strange bytes written out, and how many bytes at its end wait for more.
std::string readable(std::string_view bytes, std::size_t& waiting) {
  std::string out;
  waiting = 0;
  for (const std::string_view piece : split_characters(bytes)) {
    if (is_valid_utf8(piece)) {
      out += piece;
      continue;
    }
    const std::string_view rest = bytes.substr(static_cast<std::size_t>(piece.data() - bytes.data()));
    if (rest.size() < kLongestCharacter && is_unfinished(rest)) {
      waiting = rest.size();
      return out;
    }
    char code[8];
    std::snprintf(code, sizeof code, "<%02X>", static_cast<unsigned>(static_cast<unsigned char>(piece.front())));
    out += code;
  }
  return out;
}

}  // namespace

std::string Tokenizer::decode(std::span<const int> ids) const {
  std::string out;
  for (const int id : ids) out += bytes_of(id);
  return out;
}

std::vector<ShownTokens> Tokenizer::shown(std::span<const int> ids) const {
  std::vector<ShownTokens> out;
  std::string bytes;
  std::size_t first = 0;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    bytes += bytes_of(ids[i]);
    std::size_t waiting = 0;
    std::string text = readable(bytes, waiting);
    if (waiting > 0 && i + 1 < ids.size()) continue;
    for (const char c : bytes.substr(bytes.size() - waiting)) {      // the text ends within a character
      char code[8];
      std::snprintf(code, sizeof code, "<%02X>", static_cast<unsigned>(static_cast<unsigned char>(c)));
      text += code;
    }
    out.push_back({first, i + 1 - first, std::move(text)});
    bytes.clear();
    first = i + 1;
  }
  return out;
}

PieceTokenizer::PieceTokenizer(Split split, std::string_view text, int most, int least) : split_(std::move(split)) {
  std::map<std::string_view, long> counts;
  for (const std::string_view piece : split_(text)) ++counts[piece];
  std::vector<std::pair<std::string_view, long>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  pieces_.emplace_back("\xEF\xBF\xBD");                             // U+FFFD: unknown
  for (const auto& [piece, count] : sorted) {
    if (size() > most || count < least) break;
    ids_.emplace(piece, size());
    pieces_.emplace_back(piece);
  }
}

PieceTokenizer::PieceTokenizer(Split split, std::vector<std::string> pieces) : split_(std::move(split)), pieces_(std::move(pieces)) {
  pieces_.insert(pieces_.begin(), "\xEF\xBF\xBD");
  for (int id = 1; id < size(); ++id) EPOCHS_CHECK(ids_.emplace(pieces_[static_cast<std::size_t>(id)], id).second, "a piece is there twice");
}

std::vector<int> PieceTokenizer::encode(std::string_view text) const {
  std::vector<int> out;
  for (const std::string_view piece : split_(text)) {
    const auto found = ids_.find(piece);
    out.push_back(found == ids_.end() ? kUnknown : found->second);
  }
  return out;
}

const std::string& PieceTokenizer::bytes_of(int id) const {
  EPOCHS_CHECK(id >= 0 && id < size(), "there is no token " + std::to_string(id));
  return pieces_[static_cast<std::size_t>(id)];
}

}  // namespace epochs::data
