// The plane: what the network answers everywhere, the points it learns from, and its boundary.
#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "ui/anchor.hpp"
#include "views.hpp"
#include "viz/label_place.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {
namespace {

using ui::Token;

// Strength of the tint and the boundary: 0 where the output is undecided (ŷ = ½), ±1 where it is certain.
std::vector<float> strengths(const Snapshot& seen) {
  const Matrix& answers = seen.fields->layers.back();
  std::vector<float> out(static_cast<std::size_t>(answers.rows()));
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<float>(answers(static_cast<Index>(i), 0)) * 2 - 1;
  return out;
}

// Without this the rounding of numbers that are all ½ would be drawn as a boundary.
bool decided_anywhere(const Snapshot& seen) {
  const Matrix& answers = seen.fields->layers.back();
  for (Index i = 0; i < answers.rows(); ++i)
    if (class_of(answers(i, 0)) >= 0) return true;
  return false;
}

std::vector<viz::Dot> dots_of(const Snapshot& seen) {
  std::vector<viz::Dot> dots;
  for (std::size_t i = 0; i < seen.data->train.size(); ++i) {
    const Point& p = seen.data->train[i];
    const bool wrong = class_of(seen.train.answers[i]) != p.y;
    dots.push_back({static_cast<double>(p.x1), static_cast<double>(p.x2), p.y == 1, wrong});
  }
  return dots;
}

void draw_legend(ui::Ui& ui, ui::Rect area) {
  const ui::TextStyle style{ui::Face::Ui, ui::kSmall};
  float x = area.right() - 36;
  for (const bool positive : {false, true}) {
    const std::string_view label = positive ? "y = 1" : "y = 0";
    const float width = ui.canvas.text_width(label, style);
    ui.canvas.text({x, area.y - 20}, label, style, ui.color(Token::Text2), ui::Align::Right);
    viz::draw_dot(ui, {x - width - 12, area.y - 24.5f}, positive, 4.6f, ui.color(Token::Surface1));
    x -= width + 36;
  }
}

// Beside the plane where the panel leaves room, else where it covers fewest points and not the label of the chosen one; never on the way of training, for points stay.
ui::Rect place_of_score(const viz::Plane& plane, ui::Rect panel, std::span<const viz::Dot> dots, ui::Rect label, float width) {
  constexpr float kHigh = 26, kIn = 12;
  if (panel.right() - plane.area.right() >= width + kIn) return {plane.area.right() + kIn, plane.area.y, width, kHigh};
  std::vector<ui::Vec2> points;
  for (const viz::Dot& dot : dots) points.push_back(plane.to_units(dot.x, dot.y));
  const float left = plane.area.x + kIn, right = plane.area.right() - kIn - width, middle = plane.area.center().x - width / 2;
  const float top = plane.area.y + kIn, bottom = plane.area.bottom() - kIn - kHigh;
  const std::array<ui::Rect, 7> places{{{left, top, width, kHigh}, {right, top, width, kHigh}, {left, bottom, width, kHigh}, {right, bottom, width, kHigh},
                                        {middle, top - 8, width, kHigh}, {middle, bottom + 8, width, kHigh}, {middle, plane.area.center().y - kHigh / 2, width, kHigh}}};
  const int best = viz::quietest_place(places, {points, {&label, label.w > 0 ? std::size_t{1} : std::size_t{0}}, plane.area});
  return places[static_cast<std::size_t>(std::max(0, best))];
}

// While the question is open the share stays covered: it is what most questions here ask.
void draw_score(Scene& scene, const viz::Plane& plane, ui::Rect panel, std::span<const viz::Dot> dots, ui::Rect label) {
  ui::Ui& ui = scene.ui;
  const bool english = ui.language == Language::English;
  const auto percent = [english](double share) { return format_number(100 * share, 0) + (english ? " %" : "%"); };
  const bool tested = scene.seen.settings.dataset != Dataset::Xor && !scene.seen.data->test.empty();
  const std::string train = percent(scene.seen.train.accuracy), test = tested ? percent(scene.seen.test.accuracy) : "";
  std::string text = (english ? "right: " : "正确率：") + train;
  if (tested) text = english ? "right: " + train + " of these, " + test + " of new points" : "正确率：训练点 " + train + "，新点 " + test;
  if (scene.question == lesson::Question::Open) text = english ? "right: ?" : "正确率：？";
  const ui::TextStyle style{ui::Face::Medium, ui::kSmall};
  const ui::Rect pill = place_of_score(plane, panel, dots, label, ui.canvas.text_width(text, style) + 20);
  ui.anchors.add(scene.question == lesson::Question::Open ? "field.covered" : "field.score", pill);
  ui.canvas.fill(pill, with_alpha(ui.color(Token::Surface1), 0.85f), 13);
  ui.canvas.text({pill.x + 10, pill.center().y + 4.6f}, text, style, ui.color(Token::Text1));
}

void take_edits(Scene& scene, const viz::ScatterResult& result) {
  Hand& hand = scene.hand;
  if (result.clicked >= 0) hand.probe = result.clicked;
  if (result.hovered >= 0 && scene.ui.pointer.double_clicked) scene.wishes.push_back(FlipPoint{result.hovered});
  if (result.dragged >= 0) scene.wishes.push_back(MovePoint{result.dragged, static_cast<Real>(result.x), static_cast<Real>(result.y)});
  if (result.removed >= 0) scene.wishes.push_back(DeletePoint{result.removed});
  if (result.added) {
    // Classes alternate, so that a few clicks make a problem; a double click on a point turns it over.
    scene.wishes.push_back(AddPoint{{static_cast<Real>(result.x), static_cast<Real>(result.y), scene.seen.data->train.size() % 2 == 0 ? 1 : 0}});
  }
}

// The network was asked over a square: beside it there would be nothing to show but its edge drawn on.
ui::Rect square_in(ui::Rect area) {
  const float side = std::min(area.w, area.h);
  return {area.x + (area.w - side) / 2, area.y, side, area.h};
}

}  // namespace

void draw_field_view(Scene& scene, ui::Rect area) {
  ui::Ui& ui = scene.ui;
  draw_legend(ui, area);
  const ui::Rect plot{area.x + 28, area.y, area.w - 28, area.h - 44};
  const viz::Plane plane = viz::square_plane(square_in(plot), static_cast<double>(scene.seen.data->extent));
  ui.canvas.push_clip(plot);
  if (scene.seen.fields) {
    const std::vector<float> scores = strengths(scene.seen);
    const auto extent = static_cast<double>(scene.seen.data->extent);
    const viz::ScoreGrid grid{scores, Fields::kGrid, Fields::kGrid, {-extent, extent}, {-extent, extent}};
    viz::draw_field(ui, plane, grid);
    viz::draw_grid(ui, plane);
    if (decided_anywhere(scene.seen)) viz::draw_boundary(ui, plane, grid);
  } else {
    viz::draw_grid(ui, plane);
  }
  ui.canvas.pop_clip();
  const std::vector<viz::Dot> dots = dots_of(scene.seen);
  viz::ScatterStyle style;
  style.selected = scene.seen.probe;
  style.label = (ui.language == Language::English ? "point " : "点 ") + std::to_string(scene.seen.probe + 1);
  style.editable = true;
  style.radius = dots.size() > 60 ? 3.6f : 5.2f;
  const viz::ScatterResult result = viz::scatter(ui, "field", plane, dots, scene.hand.scatter, style);
  take_edits(scene, result);
  draw_score(scene, plane, plot, dots, result.label);
  viz::draw_ticks(ui, plane, {ui.language == Language::English ? "input x₁" : "输入 x₁", ui.language == Language::English ? "input x₂" : "输入 x₂"});
}

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
