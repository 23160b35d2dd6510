// Settings of a model by the names that lesson texts, state files and the controls use.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "lesson/player.hpp"

namespace epochs::lesson {

// One of a setting's choices: constexpr std::array<Named<Dataset>, 2> kDatasets{{{Dataset::Xor, "xor", {"XOR", "异或"}}, …}};
template <class T>
struct Named {
  T value;
  std::string_view key;
  Localized label;
};
template <class T, std::size_t N>
std::optional<T> find_named(const std::array<Named<T>, N>& names, std::string_view key) {
  for (const auto& each : names)
    if (each.key == key) return each.value;
  return std::nullopt;
}
template <class T, std::size_t N>
const Named<T>& name_for(const std::array<Named<T>, N>& names, T value) {
  for (const auto& each : names)
    if (each.value == value) return each;
  return names.front();
}

template <class T, std::size_t N>
Setting choice_setting(std::string key, Localized label, const std::array<Named<T>, N>& names, T value) {
  Setting setting;
  setting.key = std::move(key);
  setting.label = label;
  for (const auto& name : names) setting.choices.emplace_back(name.key, name.label);
  setting.value = name_for(names, value).key;
  return setting;
}

enum class Scale { Linear, Logarithmic, Whole };
struct Range {                 // of a slider
  double low = 0, high = 1;
  Scale scale = Scale::Linear;
};
Setting number_setting(std::string key, Localized label, Range range, double value);

Setting count_setting(std::string key, Localized label, int low, int high, int value);

// For settings and tables: an ordinary minus, no needless zeros. 9 digits give a float back to the bit.
std::string plain_number(double value, int digits = 6);

// The whole text is one finite number, whatever the user's locale.
std::optional<double> number_in(std::string_view text);

// Errors of set(). What came from outside is quoted, at most 40 bytes of it.
Error no_such_choice(std::string_view key, std::string_view value);
Error no_such_setting(std::string_view key, std::string_view known);         // known: "data, rate, batch"
// The range: {"a number above 0", "大于 0 的数"}.
// “rate” must be a number above 0 and at most 1,000, not “fast”.
Error not_in_range(std::string_view key, Localized range, std::string_view value);

}  // namespace epochs::lesson
