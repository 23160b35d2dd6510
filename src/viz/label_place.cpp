#include "viz/label_place.hpp"

#include <algorithm>

namespace epochs::viz {
namespace {

constexpr float kPoint = 6;            // half of what a point takes up
constexpr int kLabel = 20, kOutside = 100;   // a hidden label costs as much as this many hidden points

bool meet(ui::Rect a, ui::Rect b) { return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom(); }
bool holds(ui::Rect outer, ui::Rect inner) {
  return inner.x >= outer.x && inner.y >= outer.y && inner.right() <= outer.right() && inner.bottom() <= outer.bottom();
}

int cost(ui::Rect place, const Surroundings& around) {
  int total = holds(around.plot, place) ? 0 : kOutside;
  const ui::Rect wide{place.x - kPoint, place.y - kPoint, place.w + 2 * kPoint, place.h + 2 * kPoint};
  for (const ui::Vec2 p : around.points) total += wide.contains(p);
  for (const ui::Rect label : around.labels) total += meet(place, label) ? kLabel : 0;
  return total;
}

}  // namespace

int quietest_place(std::span<const ui::Rect> candidates, const Surroundings& surroundings) {
  int best = -1, least = 0;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const int here = cost(candidates[i], surroundings);
    if (best < 0 || here < least) best = static_cast<int>(i), least = here;
  }
  return best;
}

}  // namespace epochs::viz
