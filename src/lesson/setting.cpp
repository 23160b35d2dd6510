#include "lesson/setting.hpp"

#include <cmath>
#include <cstdio>
#include <locale>
#include <sstream>

namespace epochs::lesson {
namespace {

// Cut between two characters: a half one would not be text any more.
std::string quoted(std::string_view text) {
  constexpr std::size_t kMost = 40;
  if (!is_valid_utf8(text)) return "…";
  std::size_t end = std::min(text.size(), kMost);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;
  return "“" + std::string(text.substr(0, end)) + (end < text.size() ? "…”" : "”");
}

}  // namespace

Setting number_setting(std::string key, Localized label, Range range, double value) {
  Setting setting;
  setting.key = std::move(key);
  setting.label = label;
  setting.kind = Setting::Kind::Number;
  setting.low = range.low;
  setting.high = range.high;
  setting.logarithmic = range.scale == Scale::Logarithmic;
  setting.whole = range.scale == Scale::Whole;
  setting.value = plain_number(value);
  return setting;
}

Setting count_setting(std::string key, Localized label, int low, int high, int value) {
  Setting setting = number_setting(std::move(key), label, {static_cast<double>(low), static_cast<double>(high), Scale::Whole}, value);
  setting.kind = Setting::Kind::Count;
  return setting;
}

std::string plain_number(double value, int digits) {
  std::array<char, 48> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.*g", digits, value);
  return {text.data(), static_cast<std::size_t>(length)};
}

std::optional<double> number_in(std::string_view text) {
  if (text.empty() || text.size() > 40 || text.find_first_not_of("+-.0123456789eE") != std::string_view::npos) return std::nullopt;
  std::istringstream in{std::string(text)};
  in.imbue(std::locale::classic());
  double value = 0;
  if (!(in >> value) || in.peek() != std::char_traits<char>::eof() || !std::isfinite(value)) return std::nullopt;
  return value;
}

Error no_such_choice(std::string_view key, std::string_view value) {
  return Error{"The setting " + quoted(key) + " has no choice " + quoted(value) + ".", "设置" + quoted(key) + "没有" + quoted(value) + "这个选项。"};
}

Error no_such_setting(std::string_view key, std::string_view known) {
  return Error{"There is no setting " + quoted(key) + " in this lesson; it has " + std::string(known) + ".", "本课没有" + quoted(key) + "这项设置；现有的设置是：" + std::string(known) + "。"};
}

Error not_in_range(std::string_view key, Localized range, std::string_view value) {
  return Error{quoted(key) + " must be " + std::string(range.english) + ", not " + quoted(value) + ".", quoted(key) + "应当是" + std::string(range.chinese) + "，不能是" + quoted(value) + "。"};
}

}  // namespace epochs::lesson
