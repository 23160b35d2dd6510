// A canvas that writes down where things are drawn, for tests of layouts: words that lie over one another, anything outside its area.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "ui/canvas.hpp"

namespace epochs::testing {

class LedgerCanvas : public ui::Canvas {
 public:
  struct Word {
    std::string text;
    ui::Rect box;
    float size = 0;
  };
  explicit LedgerCanvas(ui::Canvas& measure) : measure_(measure) {}
  std::vector<Word> words;
  std::vector<ui::Rect> shapes;

  void fill(ui::Rect rect, ui::Color, float) override { shapes.push_back(rect); }
  void outline(ui::Rect rect, ui::Color, float, float) override { shapes.push_back(rect); }
  void line(ui::Vec2 a, ui::Vec2 b, ui::Color, float) override { add(a), add(b); }
  void dashed(ui::Vec2 a, ui::Vec2 b, ui::Color, float, float, float) override { add(a), add(b); }
  void polyline(std::span<const ui::Vec2> points, ui::Color, float) override { for (const ui::Vec2 p : points) add(p); }
  void polygon(std::span<const ui::Vec2> points, ui::Color) override { for (const ui::Vec2 p : points) add(p); }
  void disc(ui::Vec2 c, float r, ui::Color) override { shapes.push_back({c.x - r, c.y - r, 2 * r, 2 * r}); }
  void circle(ui::Vec2 c, float r, ui::Color, float) override { shapes.push_back({c.x - r, c.y - r, 2 * r, 2 * r}); }
  void arc(ui::Vec2 c, float r, float, float, ui::Color, float) override { shapes.push_back({c.x - r, c.y - r, 2 * r, 2 * r}); }
  void bezier(ui::Vec2 a, ui::Vec2, ui::Vec2, ui::Vec2 d, ui::Color, float) override { add(a), add(d); }
  void arrow(ui::Vec2 a, ui::Vec2 b, ui::Color, float, float) override { add(a), add(b); }
  void image(ui::Texture, ui::Rect rect, float) override { shapes.push_back(rect); }
  void marks(ui::Texture, std::span<const ui::Mark> marks) override { for (const ui::Mark& m : marks) add(m.center); }
  void gradient(ui::Rect rect, ui::Color, ui::Color, ui::Color, ui::Color) override { shapes.push_back(rect); }
  float text(ui::Vec2 at, std::string_view text, ui::TextStyle style, ui::Color, ui::Align align) override {
    const float width = measure_.text_width(text, style), x = align == ui::Align::Left ? at.x : align == ui::Align::Right ? at.x - width : at.x - width / 2;
    words.push_back({std::string(text), {x, at.y - 0.74f * style.size, width, 0.94f * style.size}, style.size});
    return width;
  }
  float text_width(std::string_view text, ui::TextStyle style) override { return measure_.text_width(text, style); }
  void push_clip(ui::Rect) override {}
  void pop_clip() override {}
  void layer(int) override {}

 private:
  void add(ui::Vec2 p) { shapes.push_back({p.x, p.y, 0, 0}); }
  ui::Canvas& measure_;
};

// `outside`: how far outlines and a line of the title may reach beyond the area. Symbols of one formula stand close and are not held apart.
inline void expect_tidy(const LedgerCanvas& drawn, ui::Rect area, float title_line, const std::string& where) {
  EXPECT_FALSE(drawn.shapes.empty() && drawn.words.empty()) << where << " is empty";
  const auto within = [&](ui::Rect box, float slack, float above) {
    return box.x >= area.x - slack && box.right() <= area.right() + slack && box.y >= area.y - above && box.bottom() <= area.bottom() + slack;
  };
  for (const ui::Rect& shape : drawn.shapes) EXPECT_TRUE(within(shape, 6, title_line)) << where << ": a shape at " << shape.x << ", " << shape.y << ", " << shape.w << " × " << shape.h;
  for (std::size_t i = 0; i < drawn.words.size(); ++i) {
    const LedgerCanvas::Word& a = drawn.words[i];
    EXPECT_TRUE(within(a.box, 1, title_line)) << where << ": “" << a.text << "” is cut off";
    EXPECT_GE(a.size, 9) << where << ": “" << a.text << "”";
    for (std::size_t j = i + 1; j < drawn.words.size(); ++j) {
      const LedgerCanvas::Word& b = drawn.words[j];
      const float x = std::min(a.box.right(), b.box.right()) - std::max(a.box.x, b.box.x), y = std::min(a.box.bottom(), b.box.bottom()) - std::max(a.box.y, b.box.y);
      EXPECT_FALSE(x > 1.5f && y > 1.5f) << where << ": “" << a.text << "” lies over “" << b.text << "”";
    }
  }
}

}  // namespace epochs::testing
