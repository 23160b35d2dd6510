// Mistakes corrected against reviews read, and beside it Novikoff's bound: how much of it has been used up.
#include <algorithm>
#include <cmath>

#include "ui/anchor.hpp"
#include "ui/formula.hpp"
#include "ui/rich_text.hpp"
#include "views.hpp"
#include "viz/axes.hpp"

namespace epochs::inline EPOCHS_PRECISION::perceptron {
namespace {

using ui::Token;

constexpr float kBarWidth = 190;

void draw_curve(const Scene& scene, ui::Rect area) {
  ui::Ui& ui = scene.ui;
  const Snapshot& seen = scene.seen;
  const viz::Plane plane{area, {0, std::max(10.0, 1.05 * static_cast<double>(seen.read))}, {0, std::max(5.0, 1.25 * static_cast<double>(seen.mistakes))}};
  ui.canvas.fill(area, viz::plot_ground(ui.theme), 8);
  viz::draw_grid(ui, plane);
  std::vector<ui::Vec2> line;
  for (const Progress& p : seen.progress) {
    if (!line.empty()) line.push_back({plane.to_x(static_cast<double>(p.read)), line.back().y});   // a mistake is a step up
    line.push_back(plane.to_units(static_cast<double>(p.read), static_cast<double>(p.mistakes)));
  }
  if (!line.empty()) line.push_back({plane.to_x(static_cast<double>(seen.read)), plane.to_y(static_cast<double>(seen.mistakes))});
  ui.canvas.polyline(line, ui.color(Token::Error), 2);
  if (!line.empty()) ui.canvas.disc(line.back(), 3.5f, ui.color(Token::Error));
  viz::draw_ticks(ui, plane, {std::string(ui.say({"reviews read", "读过的影评"})), std::string(ui.say({"mistakes", "错误"}))});
}

// One sentence in place of the bar, when there is nothing to measure against.
const Localized* without_bound(const Snapshot& seen) {
  static const Localized none{"No straight line parts these points, so there is no bound: the mistakes never end.", "没有直线能分开这些点，所以没有上界：错误不会停止。"};
  static const Localized moved{"The bound counts mistakes from zero weights, with the points left alone. Restart to count again.", "上界从权重为零、点不变动时开始计数。重新开始即可再数。"};
  static const Localized empty{"No points yet.", "还没有点。"};
  if (seen.data->reviews.empty()) return &empty;
  if (!seen.data->margin().separable) return &none;
  return seen.bound_applies ? nullptr : &moved;
}

// Where no line parts the points, what the panel says of it is what the question asks.
bool covers(const Scene& scene) { return scene.question == lesson::Question::Open && !scene.seen.data->reviews.empty() && !scene.seen.data->margin().separable; }

void draw_covered(ui::Ui& ui, ui::Rect area) {
  const ui::Rect plate{area.x, area.y + 4, 34, 28};
  ui.canvas.fill(plate, ui.color(Token::Surface3), 8);
  ui.canvas.text({plate.center().x, plate.center().y + 5.5f}, "?", {ui::Face::Semibold, 16}, ui.color(Token::Text2), ui::Align::Center);
  ui.anchors.add("mistakes.covered", plate);
  ui::plain_text(ui, {area.x, plate.bottom() + 14}, area.w, ui.say({"How many there can be: your guess first.", "最多会有多少次？请先猜。"}), {{ui::Face::Ui, ui::kSmall}, 19, Token::Text2, 3});
}

void draw_bound(const Scene& scene, ui::Rect area) {
  ui::Ui& ui = scene.ui;
  const ui::TextStyle small{ui::Face::Ui, ui::kSmall}, number{ui::Face::Mono, 19};
  const bool english = ui.language == Language::English;
  const std::string count = group_thousands(scene.seen.mistakes);
  const float width = ui.canvas.text({area.x, area.y + 18}, count, number, ui.color(Token::Error));
  ui.canvas.text({area.x + width + 8, area.y + 18}, english ? (scene.seen.mistakes == 1 ? "mistake" : "mistakes") : "次错误", small, ui.color(Token::Text2));
  if (const Localized* why = without_bound(scene.seen)) {
    if (covers(scene)) return draw_covered(ui, {area.x, area.y + 34, area.w, 0});
    ui::plain_text(ui, {area.x, area.y + 34}, area.w, ui.say(*why), {small, 19, Token::Text2, 5});
    return;
  }
  const Margin& margin = scene.seen.data->margin();
  const ui::Rect track{area.x, area.y + 34, area.w, 10};
  const double share = std::min(1.0, static_cast<double>(scene.seen.mistakes) / margin.bound());
  ui.canvas.fill(track, ui.color(Token::Surface3), 5);
  ui.canvas.fill({track.x, track.y, std::max(3.0f, track.w * static_cast<float>(share)), track.h}, ui.color(Token::Error), 5);
  const std::string bound = group_thousands(static_cast<long long>(std::floor(margin.bound())));
  ui.canvas.text({area.x, area.y + 64}, english ? "of at most " + bound : "上界 " + bound, small, ui.color(Token::Text1));
  const float at = ui::draw_formula(ui, {area.x, area.y + 92}, "(\\frac{R}{\\gamma})^2", 16);
  ui.canvas.text({area.x + at + 12, area.y + 92}, "R " + format_number(margin.radius, 2) + "   γ " + format_number(margin.gamma, 3), {ui::Face::Mono, 13},
                 ui.color(Token::Text2));
}

}  // namespace

void draw_mistakes(Scene& scene, ui::Rect area) {
  scene.ui.anchors.add("mistakes", area);
  ui::Rect rest = area;
  const ui::Rect side = rest.cut_right(std::min(kBarWidth, area.w * 0.4f));
  rest.cut_right(24);
  draw_curve(scene, {rest.x + 30, rest.y, rest.w - 30, rest.h - 42});
  draw_bound(scene, side);
}

}  // namespace epochs::inline EPOCHS_PRECISION::perceptron
