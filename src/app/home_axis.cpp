// The hall's axis: years at their true distance, winters, a dot a lesson and a curve from each dot to its era.
#include <algorithm>
#include <array>
#include <map>

#include "app/home.hpp"
#include "app/icons.hpp"
#include "app/press.hpp"
#include "lessons/catalog.hpp"

namespace epochs::app {

namespace {

using ui::Align;
using ui::Face;
using ui::Rect;
using ui::Token;
using ui::Vec2;

constexpr float kFirst = 1943, kLast = 2024;

struct Axis {
  float left, right, y;
  float at(float year) const { return left + (right - left) * (year - kFirst) / (kLast - kFirst); }
};

struct Dot {
  int lesson;     // catalog index
  int era, row;
  Vec2 at;
};

Axis axis_of(const HallLayout& layout) { return {layout.axis.x + 24, layout.axis.right() - 48, layout.axis_y}; }

// Lessons of one year stand above each other, 15 u apart. 1982 is the RNN's second date.
std::vector<Dot> dots_of(const HallScene& scene, const Axis& axis) {
  std::vector<Dot> out;
  std::map<int, int> seen;
  for (const HallCard& card : scene.cards) {
    const int stack = seen[card.lesson->year]++;
    out.push_back({card.index, card.era, card.row, {axis.at(static_cast<float>(card.lesson->year)), axis.y - 15 * static_cast<float>(stack)}});
    if (card.lesson->years.size() > 4) {
      const float earlier = static_cast<float>(std::stoi(card.lesson->years.substr(0, 4)));
      out.push_back({card.index, card.era, card.row, {axis.at(earlier), axis.y}});
    }
  }
  return out;
}

void draw_line(ui::Ui& ui, const Axis& axis, const HallLayout& layout, Rect pill) {
  ui::Canvas& canvas = ui.canvas;
  static constexpr std::array<std::array<float, 2>, 2> winters{{{1974, 1980}, {1987, 1993}}};
  for (auto [from, to] : winters) {
    const Rect block{axis.at(from), axis.y - 11, axis.at(to) - axis.at(from), 22};
    canvas.fill(block, ui.color(Token::Surface2), 4);
    const bool covered = pill.w > 0 && block.right() + 12 > pill.x && block.x - 12 < pill.right();
    if (!covered)
      canvas.text({block.center().x, axis.y - 20}, ui.say({"winter", "寒冬"}), {Face::Ui, ui::kTick}, ui.color(Token::Text3), Align::Center);
  }
  canvas.arrow({layout.axis.x, axis.y}, {layout.axis.right() - 12, axis.y}, ui.color(Token::Text3), 1.5f, 9);
  for (int year = 1950; year <= 2020; year += 10) {
    const float x = axis.at(static_cast<float>(year));
    canvas.line({x, axis.y - 4}, {x, axis.y + 5}, ui.color(Token::Text3), 1);
  }
}

void draw_leaders(ui::Ui& ui, const HallScene& scene, const HallState& state, const std::vector<Dot>& dots, float axis_y) {
  const HallLayout& layout = scene.layout;
  const float end = layout.columns.y + 2, drop = std::min(52.f, (end - axis_y) * 0.55f);
  for (int pass = 0; pass < 2; ++pass)   // lit curves above the others
    for (const Dot& dot : dots) {
      const bool lit = dot.lesson == (scene.lit >= 0 ? scene.lit : scene.current);
      if (lit != (pass == 1)) continue;
      const float column = layout.columns.x + static_cast<float>(dot.era) * (layout.column_width + layout.gap) - state.scroll.x;
      const float x = std::clamp(column + layout.column_width / 2 + (static_cast<float>(dot.row) - 1.5f) * 3, layout.columns.x,
                                 layout.columns.right());
      const auto color = lit ? ui.color(Token::Text1) : ui::with_alpha(ui.color(Token::Text3), 0.42f);
      ui.canvas.bezier({dot.at.x, axis_y + 7}, {dot.at.x, axis_y + drop}, {x, end - 50}, {x, end}, color, lit ? 1.8f : 1.2f);
    }
}

void draw_decades(ui::Ui& ui, const Axis& axis) {
  for (int year = 1950; year <= 2020; year += 10) {
    const std::string label = std::to_string(year);
    const ui::TextStyle style{Face::Math, 17};
    const float x = axis.at(static_cast<float>(year)), w = ui.canvas.text_width(label, style);
    ui.canvas.fill({x - w / 2 - 4, axis.y + 9, w + 8, 20}, ui.color(Token::Background));
    ui.canvas.text({x, axis.y + 25}, label, style, ui.color(Token::Text2), Align::Center);
  }
}

void draw_dot(ui::Ui& ui, Vec2 at, float progress, bool current, bool built) {
  ui::Canvas& canvas = ui.canvas;
  canvas.disc(at, current ? 9.f : 6.6f, ui.color(Token::Background));
  if (current) {
    canvas.circle(at, 7.5f, ui.color(Token::Text1), 1.6f);
    canvas.disc(at, 3.6f, ui.color(Token::Text1));
  } else if (progress >= 1) {
    canvas.disc(at, 5, ui.color(Token::Text1));
  } else {
    canvas.circle(at, 4.6f, ui.color(built ? Token::Text1 : Token::Text3), 1.6f);
  }
}

std::string continue_label(const ui::Ui& ui, const Shell& shell, const lesson::Lesson& lesson) {
  const bool begun = shell.progress(lesson.id) > 0;
  const std::string verb(ui.say(begun ? Localized{"Continue: ", "继续："} : Localized{"Start: ", "开始："}));
  return verb + std::string(ui.say(lesson.title));
}

Rect pill_area(ui::Ui& ui, const Shell& shell, const HallScene& scene, Vec2 at) {
  const std::string label = continue_label(ui, shell, lessons::catalog()[static_cast<std::size_t>(scene.current)]);
  const float w = ui.canvas.text_width(label, {Face::Semibold, ui::kSmall}) + 38;
  const Rect axis = scene.layout.axis;
  return {std::clamp(at.x - w / 2, axis.x, axis.right() - w), at.y - 50, w, 30};
}

void draw_pill(ui::Ui& ui, Shell& shell, const HallScene& scene, Rect pill, Vec2 at) {
  const lesson::Lesson& lesson = lessons::catalog()[static_cast<std::size_t>(scene.current)];
  const auto ink = ui.color(Token::Text1);
  ui.canvas.fill(pill, ink, 15);
  const std::array<Vec2, 3> tail{{{at.x - 5, pill.bottom() - 0.5f}, {at.x + 5, pill.bottom() - 0.5f}, {at.x, pill.bottom() + 6}}};
  ui.canvas.polygon(tail, ink);
  ui.canvas.text({pill.x + 14, pill.y + 19.5f}, continue_label(ui, shell, lesson), {Face::Semibold, ui::kSmall}, ui.color(Token::InkOn));
  icon::triangle(ui.canvas, {pill.right() - 17, pill.y + 15}, 7, ui.color(Token::InkOn), icon::Toward::Right);
  if (press(ui, "hall.continue", pill, 15).clicked) shell.wishes.lesson = lesson.id;
}

// Which part of the columns is seen, when they scroll sideways.
void draw_window_mark(ui::Ui& ui, const HallLayout& layout, const HallState& state) {
  if (layout.content_width <= layout.columns.w + 1) return;
  const Rect track{layout.columns.x, layout.axis.y - 2, layout.columns.w, 3};
  const float share = layout.columns.w / layout.content_width;
  ui.canvas.fill(track, ui.color(Token::Line), 1.5f);
  ui.canvas.fill({track.x + track.w * state.scroll.x / layout.content_width, track.y, track.w * share, track.h}, ui.color(Token::Text2), 1.5f);
}

}  // namespace

void draw_hall_axis(ui::Ui& ui, Shell& shell, const HallScene& scene, const HallState& state) {
  const Axis axis = axis_of(scene.layout);
  const std::vector<Dot> dots = dots_of(scene, axis);
  Vec2 current_at;
  for (const Dot& dot : dots)
    if (dot.lesson == scene.current) current_at = dot.at;
  const Rect pill = scene.current >= 0 ? pill_area(ui, shell, scene, current_at) : Rect{};
  draw_line(ui, axis, scene.layout, pill);
  draw_leaders(ui, scene, state, dots, axis.y);
  draw_decades(ui, axis);
  for (const Dot& dot : dots) {
    const lesson::Lesson& lesson = lessons::catalog()[static_cast<std::size_t>(dot.lesson)];
    draw_dot(ui, dot.at, shell.progress(lesson.id), dot.lesson == scene.current || dot.lesson == scene.lit, lesson.make != nullptr);
  }
  if (pill.w == 0 || pill.x > axis.left + 30)
    ui.canvas.text({axis.at(kFirst) - 22, axis.y - 20}, "1943", {Face::Math, 21}, ui.color(Token::Text1));
  ui.canvas.text({scene.layout.axis.right() - 12, axis.y - 20}, ui.say({"today", "今天"}), {Face::Ui, ui::kLabel}, ui.color(Token::Text2),
                 Align::Right);
  if (scene.current >= 0) draw_pill(ui, shell, scene, pill, current_at);
  draw_window_mark(ui, scene.layout, state);
}

// On a phone the axis is a short line at the left: where in the story the learner scrolls.
void draw_hall_phone_axis(ui::Ui& ui, const HallScene& scene, const HallState& state) {
  const HallLayout& layout = scene.layout;
  const float x = layout.axis.x + 8, top = layout.axis.y + 24, bottom = layout.axis.bottom() - 24;
  ui.canvas.line({x, top}, {x, bottom}, ui.color(Token::Line2), 1.5f);
  const float span = std::max(1.f, layout.content_height), seen = std::min(1.f, layout.columns.h / span);
  const float y = top + (bottom - top) * state.scroll.y / span;
  ui.canvas.line({x, y}, {x, y + (bottom - top) * seen}, ui.color(Token::Text1), 3);
}

}  // namespace epochs::app
