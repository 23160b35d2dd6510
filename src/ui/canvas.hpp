// Everything that is drawn goes through here, in units. The same calls can be recorded as SVG (save picture).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "ui/geometry.hpp"
#include "ui/theme.hpp"
#include "ui/type.hpp"

namespace epochs::ui {

using Texture = std::uintptr_t;   // a texture made by viz/gl

// A small shape among thousands of its kind.
enum class MarkShape : std::uint8_t { Disc, Diamond, Square, Ring, Count };
struct Mark {
  Vec2 center;
  float radius = 3;
  Color color;
  MarkShape shape = MarkShape::Disc;
};

class Canvas {
 public:
  virtual ~Canvas() = default;

  virtual void fill(Rect rect, Color color, float radius = 0) = 0;
  virtual void outline(Rect rect, Color color, float radius = 0, float width = 1) = 0;
  virtual void line(Vec2 from, Vec2 to, Color color, float width = 1) = 0;
  virtual void dashed(Vec2 from, Vec2 to, Color color, float width = 1, float on = 4, float off = 4) = 0;
  virtual void polyline(std::span<const Vec2> points, Color color, float width = 1.5f) = 0;
  virtual void polygon(std::span<const Vec2> points, Color color) = 0;                         // convex
  virtual void disc(Vec2 center, float radius, Color color) = 0;
  virtual void circle(Vec2 center, float radius, Color color, float width = 1.5f) = 0;
  virtual void arc(Vec2 center, float radius, float from, float to, Color color, float width = 2) = 0;   // radians, clockwise on screen
  virtual void bezier(Vec2 a, Vec2 b, Vec2 c, Vec2 d, Color color, float width = 1.5f) = 0;
  virtual void arrow(Vec2 from, Vec2 to, Color color, float width = 1.5f, float head = 7) = 0;
  virtual void image(Texture texture, Rect rect, float radius = 0) = 0;
  // All in one go, later ones on top. `sheet` holds the shapes side by side (viz/gl/mark_sheet.hpp); 0 draws squares and diamonds only.
  virtual void marks(Texture sheet, std::span<const Mark> marks) = 0;
  // Colours at the four corners (left top, right top, right bottom, left bottom), interpolated.
  virtual void gradient(Rect rect, Color lt, Color rt, Color rb, Color lb) = 0;

  // y is the baseline. Chinese runs use WenQuanYi with its own size compensation; returns the width in u.
  virtual float text(Vec2 baseline, std::string_view text, TextStyle style, Color color, Align align = Align::Left) = 0;
  virtual float text_width(std::string_view text, TextStyle style) = 0;

  virtual void push_clip(Rect rect) = 0;
  virtual void pop_clip() = 0;
  // Within one picture: 0 field, 1 edges, 2 nodes, 3 text, 4 selection, 5 overlay are drawn in this order whatever the order of
  // the calls. The first call begins the layers, layer(kFlat) puts them together; a picture that begins them must end them.
  static constexpr int kFlat = -1;
  virtual void layer(int index) = 0;
};

}  // namespace epochs::ui
