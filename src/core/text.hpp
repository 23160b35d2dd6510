// Languages and UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace epochs {

enum class Language { English, Chinese };

// A string of the interface in both languages; the key of every text the program itself speaks.
struct Localized {
  std::string_view english, chinese;
  std::string_view in(Language language) const { return language == Language::English ? english : chinese; }
};

// The same, where it is put together while the program runs. Without Chinese words the English ones stand.
struct LocalizedText {
  std::string english, chinese = {};
  const std::string& in(Language language) const { return language == Language::Chinese && !chinese.empty() ? chinese : english; }
  bool empty() const { return english.empty(); }
};

bool is_valid_utf8(std::string_view text);
std::vector<char32_t> decode_utf8(std::string_view text);  // invalid bytes become U+FFFD
void append_utf8(std::string& out, char32_t code_point);
bool is_cjk(char32_t code_point);                          // ideographs, kana, full-width forms and CJK punctuation

std::string_view trim(std::string_view text);              // without white space at both ends
std::vector<std::string_view> split(std::string_view text, char separator);

// Numbers as the program prints them, never in the user's locale. Minus is U+2212.
enum class Sign { OnlyMinus, Always };
std::string format_number(double value, int decimals, Sign sign = Sign::OnlyMinus);
std::string signed_number(double value, int decimals);     // "+1.12", "−0.79"; what is nothing at so many decimals has no sign
std::string group_thousands(long long value);              // 12,345

}  // namespace epochs
