#include "core/text.hpp"

#include <gtest/gtest.h>

namespace epochs {
namespace {

TEST(Text, DecodesAndEncodesEveryPlane) {
  const std::string text = "aé饼🍪";
  const auto points = decode_utf8(text);
  ASSERT_EQ(points.size(), 4u);
  EXPECT_EQ(points[2], U'\u997C');
  std::string back;
  for (const char32_t point : points) append_utf8(back, point);
  EXPECT_EQ(back, text);
}

TEST(Text, RefusesMalformedBytes) {
  for (const char* bad : {"\x80", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE4\xBD"}) {
    EXPECT_FALSE(is_valid_utf8(bad));
    EXPECT_EQ(decode_utf8(bad)[0], U'\uFFFD');
  }
  EXPECT_TRUE(is_valid_utf8("ASCII and 中文"));
}

TEST(Text, PrintsNumbersWithATrueMinus) {
  EXPECT_EQ(format_number(-0.2134, 3), "\u22120.213");
  EXPECT_EQ(format_number(-0.0001, 2), "0.00");
  EXPECT_EQ(format_number(0.5, 1, Sign::Always), "+0.5");
  EXPECT_EQ(group_thousands(1234567), "1,234,567");
  EXPECT_EQ(format_number(1e100, 2), "1.00e+100");
  EXPECT_EQ(format_number(-2.5e15, 1), "\u22122.5e+15");
  EXPECT_EQ(format_number(999'999'999'999'999.0, 1), "999999999999999.0");
}

}  // namespace
}  // namespace epochs
