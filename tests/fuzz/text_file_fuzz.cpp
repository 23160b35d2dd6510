// The decoder of texts, in pieces of the length that the first byte of an input says.
#include <algorithm>

#include "core/text.hpp"
#include "data/text_file.hpp"
#include "fuzz/target.hpp"

namespace epochs::fuzz {

using std::string_literals::operator""s;

std::vector<std::string> seeds() { return {"\x05The cat sees 猫.\n", "\x07\xEF\xBB\xBFthe\n", "\x03\xFF\xFEt\0h\0\x3D\xD8\x00\xDE"s, "\x09\xFE\xFF\0t\0h"s, "\x04\xC3\xA8\xBF\xB4\xBC\xFB\x94\x39\xFC\x36\n", "\x08t\0h\0e\0"s}; }
std::vector<std::string> words() { return {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF", "\xF0\x9F\x98\x80", "\x94\x39\xFC\x36", "\0"s, "\n", "\xE7\x8C"}; }

}  // namespace epochs::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace epochs;
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t length = std::max<std::size_t>(data[0], 1);
  data::TextDecoder decoder("t");
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += length) {
    const auto taken = decoder.take(bytes.substr(at, length), at + length >= bytes.size(), out);
    if (!taken) {
      fuzz::require_one_sentence(taken.error());
      fuzz::require(taken.failure().chinese.ends_with("。"), "the Chinese message does not end as a sentence", taken.failure().chinese);
      break;
    }
  }
  fuzz::require(is_valid_utf8(out), "what comes is not UTF-8");
  return 0;
}
