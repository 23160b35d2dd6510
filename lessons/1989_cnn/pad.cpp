#include "pad.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace epochs::cnn_view {
namespace {

double on_grid(double at) { return std::round(std::clamp(at, -1.0, 2.0) * Pad::kGrid) / Pad::kGrid; }
double pen_on_grid(double pen) { return std::clamp(std::round(pen * Pad::kGrid), std::ceil(kThinnestPen * Pad::kGrid), std::floor(kThickestPen * Pad::kGrid)) / Pad::kGrid; }
data::Spot on_grid(data::Spot spot) { return {on_grid(spot.x), on_grid(spot.y)}; }

}  // namespace

Standing Pad::standing() const {
  constexpr double kOff = 2, kSmallest = 15, kLargest = 24;   // pixels; from there on it errs on more than one drawing in ten (tests/lessons/1989_cnn/hand_test.cpp)
  constexpr int kInk = 64;
  double mass = 0, x = 0, y = 0;
  int left = data::kDigitSide, right = -1, top = data::kDigitSide, bottom = -1;
  for (int row = 0; row < data::kDigitSide; ++row)
    for (int column = 0; column < data::kDigitSide; ++column) {
      const int ink = picture_[static_cast<std::size_t>(row * data::kDigitSide + column)];
      mass += ink, x += ink * (column + 0.5), y += ink * (row + 0.5);
      if (ink < kInk) continue;
      left = std::min(left, column), right = std::max(right, column), top = std::min(top, row), bottom = std::max(bottom, row);
    }
  if (mass <= 0) return Standing::Well;
  constexpr double kMiddle = data::kDigitSide / 2.0;
  if (std::hypot(x / mass - kMiddle, y / mass - kMiddle) > kOff) return Standing::OffCentre;
  const int side = 1 + std::max(right - left, bottom - top);
  return side < kSmallest || side > kLargest ? Standing::OtherSize : Standing::Well;
}

void Pad::keep() {
  if (before_.size() == kMostUndo) before_.erase(before_.begin());
  before_.push_back(strokes_);
}

void Pad::redraw() {
  ink_ = {};
  for (const data::Stroke& stroke : strokes_) ink_.add(stroke);
  picture_ = ink_.picture();
}

void Pad::begin(data::Spot spot, double pen) {
  end();
  if (strokes_.size() == kMostStrokes) return;
  keep();
  strokes_.push_back({{on_grid(spot)}, pen_on_grid(pen)});
  drawing_ = true;
  ink_.add(strokes_.back());
  picture_ = ink_.picture();
}

void Pad::extend(data::Spot spot) {
  if (!drawing_) return;
  spot = on_grid(spot);
  std::vector<data::Spot>& path = strokes_.back().path;
  constexpr double kNear = 0.004;          // a tenth of a pixel: the pointer reports far more places than the picture can show
  if (path.size() == kMostSpots || std::hypot(spot.x - path.back().x, spot.y - path.back().y) < kNear) return;
  ink_.add(path.back(), spot, strokes_.back().pen);
  picture_ = ink_.picture();
  path.push_back(spot);
}

void Pad::end() { drawing_ = false; }

void Pad::undo() {
  end();
  if (before_.empty()) return;
  strokes_ = std::move(before_.back());
  before_.pop_back();
  redraw();
}

void Pad::centre() {
  end();
  if (strokes_.empty()) return;
  keep();
  strokes_ = data::centred(std::move(strokes_));
  for (data::Stroke& stroke : strokes_) {
    stroke.pen = std::max(1.0 / kGrid, on_grid(stroke.pen));
    for (data::Spot& spot : stroke.path) spot = on_grid(spot);
  }
  redraw();
}

void Pad::clear() {
  end();
  if (strokes_.empty()) return;
  keep();
  strokes_.clear();
  redraw();
}

void Pad::take(std::vector<data::Stroke> strokes) {
  end();
  before_.clear();
  strokes_ = std::move(strokes);
  redraw();
}

}  // namespace epochs::cnn_view
