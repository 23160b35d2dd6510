// The readers of packed texts. The first byte of an input says which.
#include "data/corpora.hpp"
#include "data/lzw.hpp"
#include "data/r_data.hpp"
#include "fuzz/target.hpp"

namespace epochs::fuzz {
namespace {

using std::string_literals::operator""s;
const std::string kStrings = "X\n\0\0\0\x03\0\x04\x02\x01\0\x03\x05\0\0\0\0\x05UTF-8\0\0\0\x10\0\0\0\x02\0\x04\0\x09\0\0\0\x04" "EMMA\0\x04\0\x09\xff\xff\xff\xff"s;
const std::string kNamed = "X\n\0\0\0\x02\0\x04\x02\x01\0\x03\x05\0\0\0\x02\x13\0\0\0\x01\0\0\0\x0d\0\0\0\x02\0\0\0\0\0\0\0\x07\0\0\x04\x02\0\0\0\x01\0\x04\0\x09\0\0\0\x05names\0\0\0\x10\0\0\0\x01\0\x04\0\x09\0\0\0\x04" "emma\0\0\0\xfe"s;
const std::string kNameless = "X\n\0\0\0\x02\0\x04\x02\x01\0\x03\x05\0\0\0\x02\x13\0\0\0\0\0\0\0\x13\0\0\0\x01\0\0\0\xfe"s;   // where a chain of attributes is due: a list, without names
const std::string kBible = "EC02"s + std::string(80, '\0') + "\0\0\0\x10\0\0\0\x01\0\0\0\x64\0\0\0\x69\x61\x02\x0a\x14\x00"s;

}  // namespace

std::vector<std::string> seeds() { return {"r" + kStrings, "r" + kNamed, "r" + kNameless, "b" + kBible, "n" + kNamed, "p\x1b[32m《静夜思》\x1b[m\n作者：李白\n床前明月光\n%\nx\n", "l\x61\x02\x0a\x14\x00"s}; }
std::vector<std::string> words() { return {"\0\0\0\x10"s, "\0\0\0\xfe"s, "\0\0\x02\x13"s, "\0\0\x04\x02"s, "\x7f\xff\xff\xff", "EC02", "%\n", "\x1b[", "\x1f\x8b\x08", kStrings}; }

}  // namespace epochs::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace epochs;
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto check = [](const auto& read) {
    if (!read) fuzz::require_one_sentence(read.error());
  };
  if (data[0] == 'r') check(data::parse_r_value(bytes, "a"));
  if (data[0] == 'b') check(data::parse_bible(bytes, "b"));
  if (data[0] == 'n') check(data::parse_novels(bytes, bytes, "n"));
  if (data[0] == 'p') check(data::parse_poems(bytes, "p"));
  if (data[0] == 'l') {
    const auto text = data::unpack_lzw(bytes, 1000);
    fuzz::require(!text || text->size() <= 1000, "more was unpacked than allowed");
  }
  return 0;
}
