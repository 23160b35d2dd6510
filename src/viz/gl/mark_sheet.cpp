#include "viz/gl/mark_sheet.hpp"

#include <algorithm>
#include <cmath>

namespace epochs::viz::gl {
namespace {

// Distance outwards from the shape's edge in pixels, for a shape that reaches `r` from its centre.
float outside(ui::MarkShape shape, float x, float y, float r) {
  const float far = std::hypot(x, y);
  switch (shape) {
    case ui::MarkShape::Diamond: return (std::abs(x) + std::abs(y) - r) * 0.7071f;
    case ui::MarkShape::Square: return std::max(std::abs(x), std::abs(y)) - r;
    case ui::MarkShape::Ring: return std::abs(far - r * 0.78f) - r * 0.22f;
    default: return far - r;
  }
}

}  // namespace

std::vector<std::uint8_t> mark_pixels(int side) {
  constexpr int kShapes = static_cast<int>(ui::MarkShape::Count);
  std::vector<std::uint8_t> out;
  out.reserve(static_cast<std::size_t>(4 * kShapes * side * side));
  const float middle = static_cast<float>(side) / 2, reach = middle - 1;   // a clear pixel between neighbours
  for (int row = 0; row < side; ++row)
    for (int shape = 0; shape < kShapes; ++shape)
      for (int column = 0; column < side; ++column) {
        const float d = outside(static_cast<ui::MarkShape>(shape), static_cast<float>(column) + 0.5f - middle, static_cast<float>(row) + 0.5f - middle, reach);
        out.insert(out.end(), {255, 255, 255, static_cast<std::uint8_t>(255 * std::clamp(0.5f - d, 0.0f, 1.0f))});
      }
  return out;
}

ui::Texture MarkSheet::texture(float radius) {
  // Twice the size on the screen: halved by linear sampling that is its exact mean, and it serves screens of two pixels a point.
  const int wanted = std::clamp(2 * static_cast<int>(std::ceil(2 * radius)), 8, 128);
  if (wanted == side_) return pixels_.id();
  if (!pixels_.upload(mark_pixels(wanted), wanted * static_cast<int>(ui::MarkShape::Count), wanted, Sampling::Linear)) return 0;
  side_ = wanted;
  return pixels_.id();
}

}  // namespace epochs::viz::gl
