// Scatter of the reviews: decision field, boundary and the last ones, normal vector, the selected review.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/anchor.hpp"
#include "ui/formula.hpp"
#include "ui/rich_text.hpp"
#include "views.hpp"
#include "viz/decision_field.hpp"

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

// The corners of the plot: top right, bottom left, bottom right, top left; the first on the right side holds the words of that side.
struct Corner {
  ui::Vec2 baseline;
  ui::Align align;
};

void draw_sides(const Scene& scene, const viz::Plane& plane, const viz::Line& line) {
  const ui::Rect r = plane.area;
  const std::array<Corner, 4> corners = {{{{r.right() - 14, r.y + 24}, ui::Align::Right},
                                          {{r.x + 14, r.bottom() - 14}, ui::Align::Left},
                                          {{r.right() - 14, r.bottom() - 14}, ui::Align::Right},
                                          {{r.x + 14, r.y + 24}, ui::Align::Left}}};
  const ClassWords& words = class_words(scene.seen.preset);
  for (const bool positive : {true, false}) {
    for (const Corner& corner : corners) {
      const double z = line.w1 * plane.from_x(corner.baseline.x) + line.w2 * plane.from_y(corner.baseline.y) + line.b;
      if ((z > 0) != positive) continue;
      const ui::TextStyle style{ui::Face::Ui, ui::kSmall};
      const std::string_view text = scene.ui.say(positive ? words.says_yes : words.says_no);
      const float width = scene.ui.canvas.text_width(text, style);
      const float left = corner.align == ui::Align::Left ? corner.baseline.x : corner.baseline.x - width;
      scene.ui.canvas.fill({left - 6, corner.baseline.y - 15, width + 12, 21}, with_alpha(viz::plot_ground(scene.ui.theme), 0.7f), 6);
      scene.ui.canvas.text(corner.baseline, text, style, ui::sign_text(scene.ui.theme, positive ? 1 : -1), corner.align);
      break;
    }
  }
}

// "z = 0" beside the boundary, a little way in from the left.
void draw_zero_label(const Scene& scene, const viz::Plane& plane, const viz::Line& line) {
  if (std::abs(line.w2) < 1e-9) return;
  for (double share = 0.08; share < 0.9; share += 0.06) {
    const double x = plane.x.low + share * plane.x.span(), y = -(line.w1 * x + line.b) / line.w2;
    if (!plane.y.contains(y + 0.06 * plane.y.span()) || !plane.y.contains(y - 0.06 * plane.y.span())) continue;
    const ui::Vec2 at = plane.to_units(x, y) + ui::Vec2{14, line.w1 * line.w2 < 0 ? 20.0f : -10.0f};
    ui::draw_formula(scene.ui, at, "z = 0", 16);
    return;
  }
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
  const ui::Vec2 tip = viz::draw_normal(scene.ui, plane, line);
  if (plane.area.contains(tip)) {
    const bool lit = scene.ui.highlight.is("w");
    ui::draw_formula(scene.ui, tip + ui::Vec2{8, -4}, "w", lit ? 23.0f : 19.0f);
  }
  draw_zero_label(scene, plane, line);
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
  static const ClassWords sides{{"one-sided, y = +1", "只有一面，y = +1"}, {"not one-sided, y = −1", "不是一面，y = −1"}, {"z > 0: says one-sided", "z > 0：判为只有一面"}, {"z < 0: says not", "z < 0：判为不是"}};
  static const ClassWords points{{"y = +1", "y = +1"}, {"y = −1", "y = −1"}, {"z > 0: says +1", "z > 0：判为 +1"}, {"z < 0: says −1", "z < 0：判为 −1"}};
  return preset == Preset::Xor ? sides : preset == Preset::Own ? points : reviews;
}

std::string name_of_review(int index, Language language) {
  return language == Language::English ? "review " + std::to_string(index + 1) : "影评 " + std::to_string(index + 1);
}

void draw_reviews(Scene& scene, ui::Rect area) {
  ui::Ui& ui = scene.ui;
  draw_legend(scene, area);
  const viz::Plane plane = plane_for(scene.seen, {area.x + 28, area.y, area.w - 28, area.h - 46});
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
  if (line.exists()) draw_sides(scene, plane, line);
  const bool counted = scene.seen.preset != Preset::Own;
  viz::draw_ticks(ui, plane,
                  {std::string(ui.say(counted ? Localized{"praise words x₁ (standardised)", "赞美词 x₁（标准化）"} : Localized{"x₁", "x₁"})),
                   std::string(ui.say(counted ? Localized{"complaints x₂", "抱怨词 x₂"} : Localized{"x₂", "x₂"}))});
  ui.anchors.add("reviews", plane.area);
  if (dots.empty()) draw_invitation(scene, plane.area);
}

}  // namespace epochs::inline EPOCHS_PRECISION::perceptron
