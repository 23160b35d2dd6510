// The learner's own text in every encoding, whole and piece by piece, and files that are no text.
#include "data/text_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "core/text.hpp"

namespace epochs::data {
namespace {

using std::string_literals::operator""s;
const std::string kPlain = "The cat\nsees 猫 and 😀.\r\n";

std::string utf16_of(const std::string& text, bool little) {
  std::string out;
  const auto unit = [&](unsigned value) { out += {static_cast<char>(little ? value & 255u : value >> 8u), static_cast<char>(little ? value >> 8u : value & 255u)}; };
  for (const char32_t code : decode_utf8(text))
    if (code < 0x10000) unit(code);
    else unit(0xD800 + ((code - 0x10000) >> 10u)), unit(0xDC00 + ((code - 0x10000) & 0x3FFu));
  return out;
}

const std::string kGb = "\xC3\xA8\xBF\xB4\xBC\xFB\xB9\xB7\xA1\xA3\x94\x39\xFC\x36\n"s;      // 猫看见狗。😀

std::string in_pieces(const std::string& bytes, std::size_t length, TextEncoding& encoding) {
  TextDecoder decoder("t");
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += length) {
    const auto taken = decoder.take(std::string_view(bytes).substr(at, length), at + length >= bytes.size(), out);
    if (!taken) return taken.error();
    EXPECT_TRUE(is_valid_utf8(out));
  }
  encoding = decoder.encoding();
  return out;
}

TEST(TextFile, ReadsEveryEncodingWholeAndInPieces) {
  struct Case {
    std::string bytes, text;
    TextEncoding encoding;
  };
  const std::string gb = "A long line of plain text, then "s + kGb, gb_text = "A long line of plain text, then 猫看见狗。😀\n";
  const Case cases[] = {{kPlain, kPlain, TextEncoding::Utf8}, {"\xEF\xBB\xBF" + kPlain, kPlain, TextEncoding::Utf8}, {"\xFF\xFE" + utf16_of(kPlain, true), kPlain, TextEncoding::Utf16Little},
                        {"\xFE\xFF" + utf16_of(kPlain, false), kPlain, TextEncoding::Utf16Big}, {gb, gb_text, TextEncoding::Gb18030}, {kGb, "猫看见狗。😀\n", TextEncoding::Gb18030}};
  for (const Case& one : cases)
    for (const std::size_t length : {std::size_t{1}, std::size_t{2}, std::size_t{5}, std::size_t{7}, std::size_t{64}, std::size_t{1000}}) {
      TextEncoding encoding = TextEncoding::Utf8;
      EXPECT_EQ(in_pieces(one.bytes, length, encoding), one.text) << name_of(one.encoding) << " in pieces of " << length;
      EXPECT_EQ(encoding, one.encoding) << one.text;
    }
  EXPECT_EQ(text_of_bytes(utf16_of("Latin letters only", true), "t").value(), "Latin letters only");      // without a mark
  EXPECT_EQ(text_of_bytes(utf16_of("Latin letters only", false), "t").value(), "Latin letters only");
  EXPECT_EQ(text_of_bytes("", "t").value(), "");
}

std::string text_error(const std::string& bytes) {
  const auto read = text_of_bytes(bytes, "t");
  return read ? "read" : read.error();
}

TEST(TextFile, SaysWhereItIsNoText) {
  using testing::StartsWith;
  EXPECT_THAT(text_error("one\ntwo\n\xE7\x8C\xAB\0three"s), StartsWith("t:3: byte 11 is zero, so this is no text"));
  EXPECT_THAT(text_error("one\n猫\xFF\xFF\n"), StartsWith("t:2: at byte 7 it is no UTF-8"));
  EXPECT_THAT(text_error("\xEF\xBB\xBFone\n\xE7\x8C"), StartsWith("t:2: at byte 7 it is no UTF-8"));
  EXPECT_THAT(text_error("\xFF\xFE\x41\x00\x00\xD8\x41\x00"s), StartsWith("t:1: at byte 4 it is no UTF-16LE"));
  EXPECT_THAT(text_error("\xFF\xFE\x41"), StartsWith("t:1: at byte 2 it is no UTF-16LE"));
  EXPECT_FALSE(TextStream::open("/nonexistent"));
}

class OwnTextFile : public testing::Test {
 protected:
  ~OwnTextFile() override { std::filesystem::remove(path_); }
  std::string path_ = (std::filesystem::temp_directory_path() / ("epochs-text-" + std::to_string(::getpid()))).string();
};

[[maybe_unused]] std::size_t resident_kilobytes() {
  std::ifstream in("/proc/self/status");
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("VmRSS:")) return static_cast<std::size_t>(std::stoul(line.substr(6)));
  return 0;
}

TEST_F(OwnTextFile, IsNotHeldInMemory) {
  constexpr std::size_t kBytes = std::size_t{64} << 20u;
  std::string block;
  while (block.size() < 100'000) block += "The cat sees 猫 and 狗.\n";
  std::size_t written = 0;
  {
    std::ofstream out(path_, std::ios::binary);
    for (; written < kBytes; written += block.size()) out << block;
  }
  auto stream = TextStream::open(path_);
  ASSERT_TRUE(stream) << stream.error();
  [[maybe_unused]] const std::size_t before = resident_kilobytes();
  std::size_t read = 0;
  for (;;) {
    const auto piece = stream.value().next();
    ASSERT_TRUE(piece) << piece.error();
    if (piece.value().empty()) break;
    ASSERT_LE(piece.value().size(), kTextPieceBytes + 4);
    read += piece.value().size();
  }
  EXPECT_EQ(read, written);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)      // they keep what was freed
  EXPECT_LT(resident_kilobytes(), before + 8 * 1024) << "of 64 MiB";
#endif
  EXPECT_FALSE(read_text_file(path_, 1'000'000));
}

}  // namespace
}  // namespace epochs::data
