#include "goods_pictures.hpp"

#include <array>
#include <vector>

namespace epochs::word2vec {
namespace {

using ui::Vec2;

enum class Shape { Box, Disc, Ring, Line, Wide, Narrow };        // Wide, Narrow: a box that is wider above or below

// In a square of −10 … 10. Box, Wide, Narrow: left, top, width, height · Disc, Ring: middle, radius · Line: from, to.
struct GoodPart {
  Shape shape;
  float a, b, c, d;
};
using Drawing = std::vector<GoodPart>;

constexpr GoodPart box(float x, float y, float w, float h) { return {Shape::Box, x, y, w, h}; }
constexpr GoodPart wide(float x, float y, float w, float h) { return {Shape::Wide, x, y, w, h}; }
constexpr GoodPart narrow(float x, float y, float w, float h) { return {Shape::Narrow, x, y, w, h}; }
constexpr GoodPart disc(float x, float y, float r) { return {Shape::Disc, x, y, r, 0}; }
constexpr GoodPart ring(float x, float y, float r) { return {Shape::Ring, x, y, r, 0}; }
constexpr GoodPart line(float x, float y, float to_x, float to_y) { return {Shape::Line, x, y, to_x, to_y}; }

// In the order of goods().
const std::vector<Drawing>& drawings() {
  static const std::vector<Drawing> all = {
      {ring(6, 0, 4), box(-7, -6, 11, 13)},                                                         // mug
      {ring(-8, 1, 3.5f), disc(0, 1, 7), line(6, -1, 10, -5), disc(0, -7, 1.6f)},                   // teapot
      {narrow(-8, -4, 16, 12), line(-5, -4, -4, -9), line(-4, -9, 4, -9), line(4, -9, 5, -4)},      // kettle
      {box(-6, -8, 12, 16), disc(0, 0, 3)},                                                         // green tea
      {box(-6, -8, 12, 16), line(-6, -3, 6, -3), line(-6, 3, 6, 3)},                                // black tea
      {box(-7, -4, 14, 12), box(-5, -8, 10, 4)},                                                    // honey
      {narrow(-8, -8, 16, 16), line(-4, 2, 4, 2)},                                                  // flour
      {box(-9, -8, 18, 17), box(-6, -2, 12, 8), line(-6, -5, 6, -5)},                               // oven
      {ring(0, -4, 5), line(0, -9, 0, 1), line(0, 1, 0, 9)},                                        // whisk
      {wide(-9, -3, 18, 9), line(-10, -3, 10, -3)},                                                 // cake tin
      {box(-9, -3, 18, 8), line(-3, -3, -3, 5)},                                                    // butter
      {wide(-8, -8, 16, 5), box(-6, -2, 12, 10), ring(0, 3, 3)},                                    // kitchen scale
      {box(-9, 0, 18, 5), narrow(-9, -6, 10, 6), line(-9, 7, 9, 7)},                                // running shoes
      {box(-4, -9, 7, 11), box(-4, 2, 12, 6)},                                                      // socks
      {box(-8, -7, 16, 6), box(-9, -1, 8, 8), box(1, -1, 8, 8)},                                    // shorts
      {box(-3, -10, 6, 20), disc(0, 0, 6), line(0, 0, 0, -4), line(0, 0, 3, 0)},                    // sports watch
      {box(-5, -5, 10, 14), box(-3, -9, 6, 4)},                                                     // water bottle
      {ring(0, 0, 8), ring(0, 0, 5)},                                                               // headband
      {ring(0, -6, 3), box(-9, -4, 18, 13), line(-4, -4, -4, 9), line(4, -4, 4, 9)},                // suitcase
      {ring(0, -8, 2), box(-7, -7, 14, 16), box(-5, 1, 10, 6)},                                     // backpack
      {box(-9, -7, 18, 14), line(-3, -7, -3, 7), line(3, -7, 3, 7)},                                // map
      {box(-3, -8, 6, 4), box(-9, -5, 18, 12), disc(0, 1, 4)},                                      // camera
      {box(-6, -3, 12, 11), line(-3, -9, -3, -3), line(3, -9, 3, -3)},                              // adapter
      {disc(-5, 0, 4), disc(5, 0, 4), line(-1, 0, 1, 0), line(-9, 0, -10, -4), line(9, 0, 10, -4)}, // sunglasses
      {box(-2, -10, 4, 14), wide(-2, 4, 4, 6)},                                                     // pen
      {box(-7, -9, 14, 18), line(-4, -9, -4, 9), line(-1, -4, 5, -4), line(-1, 0, 5, 0)},           // notebook
      {narrow(-7, -9, 14, 8), line(0, -1, 0, 8), line(-5, 8, 5, 8)},                                // desk lamp
      {box(-3, -7, 6, 4), box(-7, -3, 14, 11)},                                                     // ink
      {box(-7, -9, 14, 18), line(-4, -4, 4, -4), line(-4, 0, 4, 0), line(-4, 4, 4, 4)},             // paper
      {box(-9, 4, 18, 3), narrow(-9, -3, 17, 6)},                                                   // stapler
  };
  return all;
}

struct Pencil {
  ui::Ui& ui;
  Vec2 middle;
  float unit;
  ui::Color fill, ink;
  float width() const { return unit < 0.85f ? 1.0f : 1.3f; }
  Vec2 at(float x, float y) const { return {middle.x + unit * x, middle.y + unit * y}; }
};

void draw_sloped(const Pencil& pencil, const GoodPart& part) {
  constexpr float kSlope = 0.18f;
  const float above = part.shape == Shape::Narrow ? kSlope * part.c : 0, below = part.shape == Shape::Wide ? kSlope * part.c : 0;
  const std::array<Vec2, 5> points{pencil.at(part.a + above, part.b), pencil.at(part.a + part.c - above, part.b), pencil.at(part.a + part.c - below, part.b + part.d), pencil.at(part.a + below, part.b + part.d),
                                   pencil.at(part.a + above, part.b)};
  pencil.ui.canvas.polygon(std::span(points).first(4), pencil.fill);
  pencil.ui.canvas.polyline(points, pencil.ink, pencil.width());
}

void draw_part(const Pencil& pencil, const GoodPart& part) {
  ui::Canvas& canvas = pencil.ui.canvas;
  const Vec2 from = pencil.at(part.a, part.b);
  if (part.shape == Shape::Box) {
    const ui::Rect area{from.x, from.y, pencil.unit * part.c, pencil.unit * part.d};
    canvas.fill(area, pencil.fill, 1.6f);
    canvas.outline(area, pencil.ink, 1.6f, pencil.width());
  } else if (part.shape == Shape::Disc) {
    canvas.disc(from, pencil.unit * part.c, pencil.fill);
    canvas.circle(from, pencil.unit * part.c, pencil.ink, pencil.width());
  } else if (part.shape == Shape::Ring) {
    canvas.circle(from, pencil.unit * part.c, pencil.ink, pencil.width() + 0.3f);
  } else if (part.shape == Shape::Line) {
    canvas.line(from, pencil.at(part.c, part.d), pencil.ink, pencil.width());
  } else {
    draw_sloped(pencil, part);
  }
}

}  // namespace

void draw_good(ui::Ui& ui, Vec2 middle, float radius, int good, ui::Color ink) {
  const auto index = static_cast<std::size_t>(good);
  if (index >= drawings().size()) return;
  const Pencil pencil{ui, middle, radius / 10, ui.theme.diverging_at(static_cast<float>(-goods()[index].features[0])), ink};
  for (const GoodPart& part : drawings()[index]) draw_part(pencil, part);
}

}  // namespace epochs::word2vec
