// Shared by the thumbnails: a canvas, its colours, the middle of the card's picture and a scale (1 in a picture of 200 × 48 u).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string_view>

#include "core/random.hpp"
#include "ui/frame.hpp"

namespace epochs::lessons::thumbnails {

using ui::Color;
using ui::Rect;
using ui::Token;
using ui::Vec2;

struct Pen {
  ui::Canvas& canvas;
  const ui::Theme& theme;
  Rect area;
  float k;   // scale

  Pen(ui::Ui& ui, Rect rect) : canvas(ui.canvas), theme(ui.theme), area(rect), k(std::clamp(std::min(rect.h / 48, rect.w / 200), 0.6f, 1.3f)) {}

  Color operator()(Token token) const { return theme[token]; }
  Vec2 at(float dx, float dy) const { return {area.center().x + dx * k, area.center().y + dy * k}; }
  Rect box(float dx, float dy, float w, float h) const { return {at(dx, dy).x, at(dx, dy).y, w * k, h * k}; }

  void line(float x0, float y0, float x1, float y1, Color color, float width = 1) const { canvas.line(at(x0, y0), at(x1, y1), color, width); }
  void arrow(float x0, float y0, float x1, float y1, Color color, float width, float head) const {
    canvas.arrow(at(x0, y0), at(x1, y1), color, width, head * k);
  }
  void disc(float x, float y, float r, Color color) const { canvas.disc(at(x, y), r * k, color); }
  void node(float x, float y, float r, Color edge, Color ground) const {
    canvas.disc(at(x, y), r * k, ground);
    canvas.circle(at(x, y), r * k, edge, 1.6f);
  }
  void node(float x, float y, float r, Token edge) const { node(x, y, r, (*this)(edge), (*this)(Token::Surface2)); }
  void text(float x, float y, std::string_view words, float size, Color color, ui::Face face = ui::Face::Ui, ui::Align align = ui::Align::Center) const {
    canvas.text(at(x, y), words, {face, size}, color, align);
  }
  void polygon(std::initializer_list<Vec2> offsets, Color color) const {
    std::array<Vec2, 8> points;
    std::size_t n = 0;
    for (Vec2 p : offsets) points[n++] = at(p.x, p.y);
    canvas.polygon(std::span(points.data(), n), color);
  }
  void polyline(std::initializer_list<Vec2> offsets, Color color, float width) const {
    std::array<Vec2, 8> points;
    std::size_t n = 0;
    for (Vec2 p : offsets) points[n++] = at(p.x, p.y);
    canvas.polyline(std::span(points.data(), n), color, width);
  }
};

inline float normal(Random& random) { return static_cast<float>(random.normal()); }
inline float uniform(Random& random) { return static_cast<float>(random.uniform()); }

}  // namespace epochs::lessons::thumbnails
