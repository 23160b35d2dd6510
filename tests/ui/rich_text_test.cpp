#include "ui/rich_text.hpp"

#include <gtest/gtest.h>

#include <map>

#include "core/text.hpp"
#include "screen.hpp"
#include "ui/canvas_svg.hpp"

namespace epochs::ui {
namespace {

// A canvas that keeps the texts: what stands on which line?
class Lines final : public SvgCanvas {
 public:
  explicit Lines(Canvas& measure) : SvgCanvas(measure, {0, 0, 1440, 900}, Color{}) {}
  float text(Vec2 at, std::string_view text, TextStyle style, Color color, Align align) override {
    lines_[at.y] += text;
    right_ = std::max(right_, at.x + text_width(text, style));
    return SvgCanvas::text(at, text, style, color, align);
  }
  std::vector<std::string> lines() const {
    std::vector<std::string> out;
    for (const auto& [y, line] : lines_) out.push_back(line);
    return out;
  }
  float right() const { return right_; }

 private:
  std::map<float, std::string> lines_;
  float right_ = 0;
};

struct Set {
  std::vector<std::string> lines;
  float right = 0, height = 0;
};

Set set_text(const Paragraph& paragraph, float width, int max_lines = 0) {
  static Screen screen;      // fonts are baked once for all widths
  Set out;
  screen.frame([&](Ui& ui) {
    Lines canvas(ui.canvas);
    Ui on_paper = with_canvas(ui, canvas);
    RichStyle style;
    style.max_lines = max_lines;
    out.height = rich_text(on_paper, {0, 0}, width, paragraph, style);
    out.lines = canvas.lines(), out.right = canvas.right();
  });
  return out;
}

bool starts_with_any(const std::string& line, std::u32string_view marks) {
  const auto points = decode_utf8(line);
  return !points.empty() && marks.find(points.front()) != std::u32string_view::npos;
}
bool ends_with_any(const std::string& line, std::u32string_view marks) {
  const auto points = decode_utf8(line);
  return !points.empty() && marks.find(points.back()) != std::u32string_view::npos;
}

TEST(RichText, EnglishBreaksAtSpacesAndStaysInside) {
  const Set set = set_text({{"Each dot is a short film review. ", "", "", false, false}, {"x1", "x1", "", false, false}, {" counts its praise words.", "", "", false, false}}, 160);
  ASSERT_GE(set.lines.size(), 2u);
  EXPECT_LE(set.right, 161);
  std::string all;
  for (const std::string& line : set.lines) all += std::string(trim(line)) + " ";
  EXPECT_EQ(all, "Each dot is a short film review. x1 counts its praise words. ");
}

TEST(RichText, TheDotsOfATextThatIsCutStandWithinItsWidth) {
  for (const std::string text : {"Surprisingly brilliant from the first minute to the last, and never dull for anybody", "从第一分钟到最后一分钟都精彩，没有一处沉闷，人人都会喜欢"})
    for (float width = 120; width < 300; width += 7) {
      const Set set = set_text({{text, "", "", false, false}}, width, 2);
      ASSERT_EQ(set.lines.size(), 2u);
      if (set.lines[1].ends_with("…")) { EXPECT_LE(set.right, width + 8) << "a hanging mark may stand out, the dots may not: " << width; }
    }
}

TEST(RichText, ChineseNeverBreaksBeforeAClosingMarkOrAfterAnOpeningOne) {
  const std::string text = "每个点是一条很短的影评，“不错”（好评）；它的得分：大于零吗？答案是《肯定》的、没有疑问！";
  for (float width = 60; width < 420; width += 7) {
    const Set set = set_text({{text, "", "", false, false}}, width);
    std::string all;
    for (const std::string& line : set.lines) {
      EXPECT_FALSE(starts_with_any(line, U"，。；：？！、）」』”’》")) << line << " at width " << width;
      EXPECT_FALSE(&line != &set.lines.back() && ends_with_any(line, U"（「『“‘《")) << line << " at width " << width;
      all += line;
    }
    EXPECT_EQ(all, text);
  }
}

TEST(RichText, AMarkStaysWithTheColouredWordBeforeIt) {
  for (float width = 40; width < 300; width += 5) {
    const Set set = set_text({{"It moves its ", "", "", false, false}, {"weight", "w", "", false, false}, {", then it asks again.", "", "", false, false}}, width);
    for (const std::string& line : set.lines) EXPECT_FALSE(line.starts_with(",")) << "at width " << width;
  }
}

TEST(RichText, MeasuringEqualsDrawingAndLinesAreLimited) {
  const Paragraph paragraph{{"One two three four five six seven eight nine ten eleven twelve.", "", "", false, false}};
  Screen screen;
  screen.frame([&](Ui& ui) {
    RichStyle style;
    const float drawn = rich_text(ui, {0, 0}, 120, paragraph, style), measured = rich_text(ui, {0, 0}, 120, paragraph, style, Draw::No);
    EXPECT_EQ(drawn, measured);
    style.max_lines = 2;
    EXPECT_EQ(rich_text(ui, {0, 0}, 120, paragraph, style), 2 * style.line_height);
  });
  EXPECT_EQ(set_text(paragraph, 120, 2).lines.size(), 2u);
  EXPECT_TRUE(set_text(paragraph, 120, 2).lines.back().ends_with("…"));
}

TEST(RichText, AWordThatFitsNowhereDoesNotHang) {
  const Set set = set_text({{std::string(200, 'w') + " end", "", "", false, false}}, 50);
  EXPECT_GE(set.lines.size(), 2u);
  EXPECT_EQ(set_text({}, 50).lines.size(), 0u);
  EXPECT_EQ(set_text({{"\xFF\xFE", "", "", false, false}}, 0).lines.size(), 1u);
}

}  // namespace
}  // namespace epochs::ui
