// The canvas as a file: the same calls, written down as SVG 1.1. Type is measured by the canvas of the screen, so that words stand
// where they stood; the viewer's fonts draw them.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "ui/canvas.hpp"
#include "ui/frame.hpp"

namespace epochs::ui {

class SvgCanvas : public Canvas {
 public:
  // area: what the picture shows, in the units of the calls; ground fills it.
  SvgCanvas(Canvas& measure, Rect area, Color ground);

  std::string document() const;          // the whole file, UTF-8
  bool has_textures() const { return has_textures_; }   // pictures made of pixels cannot be written: a grey area stands for them

  void fill(Rect rect, Color color, float radius) override;
  void outline(Rect rect, Color color, float radius, float width) override;
  void line(Vec2 from, Vec2 to, Color color, float width) override;
  void dashed(Vec2 from, Vec2 to, Color color, float width, float on, float off) override;
  void polyline(std::span<const Vec2> points, Color color, float width) override;
  void polygon(std::span<const Vec2> points, Color color) override;
  void disc(Vec2 center, float radius, Color color) override;
  void circle(Vec2 center, float radius, Color color, float width) override;
  void arc(Vec2 center, float radius, float from, float to, Color color, float width) override;
  void bezier(Vec2 a, Vec2 b, Vec2 c, Vec2 d, Color color, float width) override;
  void arrow(Vec2 from, Vec2 to, Color color, float width, float head) override;
  void image(Texture texture, Rect rect, float radius) override;
  void marks(Texture sheet, std::span<const Mark> marks) override;
  void gradient(Rect rect, Color lt, Color rt, Color rb, Color lb) override;
  float text(Vec2 baseline, std::string_view text, TextStyle style, Color color, Align align) override;
  float text_width(std::string_view text, TextStyle style) override;
  void push_clip(Rect rect) override;
  void pop_clip() override;
  void layer(int index) override;

 private:
  static constexpr int kLayers = 6;
  std::string& out() { return layer_ < 0 ? done_ : layers_[static_cast<std::size_t>(layer_)]; }
  void element(std::string_view markup);

  Canvas& measure_;
  Rect area_;
  Color ground_;
  std::string done_, definitions_;
  std::array<std::string, kLayers> layers_;
  std::vector<int> clips_;
  int layer_ = kFlat, next_id_ = 0;
  bool has_textures_ = false;
};

// The same frame on another canvas, with the pointer and the keyboard elsewhere: nothing is hovered, nothing is pressed.
Ui with_canvas(const Ui& ui, Canvas& canvas);

}  // namespace epochs::ui
