// A canvas that writes down every word of a whole screen with what it is cut by and what covers it later, for tests that nothing is cut or written over.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "ui/canvas.hpp"

namespace epochs::testing {

class ScreenLedger : public ui::Canvas {
 public:
  explicit ScreenLedger(ui::Canvas& measure, ui::Rect window) : measure_(measure), window_(window) {}

  // Sentences about what is wrong, in no order.
  std::vector<std::string> faults() const;

  void fill(ui::Rect rect, ui::Color color, float radius) override;
  void outline(ui::Rect, ui::Color, float, float) override {}
  void line(ui::Vec2, ui::Vec2, ui::Color, float) override {}
  void dashed(ui::Vec2, ui::Vec2, ui::Color, float, float, float) override {}
  void polyline(std::span<const ui::Vec2>, ui::Color, float) override {}
  void polygon(std::span<const ui::Vec2>, ui::Color) override {}
  void disc(ui::Vec2, float, ui::Color) override {}
  void circle(ui::Vec2, float, ui::Color, float) override {}
  void arc(ui::Vec2, float, float, float, ui::Color, float) override {}
  void bezier(ui::Vec2, ui::Vec2, ui::Vec2, ui::Vec2, ui::Color, float) override {}
  void arrow(ui::Vec2, ui::Vec2, ui::Color, float, float) override {}
  void image(ui::Texture, ui::Rect, float) override {}
  void marks(ui::Texture, std::span<const ui::Mark>) override {}
  void gradient(ui::Rect, ui::Color, ui::Color, ui::Color, ui::Color) override {}
  float text(ui::Vec2 at, std::string_view text, ui::TextStyle style, ui::Color color, ui::Align align) override;
  float text_width(std::string_view text, ui::TextStyle style) override { return measure_.text_width(text, style); }
  void push_clip(ui::Rect rect) override { clips_.push_back(clips_.empty() ? rect : common(clips_.back(), rect)); }
  void pop_clip() override { if (!clips_.empty()) clips_.pop_back(); }
  void layer(int) override {}

 private:
  struct Word {
    std::string text;
    ui::Rect box, clip, panel;         // clip and panel: w < 0 where there is none
    bool symbol = false;               // of a formula, whose signs stand close
  };
  static ui::Rect common(ui::Rect a, ui::Rect b);
  static bool is_seen(const Word& word) { return common(word.box, word.clip).h > 0.4f * word.box.h; }
  ui::Canvas& measure_;
  ui::Rect window_;
  std::vector<ui::Rect> clips_, panels_;
  std::vector<Word> words_;
};

}  // namespace epochs::testing
