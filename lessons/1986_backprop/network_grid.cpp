#include "network_grid.hpp"

#include <algorithm>

namespace epochs::backprop_view {
namespace {

constexpr float kLeft = 40, kRight = 74;   // for x₁, x₂ and for ŷ, y
constexpr float kOutline = 6;              // around a square that the walk stands on
constexpr float kLeastPitch = 30;          // below it a layer is staggered
constexpr float kLargest = 84, kLargestInput = 64, kLargestOutput = 96;
constexpr float kLeastBesideValue = 30;    // a square smaller than that stands alone

}  // namespace

NetworkGrid::NetworkGrid(std::vector<int> units, ui::Rect panel) : panel_(panel), area_(panel.inset(0, kOutline)), units_(std::move(units)) {
  int most = 1;
  for (int column = 0; column < columns(); ++column)
    if (hidden(column)) most = std::max(most, units_[static_cast<std::size_t>(column)]);
  span_ = (area_.w - kLeft - kRight) / static_cast<float>(units_.size());
  const auto count = static_cast<float>(most);
  pitch_ = area_.h / count;
  staggered_ = pitch_ < kLeastPitch && most > 2;
  values_ = !staggered_ && pitch_ > kValue + 34;
  if (staggered_) {
    // Neighbours of a half column are two pitches apart: n − 1 pitches and one square fill the height.
    gap_ = std::clamp(0.3f * pitch_, 3.0f, 8.0f);
    pitch_ = (area_.h + gap_) / (count + 1);
    side_ = std::min(2 * pitch_ - gap_, span_ * 0.38f);
  } else {
    side_ = std::min(pitch_ - (values_ ? kValue + 6 : gap_), span_ * 0.6f);
  }
  side_ = std::clamp(side_, 4.0f, kLargest);
  pitch_ = std::min(pitch_, side_ * 1.9f + kValue);
}

bool NetworkGrid::has_value(int column) const {
  if (hidden(column)) return values_;
  return area_.h / static_cast<float>(units(column)) - kValue - 6 >= kLeastBesideValue;
}

float NetworkGrid::side_of(int column) const {
  if (hidden(column)) return side_;
  const float each = area_.h / static_cast<float>(units(column)), room = has_value(column) ? each - kValue - 6 : each - 2 * kOutline;
  return std::clamp(std::min(room, span_ * 0.62f), 4.0f, column > 0 ? kLargestOutput : kLargestInput);
}

ui::Vec2 NetworkGrid::center(int column, int unit) const {
  const auto count = static_cast<float>(units(column));
  const float step = hidden(column) ? pitch_ : std::min(area_.h / count, std::max(area_.h * 0.42f, side_of(column) + kValue + 8));
  float x = area_.x + kLeft + span_ * (static_cast<float>(column) + 0.5f);
  if (staggered_ && hidden(column) && count > 1) x += (unit % 2 == 0 ? -0.5f : 0.5f) * (side_ + gap_);
  return {x, area_.center().y - (has_value(column) ? kValue / 2 : 0) + (static_cast<float>(unit) - (count - 1) / 2) * step};
}

ui::Rect NetworkGrid::box(int column, int unit) const {
  const ui::Vec2 c = center(column, unit);
  const float s = side_of(column);
  return {c.x - s / 2, c.y - s / 2, s, s};
}

ui::Rect NetworkGrid::around(int column) const {
  const ui::Rect first = box(column, 0), second = box(column, std::min(1, units(column) - 1)), last = box(column, units(column) - 1);
  const float left = std::min(first.x, second.x), right = std::max(first.right(), second.right());
  return {left, first.y, right - left, last.bottom() - first.y};
}

ui::Vec2 NetworkGrid::start(int layer, int from) const {
  const ui::Rect square = box(layer - 1, from);
  return {square.right(), square.center().y};
}

ui::Vec2 NetworkGrid::end(int layer, int to) const {
  const ui::Rect square = box(layer, to);
  return {square.x, square.center().y};
}

}  // namespace epochs::backprop_view
