#include "data/lzw.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace epochs::data {
namespace {

constexpr unsigned kFirstBits = 9, kMostBits = 16;
constexpr int kClear = 256, kEnd = -1;

// Codes stand in groups of eight. Where their length changes, the rest of the group is not used.
class Codes {
 public:
  explicit Codes(std::string_view bytes) : bytes_(bytes) {}
  unsigned bits() const { return bits_; }
  int next() {
    if ((bit_ + bits_) > (bytes_.size() - group_) * 8) return kEnd;
    unsigned code = 0;
    for (unsigned i = 0; i < bits_; ++i, ++bit_) code |= (static_cast<unsigned char>(bytes_[group_ + bit_ / 8]) >> (bit_ % 8) & 1u) << i;
    return static_cast<int>(code);
  }
  void set_bits(unsigned bits) {
    const std::size_t groups = (bit_ + bits_ * 8 - 1) / (bits_ * 8);
    group_ = std::min(bytes_.size(), group_ + groups * bits_);
    bit_ = 0;
    bits_ = bits;
  }

 private:
  std::string_view bytes_;
  std::size_t group_ = 0, bit_ = 0;      // where codes of this length began; how far behind that
  unsigned bits_ = kFirstBits;
};

}  // namespace

std::optional<std::string> unpack_lzw(std::string_view bytes, std::size_t most) {
  struct Entry {
    int prefix = 0;
    char last = 0;
  };
  std::vector<Entry> entries(std::size_t{1} << kMostBits);
  Codes codes(bytes);
  std::string out, piece;                // a piece backwards
  int before = kEnd, free = kClear + 1;
  char first = 0;
  for (;;) {
    if (codes.bits() < kMostBits && free > (1 << codes.bits()) - 1) codes.set_bits(codes.bits() + 1);
    const int code = codes.next();
    if (code == kEnd) return out;
    if (code == kClear) {
      codes.set_bits(kFirstBits);
      free = kClear;
      continue;
    }
    if (code > free || (code >= kClear && (before == kEnd || free == kClear)) || (code == free && before == kEnd)) return std::nullopt;
    piece.clear();
    int at = code;
    if (code == free) piece += first, at = before;
    for (; at > kClear; at = entries[static_cast<std::size_t>(at)].prefix) piece += entries[static_cast<std::size_t>(at)].last;
    first = static_cast<char>(at);
    piece += first;
    if (piece.size() > most - out.size()) return std::nullopt;
    out.append(piece.rbegin(), piece.rend());
    if (before != kEnd && free < (1 << kMostBits)) entries[static_cast<std::size_t>(free++)] = {before, first};
    before = code;
  }
}

}  // namespace epochs::data
