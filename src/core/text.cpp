#include "core/text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace epochs {
namespace {

constexpr double kPlainBelow = 1e15;   // whole numbers are exact so far, and longer ones nobody reads
constexpr int kMostDigits = 40;

// Reads one code point at `at` and moves past it; U+FFFD and one byte on for anything malformed.
char32_t next_code_point(std::string_view text, std::size_t& at, bool& valid) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  const int extra = first < 0x80 ? 0 : first >= 0xC2 && first < 0xE0 ? 1 : (first & 0xF0) == 0xE0 ? 2 : first >= 0xF0 && first < 0xF5 ? 3 : -1;
  char32_t value = extra == 0 ? first : first & (0x3Fu >> static_cast<unsigned>(std::max(extra, 0)));
  bool good = extra >= 0 && at + static_cast<std::size_t>(extra) < text.size();
  for (int i = 1; good && i <= extra; ++i) {
    const unsigned char next = byte(at + static_cast<std::size_t>(i));
    good = (next & 0xC0) == 0x80;
    value = (value << 6u) | (next & 0x3Fu);
  }
  if (good) good = !(value >= 0xD800 && value < 0xE000) && value < 0x110000 && !(extra == 2 && value < 0x800) && !(extra == 3 && value < 0x10000);
  at += good ? static_cast<std::size_t>(extra) + 1 : 1;
  valid = valid && good;
  return good ? value : 0xFFFD;
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  bool valid = true;
  for (std::size_t at = 0; valid && at < text.size();) next_code_point(text, at, valid);
  return valid;
}

std::vector<char32_t> decode_utf8(std::string_view text) {
  std::vector<char32_t> out;
  bool valid = true;
  for (std::size_t at = 0; at < text.size();) out.push_back(next_code_point(text, at, valid));
  return out;
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](unsigned value) { out.push_back(static_cast<char>(value)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0u | (c >> 6u)), put(0x80u | (c & 0x3Fu));
  } else if (c < 0x10000) {
    put(0xE0u | (c >> 12u)), put(0x80u | ((c >> 6u) & 0x3Fu)), put(0x80u | (c & 0x3Fu));
  } else {
    put(0xF0u | (c >> 18u)), put(0x80u | ((c >> 12u) & 0x3Fu)), put(0x80u | ((c >> 6u) & 0x3Fu)), put(0x80u | (c & 0x3Fu));
  }
}

bool is_cjk(char32_t c) { return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFFEF); }

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (std::size_t start = 0;;) {
    const auto end = text.find(separator, start);
    out.push_back(text.substr(start, end == std::string_view::npos ? end : end - start));
    if (end == std::string_view::npos) return out;
    start = end + 1;
  }
}

std::string format_number(double value, int decimals, Sign sign) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "\u2212\u221E" : "\u221E";
  char digits[64];
  const double size = std::abs(value);
  std::snprintf(digits, sizeof digits, size < kPlainBelow ? "%.*f" : "%.*e", std::clamp(decimals, 0, kMostDigits), size);
  const bool zero = std::string_view(digits).find_first_not_of("0.") == std::string_view::npos;
  const char* prefix = value < 0 && !zero ? "\u2212" : sign == Sign::Always ? "+" : "";
  return std::string(prefix) + digits;
}

std::string signed_number(double value, int decimals) {
  const std::string plain = format_number(value, decimals), zero = format_number(0, decimals);
  return plain == zero || plain == "\u2212" + zero ? zero : format_number(value, decimals, Sign::Always);
}

std::string group_thousands(long long value) {
  std::string digits = std::to_string(value < 0 ? -value : value);
  for (int i = static_cast<int>(digits.size()) - 3; i > 0; i -= 3) digits.insert(static_cast<std::size_t>(i), ",");
  return (value < 0 ? "\u2212" : "") + digits;
}

}  // namespace epochs
