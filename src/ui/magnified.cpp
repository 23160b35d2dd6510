#include "ui/magnified.hpp"

#include <vector>

namespace epochs::ui {
namespace {

Rect times(Rect r, float k) { return {r.x * k, r.y * k, r.w * k, r.h * k}; }

// Every length of a call times the factor; colours, angles and words as they are.
class LargerCanvas final : public Canvas {
 public:
  LargerCanvas(Canvas& to, float factor) : to_(to), k_(factor) {}

  void fill(Rect rect, Color color, float radius) override { to_.fill(times(rect, k_), color, radius * k_); }
  void outline(Rect rect, Color color, float radius, float width) override { to_.outline(times(rect, k_), color, radius * k_, width * k_); }
  void line(Vec2 from, Vec2 to, Color color, float width) override { to_.line(from * k_, to * k_, color, width * k_); }
  void dashed(Vec2 from, Vec2 to, Color color, float width, float on, float off) override { to_.dashed(from * k_, to * k_, color, width * k_, on * k_, off * k_); }
  void polyline(std::span<const Vec2> points, Color color, float width) override { to_.polyline(larger(points), color, width * k_); }
  void polygon(std::span<const Vec2> points, Color color) override { to_.polygon(larger(points), color); }
  void disc(Vec2 center, float radius, Color color) override { to_.disc(center * k_, radius * k_, color); }
  void circle(Vec2 center, float radius, Color color, float width) override { to_.circle(center * k_, radius * k_, color, width * k_); }
  void arc(Vec2 center, float radius, float from, float to, Color color, float width) override { to_.arc(center * k_, radius * k_, from, to, color, width * k_); }
  void bezier(Vec2 a, Vec2 b, Vec2 c, Vec2 d, Color color, float width) override { to_.bezier(a * k_, b * k_, c * k_, d * k_, color, width * k_); }
  void arrow(Vec2 from, Vec2 to, Color color, float width, float head) override { to_.arrow(from * k_, to * k_, color, width * k_, head * k_); }
  void image(Texture texture, Rect rect, float radius) override { to_.image(texture, times(rect, k_), radius * k_); }
  void marks(Texture sheet, std::span<const Mark> marks) override {
    marks_.assign(marks.begin(), marks.end());
    for (Mark& mark : marks_) mark.center = mark.center * k_, mark.radius *= k_;
    to_.marks(sheet, marks_);
  }
  void gradient(Rect rect, Color lt, Color rt, Color rb, Color lb) override { to_.gradient(times(rect, k_), lt, rt, rb, lb); }
  float text(Vec2 baseline, std::string_view text, TextStyle style, Color color, Align align) override {
    return to_.text(baseline * k_, text, larger(style), color, align) / k_;
  }
  float text_width(std::string_view text, TextStyle style) override { return to_.text_width(text, larger(style)) / k_; }
  void push_clip(Rect rect) override { to_.push_clip(times(rect, k_)); }
  void pop_clip() override { to_.pop_clip(); }
  void layer(int index) override { to_.layer(index); }

 private:
  std::span<const Vec2> larger(std::span<const Vec2> points) {
    points_.assign(points.begin(), points.end());
    for (Vec2& point : points_) point = point * k_;
    return points_;
  }
  TextStyle larger(TextStyle style) const {
    style.size *= k_;
    return style;
  }

  Canvas& to_;
  float k_;
  std::vector<Vec2> points_;
  std::vector<Mark> marks_;
};

}  // namespace

Magnified::Magnified(Ui& outer, float factor)
    : outer_(outer), factor_(factor), canvas_(std::make_unique<LargerCanvas>(outer.canvas, factor)),
      frame_(std::make_unique<Ui>(Ui{*canvas_, outer.theme, outer.language, inside(outer.window), outer.scale * factor, outer.text_scale, outer.pointer, outer.keys, outer.typed,
                    outer.highlight, anchors_, outer.focus, outer.motion, outer.requests, outer.clipboard, outer.time, outer.touch})) {
  frame_->pointer.position = outer.pointer.position * (1 / factor);
  frame_->pointer.moved = outer.pointer.moved * (1 / factor);
}

Magnified::~Magnified() {
  for (const auto& [id, area] : anchors_.added()) outer_.anchors.add(id, times(area, factor_));
}

Rect Magnified::inside(Rect outer) const { return times(outer, 1 / factor_); }

}  // namespace epochs::ui
