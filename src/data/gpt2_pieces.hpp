// How GPT-2 cuts a text before it joins bytes: no token reaches over the border of two pieces.
//     's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
#pragma once

#include <string_view>
#include <vector>

#include "data/gpt2_classes.hpp"

namespace epochs::data::gpt2 {

CharacterKind kind_of(char32_t code_point);

// The pieces together are the text, byte for byte; bytes that are no UTF-8 count as marks.
std::vector<std::string_view> split(std::string_view text);

}  // namespace epochs::data::gpt2
