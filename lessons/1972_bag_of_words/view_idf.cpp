// Every word as a point: in which share of the documents it stands, and what it weighs for that; the curve is ln(N / df).
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "ui/formula.hpp"
#include "ui/rich_text.hpp"
#include "views.hpp"
#include "viz/axes.hpp"
#include "viz/label_place.hpp"

namespace epochs::bag {
namespace {

using ui::Rect;
using ui::Token;
using ui::Vec2;

constexpr std::size_t kMostNames = 14;
constexpr float kReach = 14;

struct Group {                         // words of one df share a point
  int df = 0;
  std::vector<int> words;
};

std::vector<Group> groups_of(const Reading& reading, double end) {
  std::map<int, std::vector<int>, std::greater<>> by_df;
  for (const int word : reading.words_by_df())
    if (reading.df(word) <= end * reading.read()) by_df[reading.df(word)].push_back(word);
  std::vector<Group> out;
  for (auto& [df, words] : by_df) out.push_back({df, std::move(words)});
  return out;
}

constexpr double kShownAtFirst = 0.72;   // share of the documents up to which the curve is drawn while its end is what is asked for

void draw_curve(ui::Ui& ui, const viz::Plane& plane, int n, double end) {
  std::vector<Vec2> line;
  for (int i = 0; i <= 96; ++i) {
    const double share = 1.0 / n + (end - 1.0 / n) * i / 96;
    line.push_back(plane.to_units(share, -std::log(share)));
  }
  const bool lit = ui.highlight.is("idf") || ui.highlight.is("df");
  ui.canvas.polyline(line, ui::with_alpha(ui.color(Token::Weight), lit ? 1 : 0.55f), lit ? 3.5f : 2);
}

// "the" · "milk, bread and 9 others"
std::string name_of(const Scene& scene, const Group& group) {
  std::string out = scene.word(group.words.front());
  const bool english = scene.ui.language == Language::English;
  if (group.words.size() > 1) out += (english ? ", " : "、") + scene.word(group.words[1]);
  if (group.words.size() > 2) out += english ? " +" + std::to_string(group.words.size() - 2) : " 等 " + std::to_string(group.words.size()) + " 个";
  return out;
}

void draw_names(Scene& scene, const viz::Plane& plane, const std::vector<Group>& groups, const std::vector<Vec2>& dots, int chosen) {
  ui::Ui& ui = scene.ui;
  std::vector<Rect> taken;
  const std::size_t step = std::max<std::size_t>(1, groups.size() / kMostNames);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const bool picked = static_cast<int>(i) == chosen;
    if (!picked && i % step != 0 && i + 1 != groups.size()) continue;
    const ui::TextStyle style{picked ? ui::Face::Semibold : ui::Face::Ui, ui::kSmall};
    const std::string name = name_of(scene, groups[i]);
    const float w = ui.canvas.text_width(name, style) + 8;
    const Vec2 at = dots[i];
    const std::array places{Rect{at.x + 8, at.y - 20, w, 19}, Rect{at.x - w - 8, at.y + 3, w, 19}, Rect{at.x + 8, at.y + 2, w, 19}, Rect{at.x - w / 2, at.y - 30, w, 19}};
    const int best = viz::quietest_place(places, {dots, taken, plane.area});
    const Rect place = places[static_cast<std::size_t>(std::max(0, best))];
    const bool clash = std::any_of(taken.begin(), taken.end(), [&](const Rect& r) { return r.x < place.right() && place.x < r.right() && r.y < place.bottom() && place.y < r.bottom(); });
    const bool outside = place.x < plane.area.x || place.right() > plane.area.right() || place.y < plane.area.y || place.bottom() > plane.area.bottom();
    if (!picked && (clash || outside)) continue;
    Rect plate = place;
    plate.x = std::clamp(plate.x, plane.area.x, std::max(plane.area.x, plane.area.right() - w));
    ui.canvas.fill(plate, ui::with_alpha(viz::plot_ground(ui.theme), 0.8f), 5);
    ui.canvas.text({plate.x + 4, plate.y + 14}, name, style, ui.color(picked ? Token::Text1 : Token::Text2));
    taken.push_back(plate);
  }
}

}  // namespace

void draw_idf_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const Reading& reading = scene.side.reading;
  const int n = reading.read();
  const viz::Plane plane{{area.x + 34, area.y, area.w - 34, area.h - 46}, {0, 1.04}, {-0.06 * std::log(std::max(3, n)), 1.12 * std::log(std::max(3, n))}};
  ui.anchors.add("idf", plane.area);
  ui.canvas.fill(plane.area, viz::plot_ground(ui.theme), 8);
  ui.canvas.push_clip(plane.area);
  viz::draw_grid(ui, plane);
  const double end = scene.hand.question_open && scene.hand.hides_silence ? kShownAtFirst : 1;
  if (n > 1) draw_curve(ui, plane, n, end);
  const std::vector<Group> groups = groups_of(reading, end);
  std::vector<Vec2> dots;
  int hovered = -1, chosen = -1;
  float nearest = kReach;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    dots.push_back(plane.to_units(static_cast<double>(groups[i].df) / n, reading.idf(groups[i].words.front())));
    const Vec2 off = dots.back() - ui.pointer.position;
    if (const float far = std::hypot(off.x, off.y); far < nearest) nearest = far, hovered = static_cast<int>(i);
    const Place& place = scene.hand.selected;
    if (place.kind == Place::Kind::Idf && std::find(groups[i].words.begin(), groups[i].words.end(), place.a) != groups[i].words.end()) chosen = static_cast<int>(i);
  }
  for (std::size_t i = 0; i < dots.size(); ++i) {
    ui.canvas.disc(dots[i], 4 + std::min(6.0f, 0.6f * std::sqrt(static_cast<float>(groups[i].words.size()))), ui.color(Token::Weight));
    if (static_cast<int>(i) == chosen || static_cast<int>(i) == hovered) ui.canvas.circle(dots[i], 11, ui.color(Token::Text1), 2);
  }
  draw_names(scene, plane, groups, dots, hovered >= 0 ? hovered : chosen);
  ui.canvas.pop_clip();
  if (hovered >= 0) ui.highlight.hovered = "idf";
  if (hovered >= 0 && ui.pointer.pressed) scene.hand.selected = {Place::Kind::Idf, groups[static_cast<std::size_t>(hovered)].words.front(), 0};
  viz::draw_ticks(ui, plane, {std::string(ui.say({"share of the documents with the word, df / N", "含有该词的文档所占比例 df / N"})), "idf"});
  if (n == 0) ui::plain_text(ui, {plane.area.x + 16, plane.area.y + 16}, plane.area.w - 32, ui.say({"No document has been counted yet.", "还没有数过任何文档。"}), {{ui::Face::Ui, ui::kBody}, 24, Token::Text2});
  else ui::draw_formula(ui, {plane.area.right() - 64, plane.area.y + 26}, "\\c{n}{N} = \\v{" + std::to_string(n) + "}", 18);
}

}  // namespace epochs::bag
