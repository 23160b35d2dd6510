// Values that R has serialized (XDR, versions 2 and 3), as far as texts need them: character vectors, whole numbers, and lists with names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace epochs::data {

struct RValue {
  std::vector<std::string> texts;      // of a character vector; NA is empty
  std::vector<int> numbers;            // of an integer or logical vector
  std::vector<RValue> items;           // of a list
  std::vector<std::string> names;      // of a list's items, where it has them
  const RValue* find(std::string_view name) const;
};

// `file` names the source in errors, with the byte where it goes wrong. Nothing is allocated that the bytes cannot hold.
Result<RValue> parse_r_value(std::string_view bytes, const std::string& file);

}  // namespace epochs::data
