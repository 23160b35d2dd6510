#include "map_labels.hpp"

#include <algorithm>

#include "viz/label_place.hpp"

namespace epochs::word2vec {
namespace {

using ui::Rect;
using ui::Vec2;

constexpr float kApart = 4;                      // between two names in one line
constexpr float kDot = 4;                        // half of what a word takes up

bool lie_over(Rect a, Rect b) { return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom(); }
bool lies_in(Rect outer, Rect inner) { return inner.x >= outer.x && inner.y >= outer.y && inner.right() <= outer.right() && inner.bottom() <= outer.bottom(); }

// Right, left, above, below, then the corners.
std::vector<Rect> around(Vec2 at, float w, float away) {
  constexpr float h = kLabelHeight;
  const float near = away - 3, corner = near * 0.7f;
  return {{at.x + away, at.y - h / 2, w, h}, {at.x - away - w, at.y - h / 2, w, h}, {at.x - w / 2, at.y - near - h, w, h}, {at.x - w / 2, at.y + near, w, h},
           {at.x + near, at.y - h - corner + 3, w, h}, {at.x - near - w, at.y - h - corner + 3, w, h}, {at.x + near, at.y + corner - 3, w, h}, {at.x - near - w, at.y + corner - 3, w, h}};
}

// Above and below the line that all words stand on, nearer ones first.
std::vector<Rect> above_and_below(Vec2 at, float w, Rect plot) {
  std::vector<Rect> out;
  for (float away = 10; away < plot.h / 2 - kLabelHeight; away += kLabelHeight + 3) {
    out.push_back({at.x - w / 2, at.y - away - kLabelHeight, w, kLabelHeight});
    out.push_back({at.x - w / 2, at.y + away, w, kLabelHeight});
  }
  if (out.empty()) out.push_back({at.x - w / 2, at.y + 10, w, kLabelHeight});
  return out;
}

// Words by the strips of the plot that they stand in, so that each name asks only those nearby.
class Strips {
 public:
  Strips(std::span<const Vec2> places, Rect plot) : places_(places), top_(plot.y), strips_(static_cast<std::size_t>(std::max(1.0f, plot.h / kStrip)) + 1) {
    for (std::size_t i = 0; i < places.size(); ++i)
      if (plot.contains(places[i])) strips_[strip(places[i].y)].push_back(places[i]);
  }
  int covered(Rect box) const {
    const Rect wide{box.x - kDot, box.y - kDot, box.w + 2 * kDot, box.h + 2 * kDot};
    int count = 0;
    for (std::size_t s = strip(wide.y); s <= strip(wide.bottom()); ++s)
      for (const Vec2 p : strips_[s]) count += wide.contains(p);
    return count;
  }

 private:
  static constexpr float kStrip = 24;
  std::size_t strip(float y) const { return std::min(strips_.size() - 1, static_cast<std::size_t>(std::max(0.0f, (y - top_) / kStrip))); }
  std::span<const Vec2> places_;
  float top_;
  std::vector<std::vector<Vec2>> strips_;
};

}  // namespace

std::vector<PlacedLabel> place_labels(std::span<const Vec2> places, std::span<const LabelWish> wishes, Rect plot, std::span<const Rect> taken, Crowd crowd) {
  std::vector<PlacedLabel> out;
  std::vector<Rect> boxes(taken.begin(), taken.end());
  const Strips strips(places, plot);
  for (const LabelWish& wish : wishes) {
    if (wish.word < 0 || wish.word >= static_cast<int>(places.size())) continue;
    const Vec2 at = places[static_cast<std::size_t>(wish.word)];
    if (!plot.contains(at)) continue;
    const std::vector<Rect> candidates = crowd == Crowd::OnALine ? above_and_below(at, wish.width, plot) : around(at, wish.width, wish.away);
    int best = -1, least = crowd == Crowd::Few && !wish.over_words ? 1 : 1000;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const Rect box = candidates[i];
      const Rect apart{box.x - kApart, box.y, box.w + 2 * kApart, box.h};
      if (!lies_in(plot, box) || std::any_of(boxes.begin(), boxes.end(), [&](Rect other) { return lie_over(apart, other); })) continue;
      if (const int covered = strips.covered(box); covered < least) best = static_cast<int>(i), least = covered;
    }
    if (best < 0 && wish.needed) best = viz::quietest_place(candidates, {{}, boxes, plot});
    if (best < 0) continue;
    out.push_back({wish.word, candidates[static_cast<std::size_t>(best)]});
    boxes.push_back(out.back().box);
  }
  return out;
}

}  // namespace epochs::word2vec
