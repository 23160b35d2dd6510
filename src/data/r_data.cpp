#include "data/r_data.hpp"

#include <cstdint>

#include "core/text.hpp"

namespace epochs::data {
namespace {

enum Type : unsigned { kSymbol = 1, kPairs = 2, kCharacters = 9, kLogical = 10, kInteger = 13, kStrings = 16, kList = 19, kNil = 254, kReference = 255 };
constexpr unsigned kHasAttributes = 0x200, kHasTag = 0x400;
constexpr int kDeepest = 32;

class Xdr {
 public:
  explicit Xdr(std::string_view bytes) : bytes_(bytes) {}
  std::size_t at() const { return at_; }
  bool failed() const { return failed_; }

  bool head() {
    if (!bytes_.starts_with("X\n")) return failed_ = true, false;
    at_ = 2;
    const std::uint32_t version = number();
    number(), number();                                    // who wrote it, who can read it
    if (version != 2 && version != 3) failed_ = true;
    if (version == 3) text(number());                      // the encoding
    return !failed_;
  }

  RValue value(int depth = 0) {
    RValue out;
    const std::uint32_t flags = number();
    if (depth > kDeepest) failed_ = true;
    if (failed_) return out;
    switch (flags & 255u) {
      case kNil: break;
      case kReference: if (flags >> 8u == 0) number(); break;      // to a symbol; no text needs to know which
      case kSymbol: out.texts = value(depth + 1).texts; break;
      case kCharacters: out.texts.push_back(text(number())); break;
      case kPairs: pairs(out, flags, depth); break;
      case kLogical:
      case kInteger:
        for (std::uint32_t left = count(4); left > 0 && !failed_; --left) out.numbers.push_back(static_cast<int>(number()));
        break;
      case kStrings:
        for (std::uint32_t left = count(8); left > 0 && !failed_; --left) {
          RValue one = value(depth + 1);
          out.texts.push_back(one.texts.size() == 1 ? std::move(one.texts[0]) : std::string());
        }
        break;
      case kList:
        for (std::uint32_t left = count(4); left > 0 && !failed_; --left) out.items.push_back(value(depth + 1));
        break;
      default: failed_ = true;
    }
    if ((flags & 255u) != kPairs && (flags & 255u) != kCharacters && (flags & kHasAttributes)) attributes(out, depth);
    return out;
  }

 private:
  std::uint32_t number() {
    if (bytes_.size() - at_ < 4) failed_ = true;
    if (failed_) return 0;
    std::uint32_t out = 0;
    for (int i = 0; i < 4; ++i) out = out << 8u | static_cast<unsigned char>(bytes_[at_++]);
    return out;
  }
  // How many follow, each of so many bytes at the least.
  std::uint32_t count(std::size_t least) {
    const std::uint32_t out = number();
    if (out > (bytes_.size() - at_) / least) failed_ = true;
    return failed_ ? 0 : out;
  }
  std::string text(std::uint32_t length) {
    if (length == 0xFFFFFFFFu) return {};                  // NA
    if (failed_ || length > bytes_.size() - at_) return failed_ = true, std::string();
    at_ += length;
    return std::string(bytes_.substr(at_ - length, length));
  }
  // A chain of values with tags, as R keeps attributes.
  void pairs(RValue& out, std::uint32_t flags, int depth) {
    for (bool more = true; more && !failed_;) {
      if (flags & kHasAttributes) value(depth + 1);
      std::vector<std::string> tag;
      if (flags & kHasTag) tag = value(depth + 1).texts;
      out.names.push_back(tag.size() == 1 ? tag[0] : std::string());
      out.items.push_back(value(depth + 1));
      flags = number();
      more = (flags & 255u) == kPairs;
      if (!more && (flags & 255u) != kNil) failed_ = true;
    }
  }
  void attributes(RValue& out, int depth) {
    // Further lists say "names" by a reference: a chain of one item without a name of its own is taken for it.
    const RValue chain = value(depth + 1);
    for (std::size_t i = 0; i < chain.items.size() && i < chain.names.size(); ++i)   // fewer names when its own attribute named them
      if (chain.names[i] == "names" || (chain.names[i].empty() && chain.items.size() == 1)) out.names = chain.items[i].texts;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace

const RValue* RValue::find(std::string_view name) const {
  for (std::size_t i = 0; i < names.size() && i < items.size(); ++i)
    if (names[i] == name) return &items[i];
  return nullptr;
}

Result<RValue> parse_r_value(std::string_view bytes, const std::string& file) {
  Xdr xdr(bytes);
  RValue out;
  if (xdr.head()) out = xdr.value();
  if (!xdr.failed()) return out;
  const std::string at = group_thousands(static_cast<long long>(xdr.at()));
  return Error{file + ": at byte " + at + " it is not what R writes for texts, or it is cut off; fetch it again.", file + "：第 " + at + " 个字节处不是 R 写出的文本数据，或文件不完整；请重新下载。"};
}

}  // namespace epochs::data
