// Pictures in the format of MNIST: well-formed pairs, plain and packed, and every way in which a file can lie.
#include "data/idx.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "data/gz.hpp"

namespace epochs::data {
namespace {

using std::string_literals::operator""s;

std::string big(std::uint32_t value) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> static_cast<unsigned>(shift) & 255u);
  return out;
}
std::string pictures(std::uint32_t count, std::uint32_t rows, std::uint32_t cols, const std::string& bytes) { return big(0x803) + big(count) + big(rows) + big(cols) + bytes; }
std::string labels(std::uint32_t count, const std::string& bytes) { return big(0x801) + big(count) + bytes; }

std::string from_hex(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return out;
}

// gzip of the two files below.
const std::string kPixels = "\x00\xff\x80\x03\x09\x08\x07\x06"s, kLabels = "\x07\x01"s;
const std::string kPicturesPacked = from_hex("1f8b08000000000002036360e0606660606082e3ff0dcc9c1cec6c00316a15e518000000");
const std::string kLabelsPacked = from_hex("1f8b08000000000002036360e0606460606062670400480adaad0a000000");

Result<Images> read(const std::string& a, const std::string& b) { return parse_idx({a, "a"}, {b, "b"}); }

void expect_refused(const std::string& a, const std::string& b, const std::string& english, const std::string& chinese) {
  const auto got = read(a, b);
  ASSERT_FALSE(got.ok()) << english;
  const std::string& said = got.failure().message;
  EXPECT_NE(said.find(english), std::string::npos) << said;
  EXPECT_EQ(said.back(), '.') << said;
  EXPECT_NE(got.failure().chinese.find(chinese), std::string::npos) << got.failure().chinese;
  EXPECT_TRUE(got.failure().chinese.ends_with("。")) << got.failure().chinese;
}

TEST(Idx, ReadsAPairPlainOrPackedInEitherOrder) {
  const std::string plain = pictures(2, 2, 2, kPixels), marks = labels(2, kLabels);
  for (const std::string& first : {plain, kPicturesPacked})
    for (const std::string& second : {marks, kLabelsPacked})
      for (const bool turned : {false, true}) {
        const auto got = turned ? read(second, first) : read(first, second);
        ASSERT_TRUE(got.ok()) << got.error();
        const Images& images = got.value();
        EXPECT_EQ(images.size(), 2u);
        EXPECT_EQ(images.rows, 2);
        EXPECT_EQ(images.cols, 2);
        EXPECT_EQ(images.labels, (std::vector<std::uint8_t>{7, 1}));
        EXPECT_EQ(images.bytes, (std::vector<std::uint8_t>{0, 255, 128, 3, 9, 8, 7, 6}));
        EXPECT_EQ(images.source, turned ? "b" : "a");
      }
}

TEST(Idx, RefusesWhatLiesInOneSentence) {
  const std::string good = pictures(2, 2, 2, kPixels), marks = labels(2, kLabels);
  expect_refused("", marks, "begins with -", "不是字节型");
  expect_refused("PNG!", marks, "begins with 50 4e 47 21", "50 4e 47 21");
  expect_refused(big(0xd03) + good.substr(4), marks, "00 00 0d 03", "00 00 0d 03");               // floats
  expect_refused(good, good, "both files hold pictures", "都是图像");
  expect_refused(marks, marks, "both files hold labels", "都是标签");
  expect_refused(good.substr(0, 15), marks, "within its head", "文件头");
  expect_refused(good, marks.substr(0, 7), "within its head", "文件头");
  expect_refused(good.substr(0, good.size() - 1), marks, "a: its head announces 8 bytes, but 7 follow; the file is cut off", "不完整");
  expect_refused(good + "x", marks, "announces 8 bytes, but 9 follow; the file is damaged", "已损坏");
  expect_refused(good, marks + "x", "b: its head announces 2 bytes, but 3 follow", "声明有 2 个字节");
  expect_refused(pictures(0, 2, 2, ""), marks, "0 pictures", "0 幅");
  expect_refused(pictures(0xffffffff, 2, 2, kPixels), marks, "4,294,967,295 pictures", "4,294,967,295");
  expect_refused(pictures(2, 0, 2, ""), marks, "0 × 2 pixels", "0 × 2");
  expect_refused(pictures(2, 70'000, 70'000, kPixels), marks, "70,000 × 70,000 pixels", "70,000 × 70,000");
  expect_refused(pictures(200'000, 256, 256, kPixels), marks, "announces 13,107,200,000 bytes", "13,107,200,000");
  expect_refused(good, labels(3, kLabels + "\x04"), "b: there are 3 labels for 2 pictures", "有 3 个标签，却有 2 幅图像");
  expect_refused(good, labels(2, "\x07\x0a"), "b: label 2 is 10", "第 2 个标签是 10");
  expect_refused(good, labels(2, "\xff\x01"), "label 1 is 255", "255");
}

TEST(Idx, RefusesDamagedAndExplodingPackages) {
  const std::string marks = labels(2, kLabels);
  for (std::size_t length = 2; length < kPicturesPacked.size(); ++length) expect_refused(kPicturesPacked.substr(0, length), marks, "a: the gz file", "gz 文件");
  for (std::size_t i = 10; i < kPicturesPacked.size(); ++i) {                                     // the ten bytes of the head hold a time and a system
    std::string changed = kPicturesPacked;
    changed[i] = static_cast<char>(changed[i] ^ 0x10);
    EXPECT_FALSE(read(changed, marks).ok()) << i;
  }
  std::string lying = kPicturesPacked;
  lying.replace(lying.size() - 4, 4, "\xff\xff\xff\xff");                                         // says: 4 GiB
  expect_refused(lying, marks, "unpacks to more than 64 MiB", "超过 64 MiB");
  lying.replace(lying.size() - 4, 4, "\x00\x00\x00\x03"s);                                        // says 48 MiB, and 18 bytes cannot hold that
  expect_refused(lying, marks, "damaged", "损坏");
}

// Fixed Huffman codes: a zero, then `repeats` times "258 more of the same": 13 bits each.
std::string zeros_packed(int repeats) {
  std::string out;
  unsigned held = 0, bits = 0;
  const auto put = [&](unsigned code, int length, bool high_first) {
    for (int i = 0; i < length; ++i) {
      held |= (code >> static_cast<unsigned>(high_first ? length - 1 - i : i) & 1u) << bits;
      if (++bits == 8) out += static_cast<char>(held), held = bits = 0;
    }
  };
  put(3, 3, false);                      // the last block, fixed codes
  put(0x30, 8, true);                    // the byte 0
  for (int i = 0; i < repeats; ++i) put(0xc5, 8, true), put(0, 5, true);
  put(0, 7, true);
  if (bits > 0) out += static_cast<char>(held);
  return out;
}

TEST(Gz, UnpacksNoMoreThanItSaid) {
  const std::string head = "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"s;
  const auto right = unpack_gz(head + zeros_packed(4) + from_hex("ef71084a09040000"), 2000, "zeros");
  ASSERT_TRUE(right.ok()) << right.error();
  EXPECT_EQ(right.value(), std::string(1033, '\0'));
  const std::string bomb = head + zeros_packed(400'000) + from_hex("00000000") + "\x0a\0\0\0"s;      // 100 MB, says 10 bytes
  const auto got = unpack_gz(bomb, std::size_t{64} << 20u, "bomb");
  ASSERT_FALSE(got.ok());
  EXPECT_NE(got.error().find("damaged"), std::string::npos);
  const std::string zeros = "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x63\x00\x00\x8d\xef\x02\xd2\x01\x00\x00\x00"s;   // one zero byte
  const auto one = unpack_gz(zeros, 1, "zeros");
  ASSERT_TRUE(one.ok()) << one.error();
  EXPECT_EQ(one.value(), "\0"s);
  EXPECT_FALSE(unpack_gz(zeros, 0, "zeros").ok());
}

TEST(Gz, PassesOverNamesAndComments) {
  std::string named = from_hex("1f8b080000000000020348cdc9c957");
  named[3] = 4 | 8 | 16 | 2;                                                                      // extra field, name, comment, check of the head
  const std::string body = from_hex("1f8b0800000000000203cb48cdc9c957c8402701e3513d8d17000000");
  const std::string whole = named.substr(0, 10) + "\x03\x00xyz"s + "name\0"s + "a comment\0"s + "cc" + body.substr(10);
  const auto text = unpack_gz(whole, 100, "hello.gz");
  ASSERT_TRUE(text.ok()) << text.error();
  EXPECT_EQ(text.value(), "hello hello hello hello");
  EXPECT_FALSE(unpack_gz(named.substr(0, 10) + "\xff\xff" + "x", 100, "hello.gz").ok());
}

struct IdxFiles : testing::Test {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("epochs-idx-" + std::to_string(::getpid()));
  void SetUp() override { std::filesystem::create_directories(folder); }
  void TearDown() override { std::filesystem::remove_all(folder); }
  std::string write(const std::string& name, const std::string& bytes) {
    std::ofstream(folder / name, std::ios::binary) << bytes;
    return (folder / name).string();
  }
};

TEST_F(IdxFiles, AreReadAndFindTheirPartner) {
  const std::string p = write("t10k-images-idx3-ubyte.gz", kPicturesPacked), l = write("t10k-labels-idx1-ubyte", labels(2, kLabels));
  const auto got = read_idx(p, l);
  ASSERT_TRUE(got.ok()) << got.error();
  EXPECT_EQ(got.value().source, "t10k-images-idx3-ubyte.gz");
  EXPECT_EQ(idx_partner(p), std::filesystem::path(l));
  EXPECT_EQ(idx_partner(l), std::filesystem::path(p));
  EXPECT_EQ(idx_partner(write("other", "x")), std::nullopt);
  EXPECT_EQ(idx_partner(write("my-images", "x")), std::nullopt);
}

TEST_F(IdxFiles, ThatAreNotThereAreSaidSo) {
  const std::string p = write("images", pictures(2, 2, 2, kPixels));
  EXPECT_NE(read_idx(p, (folder / "labels").string()).error().find("no such file"), std::string::npos);
  EXPECT_NE(read_idx(folder.string(), p).error().find("no such file"), std::string::npos);
  write("huge", "");
  std::filesystem::resize_file(folder / "huge", kMostIdxBytes + 1);
  EXPECT_NE(read_idx(p, (folder / "huge").string()).error().find("larger than 64 MiB"), std::string::npos);
}

}  // namespace
}  // namespace epochs::data
