// Files packed by gzip (RFC 1952), unpacked in memory, never to more than the caller allows: what a file says about its size is believed only
// as far as that and as far as its length permits (deflate packs at most 1,032 bytes into one), so a small file that unpacks to gigabytes costs nothing.
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"

namespace epochs::data {

bool is_gz(std::string_view bytes);                      // by its first two bytes

// `file` names the source in errors. One member; most < 2³¹.
Result<std::string> unpack_gz(std::string_view bytes, std::size_t most, const std::string& file);

// The same packing in zlib's frame (RFC 1950), of which the size is known from elsewhere.
Result<std::string> unpack_zlib(std::string_view bytes, std::size_t size, const std::string& file);

}  // namespace epochs::data
