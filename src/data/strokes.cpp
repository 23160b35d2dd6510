#include "data/strokes.hpp"

#include <algorithm>
#include <cmath>

namespace epochs::data {
namespace {

constexpr double kThickest = 0.13;       // a tiny drawing, scaled up with its pen, would become a blot

bool finite(const Spot& spot) { return std::isfinite(spot.x) && std::isfinite(spot.y); }

int pixel(double at) { return static_cast<int>(std::clamp(at, -1.0, kDigitSide + 1.0)); }

// The part of every pixel near a piece of line that it covers; `cover` keeps the largest.
void cover_piece(Spot a, Spot b, double radius, std::array<double, kDigitSide * kDigitSide>& cover) {
  const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy, reach = radius + 0.5;
  const int left = std::max(0, pixel(std::min(a.x, b.x) - reach - 0.5)), right = std::min(kDigitSide - 1, pixel(std::max(a.x, b.x) + reach));
  const int top = std::max(0, pixel(std::min(a.y, b.y) - reach - 0.5)), bottom = std::min(kDigitSide - 1, pixel(std::max(a.y, b.y) + reach));
  for (int row = top; row <= bottom; ++row)
    for (int column = left; column <= right; ++column) {
      const double x = column + 0.5 - a.x, y = row + 0.5 - a.y;
      const double along = length > 0 ? std::clamp((x * dx + y * dy) / length, 0.0, 1.0) : 0;
      const double away = (x - along * dx) * (x - along * dx) + (y - along * dy) * (y - along * dy);
      if (away >= reach * reach) continue;
      double& here = cover[static_cast<std::size_t>(row * kDigitSide + column)];
      here = std::max(here, std::min(1.0, reach - std::sqrt(away)));
    }
}

// Moves every spot: (spot − from)·scale + to.
void move(std::vector<Stroke>& strokes, Spot from, double scale, Spot to) {
  for (Stroke& stroke : strokes)
    for (Spot& spot : stroke.path) spot = {(spot.x - from.x) * scale + to.x, (spot.y - from.y) * scale + to.y};
}

}  // namespace

void Ink::add(Spot a, Spot b, double pen) {
  if (!finite(a) || !finite(b)) return;
  const double radius = std::clamp(pen * kDigitSide / 2, 0.0, static_cast<double>(kDigitSide));
  cover_piece({a.x * kDigitSide, a.y * kDigitSide}, {b.x * kDigitSide, b.y * kDigitSide}, radius, cover_);
}

void Ink::add(const Stroke& stroke) {
  const Spot* before = nullptr;
  for (const Spot& spot : stroke.path) {
    if (!finite(spot)) continue;
    if (before || stroke.path.size() == 1) add(before ? *before : spot, spot, stroke.pen);
    before = &spot;
  }
}

DigitPicture Ink::picture() const {
  DigitPicture picture{};
  for (std::size_t i = 0; i < cover_.size(); ++i) picture[i] = static_cast<std::uint8_t>(std::lround(255 * cover_[i]));
  return picture;
}

DigitPicture draw(const std::vector<Stroke>& strokes) {
  Ink ink;
  for (const Stroke& stroke : strokes) ink.add(stroke);
  return ink.picture();
}

std::vector<Stroke> centred(std::vector<Stroke> strokes, double pixels) {
  for (Stroke& stroke : strokes) std::erase_if(stroke.path, [](const Spot& spot) { return !finite(spot); });
  double left = 1e300, right = -1e300, top = 1e300, bottom = -1e300;
  for (const Stroke& stroke : strokes)
    for (const Spot& spot : stroke.path) {
      left = std::min(left, spot.x - stroke.pen / 2), right = std::max(right, spot.x + stroke.pen / 2);
      top = std::min(top, spot.y - stroke.pen / 2), bottom = std::max(bottom, spot.y + stroke.pen / 2);
    }
  const double side = std::max(right - left, bottom - top);
  if (!(side > 0) || !std::isfinite(side)) return strokes;
  const double scale = pixels / kDigitSide / side;
  move(strokes, {(left + right) / 2, (top + bottom) / 2}, scale, {0.5, 0.5});
  for (Stroke& stroke : strokes) stroke.pen = std::min(stroke.pen * scale, kThickest);
  const DigitPicture picture = draw(strokes);
  double mass = 0, x = 0, y = 0;
  for (int i = 0; i < kDigitSide * kDigitSide; ++i) {
    const double ink = picture[static_cast<std::size_t>(i)];
    mass += ink, x += ink * (i % kDigitSide + 0.5), y += ink * (i / kDigitSide + 0.5);
  }
  if (mass > 0) move(strokes, {x / mass / kDigitSide, y / mass / kDigitSide}, 1, {0.5, 0.5});
  return strokes;
}

}  // namespace epochs::data
