// What GPT-2's pattern tells apart: letters (\p{L}), numbers (\p{N}), white space (\s) and the rest. The table is made by tools/unicode_classes.mjs.
// White space is JavaScript's: U+FEFF is, U+0085 and U+001C … U+001F are not, where Python's pattern has it the other way round.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace epochs::data::gpt2 {

enum class CharacterKind : std::uint8_t { Other, Letter, Number, Space };

struct KindRange {
  char32_t from, to;           // both belong to it
  CharacterKind kind;
};
std::span<const KindRange> kind_ranges();      // in ascending order, without overlap; what is in none is Other
std::string_view unicode_version();            // of the table; a later version gives some code points a kind that had none

}  // namespace epochs::data::gpt2
