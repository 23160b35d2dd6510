// The packing of the Unix program compress (Welch 1984), without its head of three bytes: codes of 9 to 16 bits, code 256 begins anew.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace epochs::data {

// Nothing where the bytes are damaged or unpack to more than `most`.
std::optional<std::string> unpack_lzw(std::string_view bytes, std::size_t most);

}  // namespace epochs::data
