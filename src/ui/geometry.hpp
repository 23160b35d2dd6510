// Points and rectangles in units (u): 1 u = 1 px in the mocks, scale × 1 px on screen. y downwards.
#pragma once

namespace epochs::ui {

struct Vec2 {
  float x = 0, y = 0;
  friend Vec2 operator+(Vec2 a, Vec2 b) { return {a.x + b.x, a.y + b.y}; }
  friend Vec2 operator-(Vec2 a, Vec2 b) { return {a.x - b.x, a.y - b.y}; }
  friend Vec2 operator*(Vec2 a, float k) { return {a.x * k, a.y * k}; }
  bool operator==(const Vec2&) const = default;
};

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;
  float right() const { return x + w; }
  float bottom() const { return y + h; }
  Vec2 center() const { return {x + w / 2, y + h / 2}; }
  bool contains(Vec2 p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
  Rect inset(float d) const { return inset(d, d); }
  Rect inset(float dx, float dy) const { return {x + dx, y + dy, w - 2 * dx, h - 2 * dy}; }
  // Cut a part off one side; what is left is this rectangle afterwards.
  Rect cut_top(float d) { Rect part{x, y, w, d}; y += d, h -= d; return part; }
  Rect cut_bottom(float d) { h -= d; return {x, y + h, w, d}; }
  Rect cut_left(float d) { Rect part{x, y, d, h}; x += d, w -= d; return part; }
  Rect cut_right(float d) { w -= d; return {x + w, y, d, h}; }
  bool operator==(const Rect&) const = default;
};

}  // namespace epochs::ui
