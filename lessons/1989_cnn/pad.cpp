#include "pad.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace epochs::cnn_view {

void Pad::keep() {
  if (before_.size() == kMostUndo) before_.erase(before_.begin());
  before_.push_back(strokes_);
}

void Pad::begin(data::Spot spot, double pen) {
  end();
  if (strokes_.size() == kMostStrokes) return;
  keep();
  strokes_.push_back({{spot}, std::clamp(pen, kThinnestPen, kThickestPen)});
  drawing_ = true;
  redraw();
}

void Pad::extend(data::Spot spot) {
  if (!drawing_) return;
  std::vector<data::Spot>& path = strokes_.back().path;
  constexpr double kNear = 0.004;          // a tenth of a pixel: the pointer reports far more places than the picture can show
  if (path.size() == kMostSpots || std::hypot(spot.x - path.back().x, spot.y - path.back().y) < kNear) return;
  path.push_back(spot);
  redraw();
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
  redraw();
}

void Pad::clear() {
  end();
  if (strokes_.empty()) return;
  keep();
  strokes_.clear();
  redraw();
}

}  // namespace epochs::cnn_view
