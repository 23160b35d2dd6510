// Scatter of the reviews: decision field, boundary and the last ones, normal vector, the selected review.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/anchor.hpp"
#include "ui/formula.hpp"
#include "ui/rich_text.hpp"
#include "views.hpp"
#include "viz/decision_field.hpp"
#include "viz/label_place.hpp"

namespace epochs::inline EPOCHS_PRECISION::perceptron {
namespace {

using ui::Token;

viz::Line line_of(const Weights& w) { return {static_cast<double>(w.w1), static_cast<double>(w.w2), static_cast<double>(w.b)}; }

// Equal units on both axes; wide and high enough for every point, at least ±1.6.
viz::Plane plane_for(const Snapshot& seen, ui::Rect area) {
  double half_height = 1.6;
  const double aspect = static_cast<double>(area.w / std::max(area.h, 1.0f));
  for (const Review& review : seen.data->reviews) {
    half_height = std::max(half_height, 1.1 * std::abs(static_cast<double>(review.x2)) + 0.1);
    half_height = std::max(half_height, (1.05 * std::abs(static_cast<double>(review.x1)) + 0.1) / aspect);
  }
  return viz::square_plane(area, half_height);
}

// Room for the ticks; in a low panel not so wide that the points shrink to a knot in the middle.
ui::Rect plot_area(ui::Rect panel) {
  ui::Rect area{panel.x + 28, panel.y, panel.w - 28, panel.h - 46};
  const float width = std::min(area.w, 2.6f * std::max(area.h, 1.0f));
  return {area.x + (area.w - width) / 2, area.y, width, area.h};
}

// Right aligned on the title line.
void draw_legend(const Scene& scene, ui::Rect area) {
  const ui::TextStyle style{ui::Face::Ui, ui::kSmall};
  const ClassWords& words = class_words(scene.seen.preset);
  float x = area.right() - 36;
  const float y = area.y - 20;
  for (const bool positive : {false, true}) {
    const std::string_view text = scene.ui.say(positive ? words.yes : words.no);
    scene.ui.canvas.text({x, y}, text, style, scene.ui.color(Token::Text2), ui::Align::Right);
    x -= scene.ui.canvas.text_width(text, style) + 12;
    viz::draw_dot(scene.ui, {x, y - 4}, positive, 4.6f, scene.ui.color(Token::Surface1));
    x -= 26;
  }
}

// A name on a plate, somewhere in the plot: what it is written with, and how far its baseline stands below the plate's top.
struct Name {
  float width, height, drop;
};

// How far inside `side` (+1, −1) of the line a rectangle lies with all its corners; negative: the line cuts it or it lies beyond.
double inside_side(const viz::Plane& plane, const viz::Line& line, ui::Rect r, int side) {
  double least = 1e30;
  for (const ui::Vec2 corner : {ui::Vec2{r.x, r.y}, {r.right(), r.y}, {r.x, r.bottom()}, {r.right(), r.bottom()}})
    least = std::min(least, side * (line.w1 * plane.from_x(corner.x) + line.w2 * plane.from_y(corner.y) + line.b));
  return least / std::hypot(line.w1, line.w2);
}

// In the plot's four corners, those that lie wholly on the label's own side, the deepest first.
std::vector<ui::Rect> places_for_side(const viz::Plane& plane, const viz::Line& line, Name name, int side) {
  const ui::Rect r = plane.area;
  const float left = r.x + 8, right = r.right() - 8 - name.width, top = r.y + 8, bottom = r.bottom() - 8 - name.height;
  std::vector<std::pair<double, ui::Rect>> found;
  for (const ui::Vec2 corner : {ui::Vec2{right, top}, {left, bottom}, {right, bottom}, {left, top}}) {
    const ui::Rect place{corner.x, corner.y, name.width, name.height};
    if (const double depth = inside_side(plane, line, place, side); depth > 0) found.emplace_back(-depth, place);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<ui::Rect> places;
  for (const auto& [depth, place] : found) places.push_back(place);
  return places;
}

// What each side of the line is called; returns where the words stand.
std::vector<ui::Rect> draw_sides(const Scene& scene, const viz::Plane& plane, const viz::Line& line, std::span<const ui::Vec2> points) {
  std::vector<ui::Rect> taken;
  const ClassWords& words = class_words(scene.seen.preset);
  const ui::TextStyle style{ui::Face::Ui, ui::kSmall};
  for (const bool positive : {true, false}) {
    const std::string_view text = scene.ui.say(positive ? words.says_yes : words.says_no);
    const Name name{scene.ui.canvas.text_width(text, style) + 12, 21, 15};
    const std::vector<ui::Rect> places = places_for_side(plane, line, name, positive ? 1 : -1);
    const int best = viz::quietest_place(places, {points, taken, plane.area});
    if (best < 0) continue;
    const ui::Rect place = places[static_cast<std::size_t>(best)];
    scene.ui.canvas.fill(place, with_alpha(viz::plot_ground(scene.ui.theme), 0.7f), 6);
    scene.ui.canvas.text({place.x + 6, place.y + name.drop}, text, style, ui::sign_text(scene.ui.theme, positive ? 1 : -1));
    taken.push_back(place);
  }
  return taken;
}

// "z = 0" beside the boundary, where it covers no point and no other words.
void draw_zero_label(const Scene& scene, const viz::Plane& plane, const viz::Line& line, const viz::Surroundings& around) {
  constexpr Name kName{44, 20, 15};
  const double n = std::hypot(line.w1, line.w2);
  std::vector<ui::Rect> places;
  for (double share = 0.06; share < 0.95; share += 0.04)
    for (const int side : {-1, 1}) {
      // A point of the line, and from there a little way along its normal (y grows downwards on the screen).
      const bool steep = std::abs(line.w1) > std::abs(line.w2);
      const double x = steep ? 0 : plane.x.low + share * plane.x.span(), y = steep ? plane.y.low + share * plane.y.span() : 0;
      const ui::Vec2 on = steep ? plane.to_units(-(line.w2 * y + line.b) / line.w1, y) : plane.to_units(x, -(line.w1 * x + line.b) / line.w2);
      const float nx = static_cast<float>(side * line.w1 / n), ny = static_cast<float>(-side * line.w2 / n);
      const ui::Vec2 centre{on.x + nx * (kName.width / 2 + 6), on.y + ny * (kName.height / 2 + 8)};
      places.push_back({centre.x - kName.width / 2, centre.y - kName.height / 2, kName.width, kName.height});
    }
  const int best = viz::quietest_place(places, around);
  if (best < 0) return;
  const ui::Rect place = places[static_cast<std::size_t>(best)];
  ui::draw_formula(scene.ui, {place.x, place.y + kName.drop}, "z = 0", 16);
}

// The weight vector stands on the line and faces the side above zero; over the points, for it is what the lesson is about.
ui::Rect draw_arrow(const Scene& scene, const viz::Plane& plane, const viz::Line& line, std::span<const ui::Vec2> points) {
  const ui::Vec2 tip = viz::draw_normal(scene.ui, plane, line, 0.16 * plane.y.span());
  if (!plane.area.contains(tip)) return {};
  const float size = scene.ui.highlight.is("w") ? 23.0f : 19.0f;
  const std::array<ui::Rect, 4> places{{{tip.x + 6, tip.y - 12, 20, 20}, {tip.x - 26, tip.y - 12, 20, 20}, {tip.x - 10, tip.y + 6, 20, 20}, {tip.x - 10, tip.y - 28, 20, 20}}};
  const ui::Rect place = places[static_cast<std::size_t>(viz::quietest_place(places, {points, {}, plane.area}))];
  scene.ui.canvas.fill(place, with_alpha(viz::plot_ground(scene.ui.theme), 0.7f), 6);
  ui::draw_formula(scene.ui, {place.x + 3, place.y + 15}, "w", size);
  return place;
}

void draw_lines(const Scene& scene, const viz::Plane& plane) {
  const viz::Line line = line_of(scene.seen.weights);
  for (std::size_t i = 0; i < scene.seen.trail.size(); ++i) {
    const viz::Line old = line_of(scene.seen.trail[i]);
    if (old.exists()) viz::draw_old_boundary(scene.ui, plane, old, static_cast<int>(i) + 1);
  }
  if (!line.exists()) return;
  // During the update beat the line that comes is shown already, dashed by its age of one.
  if (scene.trace.beat == lesson::Beat::Update && scene.seen.probe.index >= 0 && !(scene.seen.probe.after == scene.seen.weights))
    viz::draw_old_boundary(scene.ui, plane, line_of(scene.seen.probe.after), 1);
  viz::draw_boundary(scene.ui, plane, line);
}

void draw_names(const Scene& scene, const viz::Plane& plane, const viz::Line& line, std::span<const viz::Dot> dots) {
  std::vector<ui::Vec2> points;
  for (const viz::Dot& dot : dots) points.push_back(plane.to_units(dot.x, dot.y));
  std::vector<ui::Rect> taken = draw_sides(scene, plane, line, points);
  taken.push_back(draw_arrow(scene, plane, line, points));
  draw_zero_label(scene, plane, line, {points, taken, plane.area});
}

std::string pill(const Scene& scene) {
  if (scene.seen.probe.index < 0) return "";
  const bool placed = scene.seen.probe.review.praise < 0;
  const std::string number = std::to_string(scene.seen.probe.index + 1);
  if (!placed) return name_of_review(scene.seen.probe.index, scene.ui.language);
  return scene.ui.language == Language::English ? "point " + number : "第 " + number + " 点";
}

void take(Scene& scene, const viz::ScatterResult& result) {
  const Real x1 = static_cast<Real>(result.x), x2 = static_cast<Real>(result.y);
  if (result.clicked >= 0) scene.hand.selected = result.clicked, scene.hand.number = "z";
  if (result.dragged >= 0) {
    scene.hand.selected = result.dragged;
    scene.wishes.push_back(MoveReview{result.dragged, x1, x2});
  }
  if (result.removed >= 0) {
    scene.hand.selected = -1;
    scene.wishes.push_back(DeleteReview{result.removed});
  }
  if (result.added) scene.wishes.push_back(AddReview{{x1, x2, scene.hand.placing == Placing::Liked ? 1 : -1}});
}

std::vector<viz::Dot> dots_of(const Snapshot& seen) {
  std::vector<viz::Dot> dots;
  for (std::size_t i = 0; i < seen.data->reviews.size(); ++i) {
    const Review& review = seen.data->reviews[i];
    dots.push_back({static_cast<double>(review.x1), static_cast<double>(review.x2), review.y > 0, seen.wrong[i] != 0});
  }
  return dots;
}

void draw_invitation(const Scene& scene, ui::Rect area) {
  const Localized text{"No points yet. Choose in the settings what a click places, then click here.", "还没有点。先在设置里选好点击放哪一类，再点这里。"};
  const float width = std::min(area.w - 40, 380.0f);
  ui::plain_text(scene.ui, {area.center().x - width / 2, area.center().y - 20}, width, scene.ui.say(text), {{ui::Face::Ui, ui::kBody}, 24, Token::Text2});
}

}  // namespace

const ClassWords& class_words(Preset preset) {
  static const ClassWords reviews{{"liked, y = +1", "好评，y = +1"}, {"disliked, y = −1", "差评，y = −1"}, {"z > 0: says liked", "z > 0：判为好评"}, {"z < 0: says disliked", "z < 0：判为差评"}};
  static const ClassWords sides{{"one-sided, y = +1", "一边倒，y = +1"}, {"not one-sided, y = −1", "不一边倒，y = −1"}, {"z > 0: says one-sided", "z > 0：判为一边倒"}, {"z < 0: says not", "z < 0：判为不是"}};
  static const ClassWords points{{"y = +1", "y = +1"}, {"y = −1", "y = −1"}, {"z > 0: says +1", "z > 0：判为 +1"}, {"z < 0: says −1", "z < 0：判为 −1"}};
  return preset == Preset::Xor ? sides : preset == Preset::Own ? points : reviews;
}

std::string name_of_review(int index, Language language) {
  return language == Language::English ? "review " + std::to_string(index + 1) : "影评 " + std::to_string(index + 1);
}

void draw_reviews(Scene& scene, ui::Rect area) {
  ui::Ui& ui = scene.ui;
  draw_legend(scene, area);
  const viz::Plane plane = plane_for(scene.seen, plot_area(area));
  const viz::Line line = line_of(scene.seen.weights);
  viz::draw_field(ui, plane, line);
  viz::draw_grid(ui, plane);
  draw_lines(scene, plane);
  const std::vector<viz::Dot> dots = dots_of(scene.seen);
  viz::ScatterStyle style;
  style.selected = scene.seen.probe.index;
  style.label = pill(scene);
  style.editable = scene.hand.placing != Placing::Nothing;
  take(scene, viz::scatter(ui, "reviews", plane, dots, scene.hand.scatter, style));
  if (line.exists()) draw_names(scene, plane, line, dots);
  const bool counted = scene.seen.preset != Preset::Own;
  viz::draw_ticks(ui, plane,
                  {std::string(ui.say(counted ? Localized{"praise words x₁ (standardised)", "赞美词 x₁（标准化）"} : Localized{"x₁", "x₁"})),
                   std::string(ui.say(counted ? Localized{"complaints x₂", "抱怨词 x₂"} : Localized{"x₂", "x₂"}))});
  ui.anchors.add("reviews", plane.area);
  if (dots.empty()) draw_invitation(scene, plane.area);
}

}  // namespace epochs::inline EPOCHS_PRECISION::perceptron
