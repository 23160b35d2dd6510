#include "viz/decimate.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace epochs::viz {

std::vector<ui::Vec2> decimate(std::span<const ui::Vec2> points, float column) {
  std::vector<ui::Vec2> out;
  for (std::size_t begin = 0; begin < points.size();) {
    const float here = std::floor(points[begin].x / column);
    std::size_t end = begin + 1, low = begin, high = begin;
    for (; end < points.size() && std::floor(points[end].x / column) == here; ++end) {
      if (points[end].y < points[low].y) low = end;
      if (points[end].y > points[high].y) high = end;
    }
    std::array<std::size_t, 4> kept = {begin, low, high, end - 1};
    std::sort(kept.begin(), kept.end());
    for (std::size_t i = 0; i < kept.size(); ++i)
      if (i == 0 || kept[i] != kept[i - 1]) out.push_back(points[kept[i]]);
    begin = end;
  }
  return out;
}

}  // namespace epochs::viz
