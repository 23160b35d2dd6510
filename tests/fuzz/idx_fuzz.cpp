// The reader of pairs of IDX files, plain and packed. The first two bytes of an input say how long its first file is.
#include <algorithm>

#include "data/idx.hpp"
#include "fuzz/target.hpp"

namespace epochs::fuzz {
namespace {

using std::string_literals::operator""s;

std::string pair(const std::string& a, const std::string& b) {
  return std::string(1, static_cast<char>(a.size() >> 8u)) + static_cast<char>(a.size() & 255u) + a + b;
}

const std::string kPictures = "\0\0\x08\x03\0\0\0\x02\0\0\0\x02\0\0\0\x02\0\xff\x80\x03\x09\x08\x07\x06"s, kLabels = "\0\0\x08\x01\0\0\0\x02\x07\x01"s;
const std::string kPicturesPacked = "\x1f\x8b\x08\0\0\0\0\0\x02\x03\x63\x60\xe0\x60\x66\x60\x60\x60\x82\xe3\xff\x0d\xcc\x9c\x1c\xec\x6c\0\x31\x6a\x15\xe5\x18\0\0\0"s;
const std::string kLabelsPacked = "\x1f\x8b\x08\0\0\0\0\0\x02\x03\x63\x60\xe0\x60\x64\x60\x60\x60\x62\x67\x04\0\x48\x0a\xda\xad\x0a\0\0\0"s;

}  // namespace

std::vector<std::string> seeds() {
  return {pair(kPictures, kLabels), pair(kLabels, kPictures), pair(kPicturesPacked, kLabels), pair(kPictures, kLabelsPacked), pair(kPicturesPacked, kLabelsPacked)};
}
std::vector<std::string> words() {
  return {"\0\0\x08\x03"s, "\0\0\x08\x01"s, "\0\0\x01\0"s, "\xff\xff\xff\xff", "\x1f\x8b\x08", "\x1c", kLabels, kPictures};
}

}  // namespace epochs::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace epochs;
  if (size < 2) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  const std::size_t cut = std::min<std::size_t>(bytes.size(), static_cast<std::size_t>(data[0]) << 8u | data[1]);
  const auto images = data::parse_idx({bytes.substr(0, cut), "a"}, {bytes.substr(cut), "b"});
  if (!images) {
    fuzz::require_one_sentence(images.error());
    fuzz::require(images.failure().chinese.ends_with("。"), "the Chinese message does not end as a sentence", images.failure().chinese);
    return 0;
  }
  const data::Images& read = images.value();
  fuzz::require(read.rows > 0 && read.cols > 0 && read.bytes.size() == read.size() * read.cells(), "the pictures have another size than was said");
  for (const std::uint8_t label : read.labels) fuzz::require(label <= 9, "a label is no digit");
  return 0;
}
