// What the lesson learns from: the same from one seed, styles kept apart, drawn digits behind the others, files that do not fit refused.
#include "lessons/1989_cnn/digits.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "core/check.hpp"

namespace epochs::cnn_data {
namespace {

TEST(CnnDigits, BuiltInOnesAreAFunctionOfTheSeed) {
  const Shared a = built_in(5, 60, 20), b = built_in(5, 60, 20), c = built_in(6, 60, 20);
  EXPECT_EQ(a->train->bytes, b->train->bytes);
  EXPECT_EQ(a->test->bytes, b->test->bytes);
  EXPECT_NE(a->train->bytes, c->train->bytes);
  EXPECT_NE(a->train->bytes, a->test->bytes);
  EXPECT_EQ(a->size(), 60u);
}

TEST(CnnDigits, DrawnOnesComeBehindTheOthers) {
  const Shared digits = built_in(5, 30, 10);
  const std::vector<std::uint8_t> picture(784, 9);
  const Shared more = with_drawn(*with_drawn(*digits, picture, 3), picture, 4);
  EXPECT_EQ(digits->size(), 30u);
  EXPECT_EQ(more->size(), 32u);
  EXPECT_EQ(more->train, digits->train) << "not copied";
  EXPECT_EQ(more->label(30), 3);
  EXPECT_EQ(more->label(31), 4);
  EXPECT_EQ(more->picture(31)[0], 9);
  EXPECT_THROW(with_drawn(*digits, picture, 10), CheckFailed);
  EXPECT_THROW(with_drawn(*digits, std::vector<std::uint8_t>(783), 1), CheckFailed);
}

struct CnnFiles : testing::Test {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("epochs-cnn-" + std::to_string(::getpid()));
  void SetUp() override { std::filesystem::create_directories(folder); }
  void TearDown() override { std::filesystem::remove_all(folder); }
  std::string write(const std::string& name, int kind, std::initializer_list<int> sizes, std::size_t bytes) {
    std::ofstream out(folder / name, std::ios::binary);
    out << '\0' << '\0' << '\x08' << static_cast<char>(kind);
    for (const int size : sizes) out << '\0' << '\0' << static_cast<char>(size / 256) << static_cast<char>(size % 256);
    out << std::string(bytes, '\x07');
    return (folder / name).string();
  }
};

TEST_F(CnnFiles, OfTheLearnersOwnAreCut) {
  const auto digits = own(write("images", 3, {25, 28, 28}, 25 * 784), write("labels", 1, {25}, 25));
  ASSERT_TRUE(digits.ok()) << digits.error();
  EXPECT_EQ(digits.value()->size(), 20u);
  EXPECT_EQ(digits.value()->test->size(), 5u);
  EXPECT_EQ(digits.value()->source, Source::Own);
  EXPECT_EQ(digits.value()->label(3), 7);
}

TEST_F(CnnFiles, OfAnotherSizeAreRefused) {
  const auto wide = own(write("images", 3, {25, 8, 8}, 25 * 64), write("labels", 1, {25}, 25));
  EXPECT_NE(wide.error().find("8 × 8 pixels; the lesson takes 28 × 28."), std::string::npos) << wide.error();
  const auto few = own(write("images", 3, {19, 28, 28}, 19 * 784), write("labels", 1, {19}, 19));
  EXPECT_NE(few.error().find("fewer than 20 pictures"), std::string::npos) << few.error();
}

TEST_F(CnnFiles, RealOnesThatAreNotThereAreSaidSo) {
  EXPECT_FALSE(real_is_there(folder));
  const auto none = real(folder);
  ASSERT_FALSE(none.ok());
  EXPECT_NE(none.error().find("tools/setup.sh --data"), std::string::npos);
  std::filesystem::create_directories(folder / "mnist/src/digits");
  for (int digit = 0; digit < 10; ++digit) {
    std::ofstream out(folder / "mnist/src/digits" / (std::to_string(digit) + ".json"));
    out << "{\"data\":[0";
    for (int i = 1; i < 3 * 784; ++i) out << ",0";
    out << "]}";
  }
  const auto digits = real(folder);
  ASSERT_TRUE(digits.ok()) << digits.error();
  EXPECT_EQ(digits.value()->size(), 24u);
  EXPECT_EQ(digits.value()->test->size(), 6u);
}

}  // namespace
}  // namespace epochs::cnn_data
