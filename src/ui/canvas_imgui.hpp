// The canvas on the screen: a Dear ImGui draw list, units turned into its coordinates.
#pragma once

#include <memory>

#include "ui/canvas.hpp"

struct ImDrawList;

namespace epochs::ui {

class FontSet;

class ImGuiCanvas final : public Canvas {
 public:
  // scale: ImGui coordinates per unit (S). device: real pixels per ImGui coordinate.
  ImGuiCanvas(ImDrawList& list, const FontSet& fonts, float scale, float device);
  ~ImGuiCanvas() override;

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

  float scale() const { return scale_; }

 private:
  struct Layers;
  // A line thinner than a device pixel keeps the pixel and loses alpha instead.
  float stroke(float width, Color& color) const;

  ImDrawList& list_;
  const FontSet& fonts_;
  float scale_, device_;
  std::unique_ptr<Layers> layers_;
};

}  // namespace epochs::ui
