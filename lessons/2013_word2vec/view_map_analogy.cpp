// An analogy on the map: from a to b is a step, and the same step from c.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/anchor.hpp"
#include "view_map.hpp"
#include "viz/label_place.hpp"

namespace epochs::word2vec {
namespace {

using ui::Rect;
using ui::Token;
using ui::Vec2;

// From one place to another, without what the marks there cover.
void draw_step(ui::Ui& ui, Vec2 from, Vec2 to) {
  const Vec2 way = to - from;
  const float length = std::sqrt(way.x * way.x + way.y * way.y);
  if (length < 24) return;
  const Vec2 one = way * (1 / length);
  ui.canvas.arrow(from + one * 9, to - one * 9, ui.color(Token::Text1), 2, 9);
}

void draw_dots(ui::Ui& ui, Vec2 from, Vec2 to) { ui.canvas.dashed(from, to, with_alpha(ui.color(Token::Text1), 0.5f), 1.2f, 2, 5); }

void draw_landing(ui::Ui& ui, Vec2 at) {
  const ui::Color ink = ui.color(Token::Text1);
  ui.canvas.circle(at, 7.5f, ink, 1.8f);
  ui.canvas.line({at.x - 4, at.y}, {at.x + 4, at.y}, ink, 1.6f);
  ui.canvas.line({at.x, at.y - 4}, {at.x, at.y + 4}, ink, 1.6f);
}

const ui::TextStyle kSumStyle{ui::Face::Medium, ui::kSmall};

std::string sum_words(const Scene& scene) {
  const auto& [a, b, c] = scene.hand.analogy;
  return scene.word(c) + " − " + scene.word(a) + " + " + scene.word(b);
}

void draw_sum_pill(Scene& scene, Rect pill) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("map.sum", pill);
  ui.canvas.fill(pill, ui.color(Token::Text1), pill.h / 2);
  ui.canvas.text({pill.x + 10, pill.center().y + 4.6f}, sum_words(scene), kSumStyle, ui.color(Token::InkOn));
}

}  // namespace

// It makes way for the names of the three words and of the answer; the others make way for it.
Rect sum_pill(Scene& scene, const MapPicture& picture) {
  const auto& [a, b, c] = scene.hand.analogy;
  if (!scene.hand.map.places.linear() || !analogy_is_whole(scene) || !picture.shows(a) || !picture.shows(b) || !picture.shows(c)) return {};
  const Vec2 at = map_place(scene, picture, analogy_sum(scene));
  const float w = scene.ui.canvas.text_width(sum_words(scene), kSumStyle) + 20, h = 26;
  const std::array<Rect, 4> places{{{at.x + 16, at.y + 12, w, h}, {at.x - 16 - w, at.y + 12, w, h}, {at.x + 16, at.y - 12 - h, w, h}, {at.x - 16 - w, at.y - 12 - h, w, h}}};
  const std::array<Vec2, 4> points{picture.place(a), picture.place(b), picture.place(c), at};
  std::vector<Rect> names;
  const int answer = answer_on_map(scene);
  for (const PlacedLabel& label : scene.hand.map.labels)
    if (label.word == a || label.word == b || label.word == c || label.word == answer) names.push_back(label.box);
  for (const Rect& step : steps_on_map(scene, picture)) names.push_back(step);
  return places[static_cast<std::size_t>(viz::quietest_place(places, {points, names, picture.plot}))];
}

bool analogy_waits(const Hand& hand) {
  const bool open = std::find(hand.analogy.begin(), hand.analogy.end(), -1) != hand.analogy.end(), begun = hand.analogy != std::array{-1, -1, -1};
  return hand.analogy_state.open >= 0 || (open && (begun || hand.step == "analogy"));
}

bool analogy_is_whole(const Scene& scene) {
  return std::all_of(scene.hand.analogy.begin(), scene.hand.analogy.end(), [&](int word) { return word >= 0 && word < scene.seen.vectors->rows(); });
}

int answer_on_map(const Scene& scene) {
  const AnalogyState& known = scene.hand.analogy_state;
  if (!analogy_is_whole(scene) || scene.hand.question_open || known.question != scene.hand.analogy || known.passed_over.empty()) return -1;
  return known.passed_over.front().word;
}

std::vector<float> analogy_sum(const Scene& scene) {
  const Matrix& v = *scene.seen.vectors;
  const auto& [a, b, c] = scene.hand.analogy;
  const RowVector sum = v.row(c) - v.row(a) + v.row(b);
  return {sum.data(), sum.data() + sum.size()};
}

std::vector<Rect> steps_on_map(Scene& scene, const MapPicture& picture) {
  const auto& [a, b, c] = scene.hand.analogy;
  std::vector<Rect> out;
  if (!scene.hand.map.places.linear() || !picture.shows(a) || !picture.shows(b)) return out;
  const auto add = [&](Vec2 from, Vec2 to) {
    constexpr int kParts = 12;
    for (int i = 1; i < kParts; ++i) {
      const Vec2 at = from + (to - from) * (static_cast<float>(i) / kParts);
      out.push_back({at.x - 6, at.y - 6, 12, 12});
    }
  };
  add(picture.place(a), picture.place(b));
  if (analogy_is_whole(scene) && picture.shows(c)) add(picture.place(c), map_place(scene, picture, analogy_sum(scene)));
  return out;
}

void draw_map_analogy(Scene& scene, const MapPicture& picture) {
  const auto& [a, b, c] = scene.hand.analogy;
  if (!scene.hand.map.places.linear() || !picture.shows(a) || !picture.shows(b)) return;
  ui::Ui& ui = scene.ui;
  draw_step(ui, picture.place(a), picture.place(b));
  if (!analogy_is_whole(scene) || !picture.shows(c)) return;
  const Vec2 landing = map_place(scene, picture, analogy_sum(scene));
  draw_dots(ui, picture.place(a), picture.place(c));
  draw_dots(ui, picture.place(b), landing);
  draw_step(ui, picture.place(c), landing);
  draw_landing(ui, landing);
  if (const int answer = answer_on_map(scene); picture.shows(answer)) ui.canvas.circle(picture.place(answer), 9, ui.color(Token::Text1), 1.6f);
  draw_sum_pill(scene, picture.pill);
}

}  // namespace epochs::word2vec
