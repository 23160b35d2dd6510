#include "data/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/random.hpp"

namespace epochs {
namespace {

using data::parse_points;
using data::Point;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<Point> points(std::string_view text) {
  const auto set = parse_points(text, "points.csv");
  EXPECT_TRUE(set.ok()) << (set.ok() ? "" : set.error());
  return set.ok() ? set.value().points : std::vector<Point>{};
}

std::string error(std::string_view text) {
  const auto set = parse_points(text, "points.csv");
  return set.ok() ? "was accepted" : set.error();
}

TEST(Csv, ReadsCommasSemicolonsTabsAndEveryLineEnd) {
  const auto expected = ElementsAre(Point{0.5, -1, 1}, Point{2, 3, 0});
  EXPECT_THAT(points("0.5,-1,1\n2,3,0\n"), expected);
  EXPECT_THAT(points("0,5;-1;1\r\n2;3;0"), expected) << "decimal commas";
  EXPECT_THAT(points("0.5\t-1\t1\r2\t3\t0\r"), expected);
  EXPECT_THAT(points("\xEF\xBB\xBF \"0.5\" , \"-1\" , 1 \n\n  2, 3 ,0,a remark\n"), expected);
  EXPECT_THAT(points("5e-1,-1.0,1\n+2,3.,0"), expected);
}

TEST(Csv, AHeaderIsOptionalAndMayOrderTheColumns) {
  EXPECT_THAT(points("x,y,label\n1,2,1\n3,4,0"), ElementsAre(Point{1, 2, 1}, Point{3, 4, 0}));
  EXPECT_THAT(points("Label;Y;X\n1;2;7\n0;4;3"), ElementsAre(Point{7, 2, 1}, Point{3, 4, 0}));
  EXPECT_THAT(points("height,weight,animal\n1,2,cat\n3,4,dog"), ElementsAre(Point{1, 2, 0}, Point{3, 4, 1}));
}

TEST(Csv, ClassesAreSortedByValueOrName) {
  const auto numbers = parse_points("0,0,10\n0,0,-1\n0,0,2\n", "f");
  ASSERT_TRUE(numbers.ok());
  EXPECT_THAT(numbers.value().classes, ElementsAre("-1", "2", "10"));
  EXPECT_EQ(numbers.value().points[0].label, 2);
  const auto names = parse_points("0,0,猫\n0,0,dog\n", "f");
  ASSERT_TRUE(names.ok());
  EXPECT_THAT(names.value().classes, ElementsAre("dog", "猫"));
}

TEST(Csv, DamageIsOneSentenceWithFileAndLine) {
  EXPECT_THAT(error(""), HasSubstr("points.csv:1: the file is empty"));
  EXPECT_THAT(error("\n\n  \n"), HasSubstr("the file is empty"));
  EXPECT_THAT(error("1,2,0\n1,two,0"), HasSubstr("points.csv:2: y is not a number"));
  EXPECT_THAT(error("1,2,0\n\n1,2"), HasSubstr("points.csv:3: expected x, y and a class"));
  EXPECT_THAT(error("x,y,label\n"), HasSubstr("no points below"));
  EXPECT_THAT(error("label,x,z\n1,2,3"), HasSubstr("which columns"));
  EXPECT_THAT(error("a,b,c,x\n1,2,3\n"), HasSubstr("fewer columns"));
  EXPECT_THAT(error("1,2,"), HasSubstr("class is empty"));
  EXPECT_THAT(error("nan,2,1\n1,1,1"), HasSubstr("x is not a number"));
  EXPECT_THAT(error("1e999,2,1"), HasSubstr("x is not a number"));
  EXPECT_THAT(error("1e7,2,1"), HasSubstr("±1,000,000"));
  EXPECT_THAT(error("0x10,2,1"), HasSubstr("x is not a number"));
  EXPECT_THAT(error(std::string("1,2,0\n1,\0,0", 11)), HasSubstr("not a text file"));
  EXPECT_THAT(error("1,2,\xFF"), HasSubstr("not a text file"));
  EXPECT_THAT(error(std::string(2'000, '1')), HasSubstr("longer than 1,000"));
  EXPECT_THAT(error("1,2," + std::string(50, 'c')), HasSubstr("40 characters"));
  EXPECT_THAT(error(std::string(data::kMostCsvBytes + 1, '\n')), HasSubstr("4 MiB"));
}

TEST(Csv, HasLimits) {
  std::string many, classes;
  for (int i = 0; i < 10'001; ++i) many += "1,2,0\n";
  for (int i = 0; i < 11; ++i) classes += "1,2," + std::to_string(i) + "\n";
  EXPECT_THAT(error(many), HasSubstr("points.csv:10001: there are more than 10,000 points"));
  EXPECT_THAT(error(classes), HasSubstr("points.csv:11: there are more than 10 classes"));
  many.resize(many.size() - 6);
  EXPECT_EQ(points(many).size(), 10'000u);
}

TEST(Csv, TwoClassesAreOneAndNought) {
  const auto two = [](std::string_view text) { return data::parse_two_classes(text, "mine.csv"); };
  EXPECT_THAT(two("0,0,2\n1,1,1\n").value(), ElementsAre(Point{0, 0, 1}, Point{1, 1, 0}));
  EXPECT_THAT(two("0,0,dog\n1,1,cat\n").value(), ElementsAre(Point{0, 0, 1}, Point{1, 1, 0}));
  EXPECT_THAT(two("0,0,1\n").value(), ElementsAre(Point{0, 0, 1})) << "one class alone is the higher one";
  EXPECT_THAT(two("0,0,cat\n").value(), ElementsAre(Point{0, 0, 1}));
  EXPECT_THAT(two("0,0,0\n").value(), ElementsAre(Point{0, 0, 0})) << "unless it says what it is";
  EXPECT_THAT(two("0,0,-1\n").value(), ElementsAre(Point{0, 0, 0}));
  EXPECT_THAT(two("1,2,a\n1,3,b\n1,4,c\n").error(), HasSubstr("mine.csv: there are 3 classes"));
  EXPECT_THAT(two("1,99999,1\n").error(), HasSubstr("beyond ±10,000"));
  EXPECT_THAT(two("1,2\n").error(), HasSubstr("mine.csv:1"));
}

TEST(Csv, FilesThatAreNone) {
  for (const char* path : {"/nowhere/points.csv", "/", "/dev/zero", ""}) {
    const auto result = data::read_points(path);
    ASSERT_FALSE(result.ok()) << path;
    EXPECT_THAT(result.error(), HasSubstr("no such file"));
  }
}

// Whatever bytes come, the answer is points with finite coordinates and known classes, or one line that names the file.
TEST(Csv, Fuzz) {
  const std::string seeds[] = {"x,y,label\n0.5,-1,1\n2,3,0\n", "0,5;1;a\r\n1;2;b\r\n", "1\t2\t3\n\"4\"\t5\t6\n"};
  static constexpr char kBytes[] = "0123456789+-.eE,;\t\r\n\" xyabel\xEF\xBB\xBF\0\xFF";   // with a zero in it
  constexpr std::string_view kAlphabet(kBytes, sizeof kBytes - 1);
  Random random(20);
  for (int i = 0; i < 20'000; ++i) {
    std::string text = seeds[random.below(3)];
    for (std::uint32_t k = random.below(6); k > 0; --k) {
      const std::size_t at = random.below(static_cast<std::uint32_t>(text.size()) + 1);
      const char c = kAlphabet[random.below(static_cast<std::uint32_t>(kAlphabet.size()))];
      switch (random.below(3)) {
        case 0: text.insert(at, 1, c); break;
        case 1: text.erase(at, random.below(4)); break;
        default: text.insert(at, text.substr(at / 2, random.below(9))); break;
      }
    }
    const auto set = parse_points(text, "f.csv");
    if (!set.ok()) {
      ASSERT_THAT(set.error(), testing::StartsWith("f.csv"));
      ASSERT_EQ(set.error().find('\n'), std::string::npos);
      ASSERT_THAT(set.failure().in(Language::Chinese), testing::AllOf(testing::StartsWith("f.csv"), testing::EndsWith("。"))) << set.error();
      continue;
    }
    for (const Point& p : set.value().points) {
      ASSERT_TRUE(std::isfinite(p.x) && std::isfinite(p.y));
      ASSERT_LT(static_cast<std::size_t>(p.label), set.value().classes.size());
    }
  }
}

}  // namespace
}  // namespace epochs
